using ComiteFlow.Domain;
using ComiteFlow.Domain.Calendrier;
using ComiteFlow.Host.Circuits.Repetition;
using ComiteFlow.Host.Persistence;

namespace ComiteFlow.Tests.Circuits;

/// <summary>How two runs compare, what is done again, and where a rehearsal ends.</summary>
public sealed class RepetitionTests
{
    private static readonly JoursOuvres Jours = new("FR-metropolitan", "next", "previous");
    private static readonly DateTimeOffset Lundi = new(2021, 9, 13, 6, 0, 0, TimeSpan.Zero);

    [Fact]
    public void AMailOfTheSameBytes_IsIdentical() => Assert.Equal(SortDeCourriel.Identique, Seul([Mail("a")], [Mail("a")]).Sort);

    [Fact]
    public void AMailOfOtherBytes_IsOfAnotherText() => Assert.Equal(SortDeCourriel.TexteModifie, Seul([Mail("a", text: 2)], [Mail("a")]).Sort);

    [Theory]
    [InlineData(-7, -5, "Avancé de 5 jours ouvrés")]
    [InlineData(1, 1, "Retardé de 1 jour ouvré")]
    [InlineData(4, 4, "Retardé de 4 jours ouvrés")]
    public void AMailThatMoves_SaysByHowManyWorkingDays(int days, int working, string words)
    {
        var moved = Seul([Mail("b", days)], [Mail("a")]);

        Assert.Equal((SortDeCourriel.Deplace, working), (moved.Sort, moved.JoursOuvres));
        Assert.Equal(words, moved.Badge!.Mot.Replace('\u00A0', ' '));
    }

    [Fact]
    public void AMailWithoutFellow_IsNewOrGone()
    {
        var compared = ComparaisonDePassages.Comparer([Mail("a"), Mail("b", 10, to: "DNUM")], [Mail("a"), Mail("c", 300)], Jours);

        Assert.Equal([SortDeCourriel.Identique, SortDeCourriel.Nouveau, SortDeCourriel.Supprime], compared.Select(mail => mail.Sort));
    }

    [Fact]
    public void OfTwoMailsOfOneKind_TheNearerIsTheFellow()
    {
        var compared = ComparaisonDePassages.Comparer([Mail("x", 9)], [Mail("a"), Mail("b", 8)], Jours);

        Assert.Equal("b", compared.Single(mail => mail.Sort == SortDeCourriel.Deplace).Avant!.Cle);
        Assert.Equal("a", compared.Single(mail => mail.Sort == SortDeCourriel.Supprime).Avant!.Cle);
    }

    [Fact]
    public void AMailThatWasCalledOff_IsNone() => Assert.Empty(ComparaisonDePassages.Comparer([Mail("a") with { Annule = "fait" }], [], Jours));

    [Fact]
    public void WordsThatChange_AreMarkedInTheirPlace() => Assert.Equal(
        [new("à envoyer avant le", '='), new("10", '-'), new("3", '+'), new("septembre", '=')],
        DifferenceDeTexte.Mots("à envoyer avant le 10 septembre", "à envoyer avant le 3 septembre"));

    [Fact]
    public void ParagraphsThatComeAndGo_AreMarkedWhole()
    {
        var lines = DifferenceDeTexte.Paragraphes(["Bonjour,", "Il manque un états.", "Merci."], ["Bonjour,", "Un second rappel partira.", "Il manque deux états.", "Merci."]);

        Assert.Equal(
            "=Bonjour, / +Un second rappel partira. / =Il manque -un +deux =états. / =Merci.",
            string.Join(" / ", lines.Select(line => string.Join(' ', line.Select(words => words.Signe + words.Texte)))));
    }

    [Theory]
    [InlineData("signature.recorded", """{"document":"C","party":"DINUM","on":"2020-03-24","signed":1,"of":2}""", "sign", """{"document":"C","party":"DINUM","on":"2020-03-24"}""")]
    [InlineData("committee.held", """{"committee":"strategique","occurrence":2,"on":"2020-09-24","attendees":["DINUM"]}""", "holdCommittee", """{"convention":"C","committee":"strategique","occurrence":2,"attendees":["DINUM"]}""")]
    [InlineData("report.received", """{"report":"monthly","month":"2020-05","late":false,"cumulatedPaidCents":5}""", "submitExpenseReport", """{"convention":"C","month":"2020-05","cumulatedPaidCents":5}""")]
    [InlineData("report.received", """{"report":"status","committee":"s","occurrence":1}""", "submitStatusReport", """{"convention":"C","committee":"s","occurrence":1}""")]
    [InlineData("committee.rescheduled", """{"committee":"s","occurrence":1,"was":"2020-09-24","on":"2020-10-01","reason":"Salle prise"}""", "rescheduleCommittee", """{"convention":"C","committee":"s","occurrence":1,"reason":"Salle prise","to":"2020-10-01"}""")]
    [InlineData("committee.detailed", """{"committee":"s","occurrence":1,"on":"2020-10-01","time":"14:30","agenda":["Un"]}""", "conveneDetails", """{"convention":"C","committee":"s","occurrence":1,"time":"14:30","agenda":["Un"]}""")]
    [InlineData("revoyure.decided", """{"committee":"s","occurrence":1,"outcome":"grant","amountCents":100,"form":"tranche","cumulatedCents":5}""", "decideRevoyure", """{"convention":"C","committee":"s","occurrence":1,"outcome":"grant","amountCents":100}""")]
    public void WhatIsOnRecord_IsTheActThatBroughtItAbout(string fact, string json, string verb, string keys)
    {
        var (acts, left) = ActesRejoues.De([Fait(fact, json, "la coordination")]);

        var act = Assert.Single(acts);
        Assert.Empty(left);
        Assert.Equal((verb, keys, new DateTime(2021, 9, 13, 8, 0, 0)), (act.Verb, act.Keys.GetRawText(), act.At));
    }

    [Fact]
    public void WhatTheProductDidByItself_IsNoAct() => Assert.Empty(ActesRejoues.De([Fait("signature.recorded", "{}", null), Fait("email.sent", "{}", "x")]).Actes);

    [Fact]
    public void WhatCannotBeDoneAgain_IsNamed() => Assert.Equal(["condition.answered"], ActesRejoues.De([Fait("condition.answered", "{}", "la coordination")]).Omis);

    [Fact]
    public async Task AWorkflowThatNeverRests_IsStopped()
    {
        var gens = new GensDeRepetition(Comportement.Silence, DateTime.MaxValue, ouvre: true, momentsMax: 3);
        for (var moment = 0; moment < 3; moment++)
        {
            Assert.Empty(await gens.PenserAsync(null!, Lundi, worked: true, default));
        }

        Assert.Empty(await gens.PenserAsync(null!, Lundi, worked: false, default));
        var refusal = await Assert.ThrowsAsync<BrokenRuleException>(() => gens.PenserAsync(null!, Lundi, worked: true, default));
        Assert.StartsWith("Le circuit ne se repose jamais : la répétition s’est arrêtée le 13", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0, "Choisissez")]
    [InlineData(6, 10, "Choisissez")]
    [InlineData(1, -1, "finit avant de commencer")]
    [InlineData(1, 1827, "dépasse cinq ans")]
    public void ARehearsalOfNothingOrTooMuch_IsRefused(int conventions, int days, string why)
    {
        var from = new DateOnly(2020, 3, 24);
        var asked = new DemandeDeRepetition("comite", [.. Enumerable.Range(0, conventions).Select(n => $"C{n}")], from, from.AddDays(days), Comportement.Silence, false);

        Assert.Contains(why, Assert.Throws<BrokenRuleException>(asked.Verifier).Message, StringComparison.Ordinal);
    }

    private static CourrielCompare Seul(IReadOnlyList<CourrielRepete> apres, IReadOnlyList<CourrielRepete> avant) => Assert.Single(ComparaisonDePassages.Comparer(apres, avant, Jours));

    private static CourrielRepete Mail(string key, int days = 0, byte text = 1, string to = "DINUM") =>
        new(key, "rappelEtat", to, "C", "Objet", Lundi.AddDays(days), [text], null);

    private static FaitRow Fait(string name, string json, string? actor) => new() { Name = name, Json = json, Convention = "C", Actor = actor, At = Lundi };
}
