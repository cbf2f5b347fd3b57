using System.Text.Json;
using ComiteFlow.Engine.Tasks;

namespace ComiteFlow.Tests.Engine;

/// <summary>Which rungs of a task fall due, and how they are counted.</summary>
public sealed class HumanTaskTests
{
    private static readonly DateOnly Day = new(2021, 9, 10);

    [Fact]
    public void TakeDue_Request_IsNotCountedAsReminder()
    {
        var task = With(Rung(Day, ComiteFlow.Engine.Tasks.Rung.Request), Rung(Day.AddDays(3), "reminder"));

        task.TakeDue(Day, DateTimeOffset.UnixEpoch);
        var afterRequest = task.Issued;
        task.TakeDue(Day.AddDays(3), DateTimeOffset.UnixEpoch);

        Assert.Equal((0, 1), (afterRequest, task.Issued));
    }

    [Fact]
    public void TakeDue_RepeatingRungMissedTwice_IsTakenOnceAndMovesPastTheDay()
    {
        var task = With(Rung(Day, "reminder", repeatEvery: 7));

        var taken = task.TakeDue(Day.AddDays(15), DateTimeOffset.UnixEpoch);

        Assert.Single(taken);
        Assert.Equal((1, Day.AddDays(21)), (task.Issued, task.NextRungOn));
    }

    [Fact]
    public void TakeDue_DemandForSupport_IsNotCountedAsReminder()
    {
        var task = With(Rung(Day, "reminder"), Rung(Day.AddDays(3), ComiteFlow.Engine.Tasks.Rung.Escalation), Rung(Day.AddDays(9), "reminder"));

        task.TakeDue(Day.AddDays(3), DateTimeOffset.UnixEpoch);

        Assert.Equal((1, Day.AddDays(9)), (task.Issued, task.NextReminderOn));
    }

    [Fact]
    public void TakeDue_WhileStopped_CountsNothingAndEscalatesNothing()
    {
        var task = With(Rung(Day, "reminder", repeatEvery: 7), Rung(Day.AddDays(3), ComiteFlow.Engine.Tasks.Rung.Escalation));

        var taken = task.TakeDue(Day.AddDays(3), DateTimeOffset.UnixEpoch, isStopped: true);

        Assert.Equal((2, 0, Day.AddDays(7)), (taken.Count, task.Issued, task.NextRungOn));
        Assert.Null(task.EscalatedOn);
        Assert.Empty(task.History);
    }

    [Fact]
    public void LastReminder_OnceAllHaveFallenDue_IsTheLastOneUntilPlannedAnew()
    {
        var task = With(Rung(Day, "reminder"), Rung(Day.AddDays(3), "reminder"), Rung(Day.AddDays(5), ComiteFlow.Engine.Tasks.Rung.Escalation));
        Assert.Null(task.LastReminder);

        task.TakeDue(Day.AddDays(5), DateTimeOffset.UnixEpoch);
        var last = task.LastReminder;
        task.Replan(Day.AddDays(30), []);

        Assert.Equal(Day.AddDays(3), last?.On);
        Assert.Null(task.LastReminder);
    }

    private static Rung Rung(DateOnly on, string kind, int? repeatEvery = null) => new(on, kind, repeatEvery, JsonSerializer.SerializeToElement("essai"));

    private static HumanTask With(params Rung[] rungs) =>
        new(new TaskRequest("rapport/essai", "etat", "essai", ["budgetOfficer"], Day, rungs), null, DateTimeOffset.UnixEpoch);
}
