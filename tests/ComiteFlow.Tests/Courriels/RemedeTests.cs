using ComiteFlow.Host.Courriels;
using ComiteFlow.Host.Modeles;
using MailKit.Net.Smtp;

namespace ComiteFlow.Tests.Courriels;

/// <summary>What people are told to do about a mail that is given up: what cures it, and nothing else.</summary>
public sealed class RemedeTests
{
    public static TheoryData<string?, string, string> Causes() => new()
    {
        { CauseDEchec.SansAdresse("DINUM"), "adresse", "corriger l’adresse, puis renvoyer" },
        { CauseDEchec.Refuse(550, "5.1.1 Boîte inconnue"), "adresse", "corriger l’adresse, puis renvoyer" },
        { CauseDEchec.Refuse(552, "5.2.2 Mailbox full"), "attendre", "renvoyer plus tard, ou confier l’action" },
        { CauseDEchec.Refuse(550, "5.7.1 Message blocked"), "attendre", "renvoyer plus tard, ou confier l’action" },
        { CauseDEchec.Refuse(552, "5.3.4 Message size exceeds fixed limit"), "alleger", "alléger le modèle « decision », puis renvoyer" },
        { CauseDEchec.TropLourd(130, 100), "alleger", "alléger le modèle « decision », puis renvoyer" },
        { CauseDEchec.SansSucces(new SmtpCommandException(SmtpErrorCode.MessageNotAccepted, (SmtpStatusCode)451, "4.7.1 Plus tard")), "attendre", "renvoyer plus tard, ou confier l’action" },
        { CauseDEchec.SansSucces(new IOException("Unable to read data.")), "attendre", "renvoyer plus tard, ou confier l’action" },
        { CauseDEchec.Incomplet("courriels/decision", ["par"]), "modele", "corriger le modèle « decision », puis renvoyer" },
        { CauseDEchec.Illisible("courriels/decision"), "donnees", "prévenir le destinataire autrement" },
        { null, "adresse", "corriger l’adresse, puis renvoyer" },
    };

    [Theory]
    [MemberData(nameof(Causes))]
    public void Of_CauseOfAFailure_IsWhatCuresIt(string? failure, string code, string geste)
    {
        var remede = Remede.Of(failure, "decision");

        Assert.Equal((code, geste), (remede.Code, remede.Geste));
        Assert.Equal(code is "modele" or "alleger", remede.Modele is not null);
    }

    [Theory]
    [InlineData("{{ absent }}", "partiels/pied")]
    [InlineData("{{ 'x' | euros }}", "partiels/pied")]
    public void Of_FaultInAPartial_NamesThePartial(string partial, string name)
    {
        var store = new ModeleStore(new Textes(partial), Modeles.Depot.Communes);
        var fault = Assert.Throws<ModeleException>(() => store.RenderCourriel("essai", Modeles.Depot.Data()));

        var remede = Remede.Of(fault.Message, "essai");

        Assert.Equal((Remede.Corriger, name), (remede.Code, remede.Modele));
        Assert.Equal("corriger la partie commune « pied », puis renvoyer", remede.Geste);
    }

    [Fact]
    public void RenderObjet_TextThatCannotBeRendered_StillGivesTheSubject()
    {
        var store = new ModeleStore(new Textes("{{ absent }}"), Modeles.Depot.Communes);

        Assert.Equal("Bonjour Eva", store.RenderObjet("essai", Modeles.Depot.Data(("nom", "Eva"))));
    }

    private sealed class Textes(string partial) : IModeleSource
    {
        public string? Read(string path) => path switch
        {
            "courriels/essai/modele.md" => "---\nobjet: Bonjour{% if nom %} {{ nom }}{% endif %}\nobjetCourt: Bonjour\npreentete: Essai\naction: Voir\n---\nBonjour,\n\n{% include 'pied' -%}\n",
            "partiels/pied.md" => partial + "\n",
            _ => null,
        };
    }
}
