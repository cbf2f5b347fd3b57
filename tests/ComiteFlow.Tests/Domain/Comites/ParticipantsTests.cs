using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Revoyures;

namespace ComiteFlow.Tests.Domain.Comites;

public sealed class ParticipantsTests
{
    [Fact]
    public void Expected_NoteOfTheFile_IsSaidInWords()
    {
        var essai = Essai();

        Assert.Equal([new(DossierDEssai.Delegant, true), new("équipe du produit", false)], Participants.Expected(essai.Dossier, essai.Dossier.Comites[0]));
    }

    [Fact]
    public void Present_NamesThatPeopleTyped_KeepTheirBrackets()
    {
        var essai = Essai();
        new Revoyure(essai.Dossier).Hold(essai.Dossier.Comites[0], [DossierDEssai.Delegant + " (a minima)", "chargée de mission (bureau 2)"], DossierDEssai.Debut);

        Assert.Equal([DossierDEssai.Delegant, "chargée de mission (bureau 2)"], Participants.Present(essai.Dossier, essai.Dossier.Comites[0]));
    }

    [Fact]
    public void Expected_ComiteOfAStartup_IsThoseOfItsAnnexeOrOfTheText()
    {
        var essai = new DossierDEssai(t => Textes.ParStartup(t) with
        {
            Startups = [Textes.Startup("PRODUIT-1", "fin", "2020-10"), Textes.Startup("PRODUIT-2", "fin", "2020-10") with { CommitteeToPlan = new() { Word = "fin", Month = "2020-10", Participants = ["Ada"] } }],
        }).Signe().Planifie();

        Assert.Equal([new(DossierDEssai.Delegant, true), new(DossierDEssai.Delegataire, false)], Participants.Expected(essai.Dossier, essai.Dossier.Comites.First(c => c.Startup == "PRODUIT-1")));
        Assert.Equal([new("Ada", false)], Participants.Expected(essai.Dossier, essai.Dossier.Comites.First(c => c.Startup == "PRODUIT-2")));
    }

    private static DossierDEssai Essai() => new DossierDEssai(t => t with
    {
        Committees = [t.Committees[0] with { Attendees = [DossierDEssai.Delegant + " (a minima)", "équipe du produit (once printed “équipes”)"] }],
    }).Signe().Planifie();
}
