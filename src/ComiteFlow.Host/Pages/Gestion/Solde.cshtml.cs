using ComiteFlow.Domain.Gestion;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Gestion;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Gestion;

/// <summary>The délégant decides what becomes of a startup's balance of a year: back to the BOP, or carried over.</summary>
internal sealed class SoldeModel(OutilsDActe outils) : PageActe(outils)
{
    [BindProperty(SupportsGet = true, Name = "annee")]
    public int Annee { get; set; }

    [BindProperty(SupportsGet = true, Name = "startup")]
    public string Startup { get; set; } = "";

    [BindProperty(Name = "retourAe")]
    public string? RetourAe { get; set; }

    [BindProperty(Name = "retourCp")]
    public string? RetourCp { get; set; }

    [BindProperty(Name = "reportAe")]
    public string? ReportAe { get; set; }

    [BindProperty(Name = "reportCp")]
    public string? ReportCp { get; set; }

    public override string Verbe => "decideBalance";

    public override string Bouton => "Enregistrer la décision";

    public override string Retour => Adresses.FinDeGestion(Dossier, Annee);

    public override IReadOnlyList<object> Champs =>
    [
        .. Montants.Select(m => new ChampMontant(m.Champ, m.Libelle, m.Saisi) { Indication = "Laissez vide pour zéro. Exemple : 600\u00A0000,00", Erreur = Erreurs?.Pour(m.Champ) }),
    ];

    public override IReadOnlyList<PointControle> Points => [new(IconePoint.Next, "Ce qui n’est pas reporté n’est plus disponible après le 31 décembre")];

    public override Recapitulatif Reperes
    {
        get
        {
            var (ae, cp) = new Soldes(Dossier).Unconsumed(Startup, Annee);
            return new Recapitulatif($"Solde {Noms.Rang(Annee)}", [new("Solde AE", Formats.Euros(ae.Cents)), new("Solde CP", Formats.Euros(cp.Cents))]);
        }
    }

    private IReadOnlyList<(string Champ, string Libelle, string? Saisi)> Montants =>
    [
        ("retourAe", "Retour au BOP (budget opérationnel de programme), en AE", RetourAe), ("retourCp", "Retour au BOP, en CP", RetourCp),
        ("reportAe", "Report sur l’année suivante, en AE", ReportAe), ("reportCp", "Report sur l’année suivante, en CP", ReportCp),
    ];

    protected override bool Preparer()
    {
        var fin = new FinDeGestion(Dossier);
        var soldes = new Soldes(Dossier);
        if (!soldes.AreDecided || !fin.Years.Contains(Annee) || !soldes.Startups.Contains(Startup))
            return false;
        var name = Noms.Startup(Dossier, Startup);
        Titre = $"Solde {Noms.Rang(Annee)} de {name}";
        Question = $"Décider du solde {Noms.Rang(Annee)} : {name}";
        Meta = Noms.Titre(Dossier);
        Fil = [.. Fil, new Lien($"Fin de gestion {Noms.Rang(Annee)}", Retour)];
        return true;
    }

    protected override IEnumerable<ErreurChamp> Manques() => Montants
        .Where(m => !string.IsNullOrWhiteSpace(m.Saisi) && Saisie.Montant(m.Saisi) is null)
        .Select(m => MontantManque(m.Champ, m.Saisi, "un montant")!);

    protected override Task FaireAsync(CancellationToken ct) => RunAsync(
        new DecideBalance.Commande
        {
            Convention = Dossier.Id, Startup = Startup, Year = Annee,
            ReturnAeCents = Cents(RetourAe), ReturnCpCents = Cents(RetourCp), CarryAeCents = Cents(ReportAe), CarryCpCents = Cents(ReportCp),
        },
        ct);
}
