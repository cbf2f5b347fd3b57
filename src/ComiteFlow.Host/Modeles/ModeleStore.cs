using System.Globalization;
using System.Text.RegularExpressions;
using DotLiquid;
using DotLiquid.Exceptions;

namespace ComiteFlow.Host.Modeles;

/// <summary>The templates in force: each text is compiled the first time it is used, and kept until the site publishes another.</summary>
/// <param name="communes">Tells the data that every template may use, such as <c>service</c>: addresses and names of this installation, as they are at each rendering.</param>
/// <param name="timeLimit">Technical time one rendering may take; five seconds if null.</param>
internal sealed partial class ModeleStore(IModeleSource source, Func<IReadOnlyDictionary<string, object?>> communes, TimeSpan? timeLimit = null)
{
    /// <summary>Signs of a subject.</summary>
    public const int SubjectLimit = 70;

    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    private readonly TimeSpan _timeLimit = timeLimit ?? TimeSpan.FromSeconds(5);
    private volatile ModelesLus _lus = new(source.Figee());

    /// <summary>The same with common data that never change.</summary>
    public ModeleStore(IModeleSource source, IReadOnlyDictionary<string, object?> communes, TimeSpan? timeLimit = null)
        : this(source, () => communes, timeLimit)
    {
    }

    /// <summary>Data that every template may use.</summary>
    public IReadOnlyDictionary<string, object?> Communes => communes();

    /// <summary>The same data and limits on other texts.</summary>
    public ModeleStore Avec(IModeleSource other) => new(other, communes, timeLimit);

    /// <summary>Makes a document from <c>documents/{name}</c>.</summary>
    /// <exception cref="ModeleException">The template does not exist or is wrong, or the data lack something.</exception>
    /// <exception cref="TimeoutException">The rendering took too long: the machine may be at its limit, so another attempt may do.</exception>
    public Rendu RenderDocument(string name, IReadOnlyDictionary<string, object?> data) => Render($"{NomDeModele.Documents}/{name}", data);

    /// <summary>Makes an entry of a calendar from <c>agendas/{name}</c>: its first line is a heading, the title of the entry.</summary>
    /// <inheritdoc cref="RenderDocument" path="/exception"/>
    public Rendu RenderAgenda(string name, IReadOnlyDictionary<string, object?> data) => Render($"{NomDeModele.Agendas}/{name}", data);

    /// <summary>Makes a text that is no mail, by its whole name.</summary>
    /// <inheritdoc cref="RenderDocument" path="/exception"/>
    public Rendu Render(string name, IReadOnlyDictionary<string, object?> data)
    {
        var lus = EnVigueur();
        var modele = lus.Lire(name);
        using var limit = new CancellationTokenSource(_timeLimit);
        var context = Contexte(lus, modele, Data(modele, data), limit.Token);
        var title = modele.Head.Values.ContainsKey(TitleKey) ? Echappement.Clean(Render(modele, lus.Ligne(modele, TitleKey), context)) : NomDeModele.Court(name);
        return Body(lus, modele, context) with { Titre = title };
    }

    /// <summary>Makes a mail from <c>courriels/{name}</c>; its subject is the short one where the usual one is too long.</summary>
    /// <exception cref="ModeleException">The template does not exist or is wrong, or the data lack something.</exception>
    /// <exception cref="TimeoutException">The rendering took too long: the machine may be at its limit, so another attempt may do.</exception>
    public RenduCourriel RenderCourriel(string name, IReadOnlyDictionary<string, object?> data)
    {
        var lus = EnVigueur();
        var modele = lus.Lire("courriels/" + name);
        var hash = Data(modele, data);
        using var limit = new CancellationTokenSource(_timeLimit);
        var context = Contexte(lus, modele, hash, limit.Token);
        var action = Line(lus, modele, "action", context);
        hash["action"] = action;
        return new RenduCourriel(Objet(lus, modele, context), Line(lus, modele, "preentete", context), action, Body(lus, modele, context));
    }

    /// <summary>The subject alone of a mail: it can be told where the rest of the text is wrong.</summary>
    /// <inheritdoc cref="RenderCourriel" path="/exception"/>
    public string RenderObjet(string name, IReadOnlyDictionary<string, object?> data)
    {
        var lus = EnVigueur();
        var modele = lus.Lire("courriels/" + name);
        using var limit = new CancellationTokenSource(_timeLimit);
        return Objet(lus, modele, Contexte(lus, modele, Data(modele, data), limit.Token));
    }

    /// <summary>Hash of the template <c>documents/{name}</c> and of its partials: kept with the document.</summary>
    public string VersionOfDocument(string name) => EnVigueur().Lire($"{NomDeModele.Documents}/{name}").Version;

    /// <summary>Hash of the template <c>courriels/{name}</c> and of its partials: kept with the mail.</summary>
    public string VersionOfCourriel(string name) => EnVigueur().Lire("courriels/" + name).Version;

    /// <summary>Partials that a template includes, also by way of others.</summary>
    /// <exception cref="ModeleException">It cannot be read.</exception>
    public IReadOnlyList<string> PartielsDe(string name) => EnVigueur().Lire(name).Partiels;

    /// <summary>Which line of a template, or of one of its partials, a composed line comes from; null where none looks like it.</summary>
    public (string Modele, int Ligne)? Origine(string name, string composed)
    {
        var modele = EnVigueur().Lire(name);
        return OrigineDeLigne.Trouver(
            composed, [(name, modele.Body, modele.Head.LigneDuCorps), .. modele.Partiels.Select(partial => (partial, source.Read(NomDeModele.Chemin(partial)) ?? "", 1))]);
    }

    /// <summary>Reads and compiles a template, its head and its partials, without writing anything.</summary>
    /// <exception cref="ModeleException">Something in it is wrong.</exception>
    public void Compiler(string name)
    {
        var lus = EnVigueur();
        var modele = lus.Lire(name);
        lus.Corps(modele);
        foreach (var partial in modele.Partiels)
        {
            lus.Partiel(name, partial);
        }

        foreach (var key in Keys(name, modele.Head))
        {
            lus.Ligne(modele, key);
        }
    }

    /// <summary>Lines of the head that are rendered: those of a mail, and the title of a document that gives one.</summary>
    public static IReadOnlyList<string> Keys(string name, EnTete? head) => NomDeModele.EstCourriel(name) ? CourrielKeys : head?.Values.ContainsKey(TitleKey) == true ? DocumentKeys : [];

    private const string TitleKey = "titre";

    private static readonly string[] CourrielKeys = ["objet", "objetCourt", "preentete", "action"], DocumentKeys = [TitleKey];

    private ModelesLus EnVigueur()
    {
        var now = source.Figee();
        return ReferenceEquals(_lus.Source, now) ? _lus : _lus = new ModelesLus(now);
    }

    private string Objet(ModelesLus lus, ModeleLu modele, Context context) =>
        Line(lus, modele, "objet", context) is { Length: <= SubjectLimit } subject ? subject : Line(lus, modele, "objetCourt", context);

    private string Line(ModelesLus lus, ModeleLu modele, string key, Context context) => Echappement.Clean(Render(modele, lus.Ligne(modele, key), context));

    private Rendu Body(ModelesLus lus, ModeleLu modele, Context context)
    {
        var text = Render(modele, lus.Corps(modele), context);
        return new Rendu(modele.Name, modele.Version, TooManyBreaks().Replace(text, "\n\n").TrimEnd() + "\n");
    }

    private Hash Data(ModeleLu modele, IReadOnlyDictionary<string, object?> data) =>
        DonneesDeModele.From(modele.Name, Communes.Where(common => !data.ContainsKey(common.Key)).Concat(data));

    /// <summary>What a rendering reads; making one costs more than a short text, so all texts of a mail share it.</summary>
    private static Context Contexte(ModelesLus lus, ModeleLu modele, Hash data, CancellationToken limit)
    {
        var rendu = new RenduEnCours(modele.Name, lus.Compilateur.Place, partial => lus.Partiel(modele.Name, $"{NomDeModele.Partiels}/{partial}"));
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
            using var result = new TexteBorne(modele.Name, French);
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

    [GeneratedRegex(@"\n{3,}")]
    private static partial Regex TooManyBreaks();
}
