using ComiteFlow.Domain.Conventions;

namespace ComiteFlow.Domain.Obligations;

/// <summary>One obligation of a dossier, for the whole convention or one startup: wording, source, and how its state is known.</summary>
public sealed record LigneDObligation
{
    public required string Id { get; init; }

    public string? Startup { get; init; }

    public required string Title { get; init; }

    public required string Text { get; init; }

    public required string Who { get; init; }

    public required string Carrier { get; init; }

    public required string State { get; init; }

    public required string Proof { get; init; }

    public required Sources Place { get; init; }

    public required TexteObligation Texte { get; init; }

    /// <summary>True when people tell its state; the acts tell that of the others.</summary>
    public bool IsChecklist => State == EtatsDesObligations.ParPreuve;

    /// <summary>The lines of a dossier: those of its convention and of its avenants, each once.</summary>
    public static IReadOnlyList<LigneDObligation> Of(Dossier dossier) => Merged(dossier.Textes(), _ => true);

    /// <summary>The line of an obligation; the first one when it has one for each startup and none is named.</summary>
    public static LigneDObligation? Find(Dossier dossier, string id, string? startup = null) =>
        Merged(dossier.Textes(), texte => texte.Id == id).FirstOrDefault(line => startup is null || line.Startup is null || line.Startup == startup);

    /// <summary>As above, from the texts of a convention and its avenants alone.</summary>
    public static LigneDObligation? Find(IEnumerable<TexteConvention> textes, string id) => Merged(textes, texte => texte.Id == id).FirstOrDefault();

    private static IReadOnlyList<LigneDObligation> Merged(IEnumerable<TexteConvention> textes, Func<TexteObligation, bool> isAsked) =>
    [
        .. textes.SelectMany(texte => texte.Obligations).Where(isAsked).SelectMany(Lines)
            .GroupBy(line => (line.Id, line.Startup))
            .Select(same => same.First() with { Place = new Sources([.. same.SelectMany(line => line.Place.Places).Distinct()]) })
            .OrderBy(line => line.Id, StringComparer.Ordinal).ThenBy(line => line.Startup, StringComparer.Ordinal),
    ];

    private static IEnumerable<LigneDObligation> Lines(TexteObligation texte)
    {
        var model = Catalogue.Find(texte.Id);
        var startups = texte.Startups.Count == 0 ? [null] : texte.Startups.Cast<string?>();
        return startups.Select(startup => new LigneDObligation
        {
            Id = texte.Id,
            Startup = startup,
            Title = texte.Title ?? model?.Title ?? texte.Id,
            Text = texte.Text ?? model?.Text ?? "",
            Who = texte.Who ?? model?.Who ?? "parties",
            Carrier = texte.Carrier ?? model?.Carrier ?? "checklist",
            State = texte.State ?? model?.State ?? EtatsDesObligations.ParPreuve,
            Proof = texte.Proof ?? model?.Proof ?? "note",
            Place = texte.Place ?? new Sources([]),
            Texte = texte,
        });
    }
}
