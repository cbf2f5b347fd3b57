using ComiteFlow.Activities.Comites;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Activities.Documents;
using ComiteFlow.Activities.Rapports;
using ComiteFlow.Activities.Relances;
using ComiteFlow.Domain;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Engine;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Definitions;
using ComiteFlow.Engine.Expressions;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Engine.Tasks;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Circuits;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Courriels;
using ComiteFlow.Host.Depenses;
using ComiteFlow.Host.Documents;
using ComiteFlow.Host.Expressions;
using ComiteFlow.Host.Jobs;
using ComiteFlow.Host.Modeles;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Persistence.Moteur;
using ComiteFlow.Host.Travail;

namespace ComiteFlow.Host;

/// <summary>Everything but the pages: the same services live and in the simulator. Clock and ids are given by the caller.</summary>
internal static class Services
{
    /// <param name="dossiers">Where the shipped files are.</param>
    /// <param name="adresse">Address of the site in mails, without a final slash.</param>
    /// <param name="moteur">How the engine tries again; at once by default.</param>
    /// <param name="courriels">Which mails beyond those of a scenario leave; none by default.</param>
    public static IServiceCollection AddComiteFlow(
        this IServiceCollection services, BaseDeDonnees database, DossiersLivres dossiers, ReglagesCourants reglages, string adresse, EngineOptions? moteur = null, CourrielsDuSite? courriels = null)
    {
        BaseDeDonnees.Add(services, database);
        services.AddSingleton(reglages);
        services.AddSingleton(dossiers);
        services.AddSingleton(new AdresseDuSite(adresse));
        services.AddSingleton(new BibliothequeDeTextes(dossiers.Conventions));
        services.AddScoped<RegistreDesTextes>();
        services.AddScoped<UnitOfWork>();
        services.AddScoped<IUnitOfWork>(provider => provider.GetRequiredService<UnitOfWork>());
        services.AddScoped<IJournalFaits>(provider => provider.GetRequiredService<UnitOfWork>());
        services.AddSingleton<DossiersEnMemoire>();
        services.AddScoped<IDossiers, SqlDossiers>();
        services.AddScoped<IPinnedInstances, SqlPinnedInstances>();
        services.AddScoped<IStartRows, SqlStartRows>();
        services.AddScoped<IWorkflows, SqlWorkflows>();
        services.AddScoped<ITasks, SqlTasks>();
        services.AddSingleton(courriels ?? CourrielsDuSite.Aucun);
        AddBusiness(services);
        AddEngine(services, reglages, moteur ?? EngineOptions.AtOnce);
        AddMail(services, dossiers, adresse);
        AddWork(services);
        return services;
    }

    /// <summary>What acts, steps and pages share.</summary>
    private static void AddBusiness(IServiceCollection services)
    {
        services.AddScoped<SqlOutbox>();
        services.AddScoped<IOutbox>(source => source.GetRequiredService<SqlOutbox>());
        services.AddScoped<IInvitations, Comites.InvitationsDesComites>();
        services.AddScoped<Convocations>();
        services.AddScoped<SuitesDUneSeance>();
        services.AddScoped<IDocuments, SqlDocuments>();
        services.AddSingleton(new EssaisPdf(TimeProvider.System));
        services.AddScoped<EmissionDesRelances>();
        services.AddScoped<AlerteCredits>();
        services.AddScoped<LectureDossiers>();
        services.AddScoped<TachesHumaines.LectureTaches>();
        services.AddScoped<Ecrans.LectureCroisee>();
        services.AddScoped<Obligations.HistoireDesFaits>();
        services.AddScoped<Conventions.ConstatsDuTexte>();
        services.AddScoped<Ecrans.IEcran, Ecrans.EcranStartup>();
        services.AddScoped<Ecrans.IEcran, Ecrans.EcranDepenses>();
        services.AddScoped<Rapports.CourrielDesDepenses>();
        services.AddSingleton(Rapports.AttenteDuPdf.Aucune);
        services.AddScoped<Rapports.PiecesDuCompte>();
        services.AddScoped<Comites.ConvocationPrevue>();
        services.AddScoped<Comites.CourrielsDeSeance>();
        services.AddScoped<Signatures.DemandesDeModification>();
        services.AddScoped<Signatures.CourrielsDeModification>();
        services.AddScoped<Revoyures.CourrielDeRevoyure>();
        services.AddScoped<Gestion.CourrielsDeGestion>();
        services.AddScoped<Resiliations.CourrielsDePreavis>();
        services.AddScoped<Ecrans.IEcran, Ecrans.EcranSolde>();
    }

    /// <summary>The engine, what looks at workflows before they are published, and what writes them.</summary>
    private static void AddEngine(IServiceCollection services, ReglagesCourants reglages, EngineOptions moteur)
    {
        services.AddSingleton<IExpressionEvaluator, JintExpressions>();
        services.AddSingleton<ICronCalendar, EcheancesCron>();
        services.AddComiteFlowEngine(
            moteur with
            {
                FinalCode = error => error is BrokenRuleException refusal ? refusal.Code : null,
                IsConflict = BaseDeDonnees.IsConflict,
            }, typeof(EmissionDesRelances).Assembly);
        services.AddSingleton<IStepCheck>(source => new DestinatairesPresents(id => source.GetRequiredService<Annuaire>().Nomme(id)));
        services.AddSingleton<IStepCheck, SujetPresent>();
        services.AddSingleton<IStepCheck, Activities.Obligations.ObligationPresente>();
        services.AddSingleton<IStepCheck>(new RelancesAvantEcheance(reglages.Politiques));
        services.AddSingleton<IStepCheck>(source => new RappelsEcrits(id => source.GetRequiredService<Annuaire>().Nomme(id)));
        services.AddSingleton<IStepCheck>(source => new EchelleLisible(reglages.Politiques, id => source.GetRequiredService<Annuaire>().Nomme(id)));
        services.AddSingleton<IStepCheck, Activities.Revoyures.TrancheOuverte>();
        services.AddSingleton<IStepCheck, Activities.Conventions.EvenementsAnnonces>();
        services.AddScoped<IRungCheck, RappelsEnvoyables>();
        services.AddSingleton<CircuitsLivres>();
        services.AddScoped<EcrituresDeCircuit>();
        services.AddScoped<BrouillonsDeCircuit>();
        services.AddScoped<LectureCircuits>();
        services.AddScoped<Circuits.Differences.DifferencesDeCircuit>();
        services.AddSingleton<MigrationsDeCircuits>();
        services.AddScoped<EffetSurLesDossiers>();
        services.AddScoped<RelectureDeCircuit>();
    }

    /// <summary>Whose turn it is to write, acts, and the jobs of the timetable.</summary>
    private static void AddWork(IServiceCollection services)
    {
        services.AddSingleton<Tour>();
        services.AddSingleton<Pompe>();
        services.AddSingleton<Arrivees>();
        services.AddSingleton<ExecutionDesActes>();
        services.AddSingleton<OpenMonthlyReports>();
        services.AddSingleton<IssueReminders>();
        services.AddSingleton<IssueAlerts>();
        services.AddSingleton<VerifyRules>();
        services.AddSingleton<AskForDates>();
        services.AddSingleton<SendDigests>();
        services.AddSingleton<PrepareDossiers>();
        services.AddSingleton<TidyEngine>();
        Verbes.Add(services);
    }

    private static void AddMail(IServiceCollection services, DossiersLivres dossiers, string adresse)
    {
        var livres = new DossierDeModeles(dossiers.Templates);
        var source = new ModelesDuSite(livres);
        services.AddSingleton(livres).AddSingleton(source);
        services.AddSingleton<IModeleSource>(source);
        services.AddSingleton<IStepCheck>(new ModelesPresents(source));
        services.AddSingleton<EpreuveDeModele>().AddSingleton<ControleDeModele>().AddSingleton<DonneesCompletes>().AddSingleton<ModelesEnFrancais>();
        services.AddScoped<VersionsDeModele>();
        services.AddScoped<IUseCase<GiveUpModele.Commande>, GiveUpModele>();
        services.AddSingleton(provider => new ModeleStore(source, () => new Dictionary<string, object?>
        {
            ["service"] = new Dictionary<string, object?> { ["adresse"] = adresse, ["boite"] = provider.GetRequiredService<Expediteur>().AdresseDeReponse },
        }));
        services.AddSingleton<Agendas.RedactionDAgenda>();
        services.AddSingleton(new DocxWriter(source));
        services.AddSingleton(Expediteur.Livre);
        services.AddSingleton<CourrielComposer>();
        services.AddSingleton(_ => Annuaire.OfFile(Path.Combine(dossiers.Conventions, "annuaire.json")));
        services.AddSingleton<IMailTransport, BoiteLocale>();
        services.AddSingleton(new OptionsDePoste());
        services.AddSingleton(new EtatDeMessagerie());
        services.AddSingleton<HeuresDePoste>();
        services.AddScoped<FileDAttente>();
        services.AddScoped<RappelsReunis>();
        services.AddScoped<ObjetsAVenir>();
        services.AddScoped<CourriersRefuses>();
        services.AddScoped<EchelonsPrevus>();
        services.AddScoped<BoitesAttendues>();
        services.AddSingleton<ProchainsEnvois>();
        services.AddScoped<RecapitulatifDeLaSemaine>();
        services.AddSingleton<ILienDeDesabonnement, SansDesabonnement>();
        services.AddScoped<IArretsDeRelance, SqlArretsDeRelance>();
        services.AddSingleton<Distribution>();
        services.AddSingleton<ILevee, LeveeImmediate>();
    }
}

/// <summary>Folders of what ships: texts, workflows, templates.</summary>
internal sealed record DossiersLivres(string Conventions, string Workflows, string Templates);

/// <summary>Address of the site in mails, without a final slash.</summary>
internal sealed record AdresseDuSite(string Valeur);
