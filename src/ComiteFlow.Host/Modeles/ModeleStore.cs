using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using DotLiquid;
using DotLiquid.Exceptions;

namespace ComiteFlow.Host.Modeles;

/// <summary>The templates in force: each text is compiled the first time it is used, and kept.</summary>
/// <param name="communes">Data that every template may use, such as <c>service</c>: addresses and names of this installation.</param>
/// <param name="timeLimit">Technical time one rendering may take; five seconds if null.</param>
internal sealed partial class ModeleStore(IModeleSource source, IReadOnlyDictionary<string, object?> communes, TimeSpan? timeLimit = null)
{
    private const int SubjectLimit = 70;

    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    private readonly TimeSpan _timeLimit = timeLimit ?? TimeSpan.FromSeconds(5);
    private readonly CompilateurLiquid _compilateur = new();
    private readonly ConcurrentDictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Template> _compiled = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ModeleLu> _read = new(StringComparer.Ordinal);

    /// <summary>Makes a document from <c>documents/{name}</c>.</summary>
    /// <exception cref="ModeleException">The template does not exist or is wrong, or the data lack something.</exception>
    /// <exception cref="TimeoutException">The rendering took too long: the machine may be at its limit, so another attempt may do.</exception>
    public Rendu RenderDocument(string name, IReadOnlyDictionary<string, object?> data)
    {
        var modele = Read("documents/" + name);
        using var limit = new CancellationTokenSource(_timeLimit);
        return Body(modele, Contexte(modele, Data(modele, data), limit.Token));
    }

    /// <summary>Makes a mail from <c>courriels/{name}</c>; its subject is the short one where the usual one is too long.</summary>
    /// <exception cref="ModeleException">The template does not exist or is wrong, or the data lack something.</exception>
    /// <exception cref="TimeoutException">The rendering took too long: the machine may be at its limit, so another attempt may do.</exception>
    public RenduCourriel RenderCourriel(string name, IReadOnlyDictionary<string, object?> data)
    {
        var modele = Read("courriels/" + name);
        var hash = Data(modele, data);
        using var limit = new CancellationTokenSource(_timeLimit);
        var context = Contexte(modele, hash, limit.Token);
        var action = Line(modele, "action", context);
        hash["action"] = action;
        var subject = Line(modele, "objet", context);
        if (subject.Length > SubjectLimit) subject = Line(modele, "objetCourt", context);
        return new RenduCourriel(subject, Line(modele, "preentete", context), action, Body(modele, context));
    }

    /// <summary>Hash of the template <c>documents/{name}</c> and of its partials: kept with the document.</summary>
    public string VersionOfDocument(string name) => Read("documents/" + name).Version;

    /// <summary>Hash of the template <c>courriels/{name}</c> and of its partials: kept with the mail.</summary>
    public string VersionOfCourriel(string name) => Read("courriels/" + name).Version;

    private Rendu Body(ModeleLu modele, Context context)
    {
        var text = Render(modele, Compiled(modele.Name, modele.Name, modele.Body, markdown: true), context);
        return new Rendu(modele.Name, modele.Version, TooManyBreaks().Replace(text, "\n\n").TrimEnd() + "\n");
    }

    private string Line(ModeleLu modele, string key, Context context) =>
        Echappement.Clean(Render(modele, Compiled($"{modele.Name}/{key}", modele.Name, modele.Head.Get(modele.Name, key), markdown: false), context));

    private Hash Data(ModeleLu modele, IReadOnlyDictionary<string, object?> data) =>
        DonneesDeModele.From(modele.Name, communes.Where(common => !data.ContainsKey(common.Key)).Concat(data));

    private ModeleLu Read(string name) => _read.GetOrAdd(name, _ =>
    {
        var text = Text(name, name + "/modele.md");
        var (head, body) = EnTete.Read(name, text);
        var partials = Include().Matches(body).Select(match => Text(name, $"partiels/{match.Groups[1].Value}.md"));
        return new ModeleLu(name, head, body, Hash(string.Join('\0', partials.Prepend(text))));
    });

    private string Text(string modele, string path) => _texts.GetOrAdd(path, _ =>
        source.Read(path) ?? throw new ModeleException(modele, $"le fichier « {path} » n’existe pas."));

    /// <param name="place">Where the text stands; a text read is never read again, so its place is enough to find its template.</param>
    private Template Compiled(string place, string modele, string text, bool markdown) =>
        _compiled.GetOrAdd(place, _ => _compilateur.Compile(modele, text, markdown));

    private Template Partial(string modele, string path) => Compiled(path, modele, Text(modele, path), markdown: true);

    /// <summary>What a rendering reads; making one costs more than a short text, so all texts of a mail share it.</summary>
    private Context Contexte(ModeleLu modele, Hash data, CancellationToken limit)
    {
        var rendu = new RenduEnCours(modele.Name, _compilateur.Place, partial => Partial(modele.Name, $"partiels/{partial}.md"));
        var registers = new Hash { ["file_system"] = rendu, [RenduEnCours.Register] = rendu };
        var context = new Context([data], [], registers, ErrorsOutputMode.Rethrow, 0, French, limit)
        {
            SyntaxCompatibilityLevel = SyntaxCompatibility.DotLiquid22a,
        };
        context.AddFilters(typeof(FiltreDeDepot));
        return context;
    }

    private string Render(ModeleLu modele, Template template, Context context)
    {
        try
        {
            using var result = new StringWriter(French);
            template.Render(result, RenderParameters.FromContext(context, French));
            return result.ToString();
        }
        catch (OperationCanceledException late)
        {
            throw new TimeoutException($"{modele.Name} : le rendu prend plus de {_timeLimit.TotalSeconds:0} s.", late);
        }
        catch (LiquidException wrong)
        {
            throw new ModeleException(modele.Name, wrong.Message, wrong);
        }
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    [GeneratedRegex(@"\n{3,}")]
    private static partial Regex TooManyBreaks();

    [GeneratedRegex(@"\{%\s*include\s+'([^']*)'")]
    private static partial Regex Include();

    /// <summary>A template's file, read and cut into head and body.</summary>
    private sealed record ModeleLu(string Name, EnTete Head, string Body, string Version);
}
