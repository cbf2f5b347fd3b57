using System.Text.Json.Nodes;

namespace ComiteFlow.IntegrationTests.Oracle;

/// <summary>
/// Foretells the facts of one convention from its clauses, the policies and the acts of the people, by <c>scenarios/FORMAT.md</c> alone:
/// nothing of the product is called here.
/// </summary>
internal sealed partial class Devin
{
    private readonly OracleSettings _settings;
    private readonly Almanach _days;
    private readonly AvenantEnCours _convention;
    private DateOnly _today;
    private string _at = "";

    public Devin(JsonObject data, OracleSettings settings)
    {
        Texte = new Texte(data);
        (_settings, _days) = (settings, new Almanach(settings));
        _convention = new AvenantEnCours(Texte.Id, null, 0, 0, null);
        foreach (var startup in Texte.ByStartup ? Texte.Startups.Select(s => (string)s["id"]!) : [""])
            Accounts[startup] = new Credits();
    }

    public Texte Texte { get; }

    public List<JsonObject> Facts { get; } = [];

    public Almanach Days => _days;

    /// <summary>Day of the last signature.</summary>
    public DateOnly? SignedOn { get; private set; }

    public DateOnly? Effect { get; private set; }

    public DateOnly? End { get; private set; }

    public DateOnly? PaymentsUntil { get; private set; }

    public List<AvenantEnCours> Avenants { get; } = [];

    public IReadOnlyList<string> MissingSignatures => [.. Texte.Parties.Where(p => Texte.Signatories.Any(s => s.Party == p) && !_convention.Signed.ContainsKey(p))];

    /// <summary>Registers the convention at midnight of the first day.</summary>
    public void Register(DateOnly from)
    {
        (_today, _at) = (from, $"{Texte.Iso(from)}T00:00:00");
        if (EndFor(null, null) is { } known)
            (End, PaymentsUntil) = (known.End, known.Payments);
        foreach (var (party, on) in Texte.Signatories.Where(s => s.On is not null))
            Record(_convention, party, on!.Value);
        Plan();
    }

    /// <summary>What the jobs of the morning do.</summary>
    public void Morning(DateOnly day)
    {
        (_today, _at) = (day, $"{Texte.Iso(day)}T08:00:00");
        RemindSignatures();
        WatchYear();
        WatchEnd();
        WatchReports();
        WatchCommittees();
    }

    /// <summary>An act of a person.</summary>
    public void Do(JsonObject step)
    {
        _at = (string)step["at"]! + ":00";
        _today = DateOnly.ParseExact(_at[..10], "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        switch ((string)step["do"]!)
        {
            case "sign": Sign(step); break;
            case "publish": Publish(step); break;
            case "recordMilestone": RecordMilestone(step); break;
            case "confirmPlanning": ConfirmPlanning(step); break;
            case "releaseFunds": Release(step); break;
            case "submitStatusReport": SubmitStatus(step); break;
            case "waiveStatusReport": WaiveStatus(step); break;
            case "submitExpenseReport": SubmitExpenses(step); break;
            case "holdCommittee": Hold(step); break;
            case "decideRevoyure": Decide(step); break;
            case "commit": Spend(step, isPayment: false); break;
            case "pay": Spend(step, isPayment: true); break;
            case "holdDialogue": HoldDialogue(step); break;
            case "decideBalance": DecideBalance(step); break;
            default: throw new InvalidOperationException($"The oracle does not know {step["do"]}.");
        }
    }

    private void Tell(string fact, params (string Key, object? Value)[] keys)
    {
        var told = new JsonObject { ["at"] = _at, ["fact"] = fact };
        foreach (var (key, value) in keys)
            told[key] = Node(value);
        Facts.Add(told);
    }

    private static JsonNode? Node(object? value) => value switch
    {
        null => null,
        DateOnly day => Texte.Iso(day),
        long cents => cents,
        int number => number,
        bool flag => flag,
        IEnumerable<string> list => new JsonArray([.. list.Select(item => (JsonNode)item)]),
        _ => value.ToString(),
    };

    private static string[] List(params string[] items) => items;

    private void Refuse(JsonObject step, string code, params (string Key, object? Value)[] keys) =>
        Tell("refused", [("do", (string)step["do"]!), ("by", By(step)), ("code", code), .. keys]);

    private static string By(JsonObject step) => (string?)step["by"] ?? (string)step["do"]! switch
    {
        "sign" => $"signatory:{step["party"]}",
        "publish" or "recordMilestone" or "confirmPlanning" or "holdCommittee" or "holdDialogue" => "coordinator",
        "releaseFunds" or "waiveStatusReport" or "decideRevoyure" or "decideBalance" => "decisionMaker",
        _ => "budgetOfficer",
    };

    /// <summary>Refused for a signature that is missing, or because it is not yet in effect.</summary>
    private bool IsTooEarly(JsonObject step)
    {
        if (MissingSignatures is { Count: > 0 } missing)
            Refuse(step, "notFullySigned", ("missing", missing));
        else if (Effect is null || Effect > _today)
            Refuse(step, "notInEffect");
        else
            return false;
        return true;
    }
}
