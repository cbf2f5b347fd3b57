using ComiteFlow.Activities.Conventions;
using ComiteFlow.Domain;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Revoyures;

namespace ComiteFlow.Host.Actes;

/// <summary>Finds what an act names, or refuses it.</summary>
internal static class Dossiers
{
    /// <exception cref="BrokenRuleException">No such convention.</exception>
    public static async Task<Dossier> RequireAsync(this IDossiers dossiers, string? convention, CancellationToken ct) =>
        await dossiers.FindAsync(convention ?? "", ct)
        ?? throw Saisies.Inconnu("La convention", convention ?? "", await dossiers.IdsAsync(ct));

    /// <exception cref="BrokenRuleException">No such document.</exception>
    public static async Task<(Dossier Dossier, Acte Acte)> RequireActeAsync(this IDossiers dossiers, string document, CancellationToken ct)
    {
        var dossier = await dossiers.OfDocumentAsync(document, ct) ?? throw Saisies.Inconnu("Le document", document, await dossiers.IdsAsync(ct));
        return (dossier, dossier.Actes.First(a => a.Id == document));
    }

    /// <exception cref="BrokenRuleException">No such convention or comité.</exception>
    public static async Task<(Dossier Dossier, Comite Comite)> RequireComiteAsync(this IDossiers dossiers, CommandeDeComite commande, CancellationToken ct)
    {
        var dossier = await dossiers.RequireAsync(commande.Convention, ct);
        return (dossier, new Revoyure(dossier).Find(commande.Committee, commande.Startup, commande.Occurrence));
    }

    /// <summary>Business day in Paris.</summary>
    public static DateOnly Today(this TimeProvider clock) => HeureDeParis.Day(clock.GetUtcNow());

    /// <summary>A date that people may leave out.</summary>
    public static DateOnly? Jour(string? iso) => iso is null ? null : Saisies.Date(iso);
}

/// <summary>A command about one occurrence of a comité.</summary>
internal abstract record CommandeDeComite : Commande
{
    public string Committee { get; init; } = "";

    public int Occurrence { get; init; }

    public string? Startup { get; init; }
}
