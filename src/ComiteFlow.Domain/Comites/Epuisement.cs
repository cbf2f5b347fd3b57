using ComiteFlow.Domain.Calendrier;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Depenses;

namespace ComiteFlow.Domain.Comites;

/// <summary>When the credits at disposal will all be engaged, at the pace that the délégataire forecasts or else at the one of the last months.</summary>
public sealed class Epuisement(Dossier dossier)
{
    /// <summary>Beyond this many days a pace tells nothing about a date; a bound of the calendar, not a policy.</summary>
    private const int Horizon = 36_500;

    /// <param name="On">First day without credits to engage.</param>
    /// <param name="Base">Day up to which engagements are counted.</param>
    /// <param name="Pace">Engaged, or to be engaged, within <paramref name="Days"/>.</param>
    /// <param name="IsForecast">True for the forecast of an account, false for what the ledger shows.</param>
    public sealed record Prevision(DateOnly On, DateOnly Base, Money Envelope, Money Committed, Money Pace, int Days, bool IsForecast)
    {
        /// <summary>The day and the figures behind it.</summary>
        public string EnMots => $"{Mise.EnForme(On)} : {Committed} engagés sur {Envelope} au {Mise.EnForme(Base)}, "
            + (IsForecast ? $"{Pace} prévus pour le mois suivant" : $"{Pace} engagés en {Mise.Compte(Days, "jour", "jours")}");
    }

    /// <summary>Null while nothing is at disposal, or nothing is engaged or forecast.</summary>
    /// <param name="startup">Counts alone where the text controls by startup.</param>
    public Prevision? Of(string? startup, DateOnly today)
    {
        var scope = dossier.Texte.BudgetControl.Level == "startup" ? startup : null;
        var envelope = new GrandLivre(dossier).Limits(scope, today).Ae;
        if (envelope <= Money.Zero)
            return null;
        var window = dossier.Politiques.Entier("committee.forecastMonths");
        return Forecast(scope, envelope, window, today) ?? Seen(scope, envelope, window, today);
    }

    /// <summary>The last account with a forecast for the month after its own; it tells about the convention as a whole.</summary>
    private Prevision? Forecast(string? scope, Money envelope, int window, DateOnly today)
    {
        var oldest = Mots.Mois(today.AddMonths(-window));
        var account = dossier.Rapports
            .Where(r => r is { Kind: "monthly", Month: not null, ReceivedOn: not null } && string.CompareOrdinal(r.Month, oldest) >= 0)
            .MaxBy(r => r.Month, StringComparer.Ordinal);
        if (scope is not null || account?.ForecastAe is not { } pace || pace <= Money.Zero)
            return null;
        var last = Mots.FinDeMois(account.Month!);
        var next = last.AddDays(1);
        return At(scope, envelope, pace, DateTime.DaysInMonth(next.Year, next.Month), last, true);
    }

    /// <summary>What was engaged in the last whole months, from the first credits on.</summary>
    private Prevision? Seen(string? scope, Money envelope, int window, DateOnly today)
    {
        var last = new DateOnly(today.Year, today.Month, 1).AddDays(-1);
        var from = new DateOnly(today.Year, today.Month, 1).AddMonths(-window);
        var released = dossier.MisesADisposition.Where(m => scope is null || m.Startup == scope).Select(m => m.On).DefaultIfEmpty(today).Min();
        var first = released > from ? released : from;
        if (first > last)
            return null;
        var pace = Engaged(scope, last) - Engaged(scope, first.AddDays(-1));
        return pace <= Money.Zero ? null : At(scope, envelope, pace, last.DayNumber - first.DayNumber + 1, last, false);
    }

    private Prevision At(string? scope, Money envelope, Money pace, int days, DateOnly last, bool isForecast)
    {
        var committed = Engaged(scope, last);
        var left = envelope > committed ? envelope - committed : Money.Zero;
        var until = decimal.Floor((decimal)left.Cents * days / pace.Cents);
        return new Prevision(last.AddDays((int)decimal.Min(until, Horizon)), last, envelope, committed, pace, days, isForecast);
    }

    private Money Engaged(string? scope, DateOnly until) => dossier.Depenses
        .Where(l => !l.IsPayment && l.RecordedOn <= until && (scope is null || l.Startup == scope))
        .Aggregate(Money.Zero, (sum, line) => sum + line.Amount);
}
