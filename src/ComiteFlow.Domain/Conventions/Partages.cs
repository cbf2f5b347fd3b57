using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Faits;

namespace ComiteFlow.Domain.Conventions;

/// <summary>The startups that a convention shares with others: taken over, under two conventions at once, and what that asks of an expense.</summary>
public sealed class Partages(Dossier dossier)
{
    private const string Transferred = "startupTransferred";

    /// <summary>The conventions that share a startup with this one, or hand one over, among the registered texts.</summary>
    public IReadOnlyList<string> Others(IEnumerable<TexteConvention> textes)
    {
        var own = dossier.Startups().Select(s => s.Startup).ToList();
        return [.. textes
            .Where(texte => ConventionOf(texte) is { } other && other != dossier.Id
                && (own.Exists(o => o.TransferFrom?.ConventionId == other)
                    || texte.Startups.Any(s => s.TransferFrom?.ConventionId == dossier.Id || own.Exists(o => o.Id == s.Id))))
            .Select(ConventionOf).Distinct()];
    }

    /// <summary>Looks again at what this convention shares with another one: keeps it in both dossiers, marks comités, warns of a new overlap once.</summary>
    public void Review(Dossier other, DateOnly today)
    {
        foreach (var startup in Shared(other))
        {
            var (fromHere, fromThere) = (Takeover(dossier, other, startup), Takeover(other, dossier, startup));
            KeepTransfer(dossier, other, startup, fromHere);
            KeepTransfer(other, dossier, startup, fromThere);
            var (first, second) = IsFirst(other, startup, fromHere, fromThere) ? (dossier, other) : (other, dossier);
            KeepOverlap(first, second, startup, today);
        }
    }

    /// <summary>The most that this convention may spend on a startup: its montant maximum, or the startup's annexes.</summary>
    public Money Exposure(string startup) => Presence.Exposure(dossier, startup);

    /// <summary>An expense under two conventions at once needs a reason.</summary>
    /// <returns>True when a reason confirms the warning; false when there is nothing to confirm.</returns>
    /// <exception cref="BrokenRuleException">The reason is missing.</exception>
    internal bool Confirm(string? startup, string? reason, DateOnly today)
    {
        if (dossier.Partages.FirstOrDefault(p => p.Covers(today) && (startup is null || p.Startup == startup)) is not { } partage)
            return false;
        if (!string.IsNullOrWhiteSpace(reason))
            return true;
        throw new BrokenRuleException(
            "confirmationRequired",
            $"{NameOf(dossier, partage.Startup)} relève au même moment de deux conventions, pour un total de {partage.Joint} : écrivez le motif qui justifie la dépense pour la confirmer, ou renoncez-y.",
            new Dictionary<string, object?> { ["startup"] = partage.Startup });
    }

    /// <summary>Marks a comité that is to be held once a startup of it has left for another convention; the comité is kept.</summary>
    internal void Mark(Comite comite)
    {
        if (comite is not { State: ComiteState.Planned, Mark: null }
            || dossier.Partages.FirstOrDefault(p => p.TransferredOn <= comite.On && (comite.Startup is null || comite.Startup == p.Startup)) is not { } partage)
        {
            return;
        }

        comite.Mark = Transferred;
        dossier.Raise(new CommitteeMarked
        {
            Committee = comite.Code,
            Occurrence = comite.Occurrence,
            Startup = comite.Startup,
            On = comite.On,
            Mark = Transferred,
            Why = new Pourquoi(
                "Le comité est maintenu et signalé : une startup est reprise par une autre convention.",
                [new("Startup", NameOf(dossier, partage.Startup)), new("Reprise par", partage.OtherConvention), new("À compter du", Mise.EnForme(partage.TransferredOn!.Value))],
                null),
        });
    }

    /// <summary>The day from which a document takes a startup over; without one, the start of its period.</summary>
    internal static DateOnly? TakeoverDay(TexteStartup startup) =>
        startup.TransferFrom?.Effective ?? (startup.PeriodStart is { } month ? Calendrier.Mots.PremierDuMois(month) : null);

    private static string ConventionOf(TexteConvention texte) => texte.IsAvenant ? texte.Amends ?? "" : texte.Id;

    private static string NameOf(Dossier dossier, string startup) =>
        dossier.Startups().Select(s => s.Startup).FirstOrDefault(s => s.Id == startup)?.Name is { Length: > 0 } name ? name : startup;

    private List<string> Shared(Dossier other)
    {
        var here = dossier.Startups().Select(s => s.Startup).ToList();
        var there = other.Startups().Select(s => s.Startup).ToList();
        return [.. here.Where(s => s.TransferFrom?.ConventionId == other.Id || there.Exists(t => t.Id == s.Id))
            .Concat(there.Where(s => s.TransferFrom?.ConventionId == dossier.Id))
            .Select(s => s.Id).Distinct()];
    }

    /// <summary>When the second convention takes the startup over from the first; null when no text says so.</summary>
    private static DateOnly? Takeover(Dossier giver, Dossier taker, string startup) => taker.Startups()
        .Where(s => s.Startup.Id == startup && s.Startup.TransferFrom?.ConventionId == giver.Id)
        .Min(s => TakeoverDay(s.Startup));

    private bool IsFirst(Dossier other, string startup, DateOnly? fromHere, DateOnly? fromThere)
    {
        if (fromHere is not null || fromThere is not null)
            return fromHere is not null;
        var (here, there) = (Presence.Of(dossier, startup)?.From, Presence.Of(other, startup)?.From);
        if (here != there)
            return here < there;
        return dossier.RegisteredOn != other.RegisteredOn
            ? dossier.RegisteredOn < other.RegisteredOn
            : string.CompareOrdinal(dossier.Id, other.Id) < 0;
    }

    private static void KeepTransfer(Dossier giver, Dossier taker, string startup, DateOnly? on)
    {
        if (on is null)
            return;
        LineOf(giver, startup, taker).TransferredOn = on;
        foreach (var comite in giver.Comites.OrderBy(c => c.On))
        {
            new Partages(giver).Mark(comite);
        }
    }

    private static void KeepOverlap(Dossier first, Dossier second, string startup, DateOnly today)
    {
        var both = Presence.Of(first, startup) is { } before && Presence.Of(second, startup) is { } after ? before.And(after) : null;
        var known = first.Partages.Any(p => p.Startup == startup && p.OtherConvention == second.Id && p.From is not null);
        var joint = Presence.Exposure(first, startup) + Presence.Exposure(second, startup);
        var deadline = both is not null ? Deadline(first, Presence.Of(second, startup)!.From) : null;
        foreach (var line in new[] { LineOf(first, startup, second), LineOf(second, startup, first) })
        {
            (line.From, line.Until, line.Joint, line.NoticeDeadline) = (both?.From, both?.Until, joint, deadline);
        }

        if (both is not null && !known && both.Until >= today)
            Warn(first, second, LineOf(second, startup, first));
    }

    private static DateOnly? Deadline(Dossier first, DateOnly start)
    {
        if (first.Texte.Termination.Notice is not { } iso)
            return null;
        var notice = Calendrier.Periode.Parse(iso);
        return start.AddMonths(-notice.Mois).AddDays(-notice.Jours);
    }

    private static void Warn(Dossier first, Dossier second, Partage line) => second.Raise(new AlertRaised
    {
        Alert = "overlap",
        To = [.. second.Texte.Parties.Concat(first.Texte.Parties).Select(p => p.Id).Distinct()],
        Cc = [],
        Startup = line.Startup,
        From = line.From,
        Until = line.Until,
        JointCents = line.Joint.Cents,
        NoticeDeadline = line.NoticeDeadline,
        Why = new Pourquoi(
            "La startup relève de deux conventions à la fois, signées ou non.",
            [
                new(first.Id, Presence.Exposure(first, line.Startup).ToString()),
                new(second.Id, Presence.Exposure(second, line.Startup).ToString()),
                new("Préavis de la première", first.Texte.Termination.Notice ?? "aucun"),
            ],
            first.Texte.Termination.Source?.ToString()),
    });

    private static Partage LineOf(Dossier dossier, string startup, Dossier other)
    {
        var line = dossier.Partages.FirstOrDefault(p => p.Startup == startup && p.OtherConvention == other.Id);
        if (line is null)
        {
            line = new Partage(dossier.Id, startup, other.Id);
            dossier.Add(line);
        }

        return line;
    }
}
