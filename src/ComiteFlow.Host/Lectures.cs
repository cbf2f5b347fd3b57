using ComiteFlow.Engine.Definitions;
using ComiteFlow.Host.Agendas;
using ComiteFlow.Host.Circuits.Descripteurs;
using ComiteFlow.Host.Circuits.Listes;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Courriels;
using ComiteFlow.Host.Demonstration;
using ComiteFlow.Host.Documents;
using ComiteFlow.Host.Incidents;
using ComiteFlow.Host.Modeles;
using ComiteFlow.Host.Pages;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Sante;

namespace ComiteFlow.Host;

/// <summary>What the pages read, from the database.</summary>
internal static class Lectures
{
    public static IServiceCollection AddLectures(this IServiceCollection services)
    {
        services.AddScoped<OutilsDActe>();
        // Where people write workflows; a run of a scenario composes each template anyway.
        services.AddSingleton<IStepCheck, VariablesDesModeles>();
        services.AddScoped<LectureIncidents>();
        services.AddScoped<InventaireDesCourriels>();
        services.AddScoped<LectureEnvois>();
        services.AddScoped<LectureAgendas>();
        services.AddScoped<ILecturePortefeuille, SqlPortefeuille>();
        services.AddScoped<ILectureConvention, SqlConvention>();
        services.AddScoped<ILectureCourriels, SqlCourriels>();
        services.AddScoped<ILectureDocuments, SqlLectureDocuments>();
        services.AddScoped<ILectureSante, SqlSante>();
        services.AddScoped<IFonctionsDemonstration, SqlFonctions>();
        services.AddDescripteurs();
        services.AddScoped<GenresDuSite>().AddScoped<EditionEnListe>();
        return services;
    }
}
