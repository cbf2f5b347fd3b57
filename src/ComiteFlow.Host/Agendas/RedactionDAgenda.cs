using ComiteFlow.Activities.Courriels;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Host.Modeles;
using Markdig.Syntax;

namespace ComiteFlow.Host.Agendas;

/// <summary>Words the entries of calendars by the templates <c>agendas/…</c>.</summary>
internal sealed class RedactionDAgenda(ModeleStore modeles)
{
    public (string Titre, string Texte) Seance(Dossier dossier, Comite comite) => Rediger("seance", DonneesDeComite.Agenda(dossier, comite));

    public (string Titre, string Texte) Echeance(Dossier dossier, GesteAttendu geste) =>
        Rediger("echeance", new Dictionary<string, object?> { ["geste"] = geste.Donnees(dossier), ["seance"] = DonneesDeCourriel.Iso(geste.Comite?.On), ["convention"] = DonneesDeComite.Court(dossier) });

    private (string Titre, string Texte) Rediger(string name, Dictionary<string, object?> data) => Lire(modeles.RenderAgenda(name, data));

    /// <summary>Title and description of an entry.</summary>
    /// <exception cref="ModeleException">The text does not begin with a title.</exception>
    internal static (string Titre, string Texte) Lire(Rendu rendu)
    {
        if (rendu.Arbre.FirstOrDefault() is not HeadingBlock heading || Fragment.Plain(Fragment.Of(rendu.Modele, heading)) is not { Length: > 0 } title)
            throw new ModeleException(rendu.Modele, "la première ligne n’est pas un titre, comme « # Comité n° 1 » : c’est celui de l’entrée d’agenda.");
        return (title, TexteWriter.Write(rendu with { Markdown = rendu.Markdown[(heading.Span.End + 1)..] }, int.MaxValue).Trim());
    }
}
