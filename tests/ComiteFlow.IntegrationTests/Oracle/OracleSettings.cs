using System.Text.Json.Nodes;

namespace ComiteFlow.IntegrationTests.Oracle;

/// <summary>The policy settings as the oracle reads them: the defaults of the format, then those of the scenario.</summary>
internal sealed class OracleSettings(JsonObject given)
{
    public string AtBound { get; } = (string?)given["workingDays.atBound"] ?? "previous";

    public string Holidays { get; } = (string?)given["workingDays.holidays"] ?? "metropole";

    public bool Clamp { get; } = (bool?)given["committee.clampDay"] ?? true;

    public bool CutoffInclusive { get; } = (bool?)given["cutoff.inclusive"] ?? true;

    public bool EqualityAccepted { get; } = (bool?)given["ceiling.equalityAccepted"] ?? true;

    public int StatusDue { get; } = (int?)given["status.due"] ?? 10;

    public int StatusReminder { get; } = (int?)given["status.reminder"] ?? 1;

    public int StatusEscalation { get; } = (int?)given["status.escalation"] ?? 5;

    /// <summary>The day of the scenario's settings, else of the clause, else of the policies.</summary>
    public int MonthlyDay(Texte text) =>
        (int?)given["monthly.day"] ?? (int?)text.Report("MONTHLY_EXPENSES")?["dueDayInText"] ?? (int?)text.Report("FINAL_EXPENSES")?["dueDayInText"] ?? 10;

    public int MonthlyReminder { get; } = (int?)given["monthly.reminder"] ?? 1;

    public int MonthlyEvery { get; } = Days((string?)given["monthly.reminderEvery"] ?? "P7D");

    public int SignatureEvery { get; } = Days((string?)given["signature.reminderEvery"] ?? "P7D");

    public IReadOnlyList<int> CutoffWarnings { get; } = Numbers(given["cutoff.warnings"], [10, 3]);

    public IReadOnlyList<int> EndWarnings { get; } = Numbers(given["end.warnings"], [90, 60, 30]);

    /// <summary>Of a duration in days alone.</summary>
    private static int Days(string duration) => int.Parse(duration.AsSpan(1, duration.Length - 2), System.Globalization.CultureInfo.InvariantCulture);

    private static List<int> Numbers(JsonNode? list, int[] otherwise) => list is JsonArray numbers ? [.. numbers.Select(n => (int)n!)] : [.. otherwise];
}
