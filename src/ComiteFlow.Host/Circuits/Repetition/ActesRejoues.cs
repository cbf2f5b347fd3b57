using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ComiteFlow.Activities.Conventions;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Simulation;

namespace ComiteFlow.Host.Circuits.Repetition;

/// <summary>Turns what is on record back into the acts that brought it about.</summary>
internal static class ActesRejoues
{
    private static readonly string[] Seance = ["convention", "committee", "occurrence", "startup"];

    /// <summary>By fact: the verb, and the keys that it takes over.</summary>
    private static readonly Dictionary<string, (string Verbe, string[] Cles)> Table = new()
    {
        ["signature.recorded"] = ("sign", ["document", "party", "on"]),
        ["document.published"] = ("publish", ["document", "place", "on"]),
        ["milestone.recorded"] = ("recordMilestone", ["convention", "startup", "milestone", "on"]),
        ["doubt.resolved"] = ("resolveDoubt", ["document", "printed", "value"]),
        ["committee.held"] = ("holdCommittee", [.. Seance, "attendees"]),
        ["report.waived"] = ("waiveStatusReport", [.. Seance, "reason"]),
        ["committee.detailed"] = ("conveneDetails", [.. Seance, "time", "place", "agenda"]),
        ["funds.released"] = ("releaseFunds", ["convention", "startup", "tranche", "aeCents", "cpCents"]),
        ["revoyure.decided"] = ("decideRevoyure", [.. Seance, "outcome", "amountCents", "aeCents", "cpCents", "requestedCents", "from", "until", "objectives"]),
        ["dialogue.held"] = ("holdDialogue", ["convention", "year"]),
        ["balance.decided"] = ("decideBalance", ["convention", "startup", "year", "returnAeCents", "returnCpCents", "carryAeCents", "carryCpCents"]),
        ["expense.committed"] = ("commit", ["convention", "startup", "envelope", "amountCents", "reason"]),
        ["expense.paid"] = ("pay", ["convention", "startup", "envelope", "amountCents", "reason"]),
        ["termination.withdrawn"] = ("withdrawTermination", ["convention", "party"]),
        ["termination.notified"] = ("terminate", ["convention", "party", "receivedOn", "startup", "reason"]),
    };

    /// <summary>Facts of people that are told by another fact as well, or that only a look at a page left.</summary>
    private static readonly HashSet<string> Suites =
    [
        "document.registered", "document.signed", "convention.inEffect", "email.sent", "tranche.opened", "refused", "doubt.flagged", "table.registered", "amount.read",
        "import.checked", "anomaly.flagged", "annexe.registered", "task.opened", "task.cancelled", "committee.scheduled", "committee.notScheduled",
        "committee.moveProposed", "committee.cancelled", "committee.restored", "milestone.scheduled", "dialogue.scheduled", "dialogue.cancelled", "signature.requested",
        "condition.opened", "screen.viewed", "alert.raised", "report.requested", "avenant.drafted", "minutes.issued", "committee.ready", "committee.waiting",
        "startup.transferred", "committee.marked", "termination.effective", "slots.kept",
    ];

    /// <param name="rows">Facts of one convention in order.</param>
    /// <returns>The acts, and the names of what people did that cannot be done again.</returns>
    public static (IReadOnlyList<ScenarioStep> Actes, IReadOnlyList<string> Omis) De(IEnumerable<FaitRow> rows)
    {
        var (acts, left) = (new List<ScenarioStep>(), new List<string>());
        foreach (var row in rows.Where(row => row.Actor is not null))
        {
            if (Acte(row) is var (verb, keys) && Verbes.Find(verb) is not null)
                acts.Add(Etape(acts.Count, HeureDeParis.Local(row.At), verb, keys));
            else if (!Suites.Contains(row.Name))
                left.Add(row.Name);
        }

        return (acts, left);
    }

    /// <summary>An act of a role at a local time.</summary>
    public static ScenarioStep Etape(int rank, DateTime at, string verb, JsonObject keys, string? by = null) =>
        new(rank, at, verb, by, JsonSerializer.SerializeToElement(keys), []);

    private static (string Verbe, JsonObject Cles)? Acte(FaitRow row)
    {
        if (JsonNode.Parse(row.Json) is not JsonObject fact)
            return null;
        fact["convention"] ??= row.Convention;
        return row.Name switch
        {
            "report.received" => Rapport(fact),
            "committee.rescheduled" when fact["reason"] is not null => ("rescheduleCommittee", Prendre(fact, [.. Seance, "reason"], ("to", "on"))),
            _ => Table.TryGetValue(row.Name, out var known) ? (known.Verbe, Prendre(fact, known.Cles)) : null,
        };
    }

    private static (string Verbe, JsonObject Cles)? Rapport(JsonObject fact) => (string?)fact["report"] switch
    {
        "status" => ("submitStatusReport", Prendre(fact, Seance)),
        "final" => ("submitExpenseReport", Prendre(fact, ["convention", "report", "cumulatedCommittedCents", "cumulatedPaidCents", "comment"])),
        _ => ("submitExpenseReport", Prendre(fact, ["convention", "month", "cumulatedCommittedCents", "cumulatedPaidCents", "comment"])),
    };

    private static JsonObject Prendre(JsonObject fact, string[] keys, params (string To, string From)[] more)
    {
        var taken = new JsonObject();
        foreach (var (to, from) in keys.Select(key => (key, key)).Concat(more))
        {
            if (fact[from] is { } value)
                taken[to] = value.DeepClone();
        }

        return taken;
    }

    /// <summary>A day as the keys of acts write it.</summary>
    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The role that stands for a person in a rehearsal.</summary>
    public static string Signataire(string party) => $"{Roles.Signatory}:{party}";
}
