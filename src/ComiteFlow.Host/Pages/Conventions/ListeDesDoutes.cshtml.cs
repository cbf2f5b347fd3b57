using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Conventions;

namespace ComiteFlow.Host.Pages.Conventions;

/// <summary>The doubts of a convention's texts: those to settle, those settled.</summary>
internal sealed class ListeDesDoutesModel(OutilsDActe outils, ConstatsDuTexte constats) : PageActe(outils)
{
    private IReadOnlyList<LigneTableau> _constats = [];

    public override string Verbe => "view";

    public Tableau Tableau => new(
        "Doutes", [new("Point"), new("Imprimé"), new("Proposé"), new("Texte"), new("État")],
        [.. Dossier.Doutes.OrderBy(d => d.Value is null ? 0 : 1).ThenBy(d => d.Number).Select(d => new LigneTableau(
        [
            new Cellule(Doutes.Sujet(d) + (d.Startup is { } startup ? $", {Noms.Startup(Dossier, startup)}" : ""))
            {
                Adresse = d.Value is null ? Adresses.Acte(Dossier, $"doutes/{Noms.Rang(d.Number)}") : null,
            },
            d.Printed is { } printed ? $"« {Doutes.Lu(Dossier, printed)} »" : "–",
            d.Proposal is { } proposal ? $"« {Doutes.Lu(Dossier, proposal)} »" : "–",
            d.Article is { } place ? Noms.Lieu(place) : Formats.Majuscule(Noms.LActe(Dossier.Actes.First(a => a.Id == d.Document))),
            new Cellule(d.Value is { } value ? $"« {Doutes.Lu(Dossier, value)} »" : "") { Badge = d.Value is null ? new Badge(TonBadge.Doubt, "À confirmer") : new Badge(TonBadge.Ok, "Levé") },
        ]))]);

    /// <summary>The budget tables and what in them contradicts itself.</summary>
    public Tableau Controles => new(
        "Tableaux et écarts",
        [new("Tableau"), new("Contrôle"), new("Imprimé"), new("Calculé"), new("Écart", Chiffres: true), new("Texte"), new("État")], _constats)
    {
        Precision = "Relevés à l’import et gardés comme imprimés : rien n’est corrigé, et un tableau non vérifié ne contrôle aucune dépense.",
    };

    public EtatVide Rien => new("Aucun doute", "Les points que le contrôle du texte ne sait pas lire seul apparaissent ici.", new Lien("Revenir à la convention", Retour));

    protected override async Task ChargerAsync(CancellationToken ct) => _constats = await constats.OfAsync(Dossier, ct);

    protected override bool Preparer()
    {
        Titre = "Doutes du texte";
        Question = "Doutes du texte";
        Meta = $"{Noms.Titre(Dossier)} · relevés dans le texte, jamais corrigés sans vous";
        return true;
    }

    protected override Task FaireAsync(CancellationToken ct) => Task.CompletedTask;
}
