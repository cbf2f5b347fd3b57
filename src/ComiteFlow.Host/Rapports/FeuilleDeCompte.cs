using ComiteFlow.Activities.Conventions;
using ComiteFlow.Domain;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Rapports;
using ComiteFlow.Host.Conventions;

namespace ComiteFlow.Host.Rapports;

/// <summary>A received expense account as a table for a budget officer: the same cells in every format.</summary>
/// <param name="Nom">Name of its files, without their ending.</param>
/// <param name="Le">Business time of its making.</param>
/// <param name="Lignes">Cells are a text, a <see cref="Money"/>, or null.</param>
internal sealed record FeuilleDeCompte(
    string Nom, string Titre, DateTimeOffset Le, IReadOnlyList<string> Colonnes, IReadOnlyList<IReadOnlyList<object?>> Lignes)
{
    private static readonly string[] EnTete =
    [
        "Convention", "Mois", "Ligne", "Startup", "Enveloppe", "AE engagées dans le mois", "CP payés dans le mois", "AE engagées, cumul", "CP payés, cumul",
        "AE prévues", "CP prévus", "AE restantes", "CP restants", "Commentaire",
    ];

    /// <summary>The table of a report; null while it is not in, and for what is no account of expenses.</summary>
    public static FeuilleDeCompte? Of(Dossier dossier, Rapport rapport)
    {
        if (rapport is not { ReceivedOn: { } recu, Kind: "monthly" or "final" })
            return null;
        return new FeuilleDeCompte(
            $"compte-rendu-{dossier.Id}-{rapport.Month ?? "final"}",
            $"{Noms.Rapport(dossier, rapport)}, {Noms.Titre(dossier)}",
            HeureDeParis.At(recu, TimeOnly.MinValue),
            EnTete,
            [.. new CompteDesDepenses(dossier, rapport).Lignes().Select(ligne => Cellules(dossier, rapport, ligne))]);
    }

    private static IReadOnlyList<object?> Cellules(Dossier dossier, Rapport rapport, LigneDeCompte ligne) =>
    [
        dossier.Id,
        ligne.Mois ?? "Toute la période",
        Genre(ligne.Genre),
        ligne.Startup is { } startup ? Noms.Startup(dossier, startup) : null,
        ligne.Enveloppe is { } id ? Enveloppe(dossier, id) : null,
        ligne.DuMois.Ae, ligne.DuMois.Cp, ligne.Cumul.Ae, ligne.Cumul.Cp, ligne.Prevu.Ae, ligne.Prevu.Cp, ligne.Reste.Ae, ligne.Reste.Cp,
        ligne.Genre == GenreDeLigne.Declare ? rapport.Comment : null,
    ];

    private static string Genre(GenreDeLigne genre) => genre switch
    {
        GenreDeLigne.Registre => "Total du registre",
        GenreDeLigne.Declare => "Déclaré par le délégataire",
        GenreDeLigne.Ecart => "Écart (déclaré moins registre)",
        _ => "Détail du registre",
    };

    private static string Enveloppe(Dossier dossier, string id) => dossier.Actes
        .SelectMany(acte => dossier.TexteDe(acte.Id)?.Tranches ?? []).SelectMany(tranche => tranche.Earmarks)
        .FirstOrDefault(envelope => envelope.Id == id)?.What is { Length: > 0 } what ? Noms.Typo(what) : id;
}
