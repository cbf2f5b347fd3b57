using ComiteFlow.Domain.Depenses;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Depenses;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Depenses;

/// <summary>Completes the parts of a CHORUS key that the text leaves open.</summary>
internal sealed class ChorusModel(OutilsDActe outils) : PageActe(outils)
{
    [BindProperty(SupportsGet = true, Name = "startup")]
    public string? Startup { get; set; }

    [BindProperty(Name = "domaine")]
    public string? Domaine { get; set; }

    [BindProperty(Name = "centreFinancier")]
    public string? CentreFinancier { get; set; }

    [BindProperty(Name = "activite")]
    public string? Activite { get; set; }

    [BindProperty(Name = "centreDeCout")]
    public string? CentreDeCout { get; set; }

    public override string Verbe => "setChorusKey";

    public override IReadOnlyList<object> Champs =>
    [
        new ChampChoix("startup", "Portée de la clé", Startup, [.. Dossier.Startups().Select(s => new OptionChoix(s.Startup.Id, Noms.Typo(s.Startup.Name))).DistinctBy(o => o.Valeur)])
        { Invite = "Toute la convention" },
        new ChampTexte("domaine", "Domaine fonctionnel", Domaine) { Indication = "Laissez vide ce qui ne change pas.", Erreur = Erreurs?.Pour("domaine") },
        new ChampTexte("centreFinancier", "Centre financier", CentreFinancier),
        new ChampTexte("activite", "Activité", Activite),
        new ChampTexte("centreDeCout", "Centre de coût", CentreDeCout),
    ];

    public override Recapitulatif Reperes => new("Clé en vigueur", Lignes(new ControleChorus(Dossier).KeyFor(string.IsNullOrEmpty(Startup) ? null : Startup)));

    protected override bool Preparer()
    {
        Titre = "Clé CHORUS";
        Question = "Compléter la clé CHORUS";
        Meta = $"{Noms.Titre(Dossier)} · les quatre codes doivent désigner le même programme";
        return true;
    }

    protected override IEnumerable<ErreurChamp> Manques()
    {
        if (new[] { Domaine, CentreFinancier, Activite, CentreDeCout }.All(string.IsNullOrWhiteSpace))
            yield return new ErreurChamp("domaine", "Saisissez au moins un code.");
    }

    protected override Task FaireAsync(CancellationToken ct) => RunAsync(
        new SetChorusKey.Commande
        {
            Convention = Dossier.Id,
            Startup = Vide(Startup),
            DomaineFonctionnel = Vide(Domaine),
            CentreFinancier = Vide(CentreFinancier),
            Activite = Vide(Activite),
            CentreDeCout = Vide(CentreDeCout),
        },
        ct);

    private static IReadOnlyList<LigneRecapitulatif> Lignes(ControleChorus.Cle key) =>
    [
        new("Domaine", key.DomaineFonctionnel ?? "à compléter"), new("Centre financier", key.CentreFinancier ?? "à compléter"),
        new("Activité", key.Activite ?? "à compléter"), new("Centre de coût", key.CentreDeCout ?? "à compléter"),
    ];

    private static string? Vide(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
