using System.Text.Json.Nodes;
using ComiteFlow.Engine.Runs;
using static ComiteFlow.Tests.Engine.Circuit;

namespace ComiteFlow.Tests.Engine;

/// <summary>Timer and Cron inside a workflow wait once; the clock of these tests starts on Monday 4 January 2027, 8 h UTC.</summary>
public sealed class TimetableStepTests : IDisposable
{
    private readonly Moteur _moteur = new();

    public void Dispose() => _moteur.Dispose();

    [Fact]
    public async Task Timer_InAWorkflow_WaitsOnce()
    {
        Publish(Step("attendre", "Elsa.Timer", ("interval", Literal("P2D"))));
        await _moteur.StartAsync();

        await AssertEndsAfterAsync(TimeSpan.FromDays(2));
    }

    [Theory]
    [InlineData("0 8 * * 2", null, 23)]
    [InlineData("0 8 * * 2", "UTC", 24)]
    [InlineData("0 0 12 5 1 *", "Indian/Reunion", 24)]
    public async Task Cron_OfFiveOrSixFields_WaitsForTheNextMomentOfItsZone(string cron, string? zone, int hours)
    {
        Publish(Step("attendre", "Elsa.Cron", ("cronExpression", Literal(cron)), ("timeZone", zone is null ? null : Literal(zone))));
        await _moteur.StartAsync();

        await AssertEndsAfterAsync(TimeSpan.FromHours(hours));
    }

    [Fact]
    public async Task Cron_InSummer_IsCivilTimeOfParis()
    {
        _moteur.Clock.Advance(TimeSpan.FromDays(180));
        Publish(Step("attendre", "Elsa.Cron", ("cronExpression", Literal("0 8 * * *"))));
        await _moteur.StartAsync();

        await AssertEndsAfterAsync(TimeSpan.FromHours(22));
    }

    [Theory]
    [InlineData("chaque lundi", null, "cron.invalid")]
    [InlineData("0 8 * * *", "Europe/Paname", "cron.invalid")]
    [InlineData("0 8 30 2 *", null, "cron.invalid")]
    [InlineData(null, null, "cron.missing")]
    public async Task Cron_ThatCannotBeUsed_StopsWithAnIncident(string? cron, string? zone, string code)
    {
        Publish(Step("attendre", "Elsa.Cron", ("cronExpression", cron is null ? null : Script($"'{cron}'")), ("timeZone", zone is null ? null : Script($"'{zone}'"))));

        await _moteur.StartAsync();

        Assert.Equal(code, Assert.Single(_moteur.Rows.All<Incident>()).Code);
    }

    private void Publish(JsonObject step) => _moteur.Publish(Flow([Start(), step, Say("fin")], "start>attendre", "attendre>fin"));

    private async Task AssertEndsAfterAsync(TimeSpan span)
    {
        await _moteur.AfterAsync(span - TimeSpan.FromSeconds(1));
        Assert.Empty(_moteur.Trials.Seen);
        await _moteur.AfterAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(["fin"], _moteur.Trials.Seen);
    }
}
