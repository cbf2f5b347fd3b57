using System.Text.Json.Nodes;
using static ComiteFlow.Tests.Engine.Circuit;

namespace ComiteFlow.Tests.Engine;

/// <summary>What is told before publication about the steps that a coordinator draws around a comité.</summary>
public sealed class BusinessStepCheckTests
{
    public static TheoryData<string> Asking => ["ComiteFlow.ChooseDate", "ComiteFlow.HoldComite", "ComiteFlow.RequestRelease", "ComiteFlow.RequestDialogue"];

    [Theory]
    [InlineData("ComiteFlow.Remind")]
    [InlineData("ComiteFlow.Alert")]
    public void Check_MailToNobody_IsTold(string type) => Assert.Contains(
        "l’étape n’a pas de destinataire", Assert.Single(Problems(type, ("subject", Literal("le plan")), ("obligation", Literal("O-36")))), StringComparison.Ordinal);

    [Theory]
    [InlineData("ComiteFlow.Remind")]
    [InlineData("ComiteFlow.Escalate")]
    [InlineData("ComiteFlow.Alert")]
    public void Check_MailWithoutASubject_IsTold(string type) => Assert.Contains(
        "ne dirait pas de quoi il s’agit", Assert.Single(Problems(type, ("to", Parsed("""["parties"]""")), ("obligation", Literal("O-36")))), StringComparison.Ordinal);

    [Theory]
    [InlineData("ComiteFlow.Remind")]
    [InlineData("ComiteFlow.Escalate")]
    [InlineData("ComiteFlow.Alert")]
    public void Check_MailWithoutAnObligation_IsTold(string type) => Assert.Contains(
        "aucun courriel ne part sans l’obligation", Assert.Single(Problems(type, ("to", Parsed("""["parties"]""")), ("subject", Literal("le plan")))), StringComparison.Ordinal);

    [Fact]
    public void Check_EscalationWithoutRecipients_HasItsOwn() =>
        Assert.Empty(Problems("ComiteFlow.Escalate", ("subject", Literal("le plan")), ("obligation", Literal("O-36"))));

    [Fact]
    public void Check_CopyToTheCbcmWithoutAnObligation_IsTold() =>
        Assert.Contains("aucun courriel ne part sans l’obligation", Assert.Single(Problems("ComiteFlow.SendToCbcm")), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Asking))]
    public void Check_TaskWithoutReminders_NeedsNothing(string type) => Assert.Empty(Problems(type));

    [Theory]
    [MemberData(nameof(Asking))]
    public void Check_RemindersWithoutAnObligation_AreTold(string type)
    {
        Assert.Contains("aucun courriel ne part sans l’obligation", Assert.Single(Problems(type, ("reminders", Parsed("""["2"]""")))), StringComparison.Ordinal);
        Assert.Empty(Problems(type, ("reminders", Parsed("""["2", "status.reminder"]""")), ("obligation", Literal("O-06"))));
    }

    [Theory]
    [MemberData(nameof(Asking))]
    public void Check_RemindersToNobody_AreTold(string type) => Assert.Contains(
        "l’étape n’a pas de destinataire",
        Assert.Single(Problems(type, ("reminders", Parsed("""["2"]""")), ("to", Parsed("[]")), ("obligation", Literal("O-06")))), StringComparison.Ordinal);

    [Theory]
    [InlineData("ComiteFlow.RequestStatusReport", """["J-30", "J0", "dans 3 jours"]""", "« dans 3 jours » n’est pas un échelon")]
    [InlineData("ComiteFlow.RequestStatusReport", """["J-30", "J-30"]""", "« J-30 » est écrit deux fois")]
    [InlineData("ComiteFlow.RequestStatusReport", """["J0", "J+14"]""", "part le jour du comité ou après lui")]
    [InlineData("ComiteFlow.RemindSignatories", """["J0", "J+7"]""", "part avant le lendemain de la première signature")]
    [InlineData("ComiteFlow.RequestMonthlyReport", """["J+7 coordinator"]""", "demande un appui sans rien rappeler")]
    [InlineData("ComiteFlow.HoldComite", """["J-"]""", "« J- » n’est pas un échelon")]
    [InlineData("ComiteFlow.RequestStatusReport", """["J-7", "J+3 coordinateur"]""", "demande l’appui de « coordinateur », que l’annuaire ne connaît pas : ce courriel n’arriverait à personne")]
    [InlineData("ComiteFlow.RequestMonthlyReport", """["J0", "J+3 coordinator DGEPF"]""", "« DGEPF », que l’annuaire ne connaît pas")]
    [InlineData("ComiteFlow.RemindSignatories", """["J+7", "J+14 copies"]""", "demande l’appui de « copies », qui ne désigne personne ici")]
    public void Check_LadderThatServesNothing_IsTold(string type, string ladder, string problem) => Assert.Contains(
        problem, Assert.Single(Problems(type, ("ladder", Parsed(ladder)), ("obligation", Literal("O-36")))), StringComparison.Ordinal);

    [Theory]
    [InlineData("ComiteFlow.RequestStatusReport", """["J-30", "J-15", "J-7", "J-2", "J0", "J+3", "J+7 suppleance", "J+8 hierarchie", "J+9 coordinator"]""")]
    [InlineData("ComiteFlow.RemindSignatories", """["J+7", "J+14 suppleance", "J+21"]""")]
    [InlineData("ComiteFlow.RequestFinalReport", """["J-30", "J+30", "J+60 delegant"]""")]
    [InlineData("ComiteFlow.RequestFinalReport", """["J-30", "J+30 DGEFP", "J+60 parties", "J+70 delegataire, CBCM-PM", "J+80 DNUM-HIERARCHIE"]""")]
    [InlineData("ComiteFlow.ChooseDate", """["J-7", "J0"]""")]
    public void Check_LadderAroundTheDueDay_NeedsNothing(string type, string ladder) => Assert.Empty(Problems(type, ("ladder", Parsed(ladder)), ("obligation", Literal("O-36"))));

    [Fact]
    public void Check_LadderWithoutAnObligation_IsTold() =>
        Assert.Contains("aucun courriel ne part sans l’obligation", Assert.Single(Problems("ComiteFlow.HoldComite", ("ladder", Parsed("""["J0"]""")))), StringComparison.Ordinal);

    private static List<string> Problems(string type, params (string Name, JsonNode? Value)[] properties) =>
        Publication.Problems(Flow([Start(), Step("essai", type, properties)], "start>essai"));
}
