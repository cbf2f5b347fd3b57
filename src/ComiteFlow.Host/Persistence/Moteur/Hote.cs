using System.Security.Cryptography;

namespace ComiteFlow.Host.Persistence.Moteur;

/// <summary>This process among those that share the database.</summary>
/// <param name="Name">Unlike any other host's.</param>
/// <param name="Lease">How long work stays with a host that does not answer; technical time.</param>
internal sealed record Hote(string Name, TimeSpan Lease)
{
    public static Hote OfThisProcess(TimeSpan lease) =>
        new($"{Environment.MachineName}/{Environment.ProcessId}/{RandomNumberGenerator.GetHexString(8, lowercase: true)}", lease);
}
