using System.Text.Json;
using System.Text.Json.Nodes;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Activities.Relances;
using ComiteFlow.Host.Persistence;

namespace ComiteFlow.Host.Courriels;

/// <summary>Why a stored mail leaves; it stands beside the data of its template.</summary>
internal static class NaturesDeCourriel
{
    public const string Cle = "nature";

    /// <summary>Where the data of a reminder tell with which others it was on its way.</summary>
    public const string CleDeLot = "lot";

    /// <summary>End of the name of a message with the reminders that another one was to hold.</summary>
    public const string Suite = "/suite";

    /// <summary>Where the data of a copy tell to whom the mail itself went.</summary>
    public const string CopieDe = "copieDe";

    /// <summary>Where the data of a mail tell who has a copy of it.</summary>
    public const string Copies = "copies";

    public static NatureDeCourriel Of(CourrielRow row)
    {
        using var data = JsonDocument.Parse(row.Data);
        return data.RootElement.TryGetProperty(Cle, out var nature) && Enum.TryParse<NatureDeCourriel>(nature.GetString(), out var known) ? known : NatureDeCourriel.Acte;
    }

    /// <summary>Key of the first of the reminders that were on their way in one message; null while none of them was.</summary>
    public static string? Lot(CourrielRow row)
    {
        using var data = JsonDocument.Parse(row.Data);
        return data.RootElement.TryGetProperty(CleDeLot, out var lot) ? lot.GetString() : null;
    }

    /// <param name="lot">Null where they need not go together any more.</param>
    public static void Join(CourrielRow row, string? lot)
    {
        if (lot == Lot(row))
            return;
        var data = JsonNode.Parse(row.Data)!.AsObject();
        data.Remove(CleDeLot);
        if (lot is not null)
            data[CleDeLot] = lot;
        row.Data = data.ToJsonString(Colonnes.Json);
    }

    /// <summary>Address at which whoever gets the mail ends it; null for none.</summary>
    public static string? Desabonnement(CourrielRow row)
    {
        using var data = JsonDocument.Parse(row.Data);
        return data.RootElement.TryGetProperty("desabonnement", out var page) ? page.GetString() : null;
    }

    public static bool IsReminder(CourrielRow row) => Of(row) == NatureDeCourriel.Rappel;

    /// <summary>True for what a person takes as the reminder of the day: one that people sent by hand leaves at once, and is one; a copy of it reminds of nothing.</summary>
    public static bool CountsAsReminder(CourrielRow row) => IsReminder(row) || (row.Key.StartsWith(EmissionDesRelances.ParMain, StringComparison.Ordinal) && !IsCopy(row));

    private static bool IsCopy(CourrielRow row)
    {
        using var data = JsonDocument.Parse(row.Data);
        return data.RootElement.TryGetProperty(CopieDe, out var of) && of.ValueKind == JsonValueKind.String;
    }
}
