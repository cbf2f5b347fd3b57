using System.Globalization;
using ComiteFlow.Domain.Calendrier;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Engine.Activities;

namespace ComiteFlow.Activities.Relances;

/// <summary>The value of an input that is a policy's name or a value of one's own.</summary>
internal static class Reglage
{
    /// <exception cref="StepFailedException">Neither a policy nor a number.</exception>
    public static int Entier(Dossier dossier, string text)
    {
        if (dossier.Politiques.Connait(text))
            return dossier.Politiques.Entier(text);
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new StepFailedException("input.invalid", $"« {text} » n’est ni une règle du service ni un nombre de jours.");
    }

    /// <exception cref="StepFailedException">Neither a policy nor a duration.</exception>
    public static Periode Periode(Dossier dossier, string text)
    {
        if (dossier.Politiques.Connait(text))
            return dossier.Politiques.Periode(text);
        try
        {
            return Domain.Calendrier.Periode.Parse(text);
        }
        catch (FormatException error)
        {
            throw new StepFailedException("input.invalid", error.Message);
        }
    }
}
