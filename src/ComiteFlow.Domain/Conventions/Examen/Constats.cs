using System.Globalization;
using ComiteFlow.Domain.Faits;

namespace ComiteFlow.Domain.Conventions.Examen;

/// <summary>Where a figure stands: its table if any, its item, its month, its source.</summary>
internal sealed record Lieu(string? Table, string Item, string? Source, string? Month = null);

/// <summary>The findings of an examination, in order: each check becomes a fact that says whether it agrees.</summary>
internal sealed class Constats(string document, string convention)
{
    private readonly List<Fait> _faits = [];

    public IReadOnlyList<Fait> Faits => _faits;

    public string Document => document;

    public void Add(Fait fait) => _faits.Add(fait with { Convention = convention });

    public void AddRange(IEnumerable<Fait> faits)
    {
        foreach (var fait in faits)
            Add(fait);
    }

    /// <summary>Compares a printed amount with the computed one.</summary>
    /// <param name="fromLines">The same total by another way, told with an anomaly only.</param>
    /// <param name="agrees">Whether they agree when that is not equality.</param>
    public void Amounts(Lieu lieu, string kind, string rule, long printed, long computed, long? fromLines = null, bool? agrees = null)
    {
        var why = Why(lieu, rule, Money.FromCents(printed).ToString(), Money.FromCents(computed).ToString());
        if (agrees ?? printed == computed)
        {
            Add(new ImportChecked
            {
                Document = document, Table = lieu.Table, Item = lieu.Item, Kind = kind, PrintedCents = printed, ComputedCents = computed, Why = why,
            });
            return;
        }

        Add(new AnomalyFlagged
        {
            Document = document,
            Table = lieu.Table,
            Item = lieu.Item,
            Kind = kind,
            Month = lieu.Month,
            PrintedCents = printed,
            ComputedCents = computed,
            DifferenceCents = printed - computed,
            FromLinesCents = fromLines,
            Why = why,
        });
    }

    /// <summary>Compares two numbers that are no amounts, or two strings.</summary>
    public void Values(Lieu lieu, string kind, string rule, object printed, object computed, bool agrees)
    {
        var why = Why(lieu, rule, Text(printed), Text(computed));
        if (agrees)
            Add(new ImportChecked { Document = document, Table = lieu.Table, Item = lieu.Item, Kind = kind, Printed = printed, Computed = computed, Why = why });
        else
            Add(new AnomalyFlagged { Document = document, Table = lieu.Table, Item = lieu.Item, Kind = kind, Printed = printed, Computed = computed, Why = why });
    }

    /// <summary>Compares a printed share with the exact ratio, rounded half up as finely as the print.</summary>
    public void Share(Lieu lieu, decimal printed, decimal part, decimal whole)
    {
        if (whole == 0)
            return;
        var exact = 100 * part / whole;
        var agrees = decimal.Round(exact, printed.Scale, MidpointRounding.AwayFromZero) == printed;
        Values(lieu, "share", "La part imprimée est le rapport exact au total, arrondi au demi supérieur.", printed, decimal.Round(exact, 2, MidpointRounding.AwayFromZero), agrees);
    }

    private static string Text(object value) => Convert.ToString(value, CultureInfo.GetCultureInfo("fr-FR")) ?? "";

    private static Pourquoi Why(Lieu lieu, string rule, string printed, string computed)
    {
        var inputs = new List<KeyValuePair<string, string>> { new("Élément", lieu.Item) };
        if (lieu.Month is not null)
            inputs.Add(new("Mois", lieu.Month));
        inputs.Add(new("Imprimé", printed));
        inputs.Add(new("Calculé", computed));
        return new Pourquoi(rule, inputs, lieu.Source);
    }
}
