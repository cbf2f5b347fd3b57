using System.Globalization;
using System.Text.Json.Serialization;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Depenses;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Domain.Rapports;

namespace ComiteFlow.Domain.Revoyures;

/// <summary>An impact that an état des réalisations tells, and what it was to be.</summary>
public sealed record Indicateur(string Name, decimal Value, decimal Target)
{
    /// <summary>True for what is to fall, such as a delay.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool LowerIsBetter { get; init; }

    /// <summary>True below that share (percent) of the target; of what is to fall, the target is taken as a share of the value.</summary>
    public bool IsBelow(decimal share) => Target > 0 && (LowerIsBetter ? Target * 100 < Value * share : Value * 100 < Target * share);

    /// <summary>Share of the target that is reached, in percent with one decimal.</summary>
    internal decimal Part => decimal.Round(LowerIsBetter ? Target * 100 / Value : Value * 100 / Target, 1);
}

/// <summary>Opens revoyures out of turn by the rules that the convention switches on; each firing says its figures, once for what fired it.</summary>
public sealed class OuverturesParRegle(Dossier dossier)
{
    /// <summary>Looks at consumption, late reports and changes of sponsor.</summary>
    /// <returns>The openings of this time.</returns>
    public IReadOnlyList<Ouverture> Verify(DateOnly today)
    {
        if (dossier.EffectOn is null || dossier.EndsOn < today)
            return [];
        var next = dossier.Comites.Where(c => c.State == ComiteState.Planned && new Planification(dossier).TexteDe(c).Decides)
            .GroupBy(c => (c.Code, c.Startup), (_, suite) => suite.MinBy(c => c.On)!).OrderBy(c => c.On).ThenBy(c => c.Id, StringComparer.Ordinal).ToList();
        return [.. next.SelectMany(comite => Verify(comite, comite == next[0], today)).OfType<Ouverture>()];
    }

    /// <summary>Looks at the impacts that an état des réalisations tells.</summary>
    public Ouverture? MissedImpact(Comite comite, IReadOnlyList<Indicateur> indicators, DateOnly today)
    {
        if (dossier.Politiques.TauxOuRien("revoyure.missedImpact") is not { } share)
            return null;
        var missed = indicators.Where(i => i.IsBelow(share)).ToList();
        if (missed.Count == 0)
            return null;
        var inputs = missed.Select(i => new KeyValuePair<string, string>(i.Name, $"{Nombre(i.Value)} pour une cible de {Nombre(i.Target)}, soit {Nombre(i.Part)} %"));
        return Open(
            comite, ReglesDOuverture.MissedImpact, Rapport.StatusId(comite.Id), today,
            new Pourquoi("Un impact est au-dessous de la part de sa cible qui ouvre une revoyure (revoyure.missedImpact).", [.. inputs, new("Seuil", $"{Nombre(share)} % de la cible")], null)
            {
                Raison = new Raison(ReglesDOuverture.MissedImpact, new Dictionary<string, string?> { ["seuil"] = Nombre(share) })
                {
                    Lignes = [.. missed.Select(i => new Dictionary<string, string?> { ["nom"] = i.Name, ["valeur"] = Nombre(i.Value), ["cible"] = Nombre(i.Target), ["part"] = Nombre(i.Part) })],
                },
            },
            new RevoyureOpened { Committee = comite.Code, Rule = ReglesDOuverture.MissedImpact, Indicators = missed, Threshold = share });
    }

    /// <summary>After a provisional decision the next comité comes by the end of its period.</summary>
    internal void ProvisionalEnd(Comite comite, DateOnly until, DateOnly today)
    {
        var next = dossier.Comites.Where(c => c.Code == comite.Code && c.Startup == comite.Startup && c.State == ComiteState.Planned).MinBy(c => c.On);
        if (next is null)
            return;
        Open(
            next, ReglesDOuverture.ProvisionalEnd, comite.Id, today,
            new Pourquoi("La décision provisoire appelle une décision avant la fin de sa période.", [new("Fin de la période", Mise.EnForme(until))], null)
            {
                Raison = new Raison(ReglesDOuverture.ProvisionalEnd, new Dictionary<string, string?> { ["fin"] = Raison.Jour(until) }),
            },
            new RevoyureOpened { Committee = next.Code, Rule = ReglesDOuverture.ProvisionalEnd, Until = until }, until);
    }

    /// <summary>The working day that an opening asks for.</summary>
    public DateOnly DayOf(Ouverture opening) => dossier.Jours.Deplacer(opening.Nominal, opening.Rule == ReglesDOuverture.ProvisionalEnd ? opening.Nominal : dossier.EndsOn);

    private IEnumerable<Ouverture?> Verify(Comite comite, bool isFirst, DateOnly today)
    {
        yield return Consumption(comite, today);
        foreach (var late in dossier.Rapports.Where(r => r is { IsMissing: true, Voluntary: false } && (r.Kind == "status" ? r.Committee == comite.Code && r.Startup == comite.Startup : isFirst)))
        {
            yield return LateReport(comite, late, today);
        }

        if (!dossier.Politiques.Vrai("revoyure.sponsorChange"))
            yield break;
        foreach (var change in dossier.Jalons.Where(j => j.Milestone == JalonsDuTexte.SponsorChange && (j.Startup.Length == 0 ? isFirst : j.Startup == comite.Startup || (comite.Startup is null && isFirst))))
        {
            yield return Open(
                comite, ReglesDOuverture.SponsorChange, $"{change.Startup}/{change.On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}", today,
                new Pourquoi("Un changement de commanditaire ouvre une revoyure (revoyure.sponsorChange).", [new("Changement", Mise.EnForme(change.On))], null)
                {
                    Raison = new Raison(ReglesDOuverture.SponsorChange, new Dictionary<string, string?> { ["changement"] = Raison.Jour(change.On) }),
                },
                new RevoyureOpened { Committee = comite.Code, Rule = ReglesDOuverture.SponsorChange, Since = change.On });
        }
    }

    private Ouverture? Consumption(Comite comite, DateOnly today)
    {
        if (dossier.Politiques.TauxOuRien("revoyure.consumption") is not { } threshold)
            return null;
        var scope = dossier.Texte.BudgetControl.Level == "startup" ? comite.Startup : null;
        var livre = new GrandLivre(dossier);
        var (released, committed) = (livre.Limits(scope, today).Ae, livre.Totals(scope, null).Committed);
        if (released <= Money.Zero || (decimal)committed.Cents * 100 < released.Cents * threshold)
            return null;
        var share = decimal.Round((decimal)committed.Cents * 100 / released.Cents, 1);
        // What was decided about these credits is not asked again before others are at disposal.
        return Open(
            comite, ReglesDOuverture.Consumption, $"{scope}/{released.Cents.ToString(CultureInfo.InvariantCulture)}", today,
            new Pourquoi(
                "La part engagée des crédits à disposition atteint le seuil qui ouvre une revoyure (revoyure.consumption).",
                [new("Engagé", committed.ToString()), new("À disposition", released.ToString()), new("Part", $"{Nombre(share)} %"), new("Seuil", $"{Nombre(threshold)} %")], null)
            {
                Raison = new Raison(ReglesDOuverture.Consumption, new Dictionary<string, string?>
                {
                    ["engage"] = committed.ToString(), ["disposition"] = released.ToString(), ["part"] = Nombre(share), ["seuil"] = Nombre(threshold),
                }),
            },
            new RevoyureOpened
            {
                Committee = comite.Code, Rule = ReglesDOuverture.Consumption, CommittedCents = committed.Cents, AllocatedCents = released.Cents, Share = share, Threshold = threshold,
            });
    }

    private Ouverture? LateReport(Comite comite, Rapport late, DateOnly today)
    {
        if (dossier.Politiques.EntierOuRien("revoyure.lateReport") is not { } threshold)
            return null;
        var days = dossier.Jours.Entre(late.Due, today);
        if (days < threshold)
            return null;
        return Open(
            comite, ReglesDOuverture.LateReport, late.Id, today,
            new Pourquoi(
                "Un document attendu manque depuis le nombre de jours ouvrés qui ouvre une revoyure (revoyure.lateReport).",
                [
                    new("Document", late.Kind switch { "status" => "état des réalisations", "final" => "compte rendu final", _ => $"compte rendu des dépenses de {late.Month}" }),
                    new("Attendu le", Mise.EnForme(late.Due)), new("Retard", Mise.Compte(days, "jour ouvré", "jours ouvrés")), new("Seuil", Mise.Compte(threshold, "jour ouvré", "jours ouvrés")),
                ], null)
            {
                Raison = new Raison(ReglesDOuverture.LateReport, new Dictionary<string, string?>
                {
                    ["rapport"] = late.Kind, ["mois"] = late.Month, ["attendu"] = Raison.Jour(late.Due), ["retard"] = days.ToString(CultureInfo.InvariantCulture), ["seuil"] = threshold.ToString(CultureInfo.InvariantCulture),
                }),
            },
            new RevoyureOpened { Committee = comite.Code, Rule = ReglesDOuverture.LateReport, Report = late.Kind, Month = late.Month, Due = late.Due, WorkingDaysLate = days, Threshold = threshold });
    }

    /// <summary>Opens, unless the same has opened one already or the comité is as near as it can be.</summary>
    private Ouverture? Open(Comite comite, string rule, string key, DateOnly today, Pourquoi why, RevoyureOpened fait, DateOnly? at = null)
    {
        var nominal = at ?? dossier.Jours.Ajouter(today, dossier.Politiques.Entier("revoyure.outOfTurnLead"));
        var on = dossier.Jours.Deplacer(nominal, at ?? dossier.EndsOn);
        if (on >= comite.On || dossier.Ouvertures.Any(o => o.Rule == rule && o.Key == key))
            return null;
        why = why with { Inputs = [.. why.Inputs, new("Séance prévue", Mise.EnForme(comite.On)), new("Séance demandée", Mise.EnForme(on))] };
        var ouverture = new Ouverture(dossier.Id, dossier.Ouvertures.Count + 1, comite.Id, rule, key) { OpenedOn = today, Nominal = nominal, Why = why };
        dossier.Add(ouverture);
        dossier.Raise(fait with { Occurrence = comite.Occurrence, Startup = comite.Startup, On = on, Was = comite.On, Why = why });
        return ouverture;
    }

    private static string Nombre(decimal number) => number.ToString("0.##", CultureInfo.GetCultureInfo("fr-FR"));
}
