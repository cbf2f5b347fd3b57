using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using DotLiquid;

namespace ComiteFlow.Host.Modeles;

/// <summary>The texts of one moment: each is read and compiled the first time it is used, and kept.</summary>
internal sealed partial class ModelesLus(IModeleSource source)
{
    /// <summary>Bytes of one text, as it is kept.</summary>
    public const int Taille = 100 * 1024;

    /// <summary>Partials within partials.</summary>
    private const int Profondeur = 5;

    private readonly ConcurrentDictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Template> _compiled = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ModeleLu> _read = new(StringComparer.Ordinal);

    public IModeleSource Source => source;

    public CompilateurLiquid Compilateur { get; } = new();

    /// <exception cref="ModeleException">There is no such template, its head is wrong, or a partial is missing.</exception>
    public ModeleLu Lire(string name) => _read.GetOrAdd(name, _ =>
    {
        var text = Texte(name, NomDeModele.Chemin(name));
        var (head, body) = EnTete.Read(name, text);
        var partials = new List<string>();
        Rassembler(name, body, [], partials);
        return new ModeleLu(name, head, body, Empreinte(string.Join('\0', partials.Select(partial => Texte(name, NomDeModele.Chemin(partial))).Prepend(text))), partials);
    });

    public Template Corps(ModeleLu modele) => Compile(modele.Name, modele.Name, modele.Body, markdown: true, modele.Head.LigneDuCorps);

    public Template Ligne(ModeleLu modele, string key) =>
        Compile($"{modele.Name}/{key}", modele.Name, modele.Head.Get(modele.Name, key), markdown: false, modele.Head.LigneDe(key));

    /// <param name="modele">The template that includes it.</param>
    /// <param name="name">Name such as <c>partiels/lien-action</c>.</param>
    public Template Partiel(string modele, string name) => Compile(name, name, Texte(modele, NomDeModele.Chemin(name)), markdown: true, 1);

    /// <summary>Names of the partials that a text includes, in order.</summary>
    public static IEnumerable<string> Inclus(string text) => Include().Matches(text).Select(match => $"{NomDeModele.Partiels}/{match.Groups[1].Value}");

    public static string Empreinte(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private void Rassembler(string modele, string text, List<string> way, List<string> found)
    {
        foreach (var partial in Inclus(text))
        {
            if (way.Contains(partial))
                throw new ModeleException(modele, $"le partiel « {NomDeModele.Court(partial)} » s’inclut lui-même.");
            if (way.Count == Profondeur)
                throw new ModeleException(modele, $"plus de {Profondeur} partiels s’incluent l’un dans l’autre (« {NomDeModele.Court(partial)} »).");
            if (way.Count == 0 || !found.Contains(partial))
                found.Add(partial);
            Rassembler(modele, Texte(modele, NomDeModele.Chemin(partial)), [.. way, partial], found);
        }
    }

    private string Texte(string modele, string path) => _texts.GetOrAdd(path, _ =>
    {
        var text = source.Read(path) ?? throw new ModeleException(modele, $"le fichier « {path} » n’existe pas.");
        return Encoding.UTF8.GetByteCount(text) <= Taille ? text : throw new ModeleException(modele, $"le fichier « {path} » dépasse {Taille / 1024} Ko.");
    });

    /// <param name="place">Where the text stands; a text read is never read again, so its place is enough to find its template.</param>
    private Template Compile(string place, string modele, string text, bool markdown, int premiere) =>
        _compiled.GetOrAdd(place, _ => Compilateur.Compile(modele, text, markdown, premiere));

    [GeneratedRegex(@"\{%\s*include\s+'([^']*)'")]
    private static partial Regex Include();
}

/// <summary>A template's file, read and cut into head and body.</summary>
/// <param name="Version">SHA-256 of the template and of its partials, in hexadecimal.</param>
/// <param name="Partiels">Names of the partials that it includes, also by way of others.</param>
internal sealed record ModeleLu(string Name, EnTete Head, string Body, string Version, IReadOnlyList<string> Partiels);
