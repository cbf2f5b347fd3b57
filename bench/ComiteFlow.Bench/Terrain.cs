using ComiteFlow.IntegrationTests;

namespace ComiteFlow.Bench;

/// <summary>Where is measured: the server, its limit, and how long each measurement lasts.</summary>
/// <param name="Slice">Length of one measurement of a rate.</param>
/// <param name="Waiting">Instances that wait while a host starts.</param>
internal sealed record Terrain(ThrowAwayPostgres Server, Limite Limite, Releve Releve, TimeSpan Slice, int RoundCount, int Waiting)
{
    public const int Clients = 8;
}
