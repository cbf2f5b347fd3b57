namespace ComiteFlow.Host.Simulation;

/// <summary>People who act in a run by what it brings them, beside the steps of its scenario.</summary>
internal interface IGens
{
    /// <summary>Asked after each moment.</summary>
    /// <param name="worked">True when something happened at this moment.</param>
    /// <returns>What they are going to do that they have not said before; what lies in the past is done at once.</returns>
    Task<IReadOnlyList<ScenarioStep>> PenserAsync(IServiceProvider services, DateTimeOffset now, bool worked, CancellationToken ct);
}
