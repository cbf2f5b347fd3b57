using System.Globalization;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;

namespace ComiteFlow.Domain.Comites;

/// <summary>
/// Hour, place and agenda of a séance, which the texts leave open: they give a day. While nothing is said, a séance takes the whole day in calendars, its
/// place is to be told, and its agenda is the usual one of the templates. The agenda is settled a week before: people prepare what they were told.
/// </summary>
public sealed class DetailsDeSeance(Dossier dossier)
{
    /// <summary>Length of a place and of a point, and number of points.</summary>
    public const int LieuMax = 200, PointMax = 200, PointsMax = 20;

    /// <summary>Days before the séance from which its agenda no longer changes.</summary>
    public const int JoursDOrdreArrete = 7;

    /// <summary>True from the seventh day before the séance on: hour and place may still change, the agenda may not.</summary>
    public static bool OrdreEstArrete(Comite comite, DateOnly today) => today >= OrdreArreteLe(comite);

    /// <summary>First day on which the agenda no longer changes.</summary>
    public static DateOnly OrdreArreteLe(Comite comite) => comite.On.AddDays(-JoursDOrdreArrete);

    /// <summary>Replaces what was said before; an empty value goes back to what holds while nothing is said.</summary>
    /// <exception cref="BrokenRuleException">The séance is over, cancelled or past; its agenda is settled; a text is too long or no address; nothing changes.</exception>
    public void Set(Comite comite, TimeOnly? startsAt, string? place, IEnumerable<string> agenda, DateOnly today)
    {
        RequireToCome(comite, today);
        var (where, points) = (Place(place), Points(agenda));
        var sameAgenda = points.SequenceEqual(comite.Agenda ?? []);
        if (startsAt == comite.StartsAt && where == comite.Place && sameAgenda)
            throw Refus.DejaFait($"la séance n° {comite.Occurrence}", "l’heure, le lieu et l’ordre du jour sont déjà ceux-là");
        if (!sameAgenda && OrdreEstArrete(comite, today))
            throw new BrokenRuleException("agendaSettled", $"L’ordre du jour de la séance du {Mise.EnForme(comite.On)} est arrêté depuis le {Mise.EnForme(OrdreArreteLe(comite))} : traitez ce point en séance, sous le point le plus proche, ou déplacez la séance.");
        (comite.StartsAt, comite.Place, comite.Agenda) = (startsAt, where, points.Count == 0 ? null : points);
        dossier.Raise(new CommitteeDetailed
        {
            Committee = comite.Code, Occurrence = comite.Occurrence, Startup = comite.Startup, On = comite.On,
            Time = startsAt?.ToString("HH:mm", CultureInfo.InvariantCulture), Place = where, Agenda = points,
        });
    }

    /// <summary>True for a place that is the address of a visioconférence.</summary>
    public static bool IsAddress(string place) => !place.Contains(' ', StringComparison.Ordinal) && Uri.TryCreate(place, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps;

    private static void RequireToCome(Comite comite, DateOnly today)
    {
        if (comite.State is ComiteState.Held or ComiteState.Decided)
            throw Refus.DejaFait($"la séance n° {comite.Occurrence}", $"tenue le {Mise.EnForme(comite.HeldOn!.Value)}");
        if (comite.State == ComiteState.Cancelled)
            throw Refus.DejaFait($"la séance n° {comite.Occurrence}", "annulée");
        if (comite.On < today)
            throw Refus.Date(comite.On, "cette séance est passée", "déplacez-la d’abord à une date à venir");
    }

    private static string? Place(string? typed)
    {
        var place = Saisies.SurUneLigne(typed);
        if (place.Length > LieuMax)
            throw TropLong("Le lieu", LieuMax);
        if (place.Contains("://", StringComparison.Ordinal) && !IsAddress(place))
            throw new BrokenRuleException("invalidPlace", $"L’adresse de visioconférence ({Refus.Citer(place)}) n’est pas recevable : donnez-la seule, à partir de https://.");
        return place.Length == 0 ? null : place;
    }

    private static List<string> Points(IEnumerable<string> typed)
    {
        var points = typed.Select(Saisies.SurUneLigne).Where(point => point.Length > 0).ToList();
        if (points.Count > PointsMax)
            throw new BrokenRuleException("textTooLong", $"L’ordre du jour compte {points.Count} points, {PointsMax} au plus : regroupez-en.");
        return points.Exists(point => point.Length > PointMax) ? throw TropLong("Un point de l’ordre du jour", PointMax) : points;
    }

    private static BrokenRuleException TropLong(string quoi, int max) => new("textTooLong", $"{quoi} dépasse {max} caractères : abrégez.");
}
