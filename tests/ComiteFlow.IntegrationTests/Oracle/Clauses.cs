using System.Text.Json.Nodes;
using ComiteFlow.Tests;

namespace ComiteFlow.IntegrationTests.Oracle;

/// <summary>Recombines the clauses of the five conventions into new ones: each clause is taken whole from one text, then its days and amounts vary.</summary>
internal sealed class Clauses(Random random, DateOnly from)
{
    private static readonly Lazy<IReadOnlyDictionary<string, string>> Files = new(() =>
        ((string[])["diagoriente-2020", "eva-2020", "tripartite-2021", "tripartite-2021-av1", "apprentissage-2020"])
            .ToDictionary(name => name, name => File.ReadAllText(Depot.Path("conventions", name + ".json"))));

    private static readonly string[] Bipartite = ["diagoriente-2020", "eva-2020", "apprentissage-2020"];

    private readonly Dictionary<string, JsonObject> _texts = Files.Value.ToDictionary(f => f.Key, f => JsonNode.Parse(f.Value)!.AsObject());

    public JsonObject Combine(string id)
    {
        var byStartup = random.Next(4) == 0;
        var main = byStartup ? "tripartite-2021" : Pick(Bipartite);
        var frame = byStartup || random.Next(4) == 0 ? "tripartite-2021" : Pick(Bipartite);
        var text = new JsonObject { ["id"] = id, ["kind"] = "convention", ["title"] = $"Convention {id}", ["amends"] = null };
        foreach (var key in new[] { "parties", "signatories", "comptableAssignataire" })
            text[key] = Take(frame, key);
        text["effect"] = Take(Any(), "effect");
        text["budgetControl"] = new JsonObject { ["level"] = byStartup ? "startup" : "global" };
        foreach (var (key, source) in new[] { ("copies", Any()), ("publication", Any()), ("termination", Any()), ("alerts", Any()), ("amendment", byStartup ? main : Any()) })
            text[key] = Take(source, key);
        text["endOfYear"] = EndOfYear(byStartup);
        Sign(text);
        Last(text);
        Money(text, main, byStartup);
        Reports(text);
        Committees(text, byStartup);
        text["chorus"] = Take("diagoriente-2020", "chorus");
        return text;
    }

    private string Any() => Pick([.. Bipartite, "tripartite-2021"]);

    private T Pick<T>(IReadOnlyList<T> list) => list[random.Next(list.Count)];

    private JsonNode? Take(string text, string key) => _texts[text][key]?.DeepClone();

    private DateOnly Between(int first, int last) => from.AddDays(random.Next(first, last + 1));

    private JsonNode EndOfYear(bool byStartup)
    {
        var clause = Take(byStartup || random.Next(4) == 0 ? "tripartite-2021" : Pick(Bipartite), "endOfYear")!.AsObject();
        if (clause["aeCutoff"] is JsonObject ae && random.Next(2) == 0)
            ae["monthDay"] = Pick(["--11-30", "--11-15", "--12-06"]);
        if (clause["cpCutoff"] is JsonObject cp && random.Next(2) == 0)
            cp["monthDay"] = Pick(["--12-01", "--12-10", "--12-19"]);
        return clause;
    }

    /// <summary>All signatures in the text, one of them, or none.</summary>
    private void Sign(JsonObject text)
    {
        var known = random.Next(3);
        var signatories = text["signatories"]!.AsArray();
        for (var i = 0; i < signatories.Count; i++)
        {
            var isKnown = known == 0 || (known == 1 && i == 0);
            signatories[i]!["signedOn"] = isKnown ? Texte.Iso(from) : null;
            signatories[i]!["uncertain"] = !isKnown;
        }

        text["signing"] = new JsonObject { ["date"] = known == 0 ? Texte.Iso(from) : null, ["uncertain"] = known != 0 };
    }

    private void Last(JsonObject text)
    {
        var trigger = (string)text["effect"]!["trigger"]!;
        text["end"] = random.Next(3) switch
        {
            0 => new JsonObject { ["date"] = Texte.Iso(Between(420, 720)) },
            1 => new JsonObject { ["duration"] = Pick(["P9M", "P12M", "P18M"]), ["from"] = trigger },
            _ => new JsonObject { ["duration"] = Pick(["P12M", "P18M"]), ["from"] = trigger, ["latestPayment"] = Texte.Iso(Between(400, 700)) },
        };
    }

    private void Money(JsonObject text, string main, bool byStartup)
    {
        var id = (string)text["id"]!;
        text["startups"] = byStartup ? Teams(id) : new JsonArray(new JsonObject { ["id"] = $"{id}-EQUIPE", ["name"] = $"Équipe {id}", ["budgetCents"] = null });
        text["ceilings"] = Take(main, "ceilings");
        text["tranches"] = Take(main, "tranches");
        text["laterTranches"] = Take(main, "laterTranches");
        if (byStartup)
            return;
        var tranche = text["tranches"]![0]!.AsObject();
        tranche["availableOn"] = Pick(["signature", "publication", "effect"]);
        if ((string)text["effect"]!["trigger"]! == "signature" && (string)tranche["availableOn"]! == "publication")
            tranche["availableOn"] = "signature";
        if (text["endOfYear"]!["aeCutoff"] is not null || random.Next(2) == 0)
            tranche.Remove("earmarks");
        var amount = random.Next(20, 200) * 1_000_000L + random.Next(100);
        if (tranche["earmarks"] is JsonArray envelopes)
        {
            text["budgetControl"]!["level"] = "global+earmarks";
            amount = envelopes.Sum(e => (long)e!["amountCents"]!);
        }

        tranche["amountCents"] = amount;
        if (text["ceilings"]!.AsArray() is { Count: > 0 } ceilings)
        {
            ceilings[0]!["amountCents"] = amount + random.Next(0, 150) * 1_000_000L + random.Next(100);
            text["laterTranches"]!["boundCents"] = (long)ceilings[0]!["amountCents"]!;
        }
    }

    /// <summary>Two or three startups with the words and lengths of the annexes.</summary>
    private JsonArray Teams(string id)
    {
        var models = _texts["tripartite-2021"]["startups"]!.AsArray().Concat(_texts["tripartite-2021-av1"]["startups"]!.AsArray()).ToList();
        var teams = new JsonArray();
        for (var rank = 1; rank <= random.Next(2, 4); rank++)
        {
            var model = Pick(models)!.AsObject();
            var (start, end) = (from.AddMonths(random.Next(0, 2)), from.AddMonths(random.Next(4, 8)));
            var team = new JsonObject
            {
                ["id"] = $"{id}-EQUIPE-{rank}", ["name"] = $"Équipe {rank} de {id}", ["annex"] = $"1/{rank}", ["budgetCents"] = random.Next(10, 80) * 1_000_000L + random.Next(100),
                ["periodStart"] = Texte.Iso(start)[..7], ["periodEnd"] = Texte.Iso(end)[..7], ["committeeToPlan"] = model["committeeToPlan"]!.DeepClone(),
            };
            if (random.Next(4) == 0)
                team["committeeToPlan"]!["word"] = "avantMi";
            if (team["committeeToPlan"]!["month"] is not null)
                team["committeeToPlan"]!["month"] = Texte.Iso(end)[..7];
            else
                team["committeeToPlan"]!["word"] = null;
            teams.Add((JsonNode)team);
        }

        return teams;
    }

    private void Reports(JsonObject text)
    {
        var reports = new JsonArray();
        foreach (var code in new[] { "STATUS", "MONTHLY_EXPENSES", "FINAL_EXPENSES" })
        {
            if (random.Next(4) == 0)
                continue;
            var model = _texts[Pick(Bipartite)]["reports"]!.AsArray().First(r => (string)r!["code"]! == code)!.DeepClone();
            if (code == "MONTHLY_EXPENSES" && random.Next(4) == 0)
                model["dueDayInText"] = Pick([5, 10, 15, 28]);
            reports.Add(model);
        }

        text["reports"] = reports;
    }

    private void Committees(JsonObject text, bool byStartup)
    {
        var model = byStartup ? "tripartite-2021" : Pick(Bipartite);
        var main = _texts[model]["committees"]![0]!.DeepClone().AsObject();
        var cadence = main["cadence"]!.AsObject();
        cadence["every"] = Pick(["P6M", "P6M", "P4M", "P3M"]);
        if (!byStartup)
        {
            cadence["anchor"] = Pick(["effect", "signing", "incubationStart", "previousCommittee"]);
            cadence["anchorSubstitute"] = (string)cadence["anchor"]! is "effect" or "incubationStart" ? "signing" : null;
            cadence["firstAfter"] = (string)cadence["anchor"]! == "incubationStart" ? "P6M" : null;
            cadence["anchorDate"] = (string)cadence["anchor"]! == "previousCommittee" ? Texte.Iso(Between(-20, -1)) : null;
        }

        if (byStartup && random.Next(2) == 0)
            main["precededBy"] = new JsonArray("STATUS");
        if (main["minimumParties"] is not null)
            main["minimumParties"] = new JsonArray([.. Texte.Objects(text["parties"]).Select(p => (JsonNode)(string)p["id"]!)]);
        var committees = new JsonArray(main);
        if (random.Next(3) == 0)
        {
            var second = _texts["eva-2020"]["committees"]![1]!.DeepClone();
            second["cadence"]!["every"] = Pick(["P2M", "P3M"]);
            committees.Add(second);
        }

        if (random.Next(4) == 0)
            committees.Add(_texts["apprentissage-2020"]["committees"]![1]!.DeepClone());
        text["committees"] = committees;
        foreach (var report in Texte.Objects(text["reports"]).Where(r => (string)r["code"]! == "MONTHLY_EXPENSES"))
            report["beforeCommittees"] = random.Next(2) == 0 ? new JsonArray((string)main["code"]!) : new JsonArray();
    }
}
