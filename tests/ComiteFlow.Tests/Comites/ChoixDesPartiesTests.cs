using System.Text.Json;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Domain;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Domain.Resiliations;
using ComiteFlow.Domain.Revoyures;
using ComiteFlow.Domain.Signatures;
using ComiteFlow.Engine.Tasks;
using ComiteFlow.Host.Comites;
using ComiteFlow.Host.Conventions;

namespace ComiteFlow.Tests.Comites;

/// <summary>Slots that the parties choose from: who answers what, until when, and what closes the choice.</summary>
public sealed class ChoixDesPartiesTests
{
    private static readonly DateOnly Signed = new(2020, 3, 24), Today = new(2020, 8, 3), AnswerBy = new(2020, 8, 28), Moved = new(2020, 9, 25);

    private readonly Journal _faits = new();
    private readonly ReglagesCourants _reglages = new(File.ReadAllText(Depot.Path("conventions", "policies.json")), new Dictionary<string, JsonElement>());
    private readonly Dossier _dossier;
    private readonly ChoixDesParties _parties;
    private readonly Creneau[] _slots;

    public ChoixDesPartiesTests()
    {
        var texte = TexteConvention.Read(File.ReadAllText(Depot.Path("conventions", "diagoriente-2020.json")));
        texte = texte with { Committees = [.. texte.Committees.Select(committee => committee with { MinimumParties = ["DGEFP", "DINUM"] })] };
        _dossier = new Dossier(texte.Id, texte.Title);
        _dossier.Attach(new ContexteDossier(new Dictionary<string, TexteConvention> { [texte.Id] = texte }, _reglages.Reglages, _reglages.Aliases, _faits));
        var acte = new Enregistrement(_dossier).Register(texte, [], Signed);
        new CircuitDeSignature(_dossier).RecordStated(acte, Signed);
        new PriseDEffet(_dossier).Publish(acte, null, Signed, Signed);
        new Planification(_dossier).Plan(Signed);
        _parties = new ChoixDesParties(_dossier);
        _slots = [Slot(Comite.On, 10), Slot(Moved, 14), Slot(Moved, 16)];
        _parties.Propose(Comite, _slots, AnswerBy, Today);
    }

    private Comite Comite => _dossier.Comites[0];

    [Fact]
    public void Answer_WithDeputies_CountsThemForThePartiesThatTheTextRequires()
    {
        _parties.Answer(Comite, "DGEFP", [_slots[0].Key], [_slots[1].Key], false, Today);
        _parties.Answer(Comite, "DINUM", [_slots[1].Key], [], false, AnswerBy);

        Assert.Equal(["DINUM"], _parties.Missing(Comite, Comite.Slots!, _slots[0]));
        Assert.Empty(_parties.Missing(Comite, Comite.Slots!, _slots[1]));
        Assert.Equal(["DGEFP", "DINUM"], _parties.Missing(Comite, Comite.Slots!, _slots[2]));
        Assert.Empty(_parties.Silent(Comite.Slots!));
        var told = _faits.All.OfType<SlotsAnswered>().First();
        Assert.Equal(("DGEFP", 1), (told.Party, told.Occurrence));
        Assert.Equal([_slots[0].Key, _slots[1].Key], told.Fits);
        Assert.Equal([_slots[1].Key], told.Deputies);
    }

    [Fact]
    public void Answer_Again_TakesThePlaceOfTheEarlierOne()
    {
        _parties.Answer(Comite, "DGEFP", [_slots[0].Key], [], false, Today);

        _parties.Answer(Comite, "DGEFP", [], [], true, AnswerBy);

        var answer = Assert.Single(Comite.Slots!.Answers);
        Assert.Empty(answer.Fits);
        Assert.Equal(AnswerBy, answer.On);
    }

    [Theory]
    [InlineData("DGEFP", "2020-09-23T10:00-11:00", false, "unknownReference")]
    [InlineData("DGEFP", null, false, "unknownReference")]
    [InlineData("ANCT", "", true, "forbidden")]
    [InlineData("DGEFP", "", false, "choiceRequired")]
    [InlineData("DGEFP", "first", true, "choiceRequired")]
    public void Answer_ThatCannotBe_IsRefusedAndKeepsNothing(string party, string? slot, bool isNone, string code)
    {
        string[] fits = slot switch { "" => [], "first" => [_slots[0].Key], _ => [slot!] };

        var refused = Assert.Throws<BrokenRuleException>(() => _parties.Answer(Comite, party, fits, [], isNone, Today));

        Assert.Equal(code, refused.Code);
        Assert.Empty(Comite.Slots!.Answers);
    }

    [Fact]
    public void Answer_TheDayAfterTheLast_IsRefused()
    {
        var refused = Assert.Throws<BrokenRuleException>(() => _parties.Answer(Comite, "DGEFP", [_slots[0].Key], [], false, AnswerBy.AddDays(1)));

        Assert.Equal("choiceClosed", refused.Code);
        Assert.Contains("28 août 2020", refused.Message.Replace('\u00A0', ' '), StringComparison.Ordinal);
    }

    [Fact]
    public void Propose_Again_ReplacesSlotsAndAnswers()
    {
        _parties.Answer(Comite, "DGEFP", [_slots[0].Key], [], false, Today);

        _parties.Propose(Comite, [Slot(Moved, 9), Slot(Moved, 17)], AnswerBy, Today);

        Assert.Empty(Comite.Slots!.Answers);
        Assert.Equal("unknownReference", Assert.Throws<BrokenRuleException>(() => _parties.Answer(Comite, "DGEFP", [_slots[0].Key], [], false, Today)).Code);
    }

    [Fact]
    public void Propose_TheSameSlotsTwice_IsRefusedAndKeepsTheAnswers()
    {
        _parties.Answer(Comite, "DGEFP", [_slots[0].Key], [], false, Today);

        var refused = Assert.Throws<BrokenRuleException>(() => _parties.Propose(Comite, _slots, AnswerBy, Today));

        Assert.Equal("alreadyDone", refused.Code);
        Assert.Single(Comite.Slots!.Answers);
    }

    [Theory]
    [InlineData("moved")]
    [InlineData("held")]
    [InlineData("cancelled")]
    [InlineData("chosen")]
    public void Choice_OfASeanceThatIsSettled_IsClosed(string what)
    {
        switch (what)
        {
            case "moved":
                new Planification(_dossier).Reschedule(Comite, Moved, "Créneau retenu", Today);
                break;
            case "held":
                new Revoyure(_dossier).Hold(Comite, null, Today);
                break;
            case "cancelled":
                new Preavis(_dossier).Notify("DGEFP", new DateOnly(2020, 3, 25), null, new DateOnly(2020, 3, 25));
                break;
            default:
                _parties.Keep(Comite, _slots[0].Key, null, Today);
                break;
        }

        Assert.Null(Comite.Slots);
        Assert.Equal("choiceClosed", Assert.Throws<BrokenRuleException>(() => _parties.Answer(Comite, "DGEFP", [_slots[0].Key], [], false, Today)).Code);
    }

    [Fact]
    public void Keep_ASlotOfAnotherDay_SetsDayAndHourAndClosesTheChoice()
    {
        new DetailsDeSeance(_dossier).Set(Comite, new TimeOnly(9, 0), "Salle 4", ["Budget"], Today);
        _faits.All.Clear();

        var kept = _parties.Keep(Comite, _slots[1].Key, "Créneau retenu", Today);

        Assert.Equal(CreneauRetenu.AutreJour, kept);
        Assert.Equal((Moved, (TimeOnly?)_slots[1].From, "Salle 4"), (Comite.On, Comite.StartsAt, Comite.Place));
        Assert.Equal(["Budget"], Comite.Agenda);
        Assert.Null(Comite.Slots);
        Assert.Equal(["committee.rescheduled", "committee.detailed", "slots.kept"], _faits.All.Where(fact => fact is CommitteeRescheduled or CommitteeDetailed or SlotKept).Select(fact => fact.Name));
        Assert.Equal(Moved, _faits.All.OfType<CommitteeDetailed>().Single().On);
        Assert.Equal(_slots[1].Key, _faits.All.OfType<SlotKept>().Single().Slot);
    }

    [Theory]
    [InlineData(8, CreneauRetenu.AutreHeure)]
    [InlineData(10, null)]
    public void Keep_ASlotOfTheSameDay_AsksForNoReasonAndTellsOnlyAnotherHour(int hour, CreneauRetenu? expected)
    {
        new DetailsDeSeance(_dossier).Set(Comite, new TimeOnly(hour, 0), null, [], Today);

        Assert.Equal(expected, _parties.Keep(Comite, _slots[0].Key, null, Today));

        Assert.Equal(_slots[0].From, Comite.StartsAt);
        Assert.Null(Comite.Slots);
    }

    [Theory]
    [InlineData("2020-09-25T09:00-10:00", "Motif", "2020-08-03", "unknownReference")]
    [InlineData("2020-09-25T14:00-15:00", " ", "2020-08-03", "commentRequired")]
    [InlineData("2020-09-25T14:00-15:00", "Motif", "2020-09-26", "invalidDate")]
    public void Keep_WhatCannotBe_IsRefusedAndLeavesTheChoiceOpen(string key, string reason, string today, string code)
    {
        var on = Comite.On;

        var refused = Assert.Throws<BrokenRuleException>(() => _parties.Keep(Comite, key, reason, DateOnly.Parse(today, null)));

        Assert.Equal(code, refused.Code);
        Assert.NotNull(Comite.Slots);
        Assert.Equal((on, (TimeOnly?)null), (Comite.On, Comite.StartsAt));
    }

    [Theory]
    [InlineData(8, "Salle 4")]
    [InlineData(10, null)]
    public void Set_HourOrPlace_LeavesTheChoiceOpen(int hour, string? place)
    {
        new DetailsDeSeance(_dossier).Set(Comite, new TimeOnly(hour, 0), place, [], Today);

        Assert.NotNull(Comite.Slots);
    }

    [Fact]
    public void Set_UnchangedHourOfAProposedSlot_IsAlreadyDoneAndKeepsTheChoice()
    {
        var details = new DetailsDeSeance(_dossier);
        details.Set(Comite, _slots[0].From, null, [], Today);

        var refused = Assert.Throws<BrokenRuleException>(() => details.Set(Comite, _slots[0].From, null, [], Today));
        details.Set(Comite, _slots[0].From, "Salle 4", [], Today);

        Assert.Equal("alreadyDone", refused.Code);
        Assert.NotNull(Comite.Slots);
    }

    [Fact]
    public void Propose_ASlotAfterTheEnd_IsRefusedWithTheLastPossibleDay()
    {
        var end = _dossier.EndsOn!.Value;
        _parties.Propose(Comite, [Slot(end.AddDays(-1), 10), Slot(end, 10)], AnswerBy, Today);

        var refused = Assert.Throws<BrokenRuleException>(() => _parties.Propose(Comite, [Slot(Moved, 10), Slot(end.AddDays(1), 10)], AnswerBy, Today));

        Assert.Equal("invalidDate", refused.Code);
        Assert.Contains($"le dernier jour possible est le {Mise.EnForme(end)}", refused.Message, StringComparison.Ordinal);
        Assert.Equal(end, Comite.Slots!.Slots[^1].On);
    }

    [Theory]
    [InlineData("2020-08-29", "2020-09-23")]
    [InlineData("2020-09-24", "2020-09-24")]
    [InlineData("2020-09-25", "2020-09-25")]
    public void Work_OnceAnswersAreOver_IsDueOnTheEveOfTheNextSlot(string today, string due)
    {
        var day = DateOnly.Parse(today, null);

        var item = new TravailAttendu(_dossier, new Dictionary<string, HumanTask>(), day).Tout().Single(item => item.Acte == "proposeSlots");

        Assert.Equal(new DateOnly(2020, 9, 24), _slots[0].On);
        Assert.Equal(DateOnly.Parse(due, null), item.Le);
    }

    [Fact]
    public void Answer_WithADeputyOfWhoPresidesInPerson_LeavesTheSlotWithoutItsPresidency()
    {
        PresideInPerson();
        _parties.Answer(Comite, "DGEFP", [_slots[1].Key], [_slots[0].Key], false, Today);
        _parties.Answer(Comite, "DINUM", [_slots[0].Key], [_slots[1].Key], false, Today);

        var table = CreneauxEnFrancais.Reponses(_dossier, Comite, Comite.Slots!, Today, false);

        Assert.Equal([true, false, true], _slots.Select(slot => _parties.LacksChair(Comite, Comite.Slots!, slot)));
        Assert.Equal("Présidence en personne non réunie", table.Lignes[0].Cellules[^1].Precision);
        Assert.Equal("Réunie", table.Lignes[1].Cellules[^1].Badge!.Mot);
        Assert.Equal("Manque DGEFP, DINUM, présidence en personne non réunie", table.Lignes[2].Cellules[^1].Precision);
        Assert.Equal([true, false], new[] { "DGEFP", "DINUM" }.Select(party => DonneesDeComite.Creneaux(_dossier, Comite, _slots, AnswerBy, party)["presideEnPersonne"]).Cast<bool>());
    }

    [Fact]
    public void ShortKey_OfASlot_IsThatOfMailsSentBefore() =>
        Assert.Equal(("2020-09-24T10:00-11:00", "20200924T1000-1100"), (_slots[0].Key, _slots[0].ShortKey));

    /// <summary>The same text, in which the DGEFP has to preside in person.</summary>
    private void PresideInPerson()
    {
        var texte = _dossier.Texte with { Committees = [.. _dossier.Texte.Committees.Select(committee => committee with { ChairParty = "DGEFP", ChairInPerson = true })] };
        _dossier.Attach(new ContexteDossier(new Dictionary<string, TexteConvention> { [texte.Id] = texte }, _reglages.Reglages, _reglages.Aliases, _faits));
    }

    private static Creneau Slot(DateOnly on, int hour) => new(on, new TimeOnly(hour, 0), new TimeOnly(hour + 1, 0));

    private sealed class Journal : IJournalFaits
    {
        public List<Fait> All { get; } = [];

        public void Add(Fait fait) => All.Add(fait);
    }
}
