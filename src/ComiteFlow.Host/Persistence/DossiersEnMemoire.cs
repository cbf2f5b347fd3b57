using ComiteFlow.Domain.Conventions;

namespace ComiteFlow.Host.Persistence;

/// <summary>
/// Dossiers as committed transactions of this process left them, so that the next one need not read them again. A dossier belongs to one
/// transaction at a time: who takes it brings it back changed and committed, or not at all. Its version tells whether another process has written since.
/// </summary>
internal sealed class DossiersEnMemoire : IDisposable
{
    private const int Most = 1024;

    /// <summary>The one that was brought back last stands last.</summary>
    private readonly OrderedDictionary<string, DossierLu> _kept = [];
    private readonly Lock _lock = new();

    public DossierLu? Take(string conventionId)
    {
        lock (_lock)
            return _kept.Remove(conventionId, out var kept) ? kept : null;
    }

    public void Keep(DossierLu read)
    {
        lock (_lock)
        {
            // Two that read at the same time: the later version stays.
            if (_kept.Remove(read.Dossier.Id, out var other))
            {
                var (later, earlier) = other.Dossier.Version > read.Dossier.Version ? (other, read) : (read, other);
                earlier.Dispose();
                read = later;
            }

            _kept[read.Dossier.Id] = read;
            if (_kept.Count > Most)
                Forget(0);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            while (_kept.Count > 0)
            {
                Forget(0);
            }
        }
    }

    private void Forget(int rank)
    {
        _kept.GetAt(rank).Value.Dispose();
        _kept.RemoveAt(rank);
    }
}
