using ComiteFlow.Domain.Conventions;

namespace ComiteFlow.Tests.Domain;

/// <summary>Variants of the small convention that several tests need.</summary>
internal static class Textes
{
    /// <summary>Controlled by startup, with one annexe of 2 000,00 € from July to October 2020 and its comité in words.</summary>
    public static TexteConvention ParStartup(TexteConvention texte) => texte with
    {
        BudgetControl = new TexteControle { Level = "startup" },
        Tranches = [],
        Ceilings = [],
        Startups = [Startup("PRODUIT-1", "fin", "2020-10")],
        Committees = [texte.Committees[0] with { Cadence = new TexteCadence { Every = "P2M", Anchor = "startupPeriodEnd" }, FollowedBy = ["BUDGET_FRAMING", "AVENANT"] }],
        End = new TexteFin { Date = new DateOnly(2020, 12, 31) },
    };

    public static TexteStartup Startup(string id, string word, string month, long budget = 200_000) => new()
    {
        Id = id,
        Name = id,
        Annex = "1/1",
        BudgetCents = budget,
        PeriodStart = "2020-07",
        PeriodEnd = "2020-10",
        CommitteeToPlan = new TexteComiteAPlanifier { Text = $"{word} {month}", Word = word, Month = month },
    };

    /// <summary>An avenant that brings a startup's annexe.</summary>
    public static TexteConvention Avenant(params TexteStartup[] startups) => new()
    {
        Id = DossierDEssai.Id + "-AV1",
        Kind = "avenant",
        Number = 1,
        Amends = DossierDEssai.Id,
        Signatories = [new TexteSignataire { PartyId = DossierDEssai.Delegant }, new TexteSignataire { PartyId = DossierDEssai.Delegataire }],
        Startups = startups,
    };

    public static TexteFinDeGestion FinDeGestion { get; } = new()
    {
        AeCutoff = new TexteDateLimite { MonthDay = "--11-30" }, CpCutoff = new TexteDateLimite { MonthDay = "--12-01" },
    };
}
