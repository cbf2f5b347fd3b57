using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ComiteFlow.Activities.Obligations;
using static ComiteFlow.Tests.Engine.Circuit;

namespace ComiteFlow.Tests.Engine;

/// <summary>A value that a step could never use is told before publication, not by an incident.</summary>
public sealed partial class InputCheckTests
{
    [Theory]
    [InlineData("Elsa.Event", "eventName", "12", "contient le nombre 12 ; il faut un texte.")]
    [InlineData("ComiteFlow.PlanComites", "circuit", "true", "contient la valeur true ; il faut un texte.")]
    [InlineData("Elsa.Delay", "timeSpan", "\"trois jours\"", "contient le texte « trois jours » ; il faut une durée, par exemple 3.00:00:00 ou P3D.")]
    [InlineData("Elsa.Delay", "timeSpan", "3", "contient le nombre 3 ; il faut une durée, par exemple 3.00:00:00 ou P3D.")]
    [InlineData("Elsa.RunTask", "dueOn", "\"14/09/2021\"", "contient le texte « 14/09/2021 » ; il faut une date, par exemple 2021-09-14.")]
    [InlineData("Elsa.StartAt", "dateTime", "\"demain\"", "contient le texte « demain » ; il faut une date et une heure, par exemple 2021-09-14T08:00:00.")]
    [InlineData("ComiteFlow.AwaitComite", "workingDaysBefore", "\"quinze\"", "contient le texte « quinze » ; il faut un nombre entier.")]
    [InlineData("ComiteFlow.AwaitComite", "workingDaysBefore", "1.5", "contient le nombre 1.5 ; il faut un nombre entier.")]
    [InlineData("ComiteFlow.RequestStatusReport", "announce", "\"\"", "contient le texte «  » ; il faut un nombre entier.")]
    [InlineData("Elsa.DispatchWorkflow", "waitForCompletion", "\"oui\"", "contient le texte « oui » ; il faut true ou false.")]
    [InlineData("Elsa.DispatchWorkflow", "input", "\"rien\"", "contient le texte « rien » ; il faut un objet, par exemple {\"nom\": \"valeur\"}.")]
    [InlineData("ComiteFlow.ConveneComite", "to", "\"parties\"", "contient le texte « parties » ; il faut une liste de textes, par exemple [\"parties\"].")]
    [InlineData("ComiteFlow.RequestStatusReport", "due", "\"dix jours\"", "contient le texte « dix jours » ; il faut le nom d’un réglage, par exemple status.due, ou un nombre entier.")]
    [InlineData("ComiteFlow.RequestMonthlyReport", "every", "7", "contient le nombre 7 ; il faut le nom d’un réglage, par exemple monthly.reminderEvery, ou une durée, par exemple P7D.")]
    [InlineData("ComiteFlow.RemindSignatories", "every", "\"P\"", "contient le texte « P » ; il faut le nom d’un réglage, par exemple monthly.reminderEvery, ou une durée, par exemple P7D.")]
    [InlineData("ComiteFlow.OpenTextTranches", "availableOn", "\"demain\"", "contient le texte « demain » ; il faut l’une de ces valeurs : signature, effect.")]
    [InlineData("Elsa.FlowJoin", "mode", "\"WaitSome\"", "contient le texte « WaitSome » ; il faut l’une de ces valeurs : WaitAny, WaitAll, WaitAllActive.")]
    [InlineData("Elsa.ForEach", "items", "\"a\"", "contient le texte « a » ; il faut une liste.")]
    public void Check_LiteralOfAnotherKind_TellsWhatIsFoundAndWhatIsExpected(string type, string input, string value, string expected)
    {
        var problem = Assert.Single(Problems(type, input, Literal(JsonNode.Parse(value))));

        Assert.Equal($"root.activities[1].{input} (étape « essai ») : l’entrée « {input} » {expected}", problem);
    }

    [Theory]
    [InlineData("ComiteFlow.ConveneComite", "to", "[\"parties\", 12]", "l’élément n° 2 de l’entrée « to » est le nombre 12 ; il faut un texte.")]
    [InlineData("ComiteFlow.RequestStatusReport", "reminders", "[\"deux\"]", "l’élément n° 1 de l’entrée « reminders » est le texte « deux » ; il faut le nom d’un réglage, par exemple status.due, ou un nombre entier.")]
    [InlineData("Elsa.FlowFork", "branches", "{\"a\": 1}", "l’entrée « branches » contient l’objet {\"a\": 1} ; il faut une liste de textes, par exemple [\"parties\"].")]
    [InlineData("Elsa.FlowFork", "branches", "[\"a\"", "l’entrée « branches » contient le texte « [\"a\" », qui n’est pas du JSON valide.")]
    public void Check_ObjectOfAnotherKind_TellsThePlaceInTheList(string type, string input, string json, string expected) =>
        Assert.EndsWith(" : " + expected, Assert.Single(Problems(type, input, Expression("Object", json))), StringComparison.Ordinal);

    [Theory]
    [InlineData("Elsa.Delay", "timeSpan", "\"P3D\"")]
    [InlineData("Elsa.Delay", "timeSpan", "\"3.00:00:00\"")]
    [InlineData("Elsa.RunTask", "dueOn", "\"2021-09-14\"")]
    [InlineData("Elsa.StartAt", "dateTime", "\"2021-09-14T08:00:00\"")]
    [InlineData("ComiteFlow.AwaitComite", "workingDaysBefore", "\"15\"")]
    [InlineData("Elsa.DispatchWorkflow", "waitForCompletion", "\"True\"")]
    [InlineData("Elsa.DispatchWorkflow", "input", "{\"valeur\": 1}")]
    [InlineData("ComiteFlow.ConveneComite", "to", "\"[\\\"parties\\\"]\"")]
    [InlineData("ComiteFlow.RequestStatusReport", "due", "10")]
    [InlineData("ComiteFlow.RequestMonthlyReport", "dueDay", "\"-3\"")]
    [InlineData("ComiteFlow.RequestStatusReport", "reminders", "[\"status.reminder\", 4, \"4\"]")]
    [InlineData("ComiteFlow.RequestMonthlyReport", "every", "\"P1M2D\"")]
    [InlineData("Elsa.PublishEvent", "payload", "{\"a\": [1]}")]
    public void Check_ValueThatTheStepCanUse_IsSound(string type, string input, string value) =>
        Assert.Empty(Problems(type, input, Literal(JsonNode.Parse(value))));

    [Theory]
    [InlineData("Variable", "compte")]
    [InlineData("Input", "valeur")]
    [InlineData("JavaScript", "1 + 1")]
    public void Check_ValueComputedInARun_IsNotLookedAt(string kind, string value) =>
        Assert.Empty(Problems("ComiteFlow.ConveneComite", "to", Expression(kind, value)));

    [Fact]
    public void Check_BareValue_IsLookedAtToo() =>
        Assert.Contains("il faut un texte", Assert.Single(Problems("Elsa.Event", "eventName", JsonValue.Create(12))), StringComparison.Ordinal);

    /// <summary>Only a declared input is checked: each that a step reads must be declared beside it.</summary>
    [Fact]
    public void Declarations_OfEachFile_NameEveryInputThatItReads()
    {
        var files = new[] { "ComiteFlow.Activities", "ComiteFlow.Engine/Activities", "ComiteFlow.Engine/Runs" }
            .SelectMany(folder => Directory.EnumerateFiles(Depot.Path("src", folder), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal)).Select(File.ReadAllText).ToList();

        var missing = files.SelectMany(text => Read().Matches(text).Select(match => match.Groups[1].Value)
            .Except(Declared().Matches(text).Select(match => match.Groups[1].Value)));

        Assert.Empty(missing);
        Assert.Empty(files.SelectMany(text => ReadForOthers().Matches(text)).Select(match => match.Groups[1].Value)
            .Except(files.SelectMany(text => Declared().Matches(text)).Select(match => match.Groups[1].Value)));
        Assert.True(files.Sum(text => Declared().Count(text)) > 30);
    }

    private static List<string> Problems(string type, string input, JsonNode? value) =>
        Publication.Problems(Flow(
            [Start(), Whole("essai", type, input != "obligation" && new ObligationPresente().Types.Contains(type) ? [(input, value), ("obligation", Literal("O-36"))] : [(input, value)])],
            "start>essai"));

    [GeneratedRegex(@"Input<[^(]+>\(""(\w+)""\)")]
    private static partial Regex Read();

    // Containers read some inputs in a place that several of them share.
    [GeneratedRegex(@"(?:HasInput\(|Inputs\.Read\(\w+, )""(\w+)""")]
    private static partial Regex ReadForOthers();

    [GeneratedRegex(@"ActivityInput\(\s*""(\w+)""")]
    private static partial Regex Declared();
}
