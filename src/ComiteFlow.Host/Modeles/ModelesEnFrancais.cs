using ComiteFlow.Domain;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Personnes;
using ComiteFlow.Host.Persistence;
using Markdig.Syntax;

namespace ComiteFlow.Host.Modeles;

/// <summary>Templates as people name them, their addresses and their states in words.</summary>
internal sealed class ModelesEnFrancais(ModelesDuSite site, EpreuveDeModele epreuve, ModeleStore store)
{
    public const string Page = "/modeles";

    public static string Adresse(string name, string page = "") => $"{Page}/{name}{(page.Length == 0 ? "" : "/" + page)}";

    public static string Genre(string name) => NomDeModele.EstPartiel(name) ? "Partie commune" : NomDeModele.EstCourriel(name) ? "Courriel" : NomDeModele.EstDocument(name) ? "Document" : "Entrée d’agenda";

    /// <summary>What the sample says of itself: the subject of a mail, the first title of a document; a partial by its name.</summary>
    public string Titre(string name)
    {
        if (NomDeModele.EstPartiel(name))
            return NomDeModele.Court(name);
        try
        {
            var data = epreuve.Donnees(site.Livres.Exemples(name)[0]);
            return NomDeModele.EstCourriel(name)
                ? store.RenderCourriel(NomDeModele.Court(name), data).Objet
                : Titre(store.Render(name, data));
        }
        catch (Exception wrong) when (wrong is ModeleException or TimeoutException or ArgumentOutOfRangeException)
        {
            return NomDeModele.Court(name);
        }
    }

    public IReadOnlyList<string> Incluants(string partial) => epreuve.Incluants(site, partial);

    public static IEnumerable<Badge> Badges(EtatDeModele state)
    {
        yield return state.EstAdapte ? new Badge(TonBadge.Ok, $"Modifié, version {Formats.Nombre(state.Publiee!.Version)}") : new Badge(TonBadge.End, "Livré");
        if (state.Brouillon is { } draft)
            yield return new Badge(TonBadge.Info, $"Brouillon, version {Formats.Nombre(draft.Version)}");
        if (state.MiseAJourProposee)
            yield return new Badge(TonBadge.New, "Mise à jour disponible");
    }

    /// <summary>Who wrote the newest text and when.</summary>
    public static string Ecrit(VersionDeModeleRow row) => $"{Fonctions.NomDe(row.WrittenBy)}, le {Formats.InstantCourt(row.WrittenAt)}";

    public static string Auteurs(EtatDeModele state) => Mise.Liste([.. state.Auteurs.Select(Fonctions.NomDe).Distinct().Order(StringComparer.Ordinal)]);

    private static string Titre(Rendu rendu) => rendu.Arbre.Descendants<HeadingBlock>().FirstOrDefault() is { } heading
        ? Fragment.Plain(Fragment.Of(rendu.Modele, heading)).Replace('\n', ' ')
        : rendu.Titre;
}
