using System.Globalization;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Domain.Resiliations;

namespace ComiteFlow.Domain.Conventions;

/// <summary>The end of a convention, told the day after its last day.</summary>
public sealed class Cloture(Dossier dossier)
{
    /// <summary>True from the first warning of the end on: before, nobody is asked to close.</summary>
    public bool IsNear(DateOnly today) =>
        dossier.EndsOn is { } end && end.AddDays(-dossier.Politiques.Liste("end.warnings").Select(Days).DefaultIfEmpty(0).Max()) <= today;

    /// <summary>Records the end, once.</summary>
    public void End(DateOnly today)
    {
        if (dossier.EndedOn is not null || dossier.EndsOn is not { } end || end >= today)
            return;
        dossier.EndedOn = end;
        new Preavis(dossier).TakeEffect(end);
        dossier.Raise(new ConventionEnded
        {
            On = end,
            Why = new Pourquoi("Le dernier jour de la convention est passé.", [new("Fin", Mise.EnForme(end))], dossier.Texte.End.Source?.ToString()),
        });
    }

    private static int Days(string days) => int.Parse(days, CultureInfo.InvariantCulture);
}
