using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Runs;
using static ComiteFlow.Tests.Engine.Circuit;

namespace ComiteFlow.Tests.Engine;

/// <summary>Which errors are tried again, how often, and after what time.</summary>
public sealed class RetryTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Retry_OfAnErrorThatMayPass_WaitsLongerEachTimeUpToABound(bool isKnown)
    {
        using var moteur = new Moteur(new EngineOptions());
        await RunAsync(moteur, isKnown ? new StepFailedException("mail.late", "La messagerie ne répond pas.", retryable: true) : new TimeoutException());

        Assert.Equal([1, 5, 25, 60], moteur.Rows.Delays.Select(delay => delay.TotalSeconds));
        Assert.Equal(5, moteur.Trials.Calls);
        Assert.Equal(isKnown ? "mail.late" : "unexpected", Assert.Single(moteur.Rows.All<Incident>()).Code);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Retry_OfABrokenRule_IsNeverMade(bool isOfAStep)
    {
        using var moteur = new Moteur(new EngineOptions { FinalCode = error => error is InvalidDataException ? "ceiling" : null });
        await RunAsync(moteur, isOfAStep ? new StepFailedException("ceiling", "Le plafond est dépassé.") : new InvalidDataException("Le plafond est dépassé."));

        Assert.Equal(1, moteur.Trials.Calls);
        Assert.Empty(moteur.Rows.Delays);
        Assert.Equal("ceiling", Assert.Single(moteur.Rows.All<Incident>()).Code);
    }

    [Fact]
    public async Task Retry_OnAClockThatSomeoneMoves_WaitsForNoTime()
    {
        using var moteur = new Moteur(EngineOptions.AtOnce);
        await RunAsync(moteur, new TimeoutException());

        Assert.Equal([TimeSpan.Zero, TimeSpan.Zero], moteur.Rows.Delays);
    }

    private static Task RunAsync(Moteur moteur, Exception error)
    {
        moteur.Trials.Fails = _ => error;
        moteur.Publish(Root(Sequence("s", Step("t", "Tests.Try"))));
        return moteur.StartAsync();
    }
}
