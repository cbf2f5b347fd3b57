using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Depenses;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Depenses;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Depenses;

/// <summary>Tells the délégant that the consumption is behind its forecast.</summary>
internal sealed class SousConsommationModel(OutilsDActe outils) : PageActe(outils)
{
    [BindProperty(SupportsGet = true, Name = "startup")]
    public string? Startup { get; set; }

    [BindProperty(Name = "dimension")]
    public string? Dimension { get; set; }

    [BindProperty(Name = "arrete")]
    public SaisieDate Arrete { get; set; } = new();

    [BindProperty(Name = "prevision")]
    public string? Prevision { get; set; }

    [BindProperty(Name = "cause")]
    public string? Cause { get; set; }

    public override string Verbe => ReportUnderConsumption.Verbe;

    public override string Bouton => "Signaler au délégant";

    public override IReadOnlyList<object> Champs =>
    [
        .. ChoixDeStartup(),
        new ChampChoix("dimension", "Dimension", Dimension, [new(SousConsommation.Ae, "Autorisations d’engagement (AE)"), new(SousConsommation.Cp, "Crédits de paiement (CP)")])
        {
            Erreur = Erreurs?.Pour("dimension"),
        },
        new ChampDate("arrete", "Consommation arrêtée au", Arrete) { Indication = $"Au plus tard aujourd’hui. Exemple : {Exemple}", Erreur = Erreurs?.Pour("arrete") },
        new ChampMontant("prevision", "Montant prévu à cette date", Prevision) { Erreur = Erreurs?.Pour("prevision") },
        new ChampTexte("cause", "Cause", Cause) { Lignes = 3, Indication = "Facultative, reprise dans le courriel." },
    ];

    public override IReadOnlyList<PointControle> Points =>
    [
        new(IconePoint.Mail, "Le délégant reçoit l’écart aussitôt"),
        new(IconePoint.Document, "Le montant consommé vient du registre", "Il compte ce qui y est enregistré jusqu’à la date choisie."),
        new(IconePoint.Next, "Un signalement par mois", "L’AE et le CP se signalent à part."),
    ];

    public override Recapitulatif Reperes => new("Registre à ce jour",
    [
        new("Engagé (AE)", Formats.Euros(Dossier.Committed.Cents)), new("Payé (CP)", Formats.Euros(Dossier.Paid.Cents)),
    ]);

    private string Exemple => Formats.DateCourte(Aujourdhui).Replace('/', ' ');

    private List<OptionChoix> Startups => [.. Dossier.Startups().Select(s => new OptionChoix(s.Startup.Id, Noms.Typo(s.Startup.Name))).DistinctBy(o => o.Valeur)];

    private bool ParStartup => Dossier.Texte.BudgetControl.Level == "startup";

    protected override bool Preparer()
    {
        if (!new SousConsommation(Dossier).IsOpen)
            return false;
        Titre = "Sous-consommation";
        Question = "Signaler une sous-consommation";
        Meta = $"{Dossier.Delegataire} à {Dossier.Delegant} · {Noms.Titre(Dossier)}";
        return true;
    }

    protected override IEnumerable<ErreurChamp> Manques()
    {
        if (ParStartup && Startups.Count > 1 && string.IsNullOrEmpty(Startup))
            yield return new ErreurChamp("startup", "Choisissez la startup dans la liste.");
        if (string.IsNullOrEmpty(Dimension))
            yield return new ErreurChamp("dimension", "Choisissez l’AE ou le CP dans la liste.");
        if (Arrete.Date is null)
            yield return new ErreurChamp("arrete", $"Saisissez une date qui existe au calendrier, par exemple {Exemple}.");
        else if (Arrete.Date > Aujourdhui)
            yield return new ErreurChamp("arrete", $"Une sous-consommation ne s’annonce pas à l’avance : saisissez une date jusqu’au {Formats.DateLongue(Aujourdhui)}.");
        if (MontantManque("prevision", Prevision, "le montant prévu") is { } gap)
            yield return gap;
    }

    protected override Task FaireAsync(CancellationToken ct) => RunAsync(
        new ReportUnderConsumption.Commande
        {
            Convention = Dossier.Id, Startup = string.IsNullOrEmpty(Startup) ? null : Startup, Dimension = Dimension!, On = Iso(Arrete), ForecastCents = Cents(Prevision), Cause = Cause,
        },
        ct);

    /// <summary>Asked where there is more than one.</summary>
    private IEnumerable<ChampChoix> ChoixDeStartup()
    {
        if (Startups.Count > 1)
            yield return new ChampChoix("startup", "Startup", Startup, Startups) { Invite = ParStartup ? "Choisir" : "Toute la convention", Erreur = Erreurs?.Pour("startup") };
    }
}
