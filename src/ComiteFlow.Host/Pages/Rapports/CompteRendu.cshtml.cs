using ComiteFlow.Domain.Calendrier;
using ComiteFlow.Domain.Rapports;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Courriels;
using ComiteFlow.Host.Rapports;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Rapports;

/// <summary>Sends a monthly account, or the final one.</summary>
internal sealed class CompteRenduModel(OutilsDActe outils, EchelonsPrevus echelons) : PageActe(outils)
{
    private Rapport _rapport = null!;

    [BindProperty(SupportsGet = true, Name = "mois")]
    public string Mois { get; set; } = "";

    [BindProperty(Name = "engage")]
    public string? Engage { get; set; }

    [BindProperty(Name = "paye")]
    public string? Paye { get; set; }

    [BindProperty(Name = "previsionsAe")]
    public string? PrevisionsAe { get; set; }

    [BindProperty(Name = "previsionsCp")]
    public string? PrevisionsCp { get; set; }

    [BindProperty(Name = "commentaire")]
    public string? Commentaire { get; set; }

    public Rapport Rapport => _rapport;

    /// <summary>True for those who may correct an account that is in.</summary>
    public bool PeutRectifier => _rapport.ReceivedOn is not null && Domain.Personnes.Droits.Allows(Acteur, CorrectExpenseReport.Verbe);

    public override string Verbe => "submitExpenseReport";

    public override string Bouton => "Transmettre";

    public override IReadOnlyList<object> Champs =>
    [
        new ChampMontant("engage", "Cumul engagé (AE)", Engage) { Indication = $"Laissez vide pour reprendre le registre : {Formats.Euros(Dossier.Committed.Cents)}", Erreur = Erreurs?.Pour("engage") },
        new ChampMontant("paye", "Cumul payé (CP)", Paye) { Indication = $"Laissez vide pour reprendre le registre : {Formats.Euros(Dossier.Paid.Cents)}", Erreur = Erreurs?.Pour("paye") },
        .. Previsions(),
        new ChampTexte("commentaire", "Commentaire", Commentaire) { Lignes = 3, Indication = "Facultatif : avancement des travaux. Nécessaire quand un cumul baisse." },
    ];

    public override IReadOnlyList<PointControle> Points =>
    [
        _rapport.ReceivedOn is { } on
            ? new(IconePoint.Done, "Compte rendu reçu", $"Le {Formats.DateLongue(on)}")
            : new(_rapport.Due < Aujourdhui ? IconePoint.Missing : IconePoint.Next, $"Attendu le {Formats.DateJour(_rapport.Due)}", Formats.Relatif(_rapport.Due, Aujourdhui)),
        .. DejaFait is null ? (PointControle[])[new(IconePoint.Mail, "Les rappels s’arrêtent dès la réception")] : [],
    ];

    public override EtatVide? DejaFait => _rapport.ReceivedOn is { } on
        ? new("Ce compte rendu est reçu", $"Reçu le {Formats.DateLongue(on)}, avec les chiffres de cette page. Il ne se transmet qu’une fois ; une erreur se rectifie, avec son motif.",
            PeutRectifier ? new Lien("Rectifier ce compte rendu", Adresses.CompteRendu(_rapport) + "/rectification") : null)
        : null;

    public override Recapitulatif? Reperes => _rapport.ReceivedOn is null ? null : new("Chiffres reçus",
    [
        Recu("Cumul engagé (AE)", _rapport.CumulatedCommitted), Recu("Cumul payé (CP)", _rapport.CumulatedPaid),
        .. _rapport.Month is null ? (LigneRecapitulatif[])[] : [Recu("Prévision d’engagements (AE)", _rapport.ForecastAe), Recu("Prévision de paiements (CP)", _rapport.ForecastCp)],
        .. _rapport.Comment is { Length: > 0 } comment ? (LigneRecapitulatif[])[new("Commentaire", comment)] : [],
    ]);

    protected override async Task ChargerAsync(CancellationToken ct) => Echelons = await echelons.OfAsync(
        [Activities.Rapports.RequestStatusReport.TaskKey(Mois == "final" ? Rapport.FinalId(Dossier.Id) : Rapport.MonthlyId(Dossier.Id, Mois))], Acteur, ct);

    protected override bool Preparer()
    {
        var id = Mois == "final" ? Rapport.FinalId(Dossier.Id) : Rapport.MonthlyId(Dossier.Id, Mois);
        if (Dossier.Rapports.FirstOrDefault(r => r.Id == id) is not { } rapport)
            return false;
        _rapport = rapport;
        Titre = Noms.Rapport(Dossier, rapport);
        Question = DejaFait is not null ? Titre : $"Transmettre : {char.ToLowerInvariant(Titre[0])}{Titre[1..]}";
        Meta = $"{Dossier.Delegataire} à {Dossier.Delegant} · {Noms.Titre(Dossier)}{(rapport.Voluntary ? " · volontaire, hors convention" : "")}";
        return true;
    }

    protected override IEnumerable<ErreurChamp> Manques() => new[]
    {
        Manque("engage", Engage, "le cumul engagé"), Manque("paye", Paye, "le cumul payé"),
        Manque("previsionsAe", PrevisionsAe, "la prévision d’engagements"), Manque("previsionsCp", PrevisionsCp, "la prévision de paiements"),
    }.OfType<ErreurChamp>();

    protected override Task FaireAsync(CancellationToken ct) => RunAsync(
        new SubmitExpenseReport.Commande
        {
            Convention = Dossier.Id,
            Month = Mois == "final" ? null : Mois,
            Report = Mois == "final" ? "final" : null,
            CumulatedCommittedCents = OuZero(Engage),
            CumulatedPaidCents = OuZero(Paye),
            ForecastAeCents = OuZero(PrevisionsAe),
            ForecastCpCents = OuZero(PrevisionsCp),
            Comment = string.IsNullOrWhiteSpace(Commentaire) ? null : Commentaire.Trim(),
        },
        ct);

    /// <summary>A monthly account says what is expected of the month that follows; the final one has nothing after it.</summary>
    private IEnumerable<ChampMontant> Previsions()
    {
        if (_rapport.Month is not { } month)
            yield break;
        var hint = $"Facultative, pour {Formats.MoisAnnee(Mots.PremierDuMois(month).AddMonths(1))}. Exemple : 40\u00A0000,00";
        yield return new ChampMontant("previsionsAe", "Prévision d’engagements (AE)", PrevisionsAe) { Indication = hint, Erreur = Erreurs?.Pour("previsionsAe") };
        yield return new ChampMontant("previsionsCp", "Prévision de paiements (CP)", PrevisionsCp) { Indication = hint, Erreur = Erreurs?.Pour("previsionsCp") };
    }

    private static LigneRecapitulatif Recu(string label, Domain.Money? amount) => new(label, amount is { } money ? Formats.Euros(money.Cents) : "–");

    private static ErreurChamp? Manque(string field, string? typed, string label) =>
        string.IsNullOrWhiteSpace(typed) || EstZero(typed) ? null : MontantManque(field, typed, label);

    private static Actes.MontantSaisi? OuZero(string? typed) => EstZero(typed) ? new Actes.MontantSaisi("0") : Cents(typed);

    private static bool EstZero(string? typed) => typed?.Trim() is "0" or "0,00";
}
