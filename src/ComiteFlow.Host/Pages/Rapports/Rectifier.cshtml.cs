using ComiteFlow.Domain.Rapports;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Rapports;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Rapports;

/// <summary>Corrects an account that is in, with a reason.</summary>
internal sealed class RectifierModel(OutilsDActe outils) : PageActe(outils)
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

    [BindProperty(Name = "motif")]
    public string? Motif { get; set; }

    public override string Verbe => CorrectExpenseReport.Verbe;

    public override string Bouton => "Rectifier";

    public override IReadOnlyList<object> Champs =>
    [
        Montant("engage", "Cumul engagé (AE)", Engage, _rapport.CumulatedCommitted), Montant("paye", "Cumul payé (CP)", Paye, _rapport.CumulatedPaid),
        .. _rapport.Month is null ? (object[])[] :
            [Montant("previsionsAe", "Prévision d’engagements (AE)", PrevisionsAe, _rapport.ForecastAe), Montant("previsionsCp", "Prévision de paiements (CP)", PrevisionsCp, _rapport.ForecastCp)],
        new ChampTexte("motif", "Motif de la rectification", Motif) { Lignes = 3, Indication = "Repris dans le courriel au délégant.", Erreur = Erreurs?.Pour("motif") },
    ];

    public override IReadOnlyList<PointControle> Points =>
    [
        new(IconePoint.Mail, "Le délégant reçoit les écarts, ligne par ligne"),
        new(IconePoint.Document, "Le compte rendu a une nouvelle version", "La précédente reste lisible."),
        new(IconePoint.Next, "Le registre des dépenses ne change pas"),
    ];

    public override string Retour => Adresses.CompteRendu(_rapport);

    protected override bool Preparer()
    {
        var id = Mois == "final" ? Rapport.FinalId(Dossier.Id) : Rapport.MonthlyId(Dossier.Id, Mois);
        if (Dossier.Rapports.FirstOrDefault(r => r.Id == id && r.ReceivedOn is not null) is not { } rapport)
            return false;
        _rapport = rapport;
        Titre = "Rectifier";
        Question = $"Rectifier : {char.ToLowerInvariant(Noms.Rapport(Dossier, rapport)[0])}{Noms.Rapport(Dossier, rapport)[1..]}";
        Meta = $"Reçu le {Formats.DateLongue(rapport.ReceivedOn!.Value)} · {Noms.Titre(Dossier)}";
        Fil = [.. Fil, new Lien(Noms.Rapport(Dossier, rapport), Retour)];
        return true;
    }

    protected override IEnumerable<ErreurChamp> Manques()
    {
        foreach (var (field, typed, label) in new[] { ("engage", Engage, "le cumul engagé"), ("paye", Paye, "le cumul payé"), ("previsionsAe", PrevisionsAe, "la prévision d’engagements"), ("previsionsCp", PrevisionsCp, "la prévision de paiements") })
        {
            if (!string.IsNullOrWhiteSpace(typed) && !EstZero(typed) && MontantManque(field, typed, label) is { } gap)
                yield return gap;
        }

        if (string.IsNullOrWhiteSpace(Motif))
            yield return new ErreurChamp("motif", "Écrivez le motif de la rectification, en une phrase.");
    }

    protected override Task FaireAsync(CancellationToken ct) => RunAsync(
        new CorrectExpenseReport.Commande
        {
            Convention = Dossier.Id, Month = _rapport.Month, Report = _rapport.Month is null ? "final" : null, CumulatedCommittedCents = OuZero(Engage),
            CumulatedPaidCents = OuZero(Paye), ForecastAeCents = OuZero(PrevisionsAe), ForecastCpCents = OuZero(PrevisionsCp), Reason = Motif!.Trim(),
        },
        ct);

    private ChampMontant Montant(string name, string label, string? typed, Domain.Money? now) => new(name, label, typed)
    {
        Indication = $"Laissez vide pour garder {Formats.Euros(now?.Cents ?? 0)}", Erreur = Erreurs?.Pour(name),
    };

    private static MontantSaisi? OuZero(string? typed) => EstZero(typed) ? new MontantSaisi("0") : Cents(typed);

    private static bool EstZero(string? typed) => typed?.Trim() is "0" or "0,00";
}
