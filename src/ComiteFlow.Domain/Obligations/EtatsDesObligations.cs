using ComiteFlow.Domain.Calendrier;
using ComiteFlow.Domain.Conventions;

namespace ComiteFlow.Domain.Obligations;

/// <summary>Where each obligation of a dossier stands: by what its acts say, or by the evidence that people recorded.</summary>
public sealed class EtatsDesObligations(Dossier dossier, IReadOnlyList<FaitPasse> facts, DateOnly today)
{
    /// <summary>Rule of the obligations that people follow.</summary>
    public const string ParPreuve = "preuve";

    private readonly IReadOnlyList<Preuve> _preuves = Preuve.Of(facts);

    /// <summary>The names of the rules; the schema of conventions lists the same.</summary>
    public static IReadOnlyCollection<string> Regles { get; } =
        [ParPreuve, .. EtatsDesSeances.Regles, .. EtatsDeLArgent.Regles, .. EtatsDesActes.Regles, .. EtatsDeFin.Regles];

    public IReadOnlyList<(LigneDObligation Ligne, Constat Constat)> Tous() => [.. LigneDObligation.Of(dossier).Select(line => (line, Of(line)))];

    public Constat Of(LigneDObligation line) => line.IsChecklist
        ? ParEcrit(line)
        : new EtatsDesSeances(dossier, today).Of(line)
            ?? new EtatsDeLArgent(dossier, facts, today).Of(line)
            ?? new EtatsDesActes(dossier, facts, today).Of(line)
            ?? new EtatsDeFin(dossier, facts, today).Of(line)
            ?? throw new InvalidOperationException($"No rule tells the state « {line.State} ».");

    /// <summary>Evidence of a line that still counts, the latest first.</summary>
    public IReadOnlyList<Preuve> PreuvesDe(LigneDObligation line) =>
        [.. _preuves.Where(one => one.Obligation == line.Id && one.Startup == line.Startup).Reverse()];

    /// <summary>The day by which a line is owed, where its text has one.</summary>
    public static DateOnly? Echeance(Dossier dossier, LigneDObligation line)
    {
        if (line.Texte.Due is { } due)
            return due;
        var jalon = dossier.Startups().Where(s => s.Startup.Id == line.Startup).SelectMany(s => s.Startup.Milestones)
            .FirstOrDefault(m => m.Text == line.Texte.Milestone);
        return jalon?.Month is { } month ? Mots.Jour(jalon.Word, month, dossier.Politiques) : null;
    }

    private Constat ParEcrit(LigneDObligation line)
    {
        var last = PreuvesDe(line).FirstOrDefault(one => one.WithdrawnBecause is null);
        return last switch
        {
            { State: Preuve.Vide } => Constat.SansObjet(last.Note ?? ""),
            { } done => Constat.Fait($"Preuve du {Mise.EnForme(done.On)}."),
            null => Constat.Attendu($"À prouver : {line.Proof}.", Echeance(dossier, line), today),
        };
    }
}
