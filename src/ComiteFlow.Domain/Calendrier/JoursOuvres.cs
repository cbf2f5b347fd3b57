namespace ComiteFlow.Domain.Calendrier;

/// <summary>Working days (policy P2): Monday to Friday without public holidays, and how a date that is none is moved.</summary>
/// <param name="territoire">Policy <c>workingDays.holidays</c>.</param>
/// <param name="roll">Policy <c>workingDays.roll</c>: next, previous or none.</param>
/// <param name="atBound">Policy <c>workingDays.atBound</c>: previous or none.</param>
public sealed class JoursOuvres(string territoire, string roll, string atBound)
{
    private readonly Dictionary<int, IReadOnlySet<DateOnly>> _feries = [];

    public bool EstOuvre(DateOnly jour) =>
        jour.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !EstFerie(jour);

    public bool EstFerie(DateOnly jour)
    {
        if (!_feries.TryGetValue(jour.Year, out var feries))
        {
            feries = JoursFeries.De(jour.Year, territoire);
            _feries[jour.Year] = feries;
        }

        return feries.Contains(jour);
    }

    /// <summary>The day itself or the first working day after it.</summary>
    public DateOnly Suivant(DateOnly jour)
    {
        while (!EstOuvre(jour))
        {
            jour = jour.AddDays(1);
        }

        return jour;
    }

    /// <summary>The day itself or the last working day before it.</summary>
    public DateOnly Precedent(DateOnly jour)
    {
        while (!EstOuvre(jour))
        {
            jour = jour.AddDays(-1);
        }

        return jour;
    }

    /// <summary>The n-th working day after (or before, when negative) a day, which itself is not counted.</summary>
    public DateOnly Ajouter(DateOnly jour, int jours)
    {
        var pas = Math.Sign(jours);
        for (var reste = Math.Abs(jours); reste > 0; reste--)
        {
            do
            {
                jour = jour.AddDays(pas);
            }
            while (!EstOuvre(jour));
        }

        return jour;
    }

    /// <summary>Working days after the first day up to the second, included; 0 when the second is not later.</summary>
    public int Entre(DateOnly premier, DateOnly dernier)
    {
        var compte = 0;
        for (var jour = premier.AddDays(1); jour <= dernier; jour = jour.AddDays(1))
        {
            compte += EstOuvre(jour) ? 1 : 0;
        }

        return compte;
    }

    /// <summary>Moves a day to a working day by the policy; a move beyond the bound goes back before it.</summary>
    public DateOnly Deplacer(DateOnly jour, DateOnly? borne = null)
    {
        if (roll == "none" || EstOuvre(jour))
            return jour;
        var deplace = roll == "previous" ? Precedent(jour) : Suivant(jour);
        if (borne is { } limite && deplace > limite && atBound == "previous")
            return Precedent(limite < jour ? limite : jour);
        return deplace;
    }
}
