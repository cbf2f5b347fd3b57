using System.Globalization;
using System.Text.Json.Nodes;
using ComiteFlow.Activities.Conventions;
using ComiteFlow.Domain;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Tests;

namespace ComiteFlow.IntegrationTests.Crash;

/// <summary>A life that is moved from one moment to the next.</summary>
internal interface IVie
{
    /// <summary>When the next thing falls due.</summary>
    DateTimeOffset? Next { get; }

    /// <summary>Has everything done that is due at an instant.</summary>
    Task MoveAsync(DateTimeOffset instant);
}

/// <summary>The story that is lived with and without kills: conventions from their effect to their end, each with one comité stratégique and four of follow-up, and what people do.</summary>
internal static class Histoire
{
    public const int Conventions = 100, ComitesParConvention = 5;

    private const string Model = "diagoriente-2020", Strategique = "COSTRAT", Suivi = "COSUIVI";

    public static readonly DateOnly Start = new(2020, 3, 24);

    /// <summary>Two days after the end of the conventions.</summary>
    private static readonly DateTimeOffset Until = HeureDeParis.At(new DateOnly(2020, 6, 3), TimeOnly.MinValue);

    private static readonly DateOnly[] JoursDeSuivi = [new(2020, 4, 7), new(2020, 4, 21), new(2020, 5, 5), new(2020, 5, 19)];
    private static readonly DateOnly JourStrategique = new(2020, 5, 25);

    /// <summary>The minute after people acted: bursts are due, and no job of the timetable.</summary>
    public static bool IsAfterAnAct(DateTimeOffset instant) => Actes().Any(act => act.At.AddMinutes(1) == instant);

    /// <summary>The same convention many times under names of its own, all in effect.</summary>
    public static async Task PrepareAsync(BaseDeDonnees database)
    {
        var text = await TextAsync();
        await using var product = await SimulatedProduct.StartAsync(database, Start);
        for (var rank = 0; rank < Conventions; rank++)
        {
            text["id"] = Id(rank);
            // A startup of two conventions at once would ask for a reason with each expense.
            text["startups"]![0]!["id"] = "STARTUP-" + rank.ToString("D3", CultureInfo.InvariantCulture);
            await product.DoAsync("import", new { document = text });
            await product.DoAsync("publish", new { document = Id(rank), on = "2020-03-24" });
            if (IsPoor(rank))
                await product.DoAsync("releaseFunds", new { convention = Id(rank), tranche = 1 });
        }
    }

    /// <summary>Lives from the effect to the end.</summary>
    /// <param name="people">Where people act; it does no work of its own.</param>
    public static async Task LiveAsync(IVie vie, SimulatedProduct people)
    {
        var acts = new Queue<Acte>(Actes());
        await vie.MoveAsync(HeureDeParis.At(Start, new TimeOnly(9, 30)));
        while (vie.Next is { } next && (next < Until || acts.Count > 0))
        {
            if (!acts.TryPeek(out var act) || next < act.At)
            {
                await vie.MoveAsync(next);
                continue;
            }

            acts.Dequeue();
            people.StandAt(act.At);
            for (var rank = 0; rank < Conventions; rank++)
            {
                if (act.IsDoneFor(rank))
                    await act.DoAsync(people, Id(rank));
            }

            await vie.MoveAsync(act.At.AddMinutes(1));
        }
    }

    private static string Id(int rank) => string.Create(CultureInfo.InvariantCulture, $"CONVENTION-{rank:D3}");

    /// <summary>The délégataire of one in five sends its report on the last day, after its reminder and its escalation.</summary>
    private static bool IsLate(int rank) => rank % 5 == 0;

    /// <summary>One in ten asks for more than it has.</summary>
    private static bool IsPoor(int rank) => rank % 10 == 0;

    private static async Task<JsonNode> TextAsync()
    {
        var text = JsonNode.Parse(await File.ReadAllTextAsync(Depot.Path("conventions", Model + ".json")))!;
        text["end"]!["date"] = "2020-05-31";
        // The comités are the subject: monthly accounts would be most of the work.
        text["reports"]!.AsArray().RemoveAll(report => (string?)report!["code"] == "MONTHLY_EXPENSES");
        var committees = text["committees"]!.AsArray();
        committees[0]!["cadence"]!["firstAfter"] = "P2M";
        var suivi = committees[0]!.DeepClone();
        (suivi["code"], suivi["name"], suivi["precededBy"], suivi["followedBy"]) = (Suivi, "comité de suivi", new JsonArray(), new JsonArray());
        (suivi["cadence"]!["every"], suivi["cadence"]!["firstAfter"]) = ("P14D", "P14D");
        committees.Add(suivi);
        return text;
    }

    private static IEnumerable<Acte> Actes()
    {
        Acte[] acts =
        [
            .. JoursDeSuivi.Select((day, rank) => new Acte(day, 11, _ => true, "holdCommittee", convention => new { convention, committee = Suivi, occurrence = rank + 1 })),
            new Acte(new DateOnly(2020, 5, 6), 10, rank => !IsLate(rank), "submitStatusReport", Premiere),
            new Acte(new DateOnly(2020, 3, 26), 10, IsPoor, "commit", convention => new { convention, amountCents = 200000000 }, IsRefused: true),
            new Acte(JourStrategique, 10, IsLate, "submitStatusReport", Premiere),
            new Acte(JourStrategique, 12, _ => true, "holdCommittee", Premiere),
            new Acte(JourStrategique, 14, _ => true, "decideRevoyure", convention =>
                new { convention, committee = Strategique, occurrence = 1, outcome = "grant", amountCents = 60000000 }),
        ];
        return acts.OrderBy(act => act.At);
    }

    private static object Premiere(string convention) => new { convention, committee = Strategique, occurrence = 1 };

    /// <summary>What people do at one hour, for the conventions that it concerns.</summary>
    /// <param name="IsRefused">A refusal is expected; who gets no answer asks once more in the same second.</param>
    private sealed record Acte(DateOnly Day, int Hour, Func<int, bool> IsDoneFor, string Verb, Func<string, object> Keys, bool IsRefused = false)
    {
        public DateTimeOffset At => HeureDeParis.At(Day, new TimeOnly(Hour, 0));

        public async Task DoAsync(SimulatedProduct people, string convention)
        {
            if (!IsRefused)
            {
                await people.DoAsync(Verb, Keys(convention));
                return;
            }

            await Assert.ThrowsAnyAsync<BrokenRuleException>(() => people.DoAsync(Verb, Keys(convention)));
            await Assert.ThrowsAnyAsync<BrokenRuleException>(() => people.DoAsync(Verb, Keys(convention)));
        }
    }
}
