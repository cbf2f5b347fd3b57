using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Activities.Flux;

namespace ComiteFlow.Engine.Definitions;

/// <summary>Looks at durations and moments that stand in a file: those that are not what they seem, those that never come, those that wait for nothing.</summary>
internal static partial class TimeCheck
{
    public static IEnumerable<DefinitionProblem> Check(Node node, IReadOnlyList<ActivityInputAttribute> inputs, ICronCalendar calendar)
    {
        foreach (var input in inputs)
        {
            var text = WrittenInput.Text(node, input.Name);
            var problem = text is null ? null : input.Kind switch
            {
                InputKind.Duration => OfDuration(text),
                InputKind.PeriodSetting => IsNothing(text) ? $"l’intervalle « {text} » est nul : la relance repartirait sans fin. Écrivez par exemple P7D." : null,
                InputKind.Cron => calendar.Check(text, null) is { } refusal ? $"l’échéance « {text} » est refusée : {refusal}" : null,
                InputKind.TimeZone => TimeZoneInfo.TryFindSystemTimeZoneById(text, out _) ? null : $"le fuseau « {text} » n’existe pas : écrivez par exemple Europe/Paris.",
                _ => null,
            };
            if (problem is not null)
                yield return new($"{node.Path}.{input.Name}", node.Label, problem);
        }
    }

    private static string? OfDuration(string text)
    {
        if (!Duration.TryParse(text, out var span))
            return null;
        if (Duration.IsMisread(text, out var meant))
            return $"la durée « {text} » se lit {Words(span)}, et non {Clock(meant)} : écrivez {Written(meant)} pour {Clock(meant)}, ou {XmlConvert.ToString(span)} pour {Words(span)}.";
        if (Bare().IsMatch(text) && span != TimeSpan.Zero)
            return $"la durée « {text} » se lit {Words(span)} : écrivez-la avec son unité, par exemple P{span.Days}D pour {Words(span)} ou PT{text}H pour {Count(span.Days, "heure")}.";
        if (span <= TimeSpan.Zero)
            return $"la durée « {text} » est {(span == TimeSpan.Zero ? "nulle" : "négative")} : l’étape n’attendrait rien. Écrivez par exemple P3D, ou retirez l’étape.";
        return null;
    }

    private static bool IsNothing(string text) => text.StartsWith('P') && text.Length > 1 && text.All(c => !char.IsAsciiDigit(c) || c == '0');

    /// <summary>The unambiguous form <c>d.hh:mm:ss</c>.</summary>
    private static string Written(TimeSpan span) => span.ToString(@"d\.hh\:mm\:ss", CultureInfo.InvariantCulture);

    /// <summary>A duration in words, such as <c>72 jours et 2 heures</c>.</summary>
    internal static string Words(TimeSpan span) => Join([(span.Days, "jour"), (span.Hours, "heure"), (span.Minutes, "minute"), (span.Seconds, "seconde")]);

    /// <summary>The same with all its hours.</summary>
    private static string Clock(TimeSpan span) => Join([((int)span.TotalHours, "heure"), (span.Minutes, "minute"), (span.Seconds, "seconde")]);

    private static string Join((int Number, string Unit)[] all)
    {
        var parts = all.Where(part => part.Number != 0).Select(part => Count(part.Number, part.Unit)).ToList();
        return parts.Count < 2 ? string.Concat(parts) : string.Join(", ", parts.SkipLast(1)) + " et " + parts[^1];
    }

    private static string Count(int number, string unit) => $"{number} {unit}{(Math.Abs(number) > 1 ? "s" : "")}";

    [GeneratedRegex(@"^\s*\d{1,8}\s*\z")]
    private static partial Regex Bare();
}
