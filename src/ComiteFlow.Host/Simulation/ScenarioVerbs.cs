namespace ComiteFlow.Host.Simulation;

/// <summary>JSON shape that a key of a verb must have.</summary>
internal enum KeyShape
{
    Text,
    Number,
    Boolean,
    Texts,
    Any,
    Document,
    Changes,
    Conditions,
    Steps,
}

/// <summary>A key of a verb.</summary>
internal sealed record VerbKey(string Name, KeyShape Shape, bool Optional);

/// <summary>The verbs of a scenario and their keys: the table of <c>scenarios/FORMAT.md</c>, section Verbs.</summary>
internal static class ScenarioVerbs
{
    // Notation: "key" text, "key:shape" another shape, "?" optional. Keys in …Cents are amounts: a wrong one is refused in the run, not here.
    private static readonly Dictionary<string, string> Table = new()
    {
        ["import"] = "document:document",
        ["sendForSignature"] = "document",
        ["sign"] = "document party on?",
        ["publish"] = "document place? on?",
        ["recordMilestone"] = "convention startup? milestone on?",
        ["confirmPlanning"] = "convention",
        ["resolveDoubt"] = "document printed value:any",
        ["setChorusKey"] = "convention startup? domaineFonctionnel? centreFinancier? activite? centreDeCout?",
        ["setOption"] = "convention option value:any",
        ["releaseFunds"] = "convention startup? tranche:number? amountCents? aeCents? cpCents?",
        ["submitStatusReport"] = "convention committee occurrence:number startup? indicators:any?",
        ["waiveStatusReport"] = "convention committee occurrence:number startup? reason",
        ["submitExpenseReport"] =
            "convention month? report? cumulatedCommittedCents? cumulatedPaidCents? forecastAeCents? forecastCpCents? comment?",
        ["rescheduleCommittee"] = "convention committee occurrence:number startup? to reason",
        ["holdCommittee"] = "convention committee occurrence:number startup? attendees:texts?",
        ["decideRevoyure"] =
            "convention committee occurrence:number startup? outcome amountCents? aeCents? cpCents? requestedCents? from? until? " +
            "form? newConvention? objectives:texts? conditions:conditions? conditionMet:boolean?",
        ["requestAvenant"] = "convention changes:changes",
        ["commit"] = "convention startup? envelope? amountCents on? chorus:any? reason? label?",
        ["pay"] = "convention startup? envelope? amountCents on? chorus:any? reason? label?",
        ["requestTransfer"] = "convention fromStartup toStartup amountCents",
        ["holdDialogue"] = "convention year:number",
        ["decideBalance"] = "convention startup year:number returnAeCents? returnCpCents? carryAeCents? carryCpCents?",
        ["terminate"] = "convention party receivedOn? startup? reason?",
        ["withdrawTermination"] = "convention party",
        ["view"] = "screen convention? startup? activite? year:number?",
        ["restart"] = "",
        ["concurrently"] = "steps:steps",
    };

    public static IReadOnlyDictionary<string, IReadOnlyList<VerbKey>> All { get; } =
        Table.ToDictionary(row => row.Key, row => Keys(row.Value), StringComparer.Ordinal);

    public static bool IsAmount(string key) => key.EndsWith("Cents", StringComparison.Ordinal);

    private static IReadOnlyList<VerbKey> Keys(string row) =>
        [.. row.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Key)];

    private static VerbKey Key(string written)
    {
        var parts = written.TrimEnd('?').Split(':');
        var shape = parts.Length == 2 ? Enum.Parse<KeyShape>(parts[1], ignoreCase: true) : IsAmount(parts[0]) ? KeyShape.Any : KeyShape.Text;
        return new VerbKey(parts[0], shape, written.EndsWith('?'));
    }
}
