using ComiteFlow.Activities.Courriels;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Host.Modeles;
using Markdig.Syntax;

namespace ComiteFlow.Host.Agendas;

/// <summary>Words the entries of calendars by the templates <c>agendas/…</c>.</summary>
internal sealed partial class RedactionDAgenda(ModeleStore modeles, ILogger<RedactionDAgenda> logger)
{
    /// <exception cref="ModeleException">The template cannot be composed with these data.</exception>
    /// <exception cref="TimeoutException">It took too long.</exception>
    public (string Titre, string Texte) Seance(Dossier dossier, Comite comite) => Rediger("seance", DonneesDeComite.Agenda(dossier, comite));

    /// <inheritdoc cref="Seance" path="/exception"/>
    public (string Titre, string Texte) Echeance(Dossier dossier, GesteAttendu geste) =>
        Rediger("echeance", new Dictionary<string, object?> { ["geste"] = geste.Donnees(dossier), ["seance"] = DonneesDeCourriel.Iso(geste.Comite?.On), ["convention"] = DonneesDeComite.Court(dossier) });

    /// <summary>Gives entries their words. One that cannot be worded keeps the names that it has, and the others theirs; after one that took too long nothing more is tried.</summary>
    public IReadOnlyList<EntreeDAgenda> Rediger(IEnumerable<EntreeARediger> entries)
    {
        var worded = new List<EntreeDAgenda>();
        Exception? failure = null;
        var plain = 0;
        foreach (var (names, words) in entries)
        {
            var entry = failure is TimeoutException ? null : Redigee(names, words, ref failure);
            plain += entry is null ? 1 : 0;
            worded.Add(entry ?? names);
        }

        if (failure is not null)
            LogPlain(logger, failure, plain);
        return worded;
    }

    private static EntreeDAgenda? Redigee(EntreeDAgenda names, Func<(string Titre, string Texte)> words, ref Exception? failure)
    {
        try
        {
            var (title, text) = words();
            return names with { Titre = title, Texte = text };
        }
        catch (Exception wrong) when (wrong is ModeleException or TimeoutException)
        {
            failure = wrong;
            return null;
        }
    }

    private (string Titre, string Texte) Rediger(string name, Dictionary<string, object?> data) => Lire(modeles.RenderAgenda(name, data));

    /// <summary>Title and description of an entry.</summary>
    /// <exception cref="ModeleException">The text does not begin with a title.</exception>
    internal static (string Titre, string Texte) Lire(Rendu rendu)
    {
        if (rendu.Arbre.FirstOrDefault() is not HeadingBlock heading || Fragment.Plain(Fragment.Of(rendu.Modele, heading)) is not { Length: > 0 } title)
            throw new ModeleException(rendu.Modele, "la première ligne n’est pas un titre, comme « # Comité n° 1 » : c’est celui de l’entrée d’agenda.");
        return (title, TexteWriter.Write(rendu with { Markdown = rendu.Markdown[(heading.Span.End + 1)..] }, int.MaxValue).Trim());
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} entries of a private calendar could not be worded; they hold names alone")]
    private static partial void LogPlain(ILogger logger, Exception error, int count);
}
