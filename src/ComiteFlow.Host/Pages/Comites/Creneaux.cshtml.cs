using System.Globalization;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Comites;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Comites;

/// <summary>Asks the parties by mail which of some slots suit them, shows what they answer, and leads to the act that keeps a slot.</summary>
internal sealed class CreneauxModel(OutilsDActe outils) : PageDeComite(outils)
{
    private static readonly string[] Formes = ["HH:mm", "H:mm", "HH'h'mm", "H'h'mm", "HH'h'", "H'h'"];

    [BindProperty(Name = "jours")]
    public List<SaisieDate> Jours { get; set; } = [];

    [BindProperty(Name = "de")]
    public List<string?> De { get; set; } = [];

    [BindProperty(Name = "a")]
    public List<string?> A { get; set; } = [];

    [BindProperty(Name = "avant")]
    public SaisieDate Avant { get; set; } = new();

    public override string Verbe => ProposeSlots.Verbe;

    public override string Bouton => "Envoyer les créneaux";

    public override IReadOnlyList<object> Champs =>
    [
        .. Enumerable.Range(0, ChoixDesParties.AuPlus).SelectMany(ChampsDe),
        new ChampDate("avant", "Réponse attendue jusqu’au", Avant) { Indication = "Ce jour inclus, au plus tard la veille du premier créneau.", Erreur = Erreurs?.Pour("avant") },
    ];

    public override IReadOnlyList<PointControle> Points =>
    [
        new(IconePoint.Mail, "Chaque partie reçoit la liste et le lien pour répondre"),
        new(IconePoint.Next, "La date ne change pas d’elle-même", "Après les réponses, retenez un créneau sur cette page."),
        PointSeance(),
    ];

    /// <summary>What the parties answered to the slots that are proposed; null while none are.</summary>
    public Tableau? Reponses => Comite.Slots is { } choix ? CreneauxEnFrancais.Reponses(Dossier, Comite, choix, Aujourdhui, Droits.Allows(Acteur, KeepSlot.Verbe)) : null;

    /// <summary>Where a party answers; null for everyone else.</summary>
    public Lien? Bulletin => CreneauxEnFrancais.Bulletin(Comite, Acteur, Aujourdhui);

    protected override string Acte => Comite.Slots is null ? "Proposer des créneaux" : "Créneaux proposés";

    protected override IEnumerable<ErreurChamp> Manques()
    {
        if (Remplis.Count() < ChoixDesParties.AuMoins)
            yield return new ErreurChamp("jours[0]", $"Saisissez au moins {Formats.Compte(ChoixDesParties.AuMoins, "créneau", "créneaux")}.");
        foreach (var rank in Remplis)
        {
            if (Jour(rank).Date is null)
                yield return new ErreurChamp($"jours[{Formats.Nombre(rank)}]", "Saisissez une date qui existe au calendrier, par exemple 30 11 2021.");
            if (Heure(De, rank) is null)
                yield return new ErreurChamp($"de[{Formats.Nombre(rank)}]", "Saisissez l’heure du début, par exemple 14 h 30.");
            if (Heure(A, rank) is null)
                yield return new ErreurChamp($"a[{Formats.Nombre(rank)}]", "Saisissez l’heure de la fin, par exemple 15 h 30.");
        }

        if (Avant.Date is null)
            yield return new ErreurChamp("avant", "Saisissez une date qui existe au calendrier, par exemple 30 11 2021.");
    }

    protected override Task FaireAsync(CancellationToken ct) => RunAsync(
        Pour(new ProposeSlots.Commande
        {
            Slots = [.. Remplis.Select(rank => new ProposeSlots.CreneauSaisi(Iso(Jour(rank))!, Heure(De, rank)!, Heure(A, rank)!))], AnswerBy = Iso(Avant)!,
        }), ct);

    /// <summary>The rows in which something was typed.</summary>
    private IEnumerable<int> Remplis => Enumerable.Range(0, ChoixDesParties.AuPlus).Where(rank => !Jour(rank).EstVide || !string.IsNullOrWhiteSpace(Texte(De, rank)) || !string.IsNullOrWhiteSpace(Texte(A, rank)));

    private IEnumerable<object> ChampsDe(int rank)
    {
        var (index, optional) = (Formats.Nombre(rank), rank < ChoixDesParties.AuMoins ? "" : " (optionnel)");
        yield return new ChampDate($"jours[{index}]", $"Créneau {Formats.Nombre(rank + 1)}, jour{optional}", Jour(rank)) { Erreur = Erreurs?.Pour($"jours[{index}]") };
        yield return new ChampTexte($"de[{index}]", $"Créneau {Formats.Nombre(rank + 1)}, de{optional}", Texte(De, rank)) { Indication = "Exemple : 14 h 30", Erreur = Erreurs?.Pour($"de[{index}]") };
        yield return new ChampTexte($"a[{index}]", $"Créneau {Formats.Nombre(rank + 1)}, à{optional}", Texte(A, rank)) { Indication = "Exemple : 15 h 30", Erreur = Erreurs?.Pour($"a[{index}]") };
    }

    private SaisieDate Jour(int rank) => Jours.ElementAtOrDefault(rank) ?? new();

    private static string? Texte(List<string?> typed, int rank) => typed.ElementAtOrDefault(rank);

    private static string? Heure(List<string?> typed, int rank)
    {
        var compact = string.Concat((Texte(typed, rank) ?? "").Where(sign => !char.IsWhiteSpace(sign))).ToLowerInvariant();
        return TimeOnly.TryParseExact(compact, Formes, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time.ToString("HH:mm", CultureInfo.InvariantCulture) : null;
    }
}
