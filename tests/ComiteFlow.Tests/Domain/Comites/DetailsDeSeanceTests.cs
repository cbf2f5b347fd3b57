using ComiteFlow.Domain;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Faits;

namespace ComiteFlow.Tests.Domain.Comites;

/// <summary>Hour, place and agenda of a séance to come.</summary>
public sealed class DetailsDeSeanceTests
{
    private static readonly DateOnly Today = DossierDEssai.Debut;
    private static readonly TimeOnly Hour = new(14, 30);
    private readonly DossierDEssai _essai = new();
    private readonly Comite _comite = new(DossierDEssai.Id, "COM", null, 1) { On = Today.AddDays(20), State = ComiteState.Planned };

    [Fact]
    public void Set_AllThree_IsKeptAndTold()
    {
        Set(Hour, "  Salle 4,\r\n2e étage ", ["Budget", " ", "Suites\u202E"]);

        Assert.Equal((Hour, "Salle 4, 2e étage"), (_comite.StartsAt!.Value, _comite.Place));
        Assert.Equal(["Budget", "Suites"], _comite.Agenda);
        var told = Assert.Single(_essai.De<CommitteeDetailed>());
        Assert.Equal(("14:30", "Salle 4, 2e étage", _comite.On), (told.Time, told.Place, told.On));
    }

    [Fact]
    public void Set_Nothing_GoesBackToWhatTheTextsSay()
    {
        Set(Hour, "https://visio.exemple.example/salle", ["Budget"]);

        Set(null, " ", []);

        Assert.Equal((null, null, null), (_comite.StartsAt, _comite.Place, _comite.Agenda));
    }

    [Fact]
    public void Set_SameAgain_IsRefusedAndTellsNothing()
    {
        Set(Hour, null, ["Budget"]);

        Assert.Equal("alreadyDone", Refused(() => Set(Hour, null, ["Budget"])).Code);
        Assert.Single(_essai.De<CommitteeDetailed>());
    }

    [Theory]
    [InlineData(8, false)]
    [InlineData(7, true)]
    [InlineData(0, true)]
    public void Agenda_IsSettledSevenDaysBefore_HourAndPlaceAreNot(int days, bool settled)
    {
        Set(Hour, null, ["Budget"]);
        _comite.On = Today.AddDays(days);

        if (settled)
            Assert.Equal("agendaSettled", Refused(() => Set(Hour, null, ["Budget", "Recrutements"])).Code);
        else
            Set(Hour, null, ["Budget", "Recrutements"]);

        Set(Hour.AddHours(1), "Salle 4", [.. _comite.Agenda!]);
        Assert.Equal(settled ? 1 : 2, _comite.Agenda!.Count);
        Assert.Equal("Salle 4", _comite.Place);
    }

    [Theory]
    [InlineData(ComiteState.Held, 20, "alreadyDone")]
    [InlineData(ComiteState.Decided, 20, "alreadyDone")]
    [InlineData(ComiteState.Cancelled, 20, "alreadyDone")]
    [InlineData(ComiteState.Planned, -1, "invalidDate")]
    [InlineData(ComiteState.Planned, 0, null)]
    public void Set_OfASeanceThatIsNotToCome_IsRefused(ComiteState state, int days, string? code)
    {
        (_comite.State, _comite.On, _comite.HeldOn) = (state, Today.AddDays(days), Today);

        if (code is null)
            Set(Hour, null, []);
        else
            Assert.Equal(code, Refused(() => Set(Hour, null, [])).Code);
    }

    [Theory]
    [InlineData("http://visio.exemple.example", "invalidPlace")]
    [InlineData("visio : https://visio.exemple.example", "invalidPlace")]
    [InlineData("javascript://x", "invalidPlace")]
    public void Set_AddressThatIsNone_IsRefused(string place, string code) => Assert.Equal(code, Refused(() => Set(null, place, [])).Code);

    [Fact]
    public void Set_TooLongOrTooMany_IsRefusedAndTheLastLengthIsNot()
    {
        Assert.Equal("textTooLong", Refused(() => Set(null, new string('a', DetailsDeSeance.LieuMax + 1), [])).Code);
        Assert.Equal("textTooLong", Refused(() => Set(null, null, [new string('a', DetailsDeSeance.PointMax + 1)])).Code);
        Assert.Equal("textTooLong", Refused(() => Set(null, null, [.. Enumerable.Repeat("a", DetailsDeSeance.PointsMax + 1)])).Code);
        Set(null, new string('a', DetailsDeSeance.LieuMax), [.. Enumerable.Repeat(new string('a', DetailsDeSeance.PointMax), DetailsDeSeance.PointsMax)]);
    }

    [Theory]
    [InlineData("14:30", 14, 30)]
    [InlineData("14 h 30", 14, 30)]
    [InlineData("14\u00A0h\u00A030", 14, 30)]
    [InlineData("9h", 9, 0)]
    [InlineData("0H05", 0, 5)]
    public void Heure_AsPeopleWriteIt_IsRead(string typed, int hour, int minute) => Assert.Equal(new TimeOnly(hour, minute), Saisies.Heure(typed));

    [Theory]
    [InlineData("24 h")]
    [InlineData("14:60")]
    [InlineData("14")]
    [InlineData("midi")]
    [InlineData("")]
    public void Heure_ThatIsNone_IsRefused(string typed) => Assert.Equal("invalidDate", Refused(() => Saisies.Heure(typed)).Code);

    private void Set(TimeOnly? hour, string? place, string[] agenda) => new DetailsDeSeance(_essai.Dossier).Set(_comite, hour, place, agenda, Today);

    private static BrokenRuleException Refused(Action act) => Assert.Throws<BrokenRuleException>(act);

    private static BrokenRuleException Refused(Func<object> act) => Assert.Throws<BrokenRuleException>(() => { act(); });
}
