using System.Text.Json;
using ComiteFlow.Domain;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Conventions.Examen;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Domain.Signatures;

namespace ComiteFlow.Tests.Domain.Conventions;

/// <summary>What the import finds wrong, unreadable or doubtful is kept as printed, waits for a human, and decides nothing.</summary>
public sealed class ImportSansCorrectionTests
{
    /// <summary>Totals ten times what its lines give, far above the ceiling, and a cell that no one can read.</summary>
    private static readonly JsonElement TableauFaux = JsonDocument.Parse("""
        {
         "id": "T", "source": "texte.txt, annexe 1", "months": ["2020-01"],
         "lines": [{ "section": "tech", "label": "Dev", "monthlyCents": [1000], "printedTotalCents": 9999 }],
         "printedTotalHtCents": 99999999, "printedTotalTtcCents": 1, "printedRows": [["Dev", "10 €", "1O0 0 €"]]
        }
        """).RootElement;

    [Fact]
    public void Register_TableThatDoesNotAddUp_ControlsNothing()
    {
        var essai = new DossierDEssai(t => t with { BudgetTables = [TableauFaux] });
        var examen = ExamenDuTexte.Of(essai.Texte, null, [], new ReglagesExamen(20));
        new Enregistrement(essai.Dossier).Register(essai.Texte, examen, DossierDEssai.Debut);

        essai.Dote();

        Assert.Equal("unverified", Assert.Single(essai.De<TableRegistered>()).State);
        Assert.Equal(["lineTotal", "tableTotal", "taxTotal", "aboveCeiling"], essai.De<AnomalyFlagged>().Where(a => a.Table == "T").Select(a => a.Kind));
        Assert.Equal((Money.FromCents(1_000_000), Money.FromCents(400_000)), (essai.Dossier.Ceiling, essai.Dossier.Granted));
        essai.Engage(400_000);
        Assert.Equal("allocationExceeded", DossierDEssai.Refus(() => essai.Engage(1)).Code);
    }

    [Fact]
    public void Of_CellThatCannotBeRead_IsListedAsPrintedWithItsTable()
    {
        var texte = new DossierDEssai(t => t with { BudgetTables = [TableauFaux] }).Texte;

        var faits = ExamenDuTexte.Of(texte, null, [], new ReglagesExamen(20));

        Assert.Equal("1O0 0 €", Assert.Single(faits.OfType<TableRegistered>().Single().Why!.Inputs).Value);
        Assert.DoesNotContain(faits.OfType<AmountRead>(), read => read.Printed == "1O0 0 €");
    }

    [Fact]
    public void Of_TwoTablesOutsideThePeriod_AreToldOneEach()
    {
        static JsonElement Mois(string id, string month) => JsonDocument.Parse($$"""{ "id": "{{id}}", "months": ["{{month}}"] }""").RootElement;
        var texte = new DossierDEssai(t => t with
        {
            Signing = new TexteSignature { Date = new DateOnly(2020, 1, 15) }, BudgetTables = [Mois("AVANT", "2020-01"), Mois("DEDANS", "2020-02"), Mois("APRES", "2022-01")],
        }).Texte;

        var faits = ExamenDuTexte.Of(texte, null, [], new ReglagesExamen(20));

        Assert.Equal(["AVANT", "APRES"], faits.OfType<AnomalyFlagged>().Where(a => a.Kind == "outsidePeriod").Select(a => a.Table));
    }

    [Fact]
    public void RecordStated_SignatureThatIsUncertain_WaitsThoughItHasADate()
    {
        var essai = new DossierDEssai(t => t with
        {
            Signatories =
            [
                new TexteSignataire { PartyId = DossierDEssai.Delegant, SignedOn = DossierDEssai.Debut },
                new TexteSignataire { PartyId = DossierDEssai.Delegataire, SignedOn = DossierDEssai.Debut, Uncertain = true },
            ],
        }).Enregistre();

        new CircuitDeSignature(essai.Dossier).RecordStated(essai.Dossier.Convention, DossierDEssai.Debut);

        Assert.Equal([DossierDEssai.Delegataire], essai.Dossier.Convention.Missing);
    }

    [Theory]
    [InlineData(false, "chorusUnconfirmed")]
    [InlineData(true, null)]
    public void Register_CodeBadlyPrinted_WaitsForAHumanUnlessThePolicyTakesTheProposal(bool autoCorrect, string? code)
    {
        var essai = new DossierDEssai(t => t with { Chorus = [t.Chorus[0] with { RawAsPrinted = ["O103-CDGA (art. 1)"] }] }).Regle("ocr.autoCorrect", autoCorrect);
        var examen = ExamenDuTexte.Of(essai.Texte, null, [], new ReglagesExamen(20));
        new Enregistrement(essai.Dossier).Register(essai.Texte, examen, DossierDEssai.Debut);
        essai.Dote();

        var doute = essai.Dossier.Doutes.Single(d => d.Subject == "chorusCode");
        Assert.Equal(("O103-CDGA", "0103-CDGA", autoCorrect ? "0103-CDGA" : null), (doute.Printed, doute.Proposal, doute.Value));
        Assert.Equal(autoCorrect ? ["ocr.autoCorrect"] : [], essai.De<DoubtResolved>().Select(r => r.By));
        Assert.Equal(["O103-CDGA (art. 1)"], essai.Dossier.Texte.Chorus[0].RawAsPrinted);
        if (code is null)
            essai.Engage(1);
        else
            Assert.Equal(code, DossierDEssai.Refus(() => essai.Engage(1)).Code);
    }
}
