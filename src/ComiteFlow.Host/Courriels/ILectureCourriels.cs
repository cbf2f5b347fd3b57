using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Affichage;

namespace ComiteFlow.Host.Courriels;

/// <summary>Reads the mails that an actor may see.</summary>
internal interface ILectureCourriels
{
    /// <summary>Newest first.</summary>
    /// <param name="page">From 1.</param>
    Task<BoiteCourriels> ListAsync(Actor actor, int page, CancellationToken ct);

    /// <summary>Null when it does not exist or the actor may not read it.</summary>
    Task<CourrielLu?> FindAsync(Actor actor, string id, CancellationToken ct);
}

/// <summary>One page of the mailbox.</summary>
/// <param name="Total">Number of mails on all pages.</param>
/// <param name="Pages">Number of pages, at least one.</param>
internal sealed record BoiteCourriels(IReadOnlyList<CourrielResume> Courriels, int Total, int Page, int Pages);

/// <summary>A mail in the list.</summary>
/// <param name="Le">When it left, or is to leave.</param>
internal sealed record CourrielResume(string Id, string Objet, string Destinataire, DateTimeOffset Le, Badge Etat, string Convention);

/// <summary>A mail in full.</summary>
/// <param name="Texte">The text twin: paragraphs parted by blank lines.</param>
/// <param name="Raison">Why the recipient gets it.</param>
internal sealed record CourrielLu(CourrielResume Resume, string Expediteur, string Texte, string Raison)
{
    public IReadOnlyList<string> Copies { get; init; } = [];

    /// <summary>Page of the site that the mail leads to.</summary>
    public Lien? Suite { get; init; }

    public IEnumerable<string> Paragraphes =>
        Texte.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
