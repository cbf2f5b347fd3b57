using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;

namespace ComiteFlow.Domain.Depenses;

/// <summary>Why what remains is what it is: the limit that counts, less what is engaged and paid.</summary>
internal static class PourquoiDuReste
{
    public static Pourquoi Of(Dossier dossier, string? startup, string? envelope, (Money Ae, Money Cp) limit, (Money Committed, Money Paid) spent)
    {
        var byStartup = dossier.Texte.BudgetControl.Level == "startup" && startup is not null;
        var (rule, source) = envelope is not null
            ? ($"Le reste est celui de l’enveloppe {envelope} : son montant, moins ce qui est engagé (AE) et payé (CP) sur elle.", dossier.Texte.Tranches.FirstOrDefault(t => t.Earmarks.Any(e => e.Id == envelope))?.Source)
            : byStartup
                ? ($"Le reste est celui de {startup} : ce qui est mis à sa disposition, moins ce qui est engagé (AE) et payé (CP).", dossier.Texte.BudgetControl.Source)
                : ("Le reste est celui de la convention : ce qui est mis à disposition, moins ce qui est engagé (AE) et payé (CP).", dossier.Texte.BudgetControl.Source);
        return new Pourquoi(
            rule,
            [
                new("Limite en AE", limit.Ae.ToString()), new("Engagé", spent.Committed.ToString()),
                new("Limite en CP", limit.Cp.ToString()), new("Payé", spent.Paid.ToString()),
            ],
            source?.ToString());
    }
}
