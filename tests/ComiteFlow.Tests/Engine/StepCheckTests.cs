using System.Text.Json.Nodes;
using ComiteFlow.Engine.Definitions;
using ComiteFlow.Host.Modeles;
using static ComiteFlow.Tests.Engine.Circuit;

namespace ComiteFlow.Tests.Engine;

/// <summary>What is told before publication of steps that write to people: recipients, reminders, templates.</summary>
public sealed class StepCheckTests
{
    [Theory]
    [InlineData("ComiteFlow.ConveneComite", null)]
    [InlineData("ComiteFlow.ConveneComite", "[]")]
    [InlineData("ComiteFlow.Inform", null)]
    [InlineData("ComiteFlow.RequestMonthlyReport", "[]")]
    [InlineData("ComiteFlow.RequestStatusReport", "[]")]
    public void Check_StepThatWouldWriteToNobody_IsTold(string type, string? to)
    {
        var problem = Assert.Single(Problems(type, ("to", to is null ? null : Parsed(to)), ("template", Given(type, "decision"))));

        Assert.Equal(
            "root.activities[1].to (étape « essai ») : l’étape n’a pas de destinataire : son courriel ne partirait vers personne. Nommez-en dans « to », par exemple [\"parties\"].",
            problem);
    }

    [Fact]
    public void Check_RecipientThatIsEmpty_IsTold() => Assert.Contains(
        "un destinataire de l’étape est vide", Assert.Single(Problems("ComiteFlow.ConveneComite", ("to", Parsed("""["parties", " "]""")))), StringComparison.Ordinal);

    [Fact]
    public void Check_EscalationToNobody_IsTold() => Assert.Contains(
        "l’escalade n’a pas de destinataire",
        Assert.Single(Problems("ComiteFlow.RequestStatusReport", ("escalation", Literal("status.escalation")), ("escalateTo", Parsed("[]")))), StringComparison.Ordinal);

    [Theory]
    [InlineData("ComiteFlow.ConveneComite", "to", "parties", "DGEFPP", "« DGEFPP », que l’annuaire ne connaît pas : ce courriel n’arriverait à personne.")]
    [InlineData("ComiteFlow.RequestStatusReport", "escalateCc", "delegant", "copies", "« copies », qui ne désigne personne ici")]
    [InlineData("ComiteFlow.RequestStatusReport", "escalateTo", "DGEFP-SUPPLEANCE", "la coordination", "« la coordination », que l’annuaire ne connaît pas")]
    [InlineData("ComiteFlow.RemindSignatories", "alsoTo", "coordinator", "anne", "« anne », que l’annuaire ne connaît pas")]
    public void Check_RecipientWhomNobodyKnows_IsTold(string type, string input, string known, string unknown, string expected)
    {
        Assert.StartsWith($"root.activities[1].{input} (étape « essai ») : « {input} » nomme {expected}", Assert.Single(Problems(type, (input, Parsed($"[\"{known}\", \"{unknown}\"]")))), StringComparison.Ordinal);
        Assert.Empty(Problems(type, (input, Parsed($"[\"{known}\"]"))));
    }

    [Fact]
    public void Check_CopiesOfAnAct_AreKnownWhereAnActIsSent() => Assert.Empty(Problems("ComiteFlow.Inform", ("to", Parsed("[\"copies\"]")), ("template", Literal("decision"))));

    [Theory]
    [InlineData("Variable", """{ "id": "v-liste", "name": "liste" }""")]
    [InlineData("JavaScript", "\"getListe()\"")]
    public void Check_RecipientsThatARunComputes_AreSound(string kind, string value) =>
        Assert.Empty(Problems("ComiteFlow.ConveneComite", ("to", Expression(kind, JsonNode.Parse(value)))));

    [Fact]
    public void Check_RequestWithoutRecipient_HasOneOfItsOwn() => Assert.Empty(Problems("ComiteFlow.RequestStatusReport"));

    [Theory]
    [InlineData("due", "0", "l’état serait dû le jour même du comité")]
    [InlineData("due", "-3", "l’état serait dû 3 jours ouvrés après le comité")]
    [InlineData("reminders", "[10]", "la relance « 10 » partirait 10 jours ouvrés après l’échéance de l’état, soit le jour même du comité : trop tard. Écrivez un nombre entre 1 et 9.")]
    [InlineData("reminders", "[\"status.reminder\", \"12\"]", "la relance « 12 » partirait 12 jours ouvrés après l’échéance de l’état, soit 2 jours ouvrés après le comité : trop tard.")]
    [InlineData("reminders", "[0]", "la relance « 0 » partirait avant le lendemain de l’échéance")]
    [InlineData("escalation", "10", "l’escalade partirait 10 jours ouvrés avant le comité, soit avant l’échéance de l’état (10 jours ouvrés avant).")]
    [InlineData("escalation", "0", "l’escalade partirait le jour même du comité : trop tard")]
    [InlineData("announce", "-1", "la demande partirait 1 jours ouvrés après l’échéance de l’état")]
    public void Check_ReminderThatServesNoMore_IsTold(string input, string value, string expected) =>
        Assert.StartsWith($"root.activities[1].{input} (étape « essai ») : {expected}", Assert.Single(Problems("ComiteFlow.RequestStatusReport", (input, Literal(JsonNode.Parse(value))))), StringComparison.Ordinal);

    [Fact]
    public void Check_RemindersBeforeTheComite_AreSound() => Assert.Empty(Problems(
        "ComiteFlow.RequestStatusReport", ("due", Literal("12")), ("reminders", Parsed("""["status.reminder", 11]""")), ("escalation", Literal("status.escalation")), ("announce", Literal(20))));

    [Fact]
    public void Check_DueDayThatARunComputes_IsNotLookedAt() => Assert.Empty(Problems("ComiteFlow.RequestStatusReport", ("due", Script("'3'")), ("reminders", Parsed("[30]"))));

    [Fact]
    public void Check_InformWithoutTemplateOrObligation_IsTold() => Assert.Equal(
        ["root.activities[1].obligation", "root.activities[1].template"],
        Problems("ComiteFlow.Inform", ("to", Parsed("""["parties"]""")), ("obligation", null)).Select(problem => problem.Split(' ')[0]));

    [Theory]
    [InlineData("ComiteFlow.ConveneComite")]
    [InlineData("ComiteFlow.RequestStatusReport")]
    [InlineData("ComiteFlow.RequestMonthlyReport")]
    [InlineData("ComiteFlow.RequestFinalReport")]
    [InlineData("ComiteFlow.RequestSignatures")]
    [InlineData("ComiteFlow.RemindSignatories")]
    public void Check_StepThatWritesWithoutAKnownObligation_IsTold(string type)
    {
        JsonObject? To() => type.EndsWith("Signatures", StringComparison.Ordinal) || type.EndsWith("Signatories", StringComparison.Ordinal) ? null : Parsed("""["parties"]""");

        Assert.Contains("aucun courriel ne part sans l’obligation", Assert.Single(Problems(type, ("to", To()), ("obligation", null))), StringComparison.Ordinal);
        Assert.Contains("« O-99 » n’est pas au catalogue", Assert.Single(Problems(type, ("to", To()), ("obligation", Literal("O-99")))), StringComparison.Ordinal);
        Assert.Empty(Problems(type, ("to", To()), ("obligation", Script("'O-36'"))));
    }

    [Theory]
    [InlineData("""{ "on": "2027-02-01", "details": { "obligation": "O-36" } }""", "l’échelon n° 2 n’a pas de destinataire")]
    [InlineData("""{ "on": "2027-02-01", "to": ["parties", "DGEFPP"], "details": { "obligation": "O-36" } }""", "l’échelon n° 2 écrit à « DGEFPP », que l’annuaire ne connaît pas")]
    [InlineData("""{ "on": "2027-02-01", "to": [], "details": { "obligation": "O-36" } }""", "l’échelon n° 2 n’a pas de destinataire")]
    [InlineData("""{ "on": "2027-02-01", "to": ["parties"] }""", "l’échelon n° 2 ne dit pas quelle obligation il sert : aucun courriel ne part sans elle")]
    [InlineData("""{ "on": "2027-02-01", "to": ["parties"], "details": { "obligation": "O-99" } }""", "l’échelon n° 2 nomme l’obligation « O-99 », qui n’est ni dans la convention ni au catalogue")]
    [InlineData("\"2027-02-01\"", "l’échelon n° 2 n’est pas un objet")]
    public void Check_RungThatWouldRemindNobody_IsTold(string rung, string expected) =>
        Assert.StartsWith($"root.activities[1].rungs (étape « essai ») : {expected}", Assert.Single(Asked(Parsed($"[{Sound}, {rung}]"))), StringComparison.Ordinal);

    [Fact]
    public void Check_RungsThatHaveAllOrAreComputed_AreSound()
    {
        Assert.Empty(Asked(Parsed($"[{Sound}]")));
        Assert.Empty(Asked(Script("[]")));
    }

    [Theory]
    [InlineData("ComiteFlow.Inform", "courriels/decision")]
    [InlineData("ComiteFlow.ConveneComite", "courriels/convocation")]
    [InlineData("ComiteFlow.IssueMinutes", "documents/releve-de-decisions")]
    [InlineData("ComiteFlow.Remind", "courriels/relance")]
    [InlineData("ComiteFlow.Escalate", "courriels/relance")]
    [InlineData("ComiteFlow.Alert", "courriels/alerte")]
    [InlineData("ComiteFlow.SendToCbcm", "courriels/copieCbcm")]
    public void Check_TemplateThatIsMissing_IsTold(string type, string folder)
    {
        var json = Flow(
            [Start(), Step("essai", type, ("to", Given(type, ["x"], "ComiteFlow.IssueMinutes")), ("template", Given(type, "decision")), ("obligation", Literal("O-36")))], "start>essai");

        var problems = Publication.With(new Without(folder)).Check(DefinitionReader.Read(json)).Where(problem => problem.Path.EndsWith("template", StringComparison.Ordinal));

        Assert.Equal($"le modèle « {folder} » manque : l’étape ne pourrait rien envoyer ni établir. Publiez-le, ou choisissez un autre modèle.", Assert.Single(problems).Message);
    }

    [Fact]
    public void Check_TemplateOfReminders_IsNeededWhereATaskHasSome()
    {
        List<string> Missing(JsonNode? rungs) => [.. Publication.With(new Without("courriels/rappelTache"))
            .Check(DefinitionReader.Read(Flow([Start(), Step("essai", "Elsa.RunTask", ("taskName", Literal("avis")), ("rungs", rungs))], "start>essai"))).Select(problem => problem.Message)];

        Assert.StartsWith("le modèle « courriels/rappelTache » manque", Assert.Single(Missing(Parsed($"[{Sound}]"))), StringComparison.Ordinal);
        Assert.Empty(Missing(null));
    }

    private const string Sound = """{ "on": "2027-02-01", "to": ["parties"], "details": { "obligation": "O-36" } }""";

    private static List<string> Asked(JsonNode? rungs) => Publication.Problems(Flow([Start(), Step("essai", "Elsa.RunTask", ("taskName", Literal("avis")), ("rungs", rungs))], "start>essai"));

    private static List<string> Problems(string type, params (string Name, JsonNode? Value)[] properties) =>
        Publication.Problems(Flow([Start(), Step("essai", type, [.. properties.Append(("obligation", Literal("O-36"))).DistinctBy(one => one.Item1)])], "start>essai"))
            .Where(problem => !problem.Contains("« obligation » n’existe pas", StringComparison.Ordinal)).ToList();

    private static JsonObject? Given(string type, string template) => type == "ComiteFlow.Inform" ? Literal(template) : null;

    private static JsonObject? Given(string type, string[] to, string unless) => type == unless ? null : Parsed(System.Text.Json.JsonSerializer.Serialize(to));

    /// <summary>The templates that ship, without one.</summary>
    private sealed class Without(string folder) : IModeleSource
    {
        private readonly DossierDeModeles _all = new(Depot.Path("templates"));

        public string? Read(string path) => path.StartsWith(folder, StringComparison.Ordinal) ? null : _all.Read(path);
    }
}
