using System.Globalization;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Persistence.Moteur;

namespace ComiteFlow.Tests.Engine;

/// <summary>What a host remembers of the instances that it ran last.</summary>
public sealed class DernieresInstancesTests
{
    private const int Room = 3 * (500 + 100);

    private readonly DernieresInstances _last = new(Room);

    [Fact]
    public void Keep_OfMoreThanThereIsRoomFor_ForgetsWhatRanLongestAgo()
    {
        Keep(1);
        Keep(2);
        Keep(3);
        Keep(1);
        Keep(4);

        Assert.Equal([true, false, true, true], Enumerable.Range(1, 4).Select(rank => Take(rank) is not null));
    }

    [Fact]
    public void Keep_OfALargeState_TakesTheRoomOfSeveral()
    {
        Keep(1);
        Keep(2);
        Keep(3, size: 900);

        Assert.Null(Take(1));
        Assert.Null(Take(2));
        Assert.NotNull(Take(3));
    }

    [Fact]
    public void Keep_OfAStateLargerThanAllRoom_RemembersNothing()
    {
        Keep(1, size: Room);

        Assert.Null(Take(1));
    }

    [Fact]
    public void Keep_WhatWaitsForSomethingElse_ForgetsWhatItWaitedFor()
    {
        Keep(1);
        _last.Keep([Left(1, 100, InstanceStatus.Suspended, "autre")]);

        Assert.Null(Take(1));
        Assert.NotNull(_last.Take("autre", "1"));
    }

    [Fact]
    public void Keep_OfTwoThatWaitForOneEvent_RemembersTheLater()
    {
        Keep(1);
        var second = Left(2, 100, InstanceStatus.Suspended, "va");
        second.Events[0].CorrelationId = "1";
        _last.Keep([second]);
        // What the earlier one does from now on is no matter of the later.
        _last.Keep([Left(1, 100, InstanceStatus.Suspended, "autre")]);

        Assert.Equal(second.Instance.Id, Take(1)?.Instance.Id);
        Assert.Null(Take(1));
    }

    [Theory]
    [InlineData(InstanceStatus.Finished, "va")]
    [InlineData(InstanceStatus.Suspended)]
    [InlineData(InstanceStatus.Suspended, "va", "autre")]
    [InlineData(InstanceStatus.Suspended, Instance.CompletedEvent)]
    public void Keep_OfWhatWaitsForNoOneEventFromOutside_RemembersNothing(InstanceStatus status, params string[] waits)
    {
        Keep(1);
        _last.Keep([Left(1, 100, status, waits)]);

        Assert.Null(Take(1));
        Assert.All(waits, wait => Assert.Null(_last.Take(wait, "1")));
    }

    [Fact]
    public void Take_ByTwo_IsGivenToOne()
    {
        Keep(1);

        Assert.NotNull(Take(1));
        Assert.Null(Take(1));
    }

    private void Keep(int rank, int size = 100) => _last.Keep([Left(rank, size, InstanceStatus.Suspended, "va")]);

    private Retenue? Take(int rank) => _last.Take("va", Name(rank));

    private static BurstResult Left(int rank, int size, InstanceStatus status, params string[] waits)
    {
        var instance = new Instance { Id = new Guid(rank, 0, 0, new byte[8]), Status = status, State = new string(' ', size) };
        return new BurstResult(
            instance, false, null, null, [], [.. waits.Select(wait => new Bookmark { InstanceId = instance.Id, Name = wait, CorrelationId = Name(rank) })], [], [], default);
    }

    private static string Name(int rank) => rank.ToString(CultureInfo.InvariantCulture);
}
