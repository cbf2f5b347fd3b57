using System.Globalization;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Domain.Revoyures;

namespace ComiteFlow.Domain.Comites;

/// <summary>
/// The rules that bring the next comité forward when the convention switches them on: exhaustion of the envelope, end of the convention, revoyures opened out of turn.
/// The earliest day wins; at the same day the cadence of the text does.
/// </summary>
internal sealed class ReglesDeDates(Dossier dossier, DateOnly today)
{
    private readonly bool _isOn = dossier.Politiques.EstPose("committee.exhaustionDays") || dossier.Politiques.EstPose("committee.endNotice")
        || dossier.Ouvertures.Count > 0 || dossier.Comites.Any(c => c.Rule is not null);

    /// <summary>The date of an occurrence: the cadence’s, or an earlier one that a rule asks for.</summary>
    /// <param name="previous">Nominal date of the occurrence before.</param>
    /// <param name="nextSeen">True once the next occurrence to be held was met; the forecast and the openings are about that one alone.</param>
    public DateDeComite Gagnante(TexteComite texte, string? startup, DateDeComite cadence, DateOnly? previous, DateOnly end, ref bool nextSeen)
    {
        if (!_isOn || !texte.Decides)
            return cadence;
        var row = dossier.Comites.FirstOrDefault(c => c.Code == texte.Code && c.Startup == startup && c.Occurrence == cadence.Occurrence);
        var isOpen = row is null or { State: ComiteState.Planned };
        var isNext = isOpen && !nextSeen;
        nextSeen |= isOpen;
        var standard = Standing(row, cadence);
        if (!isOpen)
            return standard;
        var asked = Candidats(row, startup, isNext, previous, end).ToList();
        var winner = asked.Where(c => c.Nominal < standard.Nominal && (row is null || Day(c, end) < row.On || c.IsThatOf(row))).MinBy(c => c.Nominal);
        return winner is not null ? Won(winner, asked, cadence, end) : standard with { Why = WithInputs(standard, asked) };
    }

    /// <summary>What a rule has brought forward stays so; the end alone is counted again, for an avenant may move it.</summary>
    private static DateDeComite Standing(Comite? row, DateDeComite cadence) =>
        row is { Rule: { } rule } && row.Nominal < cadence.Nominal && (rule != ReglesDOuverture.ConventionEnd || row.State != ComiteState.Planned)
            ? new DateDeComite(row.Occurrence, row.Nominal, row.On, row.Why ?? cadence.Why) { Rule = rule }
            : cadence;

    private IEnumerable<Candidat> Candidats(Comite? row, string? startup, bool isNext, DateOnly? previous, DateOnly end)
    {
        if (End(row, previous, end) is { } last)
            yield return last;
        if (!isNext)
            yield break;
        if (Exhausted(row, startup) is { } exhausted)
            yield return exhausted;
        foreach (var opening in dossier.Ouvertures.Where(o => o.ComiteId == row?.Id && (o.Nominal >= today || row.Rule == o.Rule)))
        {
            yield return new Candidat(
                opening.Rule, opening.Nominal, Phrase(opening.Rule), new(ReglesDOuverture.EnMots(opening.Rule), $"{Mise.EnForme(opening.Nominal)}, ouverte le {Mise.EnForme(opening.OpenedOn)}"))
            {
                Bound = opening.Rule == ReglesDOuverture.ProvisionalEnd ? opening.Nominal : null, Valeurs = { ["ouverteLe"] = Raison.Jour(opening.OpenedOn) },
            };
        }
    }

    private Candidat? End(Comite? row, DateOnly? previous, DateOnly end)
    {
        if (dossier.Politiques.PeriodeOuRien("committee.endNotice") is not { } notice)
            return null;
        var nominal = end.AddMonths(-notice.Mois).AddDays(-notice.Jours);
        var isPast = nominal < today && !(row?.Rule == ReglesDOuverture.ConventionEnd && row.Nominal == nominal);
        return isPast || nominal <= previous
            ? null
            : new Candidat(ReglesDOuverture.ConventionEnd, nominal, Phrase(ReglesDOuverture.ConventionEnd), new("Fin de la convention", $"{Mise.EnForme(nominal)}, {Mise.Duree(notice)} avant le {Mise.EnForme(end)}"))
            {
                Valeurs = { ["fin"] = Raison.Jour(end), ["avant"] = notice.EnIso },
            };
    }

    private Candidat? Exhausted(Comite? row, string? startup)
    {
        if (dossier.Politiques.EntierOuRien("committee.exhaustionDays") is not { } days || new Epuisement(dossier).Of(startup, today) is not { } forecast)
            return null;
        var wished = forecast.On.AddDays(-days);
        var soonest = dossier.Jours.Ajouter(today, dossier.Politiques.Entier("revoyure.outOfTurnLead"));
        // Too late for the whole notice: as soon as people can come, and then the day proposed first stays.
        var nominal = wished >= soonest ? wished
            : row is { ProposedRule: ReglesDOuverture.Exhaustion, ProposedNominal: { } proposed } && wished <= proposed && proposed >= today ? proposed : soonest;
        var late = nominal == wished ? "" : $", trop proche : au plus tôt le {Mise.EnForme(nominal)}";
        return new Candidat(
            ReglesDOuverture.Exhaustion, nominal, Phrase(ReglesDOuverture.Exhaustion), new("Épuisement prévu", $"{forecast.EnMots} ; {Mise.Compte(days, "jour", "jours")} avant : {Mise.EnForme(wished)}{late}"))
        {
            Valeurs =
            {
                ["epuisement"] = Raison.Jour(forecast.On), ["engage"] = forecast.Committed.ToString(), ["disposition"] = forecast.Envelope.ToString(), ["jours"] = days.ToString(CultureInfo.InvariantCulture),
                ["tropProche"] = nominal == wished ? null : Raison.Jour(nominal),
            },
        };
    }

    private DateDeComite Won(Candidat winner, List<Candidat> asked, DateDeComite cadence, DateOnly end)
    {
        var on = Day(winner, end);
        var inputs = new List<KeyValuePair<string, string>> { new("Cadence du texte", Mise.EnForme(cadence.Nominal)) };
        inputs.AddRange(asked.Select(c => c.Input));
        inputs.Add(new("Retenue", $"la plus proche, {Mise.EnForme(winner.Nominal)}"));
        inputs.Add(new("Calendrier", CalculDesSuites.Calendrier(winner.Nominal, on)));
        return new DateDeComite(cadence.Occurrence, winner.Nominal, on, new Pourquoi(winner.Sentence, inputs, null)
        {
            Raison = new Raison(winner.Rule, new Dictionary<string, string?>(winner.Valeurs) { ["cadence"] = Raison.Jour(cadence.Nominal), ["le"] = Raison.Jour(winner.Nominal) }),
        }) { Rule = winner.Rule };
    }

    private static Pourquoi WithInputs(DateDeComite standard, List<Candidat> asked) => asked.Count == 0 || standard.Rule is not null
        ? standard.Why
        : standard.Why with { Inputs = [.. standard.Why.Inputs, .. asked.Select(c => c.Input), new("Retenue", "la cadence du texte, la plus proche")] };

    private DateOnly Day(Candidat candidat, DateOnly end) => dossier.Jours.Deplacer(candidat.Nominal, candidat.Bound ?? end);

    private static string Phrase(string rule) => $"{ReglesDOuverture.EnMots(rule)} : cette règle donne la date la plus proche (réglages de la convention).";

    /// <summary>A day that a rule asks for.</summary>
    private sealed record Candidat(string Rule, DateOnly Nominal, string Sentence, KeyValuePair<string, string> Input)
    {
        /// <summary>Day that it may not pass, where it is not the end of the convention.</summary>
        public DateOnly? Bound { get; init; }

        /// <summary>Its figures, as a mail tells them.</summary>
        public Dictionary<string, string?> Valeurs { get; } = [];

        /// <summary>True when it has brought a comité to its day already: planning again leaves it there.</summary>
        public bool IsThatOf(Comite comite) => comite.Rule == Rule && comite.Nominal == Nominal;
    }
}
