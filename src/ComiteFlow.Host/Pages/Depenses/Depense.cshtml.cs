using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Depenses;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Depenses;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Depenses;

/// <summary>Records an engagement or a paiement in the ledger.</summary>
internal sealed class DepenseModel(OutilsDActe outils) : PageActe(outils)
{
    [BindProperty(SupportsGet = true, Name = "genre")]
    public string Genre { get; set; } = "";

    [BindProperty(Name = "montant")]
    public string? Montant { get; set; }

    [BindProperty(SupportsGet = true, Name = "startup")]
    public string? Startup { get; set; }

    [BindProperty(Name = "enveloppe")]
    public string? Enveloppe { get; set; }

    [BindProperty(Name = "centre")]
    public string? Centre { get; set; }

    [BindProperty(Name = "libelle")]
    public string? Libelle { get; set; }

    [BindProperty(Name = "motif")]
    public string? Motif { get; set; }

    [BindProperty(Name = "le")]
    public SaisieDate Le { get; set; } = new();

    /// <summary>True for those who may say here that the consumption is behind its forecast.</summary>
    public bool PeutSignaler => new SousConsommation(Dossier).IsOpen && Domain.Personnes.Droits.Allows(Acteur, ReportUnderConsumption.Verbe);

    public override string Verbe => EstPaiement ? "pay" : "commit";

    public override IReadOnlyList<object> Champs =>
    [
        new ChampMontant("montant", EstPaiement ? "Montant payé (CP)" : "Montant engagé (AE)", Montant) { Indication = "Exemple : 12\u00A0400,50", Erreur = Erreurs?.Pour("montant") },
        .. Choix(),
        new ChampTexte("libelle", "Objet", Libelle) { Indication = "Facultatif : marché, facture, prestation." },
        new ChampDate("le", "Date de la dépense", Le) { Indication = "Facultative : le jour de l’enregistrement compte.", Erreur = Erreurs?.Pour("le") },
        new ChampTexte("motif", "Motif", Motif) { Indication = "Pour confirmer une dépense d’une startup qui relève de deux conventions, ou pour régulariser après la clôture annuelle." },
    ];

    public override Recapitulatif Reperes => new("Situation",
    [
        new("À disposition, AE", Formats.Euros(Dossier.AllocatedAe.Cents)), new("Engagé (AE)", Formats.Euros(Dossier.Committed.Cents)),
        new("Reste à engager", Formats.Euros((Dossier.AllocatedAe - Dossier.Committed).Cents)), new("À disposition, CP", Formats.Euros(Dossier.AllocatedCp.Cents)),
        new("Payé (CP)", Formats.Euros(Dossier.Paid.Cents)), new("Reste à payer", Formats.Euros((Dossier.Committed - Dossier.Paid).Cents)),
    ]);

    private bool EstPaiement => Genre == "paiements";

    protected override bool Preparer()
    {
        Titre = EstPaiement ? "Paiement" : "Engagement";
        Question = EstPaiement ? "Enregistrer un paiement" : "Enregistrer un engagement";
        Meta = Noms.Titre(Dossier);
        return true;
    }

    protected override IEnumerable<ErreurChamp> Manques()
    {
        if (MontantManque("montant", Montant, "le montant") is { } gap)
            yield return gap;
        if (!Le.EstVide && Le.Date is null)
            yield return new ErreurChamp("le", "Saisissez une date qui existe au calendrier, ou laissez les trois cases vides.");
    }

    protected override Task FaireAsync(CancellationToken ct) => EstPaiement
        ? RunAsync(Remplir(new RecordExpense.Paiement()), ct)
        : RunAsync(Remplir(new RecordExpense.Engagement()), ct);

    private T Remplir<T>(T empty)
        where T : RecordExpense.Commande => empty with
        {
            Convention = Dossier.Id,
            AmountCents = Cents(Montant),
            Startup = Vide(Startup),
            Envelope = Vide(Enveloppe),
            Chorus = Vide(Centre),
            Label = Vide(Libelle),
            Reason = Vide(Motif),
            On = Iso(Le),
        };

    private IEnumerable<object> Choix()
    {
        if (Dossier.Texte.BudgetControl.Level == "startup")
            yield return new ChampChoix("startup", "Startup", Startup, [.. Dossier.Startups().Select(s => new OptionChoix(s.Startup.Id, Noms.Typo(s.Startup.Name))).DistinctBy(o => o.Valeur)]);
        var envelopes = Dossier.Actes.SelectMany(a => Dossier.TexteDe(a.Id)?.Tranches ?? []).SelectMany(t => t.Earmarks).ToList();
        if (envelopes.Count > 0)
            yield return new ChampChoix("enveloppe", "Enveloppe", Enveloppe, [.. envelopes.Select(e => new OptionChoix(e.Id, Noms.Typo(e.What ?? e.Id)))]) { Invite = "Sans enveloppe réservée" };
        var centres = Dossier.Texte.Chorus.SelectMany(c => c.CentresDeCoutPossibles).ToList();
        if (centres.Count > 0)
            yield return new ChampChoix("centre", "Centre de coût", Centre, [.. centres.Select(c => new OptionChoix(c.Code, $"{c.Code} {c.Designation}"))]) { Invite = "Celui de la clé CHORUS" };
    }

    private static string? Vide(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
