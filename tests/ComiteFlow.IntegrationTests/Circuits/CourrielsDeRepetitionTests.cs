using ComiteFlow.Host.Circuits.Repetition;
using static ComiteFlow.IntegrationTests.Circuits.SceneDeRepetition;

namespace ComiteFlow.IntegrationTests.Circuits;

/// <summary>What a rehearsal writes is what the service sends for the same steps, byte for byte.</summary>
public sealed class CourrielsDeRepetitionTests(SceneDeRepetition scene) : IClassFixture<SceneDeRepetition>
{
    private static readonly DateOnly Fin = new(2020, 10, 31);

    [Fact]
    public async Task TheMailsOfARehearsal_AreThoseOfTheService()
    {
        // From the beginning, before anything else has happened: meetings are held, and nobody answers.
        var foreseen = await scene.JouerAsync(Jusqu(rejouer: false));
        foreach (var meeting in foreseen.Apres.Faits.Where(fact => fact.Name == "committee.held"))
        {
            var on = ComiteFlow.Activities.Conventions.HeureDeParis.Day(meeting.At);
            await scene.MoveAsync(on, 10);
            await scene.DoAsync("holdCommittee", new { convention = Convention, committee = "COSTRAT", occurrence = 1 });
        }

        await scene.MoveAsync(Fin, 23);
        var sent = await scene.CourrielsAsync();
        var replayed = await scene.JouerAsync(Jusqu(rejouer: true));

        Assert.NotEmpty(sent);
        Assert.Equal(Textes(sent), Textes(foreseen));
        Assert.Equal(Textes(sent), Textes(replayed));
        Assert.Equal(sent.Count, scene.Poste.Pris.Count);
    }

    private static DemandeDeRepetition Jusqu(bool rejouer) => new("comite", [Convention], Debut, Fin, Comportement.Silence, rejouer);

    private static SortedDictionary<string, string> Textes(IReadOnlyDictionary<string, byte[]> mails) =>
        new(mails.ToDictionary(mail => mail.Key, mail => System.Text.Encoding.UTF8.GetString(mail.Value)), StringComparer.Ordinal);

    private static SortedDictionary<string, string> Textes(ResultatDeRepetition result) =>
        Textes(result.Apres.Courriels.Where(mail => mail.Message is not null).ToDictionary(mail => mail.Cle, mail => mail.Message!));
}
