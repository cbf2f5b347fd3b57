using System.Globalization;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Domain.Gestion;

namespace ComiteFlow.Domain.Depenses;

/// <summary>What was forecast to be consumed by a day, as somebody says it.</summary>
/// <param name="Startup">Null for the whole convention, where the text does not control by startup.</param>
/// <param name="Dimension"><c>AE</c> or <c>CP</c>.</param>
/// <param name="On">The day by which it was forecast.</param>
public sealed record Prevision(string? Startup, string Dimension, DateOnly On, Money Amount, string? Cause = null);

/// <summary>A consumption that is behind its forecast: what the ledger holds by that day.</summary>
/// <param name="Month">Month of that day, <c>yyyy-MM</c>: one is told once a month.</param>
public sealed record EcartDeConsommation(string? Startup, string Dimension, string Month, Money Consumed, Money Gap);

/// <summary>Consumption behind the forecast: where the text asks for it, the délégataire tells the délégant, once a month for a startup and a dimension.</summary>
public sealed class SousConsommation(Dossier dossier)
{
    /// <summary>The alert, as in FORMAT.md.</summary>
    public const string Alerte = "underConsumption";

    public const string Ae = "AE", Cp = "CP";

    /// <summary>What the text says of it; null where it says nothing.</summary>
    public TexteAlerte? Clause => dossier.Texte.Alerts.FirstOrDefault(a => a.Code == "UNDER_CONSUMPTION");

    /// <summary>True where one may be told: the text asks for it, and the convention is in effect.</summary>
    public bool IsOpen => Clause is not null && dossier.EffectOn is not null;

    private List<string> Startups => [.. dossier.Startups().Select(s => s.Startup.Id).Distinct()];

    /// <summary>Tells a gap; what was consumed is what the ledger holds.</summary>
    /// <exception cref="BrokenRuleException">No such clause, startup or dimension; a day ahead or before the effect; told already; no gap.</exception>
    public EcartDeConsommation Signal(Prevision prevision, DateOnly today)
    {
        if (Clause is null)
            throw Refus.SansClause("d’information sur une sous-consommation", "dites l’écart dans le commentaire du compte rendu des dépenses, ou au prochain comité");
        var startup = prevision.Startup ?? (Startups is [var only] ? only : null);
        new GrandLivre(dossier).RequireKnown(startup, null, null);
        if (prevision.Dimension is not (Ae or Cp))
            throw Refus.Inconnu("La dimension", prevision.Dimension, [Ae, Cp]);
        CheckDay(prevision.On, today);
        var month = prevision.On.ToString("yyyy-MM", CultureInfo.InvariantCulture);
        var id = $"{dossier.Id}/{Alerte}/{startup ?? dossier.Id}/{prevision.Dimension}/{month}";
        if (dossier.AlertesPrevues.FirstOrDefault(a => a.Id == id) is { } told)
        {
            var named = startup is null ? "" : $" de {startup}";
            throw Refus.DejaFait(
                $"la sous-consommation{named} en {prevision.Dimension}, {prevision.On.ToString("MMMM yyyy", CultureInfo.GetCultureInfo("fr-FR"))}", $"signalée le {Mise.EnForme(told.Due)}");
        }

        var consumed = new GrandLivre(dossier).ConsumedBy(prevision.On, prevision.Dimension == Cp, Startups.Count > 1 ? startup : null);
        if (prevision.Amount <= consumed)
        {
            throw new BrokenRuleException(
                "invalidAmount",
                $"La prévision saisie ({prevision.Amount}) n’est pas recevable, car le registre porte {consumed} en {prevision.Dimension} au {Mise.EnForme(prevision.On)} : saisissez une prévision plus élevée, ou ne signalez rien si la consommation la suit.");
        }

        dossier.Add(new AlertePrevue(id, dossier.Id, Alerte, today) { On = prevision.On, SettledOn = today });
        var gap = new EcartDeConsommation(startup, prevision.Dimension, month, consumed, prevision.Amount - consumed);
        Raise(prevision, gap);
        return gap;
    }

    private void CheckDay(DateOnly on, DateOnly today)
    {
        if (on > today)
            throw Refus.Date(on, "une sous-consommation se constate et ne s’annonce pas à l’avance", $"saisissez une date jusqu’au {Mise.EnForme(today)}");
        if (dossier.EffectOn is not { } effect)
            throw new BrokenRuleException("notInEffect", $"La convention {dossier.Id} ne produit pas encore d’effet, rien ne peut être en retard : attendez sa prise d’effet.");
        if (on < effect)
            throw new BrokenRuleException("notInEffect", $"La convention {dossier.Id} ne produit ses effets qu’à partir du {Mise.EnForme(effect)} : arrêtez la consommation à partir de ce jour.");
    }

    private void Raise(Prevision prevision, EcartDeConsommation gap)
    {
        List<KeyValuePair<string, string>> inputs =
            [new("Dimension", gap.Dimension), new("Prévu", prevision.Amount.ToString()), new("Consommé au registre", gap.Consumed.ToString())];
        if (prevision.Cause is { } cause)
            inputs.Add(new("Cause indiquée", cause));
        dossier.Raise(new AlertRaised
        {
            Alert = Alerte, To = [dossier.Delegant], Cc = [], Startup = gap.Startup, On = prevision.On, AmountCents = gap.Gap.Cents,
            Why = new Pourquoi("Le délégataire informe le délégant que la consommation est en retard sur la prévision.", inputs, Clause?.Source?.ToString()),
        });
    }
}
