using System.Globalization;
using System.Text.RegularExpressions;
using ComiteFlow.Domain.Calendrier;
using ComiteFlow.Domain.Faits;

namespace ComiteFlow.Domain.Conventions.Examen;

/// <summary>What a human must settle in a text: codes, programmes, names, parties, signatures, dates and links. A proposal is never applied by itself (P12).</summary>
internal sealed partial class DoutesDuTexte(
    TexteConvention texte, TexteConvention? amended, IReadOnlyList<TexteConvention> others, VieDuTexte vie)
{
    public IEnumerable<DoubtFlagged> All() =>
    [
        .. new DoutesChorus(texte, amended, others).All(),
        .. Names(),
        .. Parties(),
        .. Signatures(),
        .. SigningDate(),
        .. new DoutesDeFin(texte, vie).All(),
        .. Link(),
        .. CommitteeDates(),
    ];

    /// <summary>A printed string and the place that follows it in brackets.</summary>
    internal static (string Printed, string? Place) Split(string raw)
    {
        var match = WithPlace().Match(raw);
        return match.Success ? (match.Groups[1].Value, match.Groups[2].Value) : (raw.Trim(), null);
    }

    internal static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    internal static Pourquoi Why(string rule, string? printed, string? proposal, Sources? source)
    {
        var inputs = new List<KeyValuePair<string, string>>();
        if (printed is not null)
            inputs.Add(new("Imprimé", printed));
        if (proposal is not null)
            inputs.Add(new("Proposé", proposal));
        return new Pourquoi(rule, inputs, source?.ToString());
    }

    private IEnumerable<DoubtFlagged> Names() =>
        from startup in texte.Startups
        from raw in startup.NamesAsPrinted
        let name = Split(raw)
        where name.Printed != startup.Name
        select new DoubtFlagged
        {
            Document = texte.Id,
            Subject = "name",
            Printed = name.Printed,
            Proposal = startup.Name,
            Startup = startup.Id,
            Article = name.Place,
            Why = Why("Un nom imprimé n’est pas celui de la startup.", name.Printed, startup.Name, startup.Source),
        };

    private IEnumerable<DoubtFlagged> Parties() =>
        from startup in texte.Startups
        let reprise = startup.TransferFrom
        where reprise?.PrintedDelegataire is not null && reprise.PrintedDelegataire != reprise.Delegataire
        select new DoubtFlagged
        {
            Document = texte.Id,
            Subject = "party",
            Printed = reprise.PrintedDelegataire,
            Proposal = reprise.Delegataire,
            Startup = startup.Id,
            Article = Article(reprise.Source),
            Why = Why("Le délégataire imprimé n’est pas celui de la convention d’où vient la startup.", reprise.PrintedDelegataire, reprise.Delegataire, reprise.Source),
        };

    private IEnumerable<DoubtFlagged> Signatures() =>
        from signatory in texte.Signatories
        where signatory.Uncertain
        let printed = signatory.RawAsPrinted ?? signatory.Name
        let read = signatory.SignedOn is { } signed ? Iso(signed) : null
        select new DoubtFlagged
        {
            Document = texte.Id,
            Subject = "signature",
            Printed = printed,
            Proposal = read,
            Article = Article(signatory.Source),
            Why = Why($"La signature de {signatory.PartyId} ou sa date ne se lit pas avec certitude ; elle attend d’être enregistrée.", printed, read, signatory.Source),
        };

    private IEnumerable<DoubtFlagged> SigningDate()
    {
        if (texte.Signing is { Uncertain: false, Date: not null })
            yield break;
        var read = texte.Signing.Date is { } date ? Iso(date) : null;
        yield return new DoubtFlagged
        {
            Document = texte.Id,
            Subject = "signingDate",
            Printed = read,
            Article = Article(texte.Signing.Source),
            Why = Why(read is null ? "La date de signature est vide." : "La date de signature est douteuse.", read, null, texte.Signing.Source),
        };
    }

    private IEnumerable<DoubtFlagged> Link()
    {
        if (!texte.AmendsUncertain)
            yield break;
        yield return new DoubtFlagged
        {
            Document = texte.Id,
            Subject = "link",
            Proposal = texte.Amends,
            Why = Why("Le texte ne nomme pas sûrement la convention qu’il modifie.", null, texte.Amends, null),
        };
    }

    private IEnumerable<DoubtFlagged> CommitteeDates()
    {
        foreach (var startup in texte.Startups)
        {
            if (startup.CommitteeToPlan is not { Uncertain: true } plan)
                continue;
            var end = startup.PeriodEnd is { } month && VieDuTexte.FirstDay(month) is not null ? Iso(Mots.FinDeMois(month)) : null;
            yield return new DoubtFlagged
            {
                Document = texte.Id,
                Subject = "committeeDate",
                Printed = plan.Text,
                Proposal = end,
                Startup = startup.Id,
                Article = Article(startup.Source),
                Why = Why("La date du comité ne se lit pas ; la fin de la période de la startup en tient lieu.", plan.Text, end, startup.Source),
            };
        }
    }

    internal static string? Article(Sources? source) => string.IsNullOrEmpty(source?.Article) ? null : source.Article;

    [GeneratedRegex(@"^\s*(.*?)\s*\(([^()]*)\)\s*$")]
    private static partial Regex WithPlace();
}
