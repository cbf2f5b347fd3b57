using ComiteFlow.Host.Simulation;

namespace ComiteFlow.Tests.Simulation;

/// <summary>A scenario file is refused for its shape, with the place and a French sentence, and for nothing else.</summary>
public sealed class ScenarioFileTests
{
    public static TheoryData<string> Shipped => [.. Directory.GetFiles(Depot.Path("scenarios"), "*.json").Select(file => Path.GetFileName(file)).Order()];

    [Theory]
    [MemberData(nameof(Shipped))]
    public void Load_ShippedScenario_IsSound(string file)
    {
        var reading = ScenarioFile.Load(Depot.Path("scenarios", file));

        Assert.Empty(reading.Problems);
        Assert.NotNull(reading.Scenario);
    }

    [Theory]
    [InlineData("\"monthly.day\": 32", "ne convient pas au réglage « monthly.day »")]
    [InlineData("\"monthly.day\": \"12\"", "ne convient pas au réglage « monthly.day »")]
    [InlineData("\"monthly.jour\": 12", "Le réglage « monthly.jour » n’existe pas ici")]
    public void Read_SettingThatCannotBe_IsRefusedWithItsPlace(string setting, string reason)
    {
        var problem = Assert.Single(Read($$"""
            {"name": "Essai", "conventions": [], "from": "2020-03-24", "until": "2020-06-30", "steps": [], "settings": { {{setting}} } }
            """).Problems);

        Assert.StartsWith("$.settings", problem.Path, StringComparison.Ordinal);
        Assert.Contains(reason, problem.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_WholeScenario_GivesItsParts()
    {
        var scenario = Read("""
            {"name": "Essai", "conventions": ["A-2020", {"id": "B-2020"}], "from": "2020-03-24", "until": "2020-06-30",
             "settings": {"monthly.day": 12},
             "steps": [{"at": "2020-03-24", "do": "publish", "document": "A-2020", "by": "admin", "note": "lu par personne"},
                       {"at": "2020-06-02T10:00", "do": "concurrently", "steps": [
                           {"do": "commit", "convention": "A-2020", "amountCents": 1},
                           {"do": "commit", "convention": "A-2020", "amountCents": 2}]},
                       {"at": "2020-06-30T23:59:59", "do": "restart"}],
             "expect": [{"fact": "*"}], "count": [{"match": {}, "equals": 0}], "source": "H: essai"}
            """).Scenario!;

        Assert.Equal(("Essai", new DateOnly(2020, 3, 24), new DateOnly(2020, 6, 30)), (scenario.Name, scenario.From, scenario.Until));
        Assert.Equal(("A-2020", null), (scenario.Conventions[0].Id, scenario.Conventions[0].Data));
        Assert.Equal("B-2020", scenario.Conventions[1].Data!.Value.GetProperty("id").GetString());
        Assert.Equal(12, scenario.Settings["monthly.day"].GetInt32());
        Assert.Equal((0, "publish", "admin", new DateTime(2020, 3, 24, 9, 0, 0)), (scenario.Steps[0].Index, scenario.Steps[0].Verb, scenario.Steps[0].By, scenario.Steps[0].At));
        Assert.Equal([1, 2], scenario.Steps[1].Inner.Select(step => step.Keys.GetProperty("amountCents").GetInt32()));
        Assert.All(scenario.Steps[1].Inner, step => Assert.Equal(new DateTime(2020, 6, 2, 10, 0, 0), step.At));
        Assert.Equal(new DateTime(2020, 6, 30, 23, 59, 59), scenario.Steps[2].At);
    }

    [Theory]
    [InlineData("""{"at": "2020-04-01", "do": "dance"}""", "$.steps[0].do")]
    [InlineData("""{"at": "2020-04-01"}""", "$.steps[0]")]
    [InlineData("""{"at": "2020-04-01", "do": 3}""", "$.steps[0].do")]
    [InlineData("""[]""", "$.steps[0]")]
    [InlineData("""{"at": "2020-04-01", "do": "publish", "document": "A", "colour": "red"}""", "$.steps[0].colour")]
    [InlineData("""{"at": "2020-04-01", "do": "publish"}""", "$.steps[0]")]
    [InlineData("""{"at": "2020-04-01", "do": "publish", "document": 3}""", "$.steps[0].document")]
    [InlineData("""{"at": "2020-04-01", "do": "publish", "document": "A", "on": null}""", "$.steps[0].on")]
    [InlineData("""{"at": "2020-04-01", "do": "publish", "document": {"id": "A"}}""", "$.steps[0].document")]
    [InlineData("""{"at": "2020-04-01", "do": "import", "document": []}""", "$.steps[0].document")]
    [InlineData("""{"at": "2020-04-01", "do": "holdDialogue", "convention": "A", "year": "2021"}""", "$.steps[0].year")]
    [InlineData("""{"at": "2020-04-01", "do": "holdCommittee", "convention": "A", "committee": "C", "occurrence": 1, "attendees": "DGEFP"}""", "$.steps[0].attendees")]
    [InlineData("""{"at": "2020-04-01", "do": "holdCommittee", "convention": "A", "committee": "C", "occurrence": 1, "attendees": ["A", 2]}""", "$.steps[0].attendees[1]")]
    [InlineData("""{"at": "2020-04-01", "do": "decideRevoyure", "convention": "A", "committee": "C", "occurrence": 1, "outcome": "grant", "conditionMet": "yes"}""", "$.steps[0].conditionMet")]
    [InlineData("""{"at": "2020-04-01", "do": "decideRevoyure", "convention": "A", "committee": "C", "occurrence": 1, "outcome": "grant", "conditions": [{"text": "x"}]}""", "$.steps[0].conditions[0]")]
    [InlineData("""{"at": "2020-04-01", "do": "requestAvenant", "convention": "A", "changes": {"title": "x"}}""", "$.steps[0].changes.title")]
    [InlineData("""{"at": "2020-04-01", "do": "restart", "by": ["admin"]}""", "$.steps[0].by")]
    [InlineData("""{"at": "2020-04-01", "do": "import", "document": {}}""", "$.steps[0].document")]
    [InlineData("""{"at": "2020-04-01", "do": "import", "document": {"id": " "}}""", "$.steps[0].document.id")]
    [InlineData("""{"at": "2020-04-01", "do": "import", "document": {"id": "X", "kind": "contrat"}}""", "$.steps[0].document.kind")]
    [InlineData("""{"at": "2020-04-01", "do": "import", "document": {"id": "X", "end": {"date": "2021-02-30"}}}""", "$.steps[0].document.end.date")]
    [InlineData("""{"do": "restart"}""", "$.steps[0]")]
    [InlineData("""{"at": 2020, "do": "restart"}""", "$.steps[0].at")]
    [InlineData("""{"at": "soon", "do": "restart"}""", "$.steps[0].at")]
    [InlineData("""{"at": "2020-04-31", "do": "restart"}""", "$.steps[0].at")]
    [InlineData("""{"at": "2020-04-01T10:00Z", "do": "restart"}""", "$.steps[0].at")]
    [InlineData("""{"at": "2020-04-01T25:00", "do": "restart"}""", "$.steps[0].at")]
    [InlineData("""{"at": "2020-03-23", "do": "restart"}""", "$.steps[0].at")]
    [InlineData("""{"at": "2020-07-01", "do": "restart"}""", "$.steps[0].at")]
    [InlineData("""{"at": "2020-04-01", "do": "concurrently"}""", "$.steps[0]")]
    [InlineData("""{"at": "2020-04-01", "do": "concurrently", "steps": {}}""", "$.steps[0].steps")]
    [InlineData("""{"at": "2020-04-01", "do": "concurrently", "steps": [{"do": "restart"}, {"at": "2020-04-01", "do": "restart"}]}""", "$.steps[0].steps[1].at")]
    [InlineData("""{"at": "2020-04-01", "do": "concurrently", "steps": [{"do": "nothing"}]}""", "$.steps[0].steps[0].do")]
    public void Read_StepOfWrongShape_NamesThePlace(string step, string path)
    {
        var reading = Read(With($"[{step}]"));

        Assert.Null(reading.Scenario);
        Assert.Equal(path, Assert.Single(reading.Problems).Path);
    }

    [Theory]
    [InlineData("""{"at": "2020-04-01", "do": "commit", "convention": "UNKNOWN", "amountCents": "beaucoup"}""")]
    [InlineData("""{"at": "2020-04-01", "do": "commit", "convention": "A", "amountCents": -1.5}""")]
    [InlineData("""{"at": "2020-04-01", "do": "publish", "document": "A", "on": "un jour"}""")]
    [InlineData("""{"at": "2020-04-01", "do": "restart", "by": "nobody"}""")]
    [InlineData("""{"at": "2020-04-01", "do": "import", "document": {"id": "X", "tranches": null}}""")]
    [InlineData("""{"at": "2020-04-01", "do": "setOption", "convention": "A", "option": "x", "value": [1]}""")]
    [InlineData("""{"at": "2020-04-01", "do": "requestAvenant", "convention": "A", "changes": {"ceilingCents": "x", "end": "y"}}""")]
    public void Read_WrongValue_IsLeftToTheRun(string step) => Assert.Empty(Read(With($"[{step}]")).Problems);

    [Theory]
    [InlineData("""[]""", "$")]
    [InlineData("""{"name": "x", "conventions": [], "from": "2020-01-01", "until": "2020-01-02"}""", "$")]
    [InlineData("""{"name": "x", "conventions": [], "from": "2020-01-01", "until": "2020-01-02", "steps": [], "extra": 1}""", "$.extra")]
    [InlineData("""{"name": 1, "conventions": [], "from": "2020-01-01", "until": "2020-01-02", "steps": []}""", "$.name")]
    [InlineData("""{"name": "x", "conventions": [3], "from": "2020-01-01", "until": "2020-01-02", "steps": []}""", "$.conventions[0]")]
    [InlineData("""{"name": "x", "conventions": [], "from": "2020-02-30", "until": "2020-03-02", "steps": []}""", "$.from")]
    [InlineData("""{"name": "x", "conventions": [], "from": "2020-01-03", "until": "2020-01-02", "steps": []}""", "$.until")]
    [InlineData("""{"name": "x", "conventions": [], "from": "2020-01-01", "until": "2020-01-02", "steps": [], "settings": []}""", "$.settings")]
    [InlineData("""{"name": "x", "conventions": [], "from": "2020-01-01", "until": "2020-01-02", "steps": [], "never": ["x"]}""", "$.never[0]")]
    [InlineData("""{"name": "x", "conventions": [], "from": "2020-01-01", "until": "2020-01-02", "steps": [], "count": [{"match": {}}]}""", "$.count[0]")]
    [InlineData("""{"name": "x", "name": "y", "conventions": [], "from": "2020-01-01", "until": "2020-01-02", "steps": []}""", "$.name")]
    [InlineData("""{"name": "\ud800", "conventions": [], "from": "2020-01-01", "until": "2020-01-02", "steps": []}""", "$.name")]
    public void Read_FileOfWrongShape_NamesThePlace(string text, string path)
    {
        var reading = Read(text);

        Assert.Null(reading.Scenario);
        Assert.Equal(path, Assert.Single(reading.Problems).Path);
    }

    [Fact]
    public void Read_BrokenJson_TellsLineAndColumnOnOneLine() =>
        Assert.Equal(
            "essai.json: $: Ce texte n’est pas du JSON (ligne 2, colonne 9).",
            Assert.Single(Read("{\n \"été\": été}").Problems).ToString());

    [Fact]
    public void Read_SeveralFaults_TellsThemAll() =>
        Assert.Equal(["$.steps[0].do", "$.steps[1].at"], Read(With("""[{"at": "2020-04-01", "do": "x"}, {"at": "x", "do": "restart"}]""")).Problems.Select(problem => problem.Path));

    [Fact]
    public void Load_MissingFile_SaysSo()
    {
        var reading = ScenarioFile.Load(Depot.Path("scenarios", "absent.json"));

        Assert.Contains("ne peut pas être lu", Assert.Single(reading.Problems).Reason, StringComparison.Ordinal);
    }

    private static ScenarioReading Read(string text) => ScenarioFile.Read("essai.json", text);

    private static string With(string steps) =>
        $$"""{"name": "Essai", "conventions": ["A"], "from": "2020-03-24", "until": "2020-06-30", "steps": {{steps}}}""";
}
