using System.Text.Json;
using ComiteFlow.Host.Agendas;

namespace ComiteFlow.Host.Modeles;

/// <summary>Tries a template: everything is compiled, every sample composed and written in each of its forms.</summary>
/// <param name="livres">Names and sample data; they ship with the product.</param>
/// <param name="store">Common data and limits.</param>
internal sealed class EpreuveDeModele(DossierDeModeles livres, ModeleStore store, DocxWriter docx)
{
    private static readonly DocxDetails Details = new("Essai", "essai", DateTimeOffset.UnixEpoch);

    /// <summary>What is wrong with a template of these texts; null when nothing is. A partial is tried in each template that includes it.</summary>
    /// <param name="formes">False to compose the texts without writing them as page, Word file and plain text.</param>
    public ModeleException? Faute(IModeleSource source, string name, bool formes = true)
    {
        var tried = store.Avec(source);
        try
        {
            foreach (var one in NomDeModele.EstPartiel(name) ? Incluants(source, name) : [name])
            {
                tried.Compiler(one);
                foreach (var sample in livres.Exemples(one))
                {
                    Composer(tried, one, Donnees(sample), formes);
                }
            }

            return null;
        }
        catch (ModeleException wrong)
        {
            return wrong;
        }
        catch (TimeoutException late)
        {
            return new ModeleException(name, late.Message);
        }
    }

    /// <summary>Data of a sample.</summary>
    public IReadOnlyDictionary<string, object?> Donnees(string sample) => DonneesDeModele.Read(JsonDocument.Parse(livres.Read(sample)!).RootElement);

    /// <summary>Templates to try when these change: themselves, and those that include them.</summary>
    public IReadOnlyList<string> Touches(IModeleSource source, IEnumerable<string> names) =>
        [.. names.SelectMany(name => NomDeModele.EstPartiel(name) ? Incluants(source, name) : [name]).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Templates that include a partial, also by way of others.</summary>
    public IReadOnlyList<string> Incluants(IModeleSource source, string partial) =>
        [.. livres.Noms().Where(name => !NomDeModele.EstPartiel(name) && Inclut(source, name, partial, 0))];

    private static bool Inclut(IModeleSource source, string name, string partial, int depth) =>
        depth < 6 && source.Read(NomDeModele.Chemin(name)) is { } text
        && ModelesLus.Inclus(text).Any(one => one == partial || Inclut(source, one, partial, depth + 1));

    private void Composer(ModeleStore tried, string name, IReadOnlyDictionary<string, object?> data, bool formes)
    {
        var text = NomDeModele.EstCourriel(name)
            ? tried.RenderCourriel(NomDeModele.Court(name), data).Corps
            : tried.Render(name, data);
        if (formes)
            Ecrire(tried, name, text);
        if (NomDeModele.EstAgenda(name))
            RedactionDAgenda.Lire(text);
    }

    private void Ecrire(ModeleStore tried, string name, Rendu text)
    {
        try
        {
            HtmlWriter.Write(text);
            if (NomDeModele.EstDocument(name))
                docx.Write(text, Details);
            else
                TexteWriter.Write(text);
        }
        catch (ModeleException wrong) when (wrong.LigneDuRendu is { } line && tried.Origine(name, text.Markdown.Split('\n')[line]) is var (modele, ligne))
        {
            throw new ModeleException(modele, wrong.Raison, wrong, ligne);
        }
    }
}
