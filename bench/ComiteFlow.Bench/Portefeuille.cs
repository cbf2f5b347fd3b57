using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ComiteFlow.Domain.Calendrier;

namespace ComiteFlow.Bench;

/// <summary>
/// Writes a scenario of many conventions that live two years side by side. Each has the clauses of one text; 95 of 100 of its reports come in time,
/// the others within 30 days after.
/// </summary>
internal sealed class Portefeuille(JsonObject clauses)
{
    private static readonly DateOnly From = new(2020, 1, 1), Until = new(2021, 12, 31);

    /// <summary>Conventions are signed one after the other in the first weeks.</summary>
    private const int SigningDays = 40, MonthsToReport = 24, Months = 6, ComiteCount = 3;

    private const long MonthlyCents = 2_000_000, TrancheCents = 50_000_000;

    private readonly JoursOuvres _days = new("metropole", "next", "previous");
    private readonly JsonArray _steps = [];
    private int _reports;

    public JsonObject Write(int count)
    {
        var conventions = new JsonArray();
        for (var rank = 0; rank < count; rank++)
        {
            var id = "CONV-" + rank.ToString("D4", CultureInfo.InvariantCulture);
            var signed = _days.Suivant(From.AddDays(1 + (rank % SigningDays)));
            conventions.Add((JsonNode)Convention(id, "EQUIPE-" + rank.ToString("D4", CultureInfo.InvariantCulture), signed));
            Live(id, signed, TimeSpan.FromMinutes(rank % 480));
        }

        return new JsonObject
        {
            ["name"] = $"Portefeuille de {count} conventions", ["conventions"] = conventions, ["from"] = Iso(From), ["until"] = Iso(Until), ["steps"] = _steps,
            ["source"] = "H: generated from the clauses of one text",
        };
    }

    private JsonObject Convention(string id, string team, DateOnly signed)
    {
        var convention = clauses.DeepClone().AsObject();
        convention["id"] = id;
        convention["end"]!["date"] = Iso(Until);
        convention["signing"]!["date"] = Iso(signed);
        convention["startups"]![0]!["id"] = team;
        convention["startups"]![0]!["name"] = team;
        foreach (var signatory in convention["signatories"]!.AsArray())
        {
            signatory!["signedOn"] = Iso(signed);
        }

        convention.Remove("budgetTables");
        return convention;
    }

    /// <param name="shift">Acts of the conventions come one after the other within a day.</param>
    private void Live(string id, DateOnly signed, TimeSpan shift)
    {
        void Do(DateOnly day, int hour, string verb, JsonObject keys)
        {
            keys["at"] = day.ToDateTime(new TimeOnly(hour, 0)).Add(shift).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);
            keys["do"] = verb;
            if (day <= Until)
                _steps.Add((JsonNode)keys);
        }

        Do(signed, 9, "publish", new JsonObject { ["document"] = id });
        Do(signed, 10, "releaseFunds", new JsonObject { ["convention"] = id, ["tranche"] = 1 });
        for (var month = 0; month < MonthsToReport; month++)
        {
            var first = new DateOnly(From.Year, From.Month, 1).AddMonths(month);
            if (month > 1)
            {
                Do(_days.Suivant(first.AddDays(14)), 9, "commit", new JsonObject { ["convention"] = id, ["amountCents"] = MonthlyCents });
                Do(_days.Suivant(first.AddDays(20)), 9, "pay", new JsonObject { ["convention"] = id, ["amountCents"] = MonthlyCents });
            }

            Do(Filed(_days.Suivant(first.AddMonths(1).AddDays(9))), 11, "submitExpenseReport", new JsonObject { ["convention"] = id, ["month"] = first.ToString("yyyy-MM", CultureInfo.InvariantCulture) });
        }

        for (var occurrence = 1; occurrence <= ComiteCount; occurrence++)
        {
            var on = _days.Suivant(signed.AddMonths(Months * occurrence));
            JsonObject Of() => new() { ["convention"] = id, ["committee"] = (string)clauses["committees"]![0]!["code"]!, ["occurrence"] = occurrence };
            Do(Earlier(on, Filed(_days.Precedent(on.AddDays(-15)))), 9, "submitStatusReport", Of());
            Do(on, 9, "holdCommittee", Of());
            var decision = Of();
            decision["outcome"] = "grant";
            decision["amountCents"] = TrancheCents;
            Do(on, 10, "decideRevoyure", decision);
            Do(_days.Suivant(on.AddDays(7)), 10, "releaseFunds", new JsonObject { ["convention"] = id, ["tranche"] = occurrence + 1 });
        }
    }

    /// <summary>Two days before the day due; each twentieth report 3, 10, 17 or 24 days after it.</summary>
    private DateOnly Filed(DateOnly due) => ++_reports % 20 == 0 ? due.AddDays(3 + (7 * (_reports / 20 % 4))) : due.AddDays(-2);

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>With the clauses of one text of the folder of conventions.</summary>
    public static Portefeuille Of(string file) => new(JsonNode.Parse(File.ReadAllText(file), documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip })!.AsObject());
}
