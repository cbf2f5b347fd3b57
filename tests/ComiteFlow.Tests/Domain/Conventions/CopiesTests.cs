using ComiteFlow.Domain.Conventions;

namespace ComiteFlow.Tests.Domain.Conventions;

public sealed class CopiesTests
{
    private static readonly DateOnly Signature = DossierDEssai.Debut, Transmission = Signature.AddDays(3);

    [Fact]
    public void Transmit_OpenCopy_ClosesItsTask()
    {
        var (_, taches, copie) = Ouverte();

        Assert.True(taches.Transmit(copie, Transmission, Transmission.AddDays(1)));

        Assert.Equal(Transmission, copie.DoneOn);
    }

    [Fact]
    public void Transmit_SameDayAgain_ChangesNothing()
    {
        var (_, taches, copie) = Ouverte();
        taches.Transmit(copie, Transmission, Transmission);

        Assert.False(taches.Transmit(copie, Transmission, Transmission.AddDays(5)));
    }

    [Theory]
    [InlineData(-1, "invalidDate")]
    [InlineData(11, "invalidDate")]
    public void Transmit_BeforeTheSignatureOrAhead_IsRefused(int days, string code)
    {
        var (_, taches, copie) = Ouverte();

        Assert.Equal(code, DossierDEssai.Refus(() => taches.Transmit(copie, Signature.AddDays(days), Signature.AddDays(10))).Code);
        Assert.Null(copie.DoneOn);
    }

    [Fact]
    public void Transmit_OtherDayThanTheOneRecorded_IsAlreadyDone()
    {
        var (_, taches, copie) = Ouverte();
        taches.Transmit(copie, Transmission, Transmission);

        Assert.Equal("alreadyDone", DossierDEssai.Refus(() => taches.Transmit(copie, Transmission.AddDays(1), Transmission.AddDays(1))).Code);
    }

    [Fact]
    public void Copy_RecipientThatTheTextDoesNotName_IsUnknown()
    {
        var (essai, taches, _) = Ouverte();

        Assert.Equal("unknownReference", DossierDEssai.Refus(() => taches.Copy(essai.Dossier.Convention, "ailleurs")).Code);
    }

    private static (DossierDEssai Essai, Taches Taches, Tache Copie) Ouverte()
    {
        var essai = new DossierDEssai(t => t with { Copies = [new TexteCopie { Doc = "convention", To = ["contrôle"] }] }).Signe();
        var taches = new Taches(essai.Dossier);
        taches.OpenCopies(essai.Dossier.Convention, Signature);
        return (essai, taches, taches.Copy(essai.Dossier.Convention, "contrôle"));
    }
}
