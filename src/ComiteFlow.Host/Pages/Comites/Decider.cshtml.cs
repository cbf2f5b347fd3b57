using ComiteFlow.Domain;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Revoyures;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Revoyures;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Comites;

/// <summary>Decides a revoyure: the form with its check, then a page that asks for a confirmation.</summary>
internal sealed partial class DeciderModel(OutilsDActe outils) : PageDeComite(outils)
{
    private const string Confirmer = "confirmer", Continuer = "continuer", Maximum = "maximum";

    /// <summary>Button pressed.</summary>
    [BindProperty(Name = "etape")]
    public string? Etape { get; set; }

    [BindProperty(Name = "issue")]
    public string? Issue { get; set; }

    /// <summary>Why; one reason a line.</summary>
    [BindProperty(Name = "motif")]
    public string? Motif { get; set; }

    [BindProperty(Name = "ae")]
    public string? Ae { get; set; }

    [BindProperty(Name = "cp")]
    public string? Cp { get; set; }

    [BindProperty(Name = "jusqu")]
    public SaisieDate Jusqu { get; set; } = new();

    [BindProperty(Name = "condition")]
    public string? Condition { get; set; }

    [BindProperty(Name = "echeance")]
    public SaisieDate Echeance { get; set; } = new();

    /// <summary>Who answers for the new condition; empty for nobody in particular.</summary>
    [BindProperty(Name = "responsable")]
    public string? Responsable { get; set; }

    /// <summary>The proof that the new condition asks for.</summary>
    [BindProperty(Name = "preuve")]
    public string? Preuve { get; set; }

    [BindProperty(Name = "remplie")]
    public string? Remplie { get; set; }

    /// <summary>True on the second page.</summary>
    public bool EstConfirmation { get; private set; }

    public override string Verbe => "decideRevoyure";

    public bool Donne => Issue is null || Decision.Gives(Issue);

    /// <summary>The open conditions of earlier decisions, which must be answered.</summary>
    public IReadOnlyList<Condition> Ouvertes => new Conditions(Dossier).Unanswered;

    /// <summary>The only open condition, when its answer fits this form: one that asks for a proof has a page of its own.</summary>
    public Condition? ConditionOuverte => Ouvertes is [{ EvidenceAsked: null } one] ? one : null;

    protected override string Acte => $"Quels moyens accorder après le {char.ToLowerInvariant(Titre[0])}{Titre[1..]} ?";

    protected override bool Preparer() => base.Preparer() && Noms.Decide(Dossier, Comite);

    protected override IEnumerable<ErreurChamp> Manques()
    {
        if (Etape is not (Confirmer or Continuer))
            yield break;
        if (string.IsNullOrEmpty(Issue))
            yield return new ErreurChamp("issue", "Choisissez votre décision.");
        if (Issue is "refuse" or "stop" && string.IsNullOrWhiteSpace(Motif))
            yield return new ErreurChamp("motif", "Écrivez pourquoi : la lettre et le relevé de décisions le disent aux parties.");
        if (Donne && MontantManque("ae", Ae, "un montant en AE") is { } ae)
            yield return ae;
        if (Donne && MontantManque("cp", Cp, "un montant en CP") is { } cp)
            yield return cp;
        if (!Jusqu.EstVide && Jusqu.Date is null)
            yield return new ErreurChamp("jusqu", "Saisissez une date qui existe au calendrier, ou laissez les trois cases vides.");
        if (Issue == Decision.Provisional && (string.IsNullOrWhiteSpace(Condition) || string.IsNullOrWhiteSpace(Preuve)))
            yield return new ErreurChamp(string.IsNullOrWhiteSpace(Condition) ? "condition" : "preuve", "Une décision provisoire attend une preuve : écrivez la condition et la preuve demandée.");
        if (!string.IsNullOrWhiteSpace(Condition) && Echeance.Date is null)
            yield return new ErreurChamp("echeance", "Donnez à la condition une échéance, par exemple 30 11 2021.");
        if (ConditionOuverte is not null && string.IsNullOrEmpty(Remplie))
            yield return new ErreurChamp("remplie", "Dites si la condition précédente est remplie.");
        if (ConditionOuverte is null && Ouvertes.Count > 0)
            yield return new ErreurChamp("conditions", "Répondez d’abord à chaque condition précédente, sur sa page.");
    }

    protected override async Task<IActionResult> SuivreAsync(CancellationToken ct)
    {
        switch (Etape)
        {
            case Confirmer:
                await FaireAsync(ct);
                return LocalRedirect($"{Retour}?fait={Verbe}");
            case Continuer:
                EstConfirmation = true;
                break;
            case Maximum when ResteSousPlafond is > 0 and var left:
                (Issue, Ae, Cp) = ("adjust", Formats.Montant(left), Formats.Montant(left));
                ModelState.Clear();
                break;
        }

        return Page();
    }

    protected override Task FaireAsync(CancellationToken ct) => RunAsync(Commande(), ct);

    private DecideRevoyure.Commande Commande() => Pour(new DecideRevoyure.Commande
    {
        Outcome = Issue ?? "",
        Reason = Vide(Motif),
        AeCents = Donne ? Cents(Ae) : null,
        CpCents = Donne ? Cents(Cp) : null,
        Until = Donne ? Iso(Jusqu) : null,
        Conditions = string.IsNullOrWhiteSpace(Condition) ? null : [new(Condition.Trim(), Iso(Echeance) ?? "", Vide(Responsable), Vide(Preuve))],
        ConditionMet = ConditionOuverte is null ? null : Remplie == "oui",
    });

    private static string? Vide(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();
}
