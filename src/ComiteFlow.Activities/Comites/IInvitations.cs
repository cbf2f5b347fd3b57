using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;

namespace ComiteFlow.Activities.Comites;

/// <summary>The calendar entries that go with convocations, and who has one.</summary>
public interface IInvitations
{
    /// <summary>Those convened to a séance; null while nobody is.</summary>
    Task<DejaConvoques?> FindAsync(Comite comite, CancellationToken ct);

    /// <summary>The entry of the séance as it stands now, for the row of a mail; null when the coordination has no box to invite from.</summary>
    /// <param name="sequence">Higher than that of each earlier version: calendars keep the highest.</param>
    string? Write(Dossier dossier, Comite comite, IReadOnlyList<string> convened, int sequence);
}

/// <summary>Those convened to a séance, with what they were told last.</summary>
/// <param name="Obligation">The obligation that the convocation serves.</param>
/// <param name="Sequence">That of the last version of the entry.</param>
public sealed record DejaConvoques(IReadOnlyList<Convoque> Tous, string Obligation, int Sequence);

/// <summary>One of those convened.</summary>
/// <param name="On">Day of the séance in the last mail.</param>
/// <param name="IsReached">True once a mail has left.</param>
/// <param name="IsTold">True while the last mail has left or is on its way; false when it was dropped.</param>
public sealed record Convoque(string To, DateOnly On, bool IsReached, bool IsTold);
