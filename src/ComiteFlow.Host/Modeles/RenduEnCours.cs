using DotLiquid;
using DotLiquid.FileSystems;

namespace ComiteFlow.Host.Modeles;

/// <summary>What one rendering carries along: its limits, its running numbers and the partials that it may include.</summary>
internal sealed class RenduEnCours(string modele, Func<int, Insertion> places, Func<string, Template> partials) : ITemplateFileSystem
{
    public const string Register = "comiteflow";

    private const int MaxTurns = 10_000;

    private readonly Dictionary<string, long> _numbers = new(StringComparer.Ordinal);
    private int _turns;

    public string Modele { get; } = modele;

    public static RenduEnCours Of(Context context) => (RenduEnCours)context.Registers[Register];

    public string Write(int place, object? value) => places(place).Write(value, this);

    /// <summary>The next number of a series, from 1: articles number themselves in the order in which they appear.</summary>
    public long Next(string series) => _numbers[series] = _numbers.GetValueOrDefault(series) + 1;

    public void CountTurn()
    {
        if (++_turns > MaxTurns) throw new ModeleException(Modele, "le modèle fait trop de tours de boucle.");
    }

    public string ReadTemplateFile(Context context, string templateName) => throw new NotSupportedException();

    public Template GetTemplate(Context context, string templateName) => partials(templateName.Trim('\''));
}

/// <summary>The one filter that Liquid itself knows: it hands a value over to its place in the template.</summary>
internal static class FiltreDeDepot
{
    public const string Name = "depose";

    public static string Depose(Context context, object? value, int place) => RenduEnCours.Of(context).Write(place, value);
}
