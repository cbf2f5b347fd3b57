namespace ComiteFlow.Domain.Conventions;

/// <summary>The events that people may record for a convention: the start of the incubation, the milestones of its texts, a change of sponsor.</summary>
public sealed class JalonsDuTexte(Dossier dossier)
{
    public const string IncubationStart = "incubationStart", SponsorChange = "sponsorChange";

    /// <summary>Each event with its startup, in order of registration; an empty startup stands for the whole convention.</summary>
    public IEnumerable<JalonPossible> Tous() =>
        dossier.Startups().SelectMany(s => s.Startup.Milestones.Select(m => new JalonPossible(m.Text, s.Startup.Id)))
            .Prepend(new JalonPossible(IncubationStart, "")).Concat(Changements()).Distinct();

    /// <summary>A change of sponsor, of the whole convention or of a startup, where the rule that it fires is on.</summary>
    private IEnumerable<JalonPossible> Changements() => dossier.Politiques.Vrai("revoyure.sponsorChange")
        ? dossier.Startups().Select(s => new JalonPossible(SponsorChange, s.Startup.Id)).Prepend(new JalonPossible(SponsorChange, ""))
        : [];

    /// <exception cref="BrokenRuleException">No text names this event.</exception>
    internal void Require(string milestone, string? startup)
    {
        var known = Tous().Where(j => startup is null || j.Startup.Length == 0 || j.Startup == startup).Select(j => j.Milestone).Distinct().ToList();
        if (!known.Contains(milestone))
            throw Refus.Inconnu("L’événement", milestone, known);
    }
}

/// <summary>An event that may be recorded.</summary>
/// <param name="Startup">Empty for the whole convention.</param>
public sealed record JalonPossible(string Milestone, string Startup);
