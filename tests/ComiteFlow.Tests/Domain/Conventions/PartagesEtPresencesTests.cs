using ComiteFlow.Domain;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;

namespace ComiteFlow.Tests.Domain.Conventions;

/// <summary>From when to when a startup is under a convention, what may be spent on it there, and which of two conventions was first.</summary>
public sealed class PartagesEtPresencesTests
{
    private const string Produit = "PRODUIT-1";
    private static readonly DateOnly Jour = DossierDEssai.Debut;

    [Fact]
    public void Of_StartupOfSeveralAnnexes_LastsFromTheFirstToTheLast()
    {
        var essai = new DossierDEssai(t => t with { Startups = [Textes.Startup("AUTRE", "fin", "2020-10") with { PeriodStart = "2020-01" }, Periode("2020-07", "2020-08")] }).Signe();
        essai.Avenant(Textes.Avenant(Periode("2020-05", "2020-06"), Periode("2020-10", "2020-11")), Jour);

        Assert.Equal(new Presence(new(2020, 5, 1), new(2020, 11, 30)), Presence.Of(essai.Dossier, Produit));
        Assert.Null(Presence.Of(essai.Dossier, "INCONNUE"));
    }

    [Theory]
    [InlineData(null, "2020-08", "2020-01-15", "2020-08-31")]
    [InlineData("2020-07", null, "2020-07-01", "2021-12-31")]
    [InlineData("2021-11", "2022-05", "2021-11-01", "2021-12-31")]
    [InlineData("2021-12", "2021-12", "2021-12-01", "2021-12-31")]
    [InlineData("2022-01", "2022-05", null, null)]
    public void Of_AnnexeWithoutAMonthOrBeyondTheEnd_IsBoundedByTheConvention(string? debut, string? fin, string? from, string? until)
    {
        var essai = new DossierDEssai(t => t with { Startups = [Periode(debut, fin)] }).Signe();

        var presence = Presence.Of(essai.Dossier, Produit);

        Assert.Equal(from is null ? null : new Presence(Le(from), Le(until!)), presence);
    }

    [Theory]
    [InlineData("effect", "2020-03-01")]
    [InlineData("signed", "2020-01-15")]
    [InlineData("signing", "2020-02-01")]
    [InlineData("uncertain", null)]
    public void Of_BeforeTheEffect_BeginsWithWhatTheTextStates(string etat, string? from)
    {
        var essai = new DossierDEssai(t => t with
        {
            Startups = [Periode(null, null)],
            Effect = new TexteEffet { Trigger = "publication", Date = etat is "effect" or "uncertain" ? new DateOnly(2020, 3, 1) : null, Uncertain = etat == "uncertain" },
            Signing = new TexteSignature { Date = etat is "signing" or "uncertain" ? new DateOnly(2020, 2, 1) : null, Uncertain = etat == "uncertain" },
        }).Enregistre();
        if (etat == "signed")
            essai.Dossier.SignedOn = Jour;

        Assert.Equal(from is null ? null : Le(from), Presence.Of(essai.Dossier, Produit)?.From);
    }

    [Theory]
    [InlineData("2021-12-31", null, "2021-12-31")]
    [InlineData(null, "2022-03-31", "2022-03-31")]
    [InlineData("2021-12-31", "2022-03-31", "2021-12-31")]
    public void Of_BeforeTheEndIsKnown_LastsAsTheTextSays(string? date, string? paiement, string until)
    {
        var essai = new DossierDEssai(t => t with
        {
            Startups = [Periode("2020-07", null)], End = new TexteFin { Date = date is null ? null : Le(date), LatestPayment = paiement is null ? null : Le(paiement) },
        }).Enregistre();
        (essai.Dossier.EndsOn, essai.Dossier.PaymentsUntil) = (null, null);

        Assert.Equal(Le(until), Presence.Of(essai.Dossier, Produit)?.Until);
        essai.Dossier.EndsOn = new DateOnly(2020, 9, 30);
        Assert.Equal(new DateOnly(2020, 9, 30), Presence.Of(essai.Dossier, Produit)?.Until);
    }

    [Theory]
    [InlineData(10L, true)]
    [InlineData(0L, false)]
    public void Of_AmountOfADecision_CountsForItsPeriod(long cents, bool compte)
    {
        var essai = new DossierDEssai(t => Textes.ParStartup(t) with { Startups = [Periode("2020-07", "2020-08")] }).Signe();
        essai.Dossier.Add(new Acte("AV-1", DossierDEssai.Id, "avenant", 1, []) { Changes = new Changements(Startup: Produit, Amount: Money.FromCents(cents), From: new(2020, 9, 1), Until: new(2020, 10, 31)) });

        Assert.Equal(new DateOnly(2020, compte ? 10 : 8, 31), Presence.Of(essai.Dossier, Produit)?.Until);
    }

    [Theory]
    [InlineData("2020-02-01", "2020-03-31", "2020-03-01", "2020-04-30", "2020-03-01", "2020-03-31")]
    [InlineData("2020-03-01", "2020-04-30", "2020-02-01", "2020-03-31", "2020-03-01", "2020-03-31")]
    [InlineData("2020-02-01", "2020-03-01", "2020-03-01", "2020-03-31", "2020-03-01", "2020-03-01")]
    [InlineData("2020-02-01", "2020-02-29", "2020-03-01", "2020-03-31", null, null)]
    public void And_OfTwoPresences_IsWhatTheyShare(string a, string b, string c, string d, string? from, string? until) =>
        Assert.Equal(from is null ? null : new Presence(Le(from), Le(until!)), new Presence(Le(a), Le(b)).And(new Presence(Le(c), Le(d))));

    [Fact]
    public void Exposure_IsTheCeilingElseTheAnnexesElseWhatIsGrantedOrStated()
    {
        Money Du(Func<TexteConvention, TexteConvention> change, long granted = 0)
        {
            var dossier = new DossierDEssai(change).Enregistre().Dossier;
            dossier.Granted = Money.FromCents(granted);
            return new Partages(dossier).Exposure(Produit);
        }

        TexteConvention Sans(TexteConvention t) => t with { Ceilings = [], Startups = [], Tranches = [new TexteTranche { AmountCents = 30 }, new TexteTranche { AmountCents = 12 }] };
        Assert.Equal(1_000_000, Du(t => t with { Startups = [Textes.Startup(Produit, "fin", "2020-10", 5)] }).Cents);
        Assert.Equal(12, Du(t => Sans(t) with { Startups = [Textes.Startup(Produit, "fin", "2020-10", 5), Textes.Startup("AUTRE", "fin", "2020-10", 50), Textes.Startup(Produit, "fin", "2020-10", 7)] }).Cents);
        Assert.Equal(42, Du(Sans).Cents);
        Assert.Equal(42, Du(Sans, 41).Cents);
        Assert.Equal(43, Du(Sans, 43).Cents);
    }

    [Fact]
    public void Exposure_CountsWhatSignedAvenantsAdded()
    {
        var essai = new DossierDEssai(t => t with { Ceilings = [], Startups = [Textes.Startup(Produit, "fin", "2020-10", 5)] }).Enregistre();
        essai.Dossier.Add(new Acte("AV-1", DossierDEssai.Id, "avenant", 1, []) { SignedOn = Jour, Changes = new Changements(Startup: Produit, Amount: Money.FromCents(4)) });

        Assert.Equal(9, new Partages(essai.Dossier).Exposure(Produit).Cents);
    }

    [Theory]
    [InlineData("2020-03", "2020-04", 0, "CONV-1")]
    [InlineData("2020-04", "2020-03", 0, "CONV-2")]
    [InlineData("2020-04", "2020-04", 1, "CONV-2")]
    [InlineData("2020-04", "2020-04", -1, "CONV-1")]
    [InlineData("2020-04", "2020-04", 0, "CONV-1")]
    public void Review_WithoutATakeover_TheFirstIsTheOneThatBeganOrWasRegisteredBefore(string ici, string la, int jours, string premiere)
    {
        foreach (var inverse in new[] { false, true })
        {
            var (une, autre) = (Avec("CONV-1", ici, Jour.AddDays(5 + jours), "P1M5D"), Avec("CONV-2", la, Jour.AddDays(5), "P2M"));
            if (inverse)
                new Partages(autre.Dossier).Review(une.Dossier, Jour);
            else
                new Partages(une.Dossier).Review(autre.Dossier, Jour);

            // The second is warned, with the notice of the first.
            var alerte = Assert.Single(une.Faits.Concat(autre.Faits).OfType<AlertRaised>());
            Assert.Equal(premiere == "CONV-1" ? "CONV-2" : "CONV-1", alerte.Convention);
            Assert.Equal(premiere == "CONV-1" ? "P1M5D" : "P2M", alerte.Why!.Inputs[2].Value);
            var debut = Le((premiere == "CONV-1" ? la : ici) + "-01");
            Assert.Equal(premiere == "CONV-1" ? debut.AddMonths(-1).AddDays(-5) : debut.AddMonths(-2), alerte.NoticeDeadline);
        }
    }

    [Theory]
    [InlineData("2020-12-31", 1)]
    [InlineData("2021-01-01", 0)]
    public void Review_OverlapThatIsOver_WarnsNobody(string today, int alertes)
    {
        var (une, autre) = (Avec("CONV-1", "2020-03", Jour, "P1M"), Avec("CONV-2", "2020-04", Jour, "P1M"));

        new Partages(une.Dossier).Review(autre.Dossier, Le(today));

        Assert.Equal(alertes, une.Faits.Concat(autre.Faits).OfType<AlertRaised>().Count());
    }

    [Fact]
    public void Review_NothingShared_KeepsNothing()
    {
        var (une, autre) = (Avec("CONV-1", "2020-03", Jour, "P1M"), new DossierDEssai(t => t with { Id = "CONV-2", Startups = [new TexteStartup { Id = "AUTRE" }] }).Enregistre());

        new Partages(une.Dossier).Review(autre.Dossier, Jour);

        Assert.Empty(une.Dossier.Partages.Concat(autre.Dossier.Partages));
    }

    [Fact]
    public void Others_AreTheConventionsOfTheTextsThatShareOrHandOver()
    {
        var essai = new DossierDEssai(t => t with { Startups = [new TexteStartup { Id = "A" }, new TexteStartup { Id = "B", TransferFrom = new TexteReprise { ConventionId = "DONNE" } }] }).Enregistre();
        TexteConvention Texte(string id, params TexteStartup[] startups) => new() { Id = id, Startups = startups };

        var autres = new Partages(essai.Dossier).Others(
        [
            essai.Texte, Texte("RIEN", new TexteStartup { Id = "C" }), Texte("PARTAGE", new TexteStartup { Id = "C" }, new TexteStartup { Id = "A" }), Texte("DONNE"),
            Texte("REPREND", new TexteStartup { Id = "C", TransferFrom = new TexteReprise { ConventionId = DossierDEssai.Id } }, new TexteStartup { Id = "D" }),
            Texte("AV", new TexteStartup { Id = "A" }) with { Kind = "avenant", Amends = "MERE" }, Texte("AV-2", new TexteStartup { Id = "A" }) with { Kind = "avenant", Amends = DossierDEssai.Id },
        ]);

        Assert.Equal(["PARTAGE", "DONNE", "REPREND", "MERE"], autres);
    }

    [Fact]
    public void Record_UnderTwoConventions_NamesTheStartupThatNeedsAReason()
    {
        var (une, autre) = (Avec("CONV-1", "2020-01", Jour, "P1M"), Avec("CONV-2", "2020-01", Jour, "P1M"));
        new Partages(une.Dossier).Review(autre.Dossier, Jour);

        var refus = DossierDEssai.Refus(() => new Partages(une.Dossier).Confirm(Produit, " ", new DateOnly(2020, 5, 4)));

        Assert.Equal(("confirmationRequired", Produit), (refus.Code, refus.Details["startup"]));
        Assert.StartsWith("Produit un relève au même moment", refus.Message, StringComparison.Ordinal);
        Assert.False(new Partages(une.Dossier).Confirm("AUTRE", null, new DateOnly(2020, 5, 4)));
    }

    [Theory]
    [InlineData(true, "2020-05-20")]
    [InlineData(false, "2020-07-01")]
    public void TakeoverDay_IsThatOfTheTextOrTheStartOfThePeriod(bool effective, string jour) =>
        Assert.Equal(Le(jour), Partages.TakeoverDay(Periode("2020-07", null) with { TransferFrom = new TexteReprise { Effective = effective ? new DateOnly(2020, 5, 20) : null } }));

    private static DossierDEssai Avec(string id, string debut, DateOnly on, string notice)
    {
        var essai = new DossierDEssai(t => t with
        {
            Id = id, Startups = [new TexteStartup { Id = "AUTRE-" + id, Name = "Autre" }, Periode(debut, "2020-12") with { Name = "Produit un" }], Termination = new TexteResiliation { Notice = notice },
        }).Enregistre(on);
        essai.Oublier();
        return essai;
    }

    private static TexteStartup Periode(string? debut, string? fin) => new() { Id = Produit, PeriodStart = debut, PeriodEnd = fin };

    private static DateOnly Le(string iso) => DateOnly.Parse(iso, null);
}
