using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Avenants;
using ComiteFlow.Host.Conventions;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Avenants;

/// <summary>Asks for an avenant outside a revoyure: a new ceiling, a new allocation, a new end.</summary>
internal sealed class DemanderModel(OutilsDActe outils) : PageActe(outils)
{
    [BindProperty(SupportsGet = true, Name = "plafond")]
    public string? Plafond { get; set; }

    [BindProperty(Name = "allocation")]
    public string? Allocation { get; set; }

    [BindProperty(Name = "fin")]
    public SaisieDate Fin { get; set; } = new();

    public override string Verbe => "requestAvenant";

    public override string Bouton => "Demander l’avenant";

    public override IReadOnlyList<object> Champs =>
    [
        new ChampMontant("plafond", "Nouveau montant maximum", Plafond) { Indication = Hint(Dossier.Ceiling?.Cents, "Actuel"), Erreur = Erreurs?.Pour("plafond") },
        new ChampMontant("allocation", "Nouvelle allocation, en AE et en CP", Allocation) { Indication = Hint(Dossier.AllocatedAe.Cents, "Actuelle"), Erreur = Erreurs?.Pour("allocation") },
        new ChampDate("fin", "Nouvelle fin de la convention", Fin)
        {
            Indication = Dossier.EndsOn is { } end ? $"Actuelle : {Formats.DateLongue(end)}. Laissez vide si elle ne change pas." : "Laissez vide si elle ne change pas.",
            Erreur = Erreurs?.Pour("fin"),
        },
    ];

    public override IReadOnlyList<PointControle> Points =>
    [
        new(IconePoint.Document, "Le projet d’avenant est rédigé aussitôt", "Avec l’ancien montant, le nouveau, la différence et l’article"),
        new(IconePoint.Mail, "Chaque partie reçoit la demande de signature"),
        new(IconePoint.Next, "Effet à la dernière signature"),
    ];

    public override Recapitulatif Reperes => new("Situation",
    [
        new("Plafond", Dossier.Ceiling is { } ceiling ? Formats.Euros(ceiling.Cents) : "aucun"), new("Accordé", Formats.Euros(Dossier.Granted.Cents)),
        new("Reste sous le plafond", Dossier.Ceiling is { } c ? Formats.Euros((c - Dossier.Granted).Cents) : "–"),
    ]);

    protected override bool Preparer()
    {
        Titre = "Demander un avenant";
        Question = "Demander un avenant";
        Meta = $"{Noms.Titre(Dossier)} · renseignez seulement ce qui change";
        return true;
    }

    protected override IEnumerable<ErreurChamp> Manques()
    {
        if (string.IsNullOrWhiteSpace(Plafond) && string.IsNullOrWhiteSpace(Allocation) && Fin.EstVide)
            yield return new ErreurChamp("plafond", "Indiquez au moins un changement : montant maximum, allocation ou fin.");
        if (!string.IsNullOrWhiteSpace(Plafond) && MontantManque("plafond", Plafond, "le nouveau montant maximum") is { } ceiling)
            yield return ceiling;
        if (!string.IsNullOrWhiteSpace(Allocation) && MontantManque("allocation", Allocation, "la nouvelle allocation") is { } allocation)
            yield return allocation;
        if (!Fin.EstVide && Fin.Date is null)
            yield return new ErreurChamp("fin", "Saisissez une date qui existe au calendrier, par exemple 31 12 2022.");
    }

    protected override Task FaireAsync(CancellationToken ct) => RunAsync(
        new RequestAvenant.Commande { Convention = Dossier.Id, Changes = new() { CeilingCents = Cents(Plafond), AllocationCents = Cents(Allocation), End = Iso(Fin) } }, ct);

    private static string Hint(long? cents, string word) => cents is { } known ? $"{word} : {Formats.Euros(known)}. Exemple : 2\u00A0700\u00A0000,00" : "Exemple : 2\u00A0700\u00A0000,00";
}
