using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Conventions.Examen;

namespace ComiteFlow.Tests.Conventions.Examen;

/// <summary>What a text lets know of its signature and its end before anything is recorded.</summary>
public sealed class VieDuTexteTests
{
    private static readonly DateOnly Signe = new(2020, 1, 15), Effet = new(2020, 3, 1), Fin = new(2021, 6, 30), Paiement = new(2021, 9, 30);

    [Fact]
    public void Of_DatedSignature_GoesBeforeThoseOfTheSignatories()
    {
        Assert.Equal(Signe, Vie(new() { Id = "C", Signing = new() { Date = Signe }, Signatories = [A(Effet)] }).SignedOn);
        Assert.Equal(Effet, Vie(new() { Id = "C", Signatories = [A(Effet), A(Signe)] }).SignedOn);
        Assert.Null(Vie(new() { Id = "C", Signatories = [A(Effet), A(null)] }).SignedOn);
        Assert.Null(Vie(new() { Id = "C" }).SignedOn);
    }

    [Fact]
    public void Of_EndOfTheText_GoesBeforeDurationAndPayment()
    {
        var vie = Vie(new() { Id = "C", Signing = new() { Date = Signe }, End = new() { Date = Fin, Duration = "P2Y", LatestPayment = Paiement, From = "signature" } });

        Assert.Equal((Fin, Fin, new DateOnly(2022, 1, 15)), (vie.End, vie.LatestEnd, vie.NominalEnd));
    }

    [Theory]
    [InlineData("signature", "P1Y", "2020-01-15", "2021-01-15", "2021-01-15")]
    [InlineData("effect", "P1Y", "2020-03-01", "2021-03-01", "2021-03-01")]
    [InlineData("effect", "P2Y", "2020-03-01", "2021-09-30", "2021-09-30")]
    public void Of_Duration_RunsFromTheSignatureOrTheEffectAtMostToTheLastPayment(string from, string duree, string debut, string fin, string auPlusTard)
    {
        var vie = Vie(new() { Id = "C", Signing = new() { Date = Signe }, Effect = new() { Date = Effet }, End = new() { Duration = duree, LatestPayment = Paiement, From = from } });

        Assert.Equal((Le(debut), Le(fin), Le(auPlusTard)), (vie.EarliestStart!.Value, vie.End!.Value, vie.LatestEnd!.Value));
    }

    [Fact]
    public void Of_DurationFromAnEffectNotYetKnown_IsBoundedByTheLastPaymentAlone()
    {
        var courte = Vie(new() { Id = "C", Signing = new() { Date = Signe }, End = new() { Duration = "P1Y", LatestPayment = Paiement, From = "effect" } });
        var longue = Vie(new() { Id = "C", Signing = new() { Date = Signe }, End = new() { Duration = "P2Y", LatestPayment = Paiement, From = "effect" } });

        Assert.Equal((Signe, new DateOnly(2021, 1, 15), null, Paiement), (courte.EarliestStart!.Value, courte.NominalEnd!.Value, courte.End, courte.LatestEnd!.Value));
        Assert.Equal((Paiement, Paiement), (longue.End!.Value, longue.LatestEnd!.Value));
    }

    [Fact]
    public void Of_AvenantThatSaysNothingOfTheEnd_TakesThatOfItsConvention()
    {
        var convention = new TexteConvention { Id = "C", Signing = new() { Date = Signe }, End = new() { Date = Fin } };
        var avenant = new TexteConvention { Id = "AV", Signing = new() { Date = Effet } };

        var muet = VieDuTexte.Of(avenant, convention);
        Assert.Equal((Effet, Fin, Signe), (muet.SignedOn!.Value, muet.End!.Value, muet.EarliestStart!.Value));
        Assert.Equal(Paiement, VieDuTexte.Of(avenant with { End = new() { Date = Paiement } }, convention).End);
        Assert.Equal(Paiement, VieDuTexte.Of(avenant with { End = new() { LatestPayment = Paiement } }, convention).LatestEnd);
        Assert.Null(VieDuTexte.Of(avenant, null).End);
    }

    [Theory]
    [InlineData("P1Y", false, null)]
    [InlineData("P1Y", true, null)]
    [InlineData("P6M", false, "P6M")]
    public void Doubts_AnnouncedDuration_IsComparedWithTheEnd(string annoncee, bool incertaine, string? doute)
    {
        var faits = ExamenDuTexte.Of(
            new() { Id = "C", Signing = new() { Date = Signe }, End = new() { Date = new DateOnly(2021, 1, 15), From = "signature" }, StatedDuration = new() { Iso = annoncee, Uncertain = incertaine } }, null, [], new ReglagesExamen(20));

        Assert.Equal(doute, faits.OfType<ComiteFlow.Domain.Faits.DoubtFlagged>().SingleOrDefault(d => d.Subject == "endDate")?.Printed);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public void Doubts_AnnouncedDurationWithoutAStartOrAnEnd_IsTheReadersOwn(bool incertaine, int doutes)
    {
        foreach (var texte in new TexteConvention[] { new() { Id = "C", End = new() { Date = Fin } }, new() { Id = "C", Signing = new() { Date = Signe } } })
        {
            var faits = ExamenDuTexte.Of(texte with { StatedDuration = new() { Iso = "P3Y", Uncertain = incertaine } }, null, [], new ReglagesExamen(20));

            Assert.Equal(doutes, faits.OfType<ComiteFlow.Domain.Faits.DoubtFlagged>().Count(d => d.Subject == "endDate"));
        }
    }

    private static VieDuTexte Vie(TexteConvention texte) => VieDuTexte.Of(texte, null);

    private static TexteSignataire A(DateOnly? on) => new() { PartyId = "A", SignedOn = on };

    private static DateOnly Le(string iso) => DateOnly.Parse(iso, null);
}
