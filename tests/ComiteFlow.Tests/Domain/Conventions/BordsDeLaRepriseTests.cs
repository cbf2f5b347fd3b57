using ComiteFlow.Domain;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;

namespace ComiteFlow.Tests.Domain.Conventions;

/// <summary>When a convention counts as begun, which lines of its past are still a question, and what a line tells.</summary>
public sealed class BordsDeLaRepriseTests
{
    private static readonly DateOnly Jour = DossierDEssai.Debut;

    [Theory]
    [InlineData("2020-06-30", null, "2020-06-30", false)]
    [InlineData("2020-06-30", null, "2020-07-01", true)]
    [InlineData(null, "2020-06-30", "2020-07-01", true)]
    [InlineData("2020-06-30", "2020-12-31", "2020-07-01", true)]
    [InlineData("2020-12-31", "2020-06-30", "2020-07-01", false)]
    public void HasBegunBefore_ItsEnd_ElseItsLastPayment(string? fin, string? paiement, string today, bool begun)
    {
        var essai = new DossierDEssai(t => t with { Committees = [], End = new TexteFin { Date = Le(fin), LatestPayment = Le(paiement) } });

        Assert.Equal(begun, new Reprise(essai.Dossier).HasBegunBefore(Le(today)!.Value));
    }

    [Theory]
    [InlineData("2020-04-01", "2020-01-15", "2020-10-01", false)]
    [InlineData("2020-04-01", "2020-01-15", "2020-10-02", true)]
    [InlineData(null, "2020-01-15", "2020-07-15", false)]
    [InlineData(null, "2020-01-15", "2020-07-16", true)]
    [InlineData(null, null, "2030-01-01", false)]
    public void HasBegunBefore_TheFirstOfItsComites_CountedFromTheLastOneElseFromTheSignature(string? dernier, string? signe, string today, bool begun)
    {
        var essai = new DossierDEssai(t => t with
        {
            End = new TexteFin(), Signing = new TexteSignature { Date = Le(signe) },
            Committees = [t.Committees[0] with { Code = "AUTRE", Cadence = new TexteCadence() }, t.Committees[0] with { Cadence = new TexteCadence { Every = "P6M", AnchorDate = Le(dernier) } }],
        });

        Assert.Equal(begun, new Reprise(essai.Dossier).HasBegunBefore(Le(today)!.Value));
    }

    [Theory]
    [InlineData("2020-05", "2020-10", "2020-05-31", false)]
    [InlineData("2020-05", "2020-10", "2020-06-01", true)]
    [InlineData("2020-10", "2020-05", "2020-06-01", false)]
    [InlineData(null, "2020-05", "2020-06-01", true)]
    [InlineData(null, null, "2030-01-01", false)]
    public void HasBegunBefore_TheMonthOfAStartup_IsThatOfItsComiteElseOfItsPeriod(string? comite, string? periode, string today, bool begun)
    {
        var essai = new DossierDEssai(t => t with
        {
            End = new TexteFin(), Committees = [],
            Startups = [new TexteStartup { Id = "A" }, new TexteStartup { Id = "B", PeriodEnd = periode, CommitteeToPlan = comite is null ? null : new TexteComiteAPlanifier { Month = comite } }],
        });

        Assert.Equal(begun, new Reprise(essai.Dossier).HasBegunBefore(Le(today)!.Value));
    }

    [Fact]
    public void ToConfirm_PointsOfEachKind_StandWhileNothingElseHasSettledThem()
    {
        var essai = new DossierDEssai().Enregistre().Planifie();
        essai.Signe().Planifie();
        var (comite, avenant) = (essai.Dossier.Comites[0], essai.Avenant(Textes.Avenant(), Jour));
        essai.Dossier.Add(new Tache("COPIE-FAITE", DossierDEssai.Id, "copy", DossierDEssai.Id));
        var lignes = new LignesDeReprise(essai.Dossier);
        foreach (var point in new[]
        {
            lignes.Convocation(comite, Jour), lignes.Signature(avenant, DossierDEssai.Delegant, Jour), lignes.Signature(essai.Dossier.Convention, DossierDEssai.Delegant, Jour), lignes.Mensuel("2020-01", Jour), lignes.Mensuel("2020-02", Jour),
            lignes.Tache(new Tache("COPIE-FAITE", DossierDEssai.Id, "copy", DossierDEssai.Id) { To = "A" }, Jour), lignes.Tache(new Tache("COPIE", DossierDEssai.Id, "copy", DossierDEssai.Id) { To = "A" }, Jour.AddDays(-1)), lignes.Seance(comite),
        })
            new Reprise(essai.Dossier).Keeps(point);
        new ComiteFlow.Domain.Rapports.SuiviDesRapports(essai.Dossier).OpenMonthly("2020-02", 10, Jour);
        string[] Points(DateOnly today) => [.. new Reprise(essai.Dossier).ToConfirm(today).Select(p => p.Id)];

        string[] toujours = ["COPIE", "CONV-1-AV1/signature/PARTIE-A"];
        Assert.Equal([toujours[0], toujours[1], "CONV-1/COM/1/convocation", "CONV-1/monthly/2020-01"], Points(comite.On));
        Assert.Equal([toujours[0], toujours[1], "CONV-1/monthly/2020-01"], Points(comite.On.AddDays(1)));
        var refus = DossierDEssai.Refus(() => new Reprise(essai.Dossier).Confirm([new ReponseDeReprise("CONV-1/monthly/2020-02", PointDeReprise.DejaFait)], "c", Jour));
        Assert.Equal("alreadyDone", refus.Code);
        Assert.Empty(essai.De<RepriseConfirmed>());
    }

    [Theory]
    [InlineData(PointDeReprise.Etat, ComiteState.Planned, false)]
    [InlineData(PointDeReprise.Etat, ComiteState.Past, true)]
    [InlineData(PointDeReprise.Convocation, ComiteState.Planned, true)]
    public void MayBeMoot_ReportOfAComiteToCome_IsLeftToTheDelegant(string kind, ComiteState state, bool moot)
    {
        var essai = new DossierDEssai().Signe().Planifie();
        var comite = essai.Dossier.Comites[1];
        (essai.Dossier.Comites[0].State, comite.State) = (ComiteState.Past, state);

        Assert.Equal(moot, new Reprise(essai.Dossier).MayBeMoot(new PointDeReprise("x", DossierDEssai.Id, kind, Jour) { Comite = comite.Id }));
    }

    [Fact]
    public void Lines_OfTasksAndReports_NameTheirPartyAndTheArticleThatAsksForThem()
    {
        Sources Art(int n) => new([$"texte.txt, art. {n}"]);
        var essai = new DossierDEssai(t => t with
        {
            Copies = [new TexteCopie { Doc = "convention", To = ["B"], Source = Art(1) }, new TexteCopie { Doc = "convention", To = ["A", "C"], Source = Art(2) }], End = t.End with { Source = Art(3) },
            Reports = [new TexteRapport { Code = "STATUS", Source = Art(4) }, new TexteRapport { Code = "MONTHLY_EXPENSES", Source = Art(5) }, new TexteRapport { Code = "FINAL_EXPENSES", Source = Art(6) }],
        }).Signe().Planifie();
        var lignes = new LignesDeReprise(essai.Dossier);
        PointDeReprise Tache(string kind, string? to, string? party) => lignes.Tache(new Tache("x", DossierDEssai.Id, kind, DossierDEssai.Id) { To = to, Party = party }, Jour);

        Assert.Equal(
            [("C", "texte.txt, art. 2"), ("A", "texte.txt, art. 2"), ("X", null), ("P", null), (null, "texte.txt, art. 3")],
            new[] { Tache("copy", "C", null), Tache("copy", "A", "P"), Tache("copy", "X", null), Tache("publish", null, "P"), Tache("close", null, null) }.Select(p => (p.Party, p.Article)));
        Assert.Equal(
            ["texte.txt, art. 4", "texte.txt, art. 5", "texte.txt, art. 6"], new[] { lignes.Etat(essai.Dossier.Comites[0], Jour), lignes.Mensuel("2020-01", Jour), lignes.Final(Jour) }.Select(p => p.Article));
    }

    private static DateOnly? Le(string? iso) => iso is null ? null : DateOnly.Parse(iso, null);
}
