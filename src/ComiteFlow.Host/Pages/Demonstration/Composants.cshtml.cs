using ComiteFlow.Domain;
using ComiteFlow.Host.Affichage;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Demonstration;

/// <summary>Every component with sample values; the form refuses what is above its sample ceiling.</summary>
internal sealed partial class ComposantsModel(PagesOptions options) : PageFormulaire
{
    private static readonly Dotation Plafond = new(258_070_000, 258_070_000);
    private static readonly Dotation Accorde = new(140_661_600, 140_661_600);

    [BindProperty(Name = "issue")]
    public string? Choix { get; set; } = "grant";

    [BindProperty(Name = "ae")]
    public string? Ae { get; set; } = Formats.Montant(117_408_400);

    [BindProperty(Name = "cp")]
    public string? Cp { get; set; } = Formats.Montant(117_408_400);

    [BindProperty(Name = "attendu")]
    public string? Attendu { get; set; }

    [BindProperty(Name = "responsable")]
    public string? Responsable { get; set; }

    [BindProperty(Name = "echeance")]
    public SaisieDate Echeance { get; set; } = SaisieDate.De(new DateOnly(2021, 11, 30));

    public ControlePlafond Controle => new("art. 2", Plafond, Accorde, new Dotation(Saisie.Montant(Ae) ?? 0, Saisie.Montant(Cp) ?? 0));

    public ChampChoix Issue => new("issue", "Votre décision", Choix,
    [
        new("grant", "Accorder", "La tranche demandée, pour six mois au plus."),
        new("adjust", "Ajuster", "Un autre montant ou une autre durée."),
        new("refuse", "Refuser", "Aucune tranche, le cumul ne change pas."),
    ])
    { Erreur = Erreurs?.Pour("issue") };

    public ChampMontant ChampAe => new("ae", "AE (autorisations d’engagement)", Ae) { Erreur = Erreurs?.Pour("ae") };

    public ChampMontant ChampCp => new("cp", "CP (crédits de paiement)", Cp) { Erreur = Erreurs?.Pour("cp") };

    public ChampTexte ChampAttendu => new("attendu", "Ce qui est attendu", Attendu) { Lignes = 3, Indication = "Une phrase, avec la preuve demandée.", Erreur = Erreurs?.Pour("attendu") };

    public ChampDate ChampEcheance => new("echeance", "Échéance", Echeance) { Erreur = Erreurs?.Pour("echeance") };

    public ChampChoix ChampResponsable => new("responsable", "Responsable", Responsable, [new("a", "Direction A"), new("b", "Direction B")])
    {
        Invite = "Choisir une partie",
        Erreur = Erreurs?.Pour("responsable"),
    };

    public IActionResult OnGet()
    {
        Titre = "Composants";
        return options.Demonstration ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        Titre = "Composants";
        var gaps = Gaps().ToList();
        return gaps.Count > 0 ? Corriger(new ResumeErreurs(gaps)) : await TryAsync(Check);
    }

    private IEnumerable<ErreurChamp> Gaps()
    {
        if (Saisie.Montant(Ae) is null)
        {
            yield return new ErreurChamp("ae", "Saisissez un montant en AE, par exemple 600\u00A0000,00.");
        }

        if (Saisie.Montant(Cp) is null)
        {
            yield return new ErreurChamp("cp", "Saisissez un montant en CP, par exemple 600\u00A0000,00.");
        }

        if (string.IsNullOrWhiteSpace(Responsable))
        {
            yield return new ErreurChamp("responsable", "Choisissez la partie qui répondra au comité.");
        }

        if (Echeance.Date is null)
        {
            yield return new ErreurChamp("echeance", "Saisissez une date qui existe au calendrier, par exemple 30 11 2021.");
        }
    }

    private Task<IActionResult> Check()
    {
        if (Controle.Depasse)
        {
            var most = Formats.Euros(Plafond.AeCents - Accorde.AeCents);
            throw new BrokenRuleException("ceilingExceeded", $"{Controle.Phrase} : accordez au plus {most} ou demandez un avenant.");
        }

        return Task.FromResult<IActionResult>(LocalRedirect("/composants"));
    }
}
