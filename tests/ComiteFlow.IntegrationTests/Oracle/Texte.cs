using System.Globalization;
using System.Text.Json.Nodes;

namespace ComiteFlow.IntegrationTests.Oracle;

/// <summary>The clauses of a convention as the oracle reads them.</summary>
internal sealed class Texte(JsonObject data)
{
    public string Id { get; } = (string)data["id"]!;

    public IReadOnlyList<string> Parties { get; } = [.. Objects(data["parties"]).Select(p => (string)p["id"]!)];

    public string Delegant { get; } = Objects(data["parties"]).Where(p => (string?)p["role"] == "delegant").Select(p => (string)p["id"]!).Single();

    public string Delegataire { get; } = Objects(data["parties"]).Where(p => (string?)p["role"] == "delegataire").Select(p => (string)p["id"]!).Single();

    /// <summary>Signatories in order, with the day that the text gives without doubt.</summary>
    public IReadOnlyList<(string Party, DateOnly? On)> Signatories { get; } =
        [.. Objects(data["signatories"]).Select(s => ((string)s["partyId"]!, (bool?)s["uncertain"] == true ? null : Day(s["signedOn"])))];

    public string Trigger { get; } = (string)data["effect"]!["trigger"]!;

    public DateOnly? EndDate { get; } = Day(data["end"]!["date"]);

    public int? EndMonths { get; } = Months(data["end"]!["duration"]);

    public string? EndFrom { get; } = (string?)data["end"]!["from"];

    public DateOnly? LatestPayment { get; } = Day(data["end"]!["latestPayment"]);

    public string Control { get; } = (string)data["budgetControl"]!["level"]!;

    public long? Ceiling { get; } = Objects(data["ceilings"]).Select(c => (long?)c["amountCents"]).FirstOrDefault();

    public bool LaterAllowed { get; } = (bool?)data["laterTranches"]?["allowed"] == true;

    public bool RequiresAvenant { get; } = (bool?)data["laterTranches"]?["requiresAvenant"] == true;

    public IReadOnlyList<JsonObject> Tranches { get; } = Objects(data["tranches"]);

    public IReadOnlyList<JsonObject> Startups { get; } = Objects(data["startups"]);

    public IReadOnlyList<JsonObject> Committees { get; } = Objects(data["committees"]);

    public bool AlertsInsufficientCredits { get; } = Objects(data["alerts"]).Any(a => (string)a["code"]! == "INSUFFICIENT_CREDITS");

    public JsonObject? EndOfYear { get; } = data["endOfYear"] as JsonObject;

    public int NoticeMonths { get; } = Months(data["termination"]?["notice"]) ?? 3;

    public bool ByStartup => Control == "startup";

    public bool HasCutoffs => Cutoff("aeCutoff", 2020) is not null || Cutoff("cpCutoff", 2020) is not null;

    public JsonObject? Report(string code) => Objects(data["reports"]).FirstOrDefault(r => (string)r["code"]! == code);

    public DateOnly? Cutoff(string which, int year) => MonthDay(EndOfYear?[which]?["monthDay"], year);

    public DateOnly? DialogueBefore(int year) => MonthDay(EndOfYear?["dialogueDeGestion"]?["beforeMonthDay"], year);

    /// <summary>Recipients of the copies of a kind of document, by the ids of the policies, each once.</summary>
    public IReadOnlyList<string> CopiesOf(string document) =>
        [.. Objects(data["copies"]).Where(c => ((string)c["doc"]!).StartsWith(document, StringComparison.Ordinal)).SelectMany(c => Strings(c["to"])).Select(Recipient).Distinct()];

    /// <summary>Places of publication, by their ids.</summary>
    public IReadOnlyList<string> Places => [.. Objects(data["publication"]).Select(p => Place((string)p["where"]!))];

    /// <summary>Those at which avenants are published as well.</summary>
    public IReadOnlyList<string> AvenantPlaces =>
        [.. Objects(data["publication"]).Where(p => ((string?)p["doc"] ?? "").Contains("avenant", StringComparison.Ordinal)).Select(p => Place((string)p["where"]!))];

    public static IReadOnlyList<string> Strings(JsonNode? list) => list is JsonArray items ? [.. items.Select(i => (string)i!)] : [];

    public static IReadOnlyList<JsonObject> Objects(JsonNode? list) => list is JsonArray items ? [.. items.Select(i => i!.AsObject())] : [];

    public static DateOnly? Day(JsonNode? text) => text is null ? null : DateOnly.ParseExact((string)text!, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateOnly? Month(JsonNode? text) => text is null ? null : DateOnly.ParseExact((string)text! + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Of a duration in whole months.</summary>
    public static int? Months(JsonNode? duration) => duration is null ? null : int.Parse(((string)duration!).AsSpan(1).TrimEnd('M'), CultureInfo.InvariantCulture);

    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly? MonthDay(JsonNode? text, int year) =>
        text is null ? null : DateOnly.ParseExact($"{year:D4}-{((string)text!)[2..]}", "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Recipient(string printed) => printed switch
    {
        "CBCM auprès des ministères économiques et financiers" => "CBCM-MEF",
        "CBCM du délégant" => "CBCM-DELEGANT",
        "CBCM du délégataire" => "CBCM-DELEGATAIRE",
        _ => "CBCM-PM",
    };

    private static string Place(string printed) =>
        printed.StartsWith("modalités", StringComparison.Ordinal) ? "ministry"
        : printed.StartsWith("intranet", StringComparison.Ordinal) ? "matignon"
        : printed.StartsWith("gouvernement", StringComparison.Ordinal) ? "gouvernement.fr" : "data.gouv.fr";
}
