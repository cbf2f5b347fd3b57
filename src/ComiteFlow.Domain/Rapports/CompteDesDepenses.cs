using ComiteFlow.Domain.Calendrier;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Depenses;
using ComiteFlow.Domain.Tranches;

namespace ComiteFlow.Domain.Rapports;

/// <summary>What a line of an expense account tells.</summary>
public enum GenreDeLigne
{
    /// <summary>One startup and envelope in one month, by the ledger.</summary>
    Detail,

    /// <summary>All of the ledger.</summary>
    Registre,

    /// <summary>What the délégataire declared.</summary>
    Declare,

    /// <summary>Declared less ledger, where they differ.</summary>
    Ecart,
}

/// <summary>One line of an expense account; null where the line has no such amount.</summary>
/// <param name="Mois"><c>yyyy-MM</c>; null for a line about the whole period.</param>
public sealed record LigneDeCompte(GenreDeLigne Genre, string? Mois, string? Startup = null, string? Enveloppe = null)
{
    public MontantsDeCompte DuMois { get; init; } = new(null, null);

    public required MontantsDeCompte Cumul { get; init; }

    public MontantsDeCompte Prevu { get; init; } = new(null, null);

    public MontantsDeCompte Reste { get; init; } = new(null, null);
}

/// <summary>An amount in AE and one in CP.</summary>
public sealed record MontantsDeCompte(Money? Ae, Money? Cp)
{
    public static MontantsDeCompte operator -(MontantsDeCompte left, MontantsDeCompte right) => new(left.Ae - right.Ae, left.Cp - right.Cp);
}

/// <summary>A received expense account in lines: the ledger by month, startup and envelope, then what was declared.</summary>
public sealed class CompteDesDepenses(Dossier dossier, Rapport rapport)
{
    private readonly DateOnly _recu = rapport.ReceivedOn ?? throw new ArgumentException("The account is not in yet.", nameof(rapport));

    public IReadOnlyList<LigneDeCompte> Lignes()
    {
        var mois = Mois();
        var registre = Registre(mois);
        var declare = new LigneDeCompte(GenreDeLigne.Declare, rapport.Month)
        {
            Cumul = new(rapport.CumulatedCommitted, rapport.CumulatedPaid),
            Prevu = new(rapport.ForecastAe, rapport.ForecastCp),
            Reste = Credits(dossier.MisesADisposition, _recu) - new MontantsDeCompte(rapport.CumulatedCommitted, rapport.CumulatedPaid),
        };
        var lignes = mois.SelectMany(Details).Append(registre).Append(declare).ToList();
        if (declare.Cumul != registre.Cumul)
            lignes.Add(new LigneDeCompte(GenreDeLigne.Ecart, rapport.Month) { Cumul = declare.Cumul - registre.Cumul });
        return lignes;
    }

    /// <summary>The month of a monthly account; each month with an expense for the final one.</summary>
    private List<string> Mois() => rapport.Month is { } one
        ? [one]
        : [.. dossier.Depenses.Where(l => l.RecordedOn <= _recu).Select(l => Mots.Mois(l.RecordedOn)).Distinct().Order(StringComparer.Ordinal)];

    private IEnumerable<LigneDeCompte> Details(string mois)
    {
        var jusque = Jusque(mois);
        return Jusqua(jusque)
            .GroupBy(l => (l.Startup, l.Envelope))
            .Where(group => rapport.Month is not null || group.Any(l => Mots.Mois(l.RecordedOn) == mois))
            .OrderBy(group => group.Key.Startup, StringComparer.Ordinal).ThenBy(group => group.Key.Envelope, StringComparer.Ordinal)
            .Select(group => new LigneDeCompte(GenreDeLigne.Detail, mois, group.Key.Startup, group.Key.Envelope)
            {
                DuMois = Somme(group.Where(l => Mots.Mois(l.RecordedOn) == mois)),
                Cumul = Somme(group),
                Reste = Reste(group.Key.Startup, group.Key.Envelope, jusque),
            });
    }

    private LigneDeCompte Registre(List<string> mois)
    {
        var jusque = rapport.Month is { } one ? Jusque(one) : _recu;
        var cumul = Somme(Jusqua(jusque));
        return new LigneDeCompte(GenreDeLigne.Registre, rapport.Month)
        {
            DuMois = Somme(Jusqua(jusque).Where(l => mois.Contains(Mots.Mois(l.RecordedOn)))),
            Cumul = cumul,
            Reste = Credits(dossier.MisesADisposition, jusque) - cumul,
        };
    }

    /// <summary>What is left of an envelope, or of a startup where the text controls by startup; nothing is reserved for others.</summary>
    private MontantsDeCompte Reste(string? startup, string? enveloppe, DateOnly jusque)
    {
        var parStartup = dossier.Texte.BudgetControl.Level == "startup" && startup is not null;
        if (enveloppe is null && !parStartup)
            return new(null, null);
        var lignes = Jusqua(jusque).Where(l => (enveloppe is null || l.Envelope == enveloppe) && (!parStartup || l.Startup == startup));
        return (enveloppe is null ? Credits(dossier.MisesADisposition.Where(m => m.Startup == startup), jusque) : Reserve(enveloppe)) - Somme(lignes);
    }

    private MontantsDeCompte Reserve(string enveloppe)
    {
        var reserve = dossier.Actes.SelectMany(a => dossier.TexteDe(a.Id)?.Tranches ?? []).SelectMany(t => t.Earmarks).First(e => e.Id == enveloppe);
        return new(Money.FromCents(reserve.AmountCents), Money.FromCents(reserve.AmountCents));
    }

    private DateOnly Jusque(string mois) => Mots.FinDeMois(mois) < _recu ? Mots.FinDeMois(mois) : _recu;

    private IEnumerable<LigneDepense> Jusqua(DateOnly jour) => dossier.Depenses.Where(l => l.RecordedOn <= jour);

    private static MontantsDeCompte Credits(IEnumerable<MiseADisposition> mises, DateOnly jusque)
    {
        var (ae, cp) = Fonds.Sum(mises.Where(m => m.On <= jusque));
        return new(ae, cp);
    }

    private static MontantsDeCompte Somme(IEnumerable<LigneDepense> lignes) => lignes.Aggregate(
        new MontantsDeCompte(Money.Zero, Money.Zero),
        (somme, ligne) => ligne.IsPayment ? somme with { Cp = somme.Cp + ligne.Amount } : somme with { Ae = somme.Ae + ligne.Amount });
}
