using System.Text.Json;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Activities.Relances;
using ComiteFlow.Host.Persistence;

namespace ComiteFlow.Host.Courriels;

/// <summary>Why a stored mail leaves; it stands beside the data of its template.</summary>
internal static class NaturesDeCourriel
{
    public const string Cle = "nature";

    /// <summary>Where the data of a copy tell to whom the mail itself went.</summary>
    public const string CopieDe = "copieDe";

    public static NatureDeCourriel Of(CourrielRow row)
    {
        using var data = JsonDocument.Parse(row.Data);
        return data.RootElement.TryGetProperty(Cle, out var nature) && Enum.TryParse<NatureDeCourriel>(nature.GetString(), out var known) ? known : NatureDeCourriel.Acte;
    }

    /// <summary>Address at which whoever gets the mail ends it; null for none.</summary>
    public static string? Desabonnement(CourrielRow row)
    {
        using var data = JsonDocument.Parse(row.Data);
        return data.RootElement.TryGetProperty("desabonnement", out var page) ? page.GetString() : null;
    }

    public static bool IsReminder(CourrielRow row) => Of(row) == NatureDeCourriel.Rappel;

    /// <summary>True for what a person takes as the reminder of the day: one that people sent by hand leaves at once, and is one.</summary>
    public static bool CountsAsReminder(CourrielRow row) => IsReminder(row) || row.Key.StartsWith(EmissionDesRelances.ParMain, StringComparison.Ordinal);
}
