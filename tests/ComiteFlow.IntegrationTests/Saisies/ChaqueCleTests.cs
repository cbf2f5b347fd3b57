using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ComiteFlow.Host.Simulation;
using Xunit.Abstractions;

namespace ComiteFlow.IntegrationTests.Saisies;

/// <summary>Each key of each verb with each kind of wrong value, where the right one is accepted: refused in French, with a code, and nothing changes.</summary>
public sealed class ChaqueCleTests(ITestOutputHelper output)
{
    /// <summary>Scenarios in which together every verb is accepted once.</summary>
    private static readonly string[] Scenarios = ["P01c", "P03b", "P04b", "P06", "P08b", "P09c", "P09d", "P10a", "P12a", "P12c", "P13d", "P14"];

    private static readonly JsonSerializerOptions Lisible = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly HashSet<string> _fautes = [];
    private readonly HashSet<string> _verbs = [];
    private readonly Dictionary<Sorte, int> _counts = [];

    [Fact]
    public async Task Step_AnyKeyWrong_IsRefusedAndNothingChanges()
    {
        foreach (var name in Scenarios)
        {
            await using var atelier = await Atelier.OpenAsync(name);
            foreach (var step in atelier.Scenario.Steps.OrderBy(step => step.At))
                await PlayAsync(atelier, step);
        }

        output.WriteLine(string.Join(", ", _counts.Select(count => $"{count.Key} {count.Value}")));
        Assert.True(_fautes.Count == 0, string.Join((char)10, _fautes.Order(StringComparer.Ordinal)));
        Assert.Empty(ScenarioVerbs.All.Keys.Except(_verbs).Except(["restart", "concurrently"]));
    }

    private async Task PlayAsync(Atelier atelier, ScenarioStep step)
    {
        await atelier.MoveToAsync(step);
        if (_verbs.Contains(step.Verb) || step.Verb is "restart" or "concurrently")
        {
            await atelier.TryAsync(Written(step));
            return;
        }

        var kept = atelier.Keep();
        await WithEachKeyAsync(atelier, Written(step), step.Verb, kept);
        if (!_verbs.Contains("resolveDoubt") && Doubt(atelier) is { } doubt)
        {
            await WithEachKeyAsync(atelier, doubt, "resolveDoubt", kept);
            _verbs.Add("resolveDoubt");
        }

        // The wrong values count where the right ones are accepted.
        if (await atelier.TryAsync(Written(step)) is { Sorte: Sorte.Acceptee } || step.Verb == "requestTransfer")
            _verbs.Add(step.Verb);
    }

    private async Task WithEachKeyAsync(Atelier atelier, JsonObject right, string verb, string kept)
    {
        var hash = atelier.Temoin.Hash();
        foreach (var (key, wrong) in Wrong(right, verb))
        {
            var step = (JsonObject)right.DeepClone();
            if (wrong is null)
                step.Remove(key);
            else
                step[key] = wrong.Valeur?.DeepClone();
            var issue = await atelier.TryAsync(step);
            _counts[issue.Sorte] = _counts.GetValueOrDefault(issue.Sorte) + 1;
            if (issue.Faute is not null || (issue.Sorte == Sorte.Acceptee && wrong is { Interdite: true }))
                _fautes.Add($"{verb}.{key} = {Short(wrong?.Valeur)} → {issue.Sorte} {issue.Code} {issue.Faute}");
            if (issue.Sorte is Sorte.Acceptee or Sorte.Panne)
                await atelier.ReturnToAsync(kept);
        }

        if (atelier.Temoin.Hash() != hash)
            _fautes.Add($"{verb} → l’état a changé");
    }

    private static IEnumerable<(string Key, MauvaiseValeur? Value)> Wrong(JsonObject right, string verb)
    {
        foreach (var key in ScenarioVerbs.All[verb])
        {
            foreach (var wrong in MauvaisesValeurs.Pour(verb, key, right[key.Name]).Where(wrong => wrong.Interdite || Longueur.EstEntiere))
                yield return (key.Name, wrong);
            if (!key.Optional)
                yield return (key.Name, null);
        }

        foreach (var (key, wrong) in MauvaisesValeurs.Communes())
            yield return (key, wrong);
        yield return ("do", null);
    }

    /// <summary>The step that resolves the first doubt that is open, if one has a printed string.</summary>
    private static JsonObject? Doubt(Atelier atelier) =>
        atelier.Temoin.FactsAfter(0).FirstOrDefault(f => f.Name == "doubt.flagged" && f.Text("printed") is { Length: > 0 }) is { } doubt
            ? new JsonObject { ["do"] = "resolveDoubt", ["document"] = doubt.Text("document"), ["printed"] = doubt.Text("printed"), ["value"] = "vu" }
            : null;

    private static JsonObject Written(ScenarioStep step)
    {
        var written = (JsonObject)JsonNode.Parse(step.Keys.GetRawText())!;
        written.Remove("at");
        return written;
    }

    private static string Short(JsonNode? value)
    {
        var text = value?.ToJsonString(Lisible) ?? "null";
        return text.Length > 80 ? text[..80] + "…" : text;
    }
}
