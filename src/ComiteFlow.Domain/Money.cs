using System.Globalization;

namespace ComiteFlow.Domain;

/// <summary>Euros to the cent. Decimal in code, integer cents in files and in the database.</summary>
public readonly record struct Money(decimal Euros) : IComparable<Money>
{
    private static readonly CultureInfo Francais = CultureInfo.GetCultureInfo("fr-FR");

    public static Money Zero { get; }

    public long Cents => (long)(Euros * 100);

    public static Money FromCents(long cents) => new(cents / 100m);

    public static Money operator +(Money left, Money right) => new(left.Euros + right.Euros);

    public static Money operator -(Money left, Money right) => new(left.Euros - right.Euros);

    public static bool operator <(Money left, Money right) => left.Euros < right.Euros;

    public static bool operator >(Money left, Money right) => left.Euros > right.Euros;

    public static bool operator <=(Money left, Money right) => left.Euros <= right.Euros;

    public static bool operator >=(Money left, Money right) => left.Euros >= right.Euros;

    public static Money Min(Money left, Money right) => left < right ? left : right;

    public int CompareTo(Money other) => Euros.CompareTo(other.Euros);

    /// <summary>As in a French sentence: <c>1 406 616,00 €</c>, with no-break spaces.</summary>
    public override string ToString() => Euros.ToString("#,##0.00", Francais).Replace('\u202F', '\u00A0') + "\u00A0€";
}
