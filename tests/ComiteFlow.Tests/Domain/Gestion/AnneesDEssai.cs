using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Tranches;

namespace ComiteFlow.Tests.Domain.Gestion;

/// <summary>The convention of the tests with an end of year: cutoffs on 30 November and 1 December, dialogue before 15 November, control by startup.</summary>
internal static class AnneesDEssai
{
    public const string Une = "EQUIPE-1", Autre = "EQUIPE-2";

    public static DossierDEssai Convention(Func<TexteConvention, TexteConvention>? change = null) => new(texte => (change ?? (t => t))(texte with
    {
        EndOfYear = new TexteFinDeGestion
        {
            AeCutoff = new TexteDateLimite { MonthDay = "--11-30" },
            CpCutoff = new TexteDateLimite { MonthDay = "--12-01" },
            UnconsumedBalanceDate = "--11-30",
            DialogueDeGestion = new TexteDialogue { Text = "avant mi-novembre", BeforeMonthDay = "--11-15", Topics = ["solde", "reports"] },
        },
        BudgetControl = new TexteControle { Level = "startup" },
        Tranches = [],
        Startups = [new TexteStartup { Id = Une, Name = "Une", BudgetCents = 100_000 }, new TexteStartup { Id = Autre, Name = "Autre", BudgetCents = 50_000 }],
    }));

    /// <summary>Signed, and each startup has its credits.</summary>
    public static DossierDEssai Dotee(Func<TexteConvention, TexteConvention>? change = null)
    {
        var essai = Convention(change).Signe();
        new Fonds(essai.Dossier).Release(Une, null, null, null, DossierDEssai.Debut);
        new Fonds(essai.Dossier).Release(Autre, null, null, null, DossierDEssai.Debut);
        return essai;
    }
}
