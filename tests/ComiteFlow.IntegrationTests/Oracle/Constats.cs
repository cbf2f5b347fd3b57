using System.Text.Json.Nodes;

namespace ComiteFlow.IntegrationTests.Oracle;

/// <summary>What is compared of each kind of fact: a line with the instant, the kind and the keys that tell dates, amounts and refusals.</summary>
internal static class Constats
{
    private const string Seance = "committee occurrence startup ", Report = "report " + Seance + "month due to cc ", Tranche = "amountCents aeCents cpCents cumulatedCents ceilingCents remainingCents ";

    private const string Expense = "startup envelope amountCents committedCents paidCents remainingAeCents remainingCpCents limitAeCents limitCpCents";

    private static readonly Dictionary<string, string[]> Keys = new Dictionary<string, string>
    {
        ["signature.recorded"] = "document party on signed of",
        ["signature.reminded"] = "document party",
        ["document.signed"] = "document on days",
        ["document.published"] = "document place on",
        ["task.opened"] = "task document to place due",
        ["convention.inEffect"] = "on end nominalEnd paymentsUntil",
        ["convention.ended"] = "on",
        ["committee.scheduled"] = Seance + "on nominal provisional chair chairInPerson precededBy followedBy",
        ["committee.notScheduled"] = Seance + "nominal reason",
        ["committee.moveProposed"] = Seance + "was on nominal",
        ["committee.rescheduled"] = Seance + "was on nominal",
        ["committee.waiting"] = Seance + "missing",
        ["committee.ready"] = Seance,
        ["committee.held"] = Seance + "on",
        ["committee.cancelled"] = Seance + "on",
        ["report.requested"] = Report + "from until parts voluntary",
        ["report.reminded"] = Report,
        ["report.escalated"] = Report,
        ["report.received"] = "report " + Seance + "month late workingDaysLate cumulatedCommittedCents cumulatedPaidCents remainingAeCents remainingCpCents",
        ["report.waived"] = "report " + Seance,
        ["revoyure.decided"] = Seance + "outcome from until form committableFrom " + Tranche,
        ["avenant.drafted"] = "avenant number startup amountCents",
        ["tranche.opened"] = "tranche startup " + Tranche,
        ["funds.released"] = "tranche startup aeCents cpCents allocatedAeCents allocatedCpCents remainingAeCents remainingCpCents",
        ["expense.committed"] = Expense,
        ["expense.paid"] = Expense,
        ["dialogue.scheduled"] = "year on to",
        ["dialogue.held"] = "year on",
        ["balance.decided"] = "startup year returnAeCents returnCpCents carryAeCents carryCpCents limitAeCents limitCpCents",
        ["alert.raised"] = "alert to startup from until on days cutoff amountCents",
        ["refused"] = "do by code byCents maxCents wouldBeCents dimension missing offers startup",
    }.ToDictionary(entry => entry.Key, entry => entry.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    public static IReadOnlyCollection<string> Kinds => Keys.Keys;

    /// <summary>The line of a fact, or null for a kind that the oracle does not foretell.</summary>
    public static string? Line(JsonObject fact)
    {
        var name = (string)fact["fact"]!;
        return Keys.TryGetValue(name, out var keys)
            ? $"{fact["at"]} {name} {string.Join(' ', keys.Where(key => fact[key] is not null).Select(key => $"{key}={Text(fact[key]!)}"))}".TrimEnd()
            : null;
    }

    /// <summary>What only the oracle says (−) and what only the product says (+), in order of time.</summary>
    public static IReadOnlyList<string> Differences(IEnumerable<JsonObject> foretold, IEnumerable<JsonObject> lived)
    {
        var balance = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (line, weight) in foretold.Select(fact => (Line(fact), -1)).Concat(lived.Select(fact => (Line(fact), 1))))
        {
            if (line is not null)
                balance[line] = balance.GetValueOrDefault(line) + weight;
        }

        return [.. balance.Where(entry => entry.Value != 0).OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{(entry.Value < 0 ? '−' : '+')} {entry.Key}")];
    }

    private static string Text(JsonNode value) => value is JsonArray list ? $"[{string.Join(',', list.Select(item => item is null ? "null" : Text(item)))}]" : value.ToString();
}
