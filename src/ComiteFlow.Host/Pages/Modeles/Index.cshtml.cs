using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Modeles;
using ComiteFlow.Host.Personnes;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Modeles;

/// <summary>All texts that the product writes to people, with who changed which.</summary>
internal sealed class IndexModel(VersionsDeModele versions, ModelesDuSite site, ModelesEnFrancais mots, IPagesDuSite pages, ActorAccessor actors) : PageComite
{
    private const string AdresseDInventaire = "/modeles/inventaire";

    private IReadOnlyList<EtatDeModele> _etats = [];

    public IReadOnlyList<TableauDeModeles> Tableaux { get; private set; } = [];

    public IReadOnlyList<string> Signales => site.Signales;

    /// <summary>The page that tells who gets which mail and when, where this host has it.</summary>
    public string? Inventaire => pages.Existe(AdresseDInventaire) ? AdresseDInventaire : null;

    public string Resume =>
        $"{Formats.Compte(_etats.Count, "modèle", "modèles")}, {Formats.Compte(_etats.Count(state => state.EstAdapte), "modifié ici", "modifiés ici")}. Un texte sert au courriel, à la page, au fichier Word, au PDF et aux agendas ; une seconde personne publie ce qui change.";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!PageModele.PeutLire(actors.Required))
            return Forbid();
        (Titre, Rubrique) = ("Modèles", ModelesEnFrancais.Page);
        await versions.SuivreAsync(ct);
        _etats = await versions.ToutesAsync(ct);
        Tableaux =
        [
            Tableau("Courriels", "Nommés par leur objet, avec un exemple.", NomDeModele.Courriels),
            Tableau("Documents", "Nommés par leur titre, avec un exemple.", NomDeModele.Documents),
            Tableau("Entrées d’agenda", "Nommées par leur titre, avec un exemple.", NomDeModele.Agendas),
            Tableau("Parties communes", "Chacune est reprise par plusieurs modèles : la changer les change tous.", NomDeModele.Partiels),
        ];
        return Page();
    }

    private TableauDeModeles Tableau(string title, string phrase, string kind) =>
        new(title, phrase, [.. _etats.Where(state => state.Nom.StartsWith(kind + "/", StringComparison.Ordinal)).Select(Ligne).OrderBy(line => line.Titre, StringComparer.CurrentCulture)]);

    private LigneDeModele Ligne(EtatDeModele state)
    {
        var note = NomDeModele.EstPartiel(state.Nom)
            ? $"repris par {Formats.Compte(mots.Incluants(state.Nom).Count, "modèle", "modèles")}"
            : NomDeModele.Court(state.Nom);
        return new LigneDeModele(state.Nom, mots.Titre(state.Nom), note, [.. ModelesEnFrancais.Badges(state)], state.Rows.Count == 0 ? "livré avec ComiteFlow" : ModelesEnFrancais.Ecrit(state.Rows[^1]), [.. Liens(state)]);
    }

    private static IEnumerable<Lien> Liens(EtatDeModele state)
    {
        yield return new Lien("Aperçu", ModelesEnFrancais.Adresse(state.Nom, "apercu"));
        if (state.Brouillon is not null)
            yield return new Lien("Relire et publier", ModelesEnFrancais.Adresse(state.Nom, "publier"));
        if (state.MiseAJourProposee)
            yield return new Lien("Mise à jour", ModelesEnFrancais.Adresse(state.Nom, "mise-a-jour"));
        yield return new Lien("Versions", ModelesEnFrancais.Adresse(state.Nom, "versions"));
    }
}

/// <summary>One kind of templates.</summary>
internal sealed record TableauDeModeles(string Titre, string Phrase, IReadOnlyList<LigneDeModele> Lignes);

/// <summary>A template in the list.</summary>
internal sealed record LigneDeModele(string Nom, string Titre, string Precision, IReadOnlyList<Badge> Badges, string Ecrit, IReadOnlyList<Lien> Liens);
