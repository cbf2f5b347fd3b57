using System.Globalization;
using System.Xml;

namespace ComiteFlow.Engine.Activities.Flux;

/// <summary>Durations as files write them: <c>d.hh:mm:ss</c> or ISO 8601.</summary>
internal static class Duration
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

    public static TimeSpan Parse(string text) => TryParse(text, out var span)
        ? span
        : throw new StepFailedException("duration.invalid", $"« {text} » n’est pas une durée : écrivez par exemple 3.00:00:00 ou P3D.");
}
