using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;

namespace ComiteFlow.Engine.Activities.Flux;

/// <summary>Durations as files write them: <c>d.hh:mm:ss</c> or ISO 8601.</summary>
internal static partial class Duration
{
    /// <returns>False when neither form fits.</returns>
    public static bool TryParse(string text, out TimeSpan span)
    {
        if (TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out span))
            return true;
        try
        {
            span = XmlConvert.ToTimeSpan(text);
            return true;
        }
        catch (Exception error) when (error is FormatException or OverflowException)
        {
            return false;
        }
    }

    /// <summary>True for text such as <c>72:00:00</c>: it looks like hours, and is read as days.</summary>
    /// <param name="meant">What it looks like.</param>
    public static bool IsMisread(string text, out TimeSpan meant)
    {
        var clock = Clock().Match(text);
        int Part(int group) => clock.Groups[group].Success ? int.Parse(clock.Groups[group].ValueSpan, CultureInfo.InvariantCulture) : 0;
        meant = clock.Success ? new TimeSpan(Part(1), Part(2), Part(3)) : TimeSpan.Zero;
        return clock.Success && Part(1) >= 24;
    }

    public static TimeSpan Parse(string text) => TryParse(text, out var span) && !IsMisread(text, out _)
        ? span
        : throw new StepFailedException("duration.invalid", $"« {text} » n’est pas une durée : écrivez par exemple 3.00:00:00 ou P3D.");

    [GeneratedRegex(@"^\s*(\d{1,6}):(\d{1,2})(?::(\d{1,2})(?:\.\d+)?)?\s*\z")]
    private static partial Regex Clock();
}
