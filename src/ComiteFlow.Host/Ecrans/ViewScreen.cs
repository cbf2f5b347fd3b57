using System.Text.Json.Serialization;
using ComiteFlow.Domain;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Actes;

namespace ComiteFlow.Host.Ecrans;

/// <summary>One page as data: what it shows to whom reads it now.</summary>
internal interface IEcran
{
    /// <summary>Name of the screen in the verb <c>view</c>.</summary>
    string Name { get; }

    /// <exception cref="BrokenRuleException">What the screen is about does not exist, or is not for the actor.</exception>
    Task<ScreenShown> ShowAsync(Actor actor, ViewScreen.Commande commande, CancellationToken ct);
}

/// <summary>A page is read.</summary>
internal sealed class ViewScreen(IEnumerable<IEcran> ecrans, IDossiers dossiers, LectureCroisee lecture, IJournalFaits faits) : IUseCase<ViewScreen.Commande>
{
    public async Task RunAsync(Actor actor, Commande commande, CancellationToken ct)
    {
        var ecran = ecrans.FirstOrDefault(e => e.Name == commande.Screen) ?? throw Saisies.Inconnu("La page", commande.Screen, ecrans.Select(e => e.Name));
        await RequireKnownAsync(actor, commande, ct);
        faits.Add(await ecran.ShowAsync(actor, commande, ct));
    }

    /// <summary>A screen may make no use of a name; a wrong one is told all the same.</summary>
    private async Task RequireKnownAsync(Actor actor, Commande commande, CancellationToken ct)
    {
        if (commande.Convention is { } convention)
            await dossiers.RequireAsync(convention, ct);
        if (commande.Startup is { } startup && (await lecture.OfStartupAsync(actor, startup, ct)).Count == 0)
            throw Saisies.Inconnu("La startup", startup, (await lecture.NamesAsync(actor, ct)).Startups);
        if (commande.Activite is { } activite && (await lecture.OfActivityAsync(actor, activite, ct)).Count == 0)
            throw Saisies.Inconnu("L’activité", activite, (await lecture.NamesAsync(actor, ct)).Activites);
        if (commande.Year is { } year)
            Saisies.Annee(year);
    }

    internal sealed record Commande : Actes.Commande
    {
        public string Screen { get; init; } = "";

        public string? Startup { get; init; }

        public string? Activite { get; init; }

        [JsonConverter(typeof(ClesSaisies.Annee))]
        public int? Year { get; init; }
    }
}
