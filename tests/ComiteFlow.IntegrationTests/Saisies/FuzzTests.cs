using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ComiteFlow.Activities.Conventions;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Tests.Domain.Proprietes;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace ComiteFlow.IntegrationTests.Saisies;

/// <summary>Random steps thrown at conventions in the middle of their lives: each is accepted whole or refused whole, and the money stays right.</summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private static readonly JsonSerializerOptions Lisible = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Scenarios of the five conventions, of which the default plays some.</summary>
    private static readonly string[] Quelques = ["P04a", "P09b", "P13d"];

    private readonly ConcurrentDictionary<string, int> _counts = [];
    private readonly List<string> _fautes = [];

    [Fact]
    public async Task RandomSteps_InMixedStates_AreAcceptedWholeOrRefusedWhole()
    {
        var watch = Stopwatch.StartNew();
        var scenarios = Longueur.EstEntiere ? Hasard.Scenarios().Where(name => Hasard.Steps(name).Any()).ToList() : Quelques.ToList();
        var share = (Longueur.Etapes + scenarios.Count - 1) / scenarios.Count;
        await Parallel.ForEachAsync(scenarios.Select((name, rank) => (name, rank)), async (life, _) => await LiveAsync(life.name, Longueur.Graine + life.rank, share));

        output.WriteLine($"{_counts.Where(count => !count.Key.StartsWith("code ", StringComparison.Ordinal)).Sum(count => count.Value)} étapes en {watch.Elapsed.TotalSeconds:0} s");
        foreach (var (what, count) in _counts.OrderByDescending(count => count.Value))
            output.WriteLine($"{what} : {count}");
        Assert.True(_fautes.Count == 0, string.Join("\n\n", _fautes));
    }

    private async Task LiveAsync(string scenario, int seed, int steps)
    {
        var hasard = new Hasard(seed);
        await using var atelier = await Atelier.OpenAsync(scenario);
        var proches = Hasard.Steps(scenario).ToList();
        var left = steps;
        foreach (var (step, rank) in atelier.Scenario.Steps.OrderBy(step => step.At).Select((step, rank) => (step, rank)))
        {
            await atelier.MoveToAsync(step);
            for (var share = left / (atelier.Scenario.Steps.Count - rank); share > 0; share--, left--)
                await ThrowAsync(atelier, hasard.Etape(proches), $"{scenario}, graine {seed}, étape {steps - left}");
            await ThrowAsync(atelier, (JsonObject)proches[step.Index].DeepClone(), $"{scenario}, graine {seed}, étape {steps - left} du scénario");
        }
    }

    private async Task ThrowAsync(Atelier atelier, JsonObject step, string place)
    {
        var issue = await atelier.TryAsync(step);
        Count(issue.Sorte.ToString());
        if (issue.Code is { } code)
            Count("code " + code);
        if (issue.Faute is { } faute)
            Note($"{place} : {Short(step)}\n{issue.Sorte} {issue.Code} {faute}");
        if (issue.Sorte != Sorte.Acceptee)
            return;
        foreach (var broken in await BrokenAsync(atelier))
            Note($"{place} : {Short(step)}\n{broken}");
    }

    /// <summary>The first faults tell enough.</summary>
    private void Note(string faute)
    {
        lock (_fautes)
        {
            if (_fautes.Count < 60)
                _fautes.Add(faute);
        }
    }

    private static async Task<IReadOnlyList<string>> BrokenAsync(Atelier atelier)
    {
        await using var scope = atelier.Product.Services.CreateAsyncScope();
        var dossiers = scope.ServiceProvider.GetRequiredService<IDossiers>();
        var broken = new List<string>();
        foreach (var id in await dossiers.IdsAsync(default))
            broken.AddRange(new Invariants((await dossiers.FindAsync(id, default))!).Rompus(HeureDeParis.Day(atelier.Product.Now)).Select(what => $"{id} : {what}"));
        return broken;
    }

    private void Count(string what) => _counts.AddOrUpdate(what, 1, (_, count) => count + 1);

    private static string Short(JsonObject step)
    {
        var text = step.ToJsonString(Lisible);
        return text.Length > 1500 ? text[..1500] + "…" : text;
    }
}
