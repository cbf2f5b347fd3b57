using System.Buffers.Binary;
using ComiteFlow.Engine.Runs;

namespace ComiteFlow.Host.Travail;

/// <summary>Version 7 UUIDs of the business clock with a random tail.</summary>
internal sealed class Identifiants(TimeProvider clock) : IIds
{
    public Guid Next() => Guid.CreateVersion7(clock.GetUtcNow());
}

/// <summary>Version 7 UUIDs that are the same in every run: the clock's time and a count.</summary>
internal sealed class IdentifiantsRepetables(TimeProvider clock) : IIds
{
    private long _count;

    public Guid Next()
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, clock.GetUtcNow().ToUnixTimeMilliseconds() << 16);
        bytes[6] = 0x70;
        BinaryPrimitives.WriteInt64BigEndian(bytes[8..], Interlocked.Increment(ref _count));
        bytes[8] = 0x80;
        return new Guid(bytes, bigEndian: true);
    }
}
