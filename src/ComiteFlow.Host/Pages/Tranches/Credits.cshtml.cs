using ComiteFlow.Domain.Tranches;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Tranches;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Tranches;

/// <summary>Puts credits at the délégataire's disposal, by tranche or by startup.</summary>
internal sealed class CreditsModel(OutilsDActe outils) : PageActe(outils)
{
    [BindProperty(SupportsGet = true, Name = "tranche")]
    public string? Tranche { get; set; }

    [BindProperty(SupportsGet = true, Name = "startup")]
    public string? Startup { get; set; }

    [BindProperty(Name = "ae")]
    public string? Ae { get; set; }

    [BindProperty(Name = "cp")]
    public string? Cp { get; set; }

    public override string Verbe => "releaseFunds";

    public override string Bouton => "Mettre à disposition";

    public override IReadOnlyList<object> Champs =>
    [
        ParStartup
            ? new ChampChoix("startup", "Startup", Startup, [.. Dossier.Startups().Select(s => new OptionChoix(s.Startup.Id, Noms.Typo(s.Startup.Name))).DistinctBy(o => o.Valeur)]) { Erreur = Erreurs?.Pour("startup") }
            : new ChampChoix("tranche", "Tranche", Tranche, [.. Dossier.Tranches.Where(t => t.OpenedOn is not null).Select(Option)]) { Erreur = Erreurs?.Pour("tranche") },
        new ChampMontant("ae", "AE (autorisations d’engagement)", Ae) { Indication = "Laissez vide pour tout ce qui est ouvert. Exemple : 600\u00A0000,00", Erreur = Erreurs?.Pour("ae") },
        new ChampMontant("cp", "CP (crédits de paiement)", Cp) { Indication = "Laissez vide pour tout ce qui est ouvert. Exemple : 600\u00A0000,00", Erreur = Erreurs?.Pour("cp") },
    ];

    public override Recapitulatif Reperes => new("Situation",
    [
        new("Accordé", Formats.Euros(Dossier.Granted.Cents)), new("À disposition, AE", Formats.Euros(Dossier.AllocatedAe.Cents)),
        new("À disposition, CP", Formats.Euros(Dossier.AllocatedCp.Cents)), new("Engagé (AE)", Formats.Euros(Dossier.Committed.Cents)),
    ]);

    private bool ParStartup => Dossier.Texte.BudgetControl.Level == "startup";

    protected override bool Preparer()
    {
        Titre = "Mise à disposition";
        Question = "Mettre des crédits à disposition du délégataire";
        Meta = $"{Dossier.Delegant} à {Dossier.Delegataire} · {Noms.Titre(Dossier)}";
        return true;
    }

    protected override IEnumerable<ErreurChamp> Manques()
    {
        if (ParStartup ? string.IsNullOrEmpty(Startup) : Numero is null)
            yield return new ErreurChamp(ParStartup ? "startup" : "tranche", ParStartup ? "Choisissez la startup." : "Choisissez la tranche.");
        foreach (var gap in new[] { Vide(Ae) ? null : MontantManque("ae", Ae, "un montant en AE"), Vide(Cp) ? null : MontantManque("cp", Cp, "un montant en CP") }.OfType<ErreurChamp>())
        {
            yield return gap;
        }
    }

    protected override Task FaireAsync(CancellationToken ct) => RunAsync(
        new ReleaseFunds.Commande { Convention = Dossier.Id, Startup = ParStartup ? Startup : null, Tranche = ParStartup ? null : Numero, AeCents = Cents(Ae), CpCents = Cents(Cp) }, ct);

    private int? Numero => int.TryParse(Tranche, out var number) ? number : null;

    private static bool Vide(string? text) => string.IsNullOrWhiteSpace(text);

    private static OptionChoix Option(Tranche tranche) => new(
        Noms.Rang(tranche.Number), $"Tranche {Noms.Rang(tranche.Number)} : {Formats.Euros(tranche.Ae.Cents)} en AE, {Formats.Euros(tranche.Cp.Cents)} en CP");
}
