using ComiteFlow.Domain.Conventions;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Conventions;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Conventions;

/// <summary>Records a dated event: the start of the incubation, or a milestone that the text names.</summary>
internal sealed class EvenementModel(OutilsDActe outils) : PageActe(outils)
{
    /// <summary>Startup (empty for the whole convention) and milestone, by the form of an option.</summary>
    [BindProperty(SupportsGet = true, Name = "evenement")]
    public string? Evenement { get; set; }

    [BindProperty(Name = "le")]
    public SaisieDate Le { get; set; } = new();

    public override string Verbe => "recordMilestone";

    public override string Bouton => "Enregistrer l’événement";

    public override IReadOnlyList<object> Champs =>
    [
        new ChampChoix("evenement", "Événement", Evenement, [.. Possibles.Select(e => new OptionChoix(Cle(e), Noms.Evenement(Dossier, e)))])
        {
            Indication = "Le début de l’incubation, ou un jalon que le texte nomme.", Erreur = Erreurs?.Pour("evenement"),
        },
        new ChampDate("le", "Date de l’événement", Le) { Indication = $"Au plus tard aujourd’hui. Exemple : {Exemple()}", Erreur = Erreurs?.Pour("le") },
    ];

    public override IReadOnlyList<PointControle> Points =>
    [
        new(IconePoint.Next, "Les dates de comité qui en dépendent sont recalculées", "Celles qui changent vous sont proposées ; rien ne bouge sans votre confirmation."),
    ];

    public override Recapitulatif? Reperes => Dossier.Jalons.Count == 0
        ? null
        : new("Déjà enregistré", [.. Dossier.Jalons.OrderBy(j => j.On).Select(j => new LigneRecapitulatif(Noms.Evenement(Dossier, new JalonPossible(j.Milestone, j.Startup)), Formats.DateLongue(j.On)))]);

    private IReadOnlyList<JalonPossible> Possibles => [.. new JalonsDuTexte(Dossier).Tous()];

    protected override bool Preparer()
    {
        Titre = "Événement";
        Question = "Enregistrer un événement";
        Meta = Noms.Titre(Dossier);
        if (Le.EstVide && HttpContext.Request.Method == "GET")
            Le = SaisieDate.De(Aujourdhui);
        return true;
    }

    protected override IEnumerable<ErreurChamp> Manques()
    {
        if (Choisi() is null)
            yield return new ErreurChamp("evenement", "Choisissez l’événement dans la liste.");
        if (Le.Date is null)
            yield return new ErreurChamp("le", $"Saisissez une date qui existe au calendrier, par exemple {Exemple()}.");
        else if (Le.Date > Aujourdhui)
            yield return new ErreurChamp("le", $"Un événement ne s’enregistre pas à l’avance : saisissez une date jusqu’au {Formats.DateLongue(Aujourdhui)}.");
    }

    protected override Task FaireAsync(CancellationToken ct)
    {
        var chosen = Choisi()!;
        return RunAsync(
            new RecordMilestone.Commande { Convention = Dossier.Id, Milestone = chosen.Milestone, Startup = chosen.Startup.Length == 0 ? null : chosen.Startup, On = Iso(Le) }, ct);
    }

    private JalonPossible? Choisi() => Possibles.FirstOrDefault(e => Cle(e) == Evenement);

    private static string Cle(JalonPossible possible) => $"{possible.Startup}/{possible.Milestone}";

    private string Exemple() => Aujourdhui.ToString("dd MM yyyy", System.Globalization.CultureInfo.InvariantCulture);
}
