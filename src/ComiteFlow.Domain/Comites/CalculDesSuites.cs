using System.Globalization;
using ComiteFlow.Domain.Calendrier;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;

namespace ComiteFlow.Domain.Comites;

/// <summary>The dates of one comité, for the convention or one startup.</summary>
internal sealed record SuiteDeComites(
    string Code, string? Startup, bool Provisional, bool Uncertain, IReadOnlyList<string> Attendees,
    IReadOnlyList<DateDeComite> Dates, DateDeComite? FirstAfterEnd);

/// <summary>One computed date: nominal, moved to a working day, and why.</summary>
internal sealed record DateDeComite(int Occurrence, DateOnly Nominal, DateOnly On, Pourquoi Why)
{
    /// <summary>The rule that won over the cadence of the text; null for the cadence.</summary>
    public string? Rule { get; init; }
}

/// <summary>Computes the dates of comités from the text, the recorded facts and the policies P1 to P4; changes nothing.</summary>
internal sealed class CalculDesSuites(Dossier dossier, DateOnly today)
{
    private readonly Politiques _politiques = dossier.Politiques;
    private readonly ReglesDeDates _regles = new(dossier, today);

    public IEnumerable<SuiteDeComites> Suites()
    {
        if (End() is not { } end)
            return [];
        return dossier.Texte.Committees.SelectMany(comite => comite.Cadence.Anchor == "startupPeriodEnd"
            ? ParStartup(comite, end)
            : ParConvention(comite, end));
    }

    private bool UntilPayments => _politiques.Texte("committee.until") == "paymentsUntil";

    /// <summary>The last day for a comité (policy P3); a latest date stands for an end not yet known.</summary>
    public DateOnly? End() => UntilPayments
        ? dossier.PaymentsUntil ?? dossier.Texte.End.LatestPayment ?? dossier.Texte.End.Date
        : dossier.EndsOn ?? dossier.Texte.End.Date ?? dossier.Texte.End.LatestPayment;

    private IEnumerable<SuiteDeComites> ParConvention(TexteComite comite, DateOnly end)
    {
        if (comite.Cadence.Every is not { } every || Ancre(comite.Cadence) is not { } ancre)
            yield break;
        var premiere = Periode.Parse(comite.Cadence.FirstAfter ?? every);
        var nextSeen = false;
        var (dates, after) = Series(
            new Serie(comite, null, ancre.Label, ancre.Day, premiere, Periode.Parse(every), end), occurrence: 1, first: null, ref nextSeen);
        yield return new SuiteDeComites(
            comite.Code, null, ancre.Provisional, comite.Cadence.Uncertain, comite.Attendees, dates, after);
    }

    private IEnumerable<SuiteDeComites> ParStartup(TexteComite comite, DateOnly end)
    {
        // An avenant may bring a new annexe of a startup: the latest tells its dates.
        foreach (var startup in dossier.Startups().GroupBy(s => s.Startup.Id, (_, carriers) => carriers.Last().Startup))
        {
            if (comite.Startups.Count > 0 && !comite.Startups.Contains(startup.Id))
                continue;
            if (PremiereDate(startup, end) is not { } read)
                continue;
            var nextSeen = false;
            var first = _regles.Gagnante(comite, startup.Id, read, null, end, ref nextSeen);
            var dates = (IReadOnlyList<DateDeComite>)[first];
            DateDeComite? after = null;
            if (comite.Cadence.Every is { } every)
            {
                var periode = Periode.Parse(every);
                (dates, after) = Series(
                    new Serie(comite, startup.Id, "première séance", first.Nominal, periode, periode, end), occurrence: 2, first, ref nextSeen);
            }

            var plan = startup.CommitteeToPlan;
            var attendees = plan is { Participants.Count: > 0 } ? plan.Participants : comite.Attendees;
            yield return new SuiteDeComites(comite.Code, startup.Id, false, plan?.Uncertain ?? true, attendees, dates, after);
        }
    }

    private DateDeComite? PremiereDate(TexteStartup startup, DateOnly end)
    {
        var plan = startup.CommitteeToPlan;
        var mois = plan?.Month ?? startup.PeriodEnd;
        if (mois is null)
            return null;
        var nominal = Mots.Jour(plan?.Month is null ? "fin" : plan.Word, mois, _politiques);
        var borne = Mots.FinDeMois(mois) < end ? Mots.FinDeMois(mois) : end;
        var on = _politiques.Jours.Deplacer(nominal, borne);
        var why = new Pourquoi(
            plan?.Month is null ? "La fin de la période tient lieu de date (P1)." : "Le mot du texte donne le jour (P4).",
            [
                new("Texte", plan?.Text is { } texte ? $"« {texte} »" : $"période jusqu’à {mois}"),
                new("Lu", Mise.EnForme(nominal)),
                new("Calendrier", Calendrier(nominal, on)),
                new("Borne", Mise.EnForme(borne)),
            ],
            startup.Source?.ToString())
        {
            Raison = new Raison(plan?.Month is null ? Raison.FinDePeriode : Raison.Mot, new Dictionary<string, string?> { ["texte"] = plan?.Text, ["mois"] = mois, ["lu"] = Raison.Jour(nominal) }),
        };
        return nominal > end ? null : new DateDeComite(1, nominal, on, why);
    }

    /// <summary>From the anchor: the n-th date is the anchor plus n periods, never the former date plus one (unless the policy chains them).</summary>
    private (IReadOnlyList<DateDeComite> Dates, DateDeComite After) Series(Serie serie, int occurrence, DateDeComite? first, ref bool nextSeen)
    {
        var dates = first is null ? new List<DateDeComite>() : [first];
        for (var rang = 0; ; rang++, occurrence++)
        {
            var chained = _politiques.Vrai("committee.chained") && dates.Count > 0;
            var counted = chained ? From(serie, dates[^1].On, $"la séance n° {Rang(occurrence - 1)}") : serie;
            var nominal = _politiques.Ajouter(counted.Anchor, Somme(counted.First, counted.Every.Fois(chained ? 0 : rang)));
            var on = _politiques.Jours.Deplacer(nominal, serie.End);
            var cadence = new DateDeComite(occurrence, nominal, on, Pourquoi(counted, occurrence, nominal, on));
            var date = _regles.Gagnante(serie.Comite, serie.Startup, cadence, dates.Count > 0 ? dates[^1].Nominal : null, serie.End, ref nextSeen);
            if (date.Nominal > serie.End)
                return (dates, date);
            dates.Add(date);
            if (date.Rule is null)
                continue;
            // No more than a period may lie between two comités: after one brought forward, the cadence is counted from it.
            serie = From(serie, date.Nominal, $"la séance n° {Rang(occurrence)}, avancée par une règle");
            rang = -1;
        }
    }

    /// <summary>The same, counted on from a séance.</summary>
    private static Serie From(Serie serie, DateOnly day, string label) => serie with { Anchor = day, First = serie.Every, Label = label };

    private static string Rang(int occurrence) => occurrence.ToString(CultureInfo.InvariantCulture);

    private static Periode Somme(Periode a, Periode b) => new(a.Mois + b.Mois, a.Jours + b.Jours);

    private Pourquoi Pourquoi(Serie serie, int occurrence, DateOnly nominal, DateOnly on) => new(
        serie.First == serie.Every
            ? $"{Majuscule(Mise.Rythme(serie.Every))} depuis {serie.Label} (P1)."
            : $"Le premier {Mise.Duree(serie.First)} après {serie.Label}, puis {Mise.Rythme(serie.Every)} (P1).",
        [
            new("Départ", $"{Mise.EnForme(serie.Anchor)}, {serie.Label}"),
            new("Calcul", $"{Mise.EnForme(serie.Anchor)} : séance n° {Rang(occurrence)}, {Mise.EnForme(nominal)}"),
            new("Calendrier", Calendrier(nominal, on)),
            new("Borne", $"{(UntilPayments ? "dernier jour des paiements" : "fin de la convention")}, {Mise.EnForme(serie.End)}"),
        ],
        serie.Comite.Source?.ToString())
    {
        Raison = new Raison(Raison.Cadence, new Dictionary<string, string?>
        {
            ["premier"] = serie.First == serie.Every ? null : serie.First.EnIso, ["tous"] = serie.Every.EnIso, ["depart"] = Raison.Jour(serie.Anchor), ["le"] = Raison.Jour(nominal),
            ["deplace"] = nominal == on ? null : Raison.Jour(on),
        }),
    };

    private static string Majuscule(string words) => char.ToUpperInvariant(words[0]) + words[1..];

    /// <summary>What the calendar did to a day.</summary>
    public static string Calendrier(DateOnly nominal, DateOnly on) => nominal == on
        ? $"{Mise.JourDeSemaine(on)}, non déplacée"
        : $"{Mise.JourDeSemaine(nominal)} non ouvré, déplacée au {Mise.JourDeSemaine(on)} {Mise.EnForme(on)} (P2)";

    private (DateOnly Day, bool Provisional, string Label)? Ancre(TexteCadence cadence)
    {
        switch (cadence.Anchor)
        {
            case "previousCommittee":
                return cadence.AnchorDate is { } date ? (date, false, "le dernier comité") : null;
            case "signing":
                return dossier.SignedOn is { } signed ? (signed, false, "la signature") : null;
            case "incubationStart":
                if (dossier.Jalons.FirstOrDefault(j => j.Milestone == JalonsDuTexte.IncubationStart) is { } jalon)
                    return (jalon.On, false, "le début de l’incubation");
                return dossier.SignedOn is { } faute ? (faute, true, "la signature, faute de début d’incubation enregistré") : null;
            default:
                return Effet();
        }
    }

    private (DateOnly Day, bool Provisional, string Label)? Effet()
    {
        var ordre = _politiques.Liste("committee.anchor");
        for (var rang = 0; rang < ordre.Count; rang++)
        {
            if (ordre[rang] == "effect" && dossier.EffectOn is { } effet)
                return (effet, false, "la prise d’effet");
            if (ordre[rang] == "signing" && dossier.SignedOn is { } signature)
                return (signature, rang > 0, rang > 0 ? "la signature, faute de prise d’effet enregistrée" : "la signature");
        }

        return null;
    }

    private sealed record Serie(TexteComite Comite, string? Startup, string Label, DateOnly Anchor, Periode First, Periode Every, DateOnly End);
}
