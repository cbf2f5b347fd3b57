using System.Text.Json.Nodes;
using ComiteFlow.Activities.Conventions;
using ComiteFlow.Domain;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Simulation;
using Microsoft.Data.Sqlite;

namespace ComiteFlow.IntegrationTests.Saisies;

/// <summary>What became of a step.</summary>
internal enum Sorte
{
    /// <summary>The file is refused for its shape.</summary>
    Forme,
    Refus,
    Acceptee,

    /// <summary>Anything else: always a fault.</summary>
    Panne,
}

/// <summary>What became of a step, and what is wrong with that, in words; null when all is well.</summary>
internal sealed record Issue(Sorte Sorte, string? Code, string? Message, string? Faute);

/// <summary>Plays a scenario on the product and tries any step on the way, with a witness of what each leaves.</summary>
internal sealed class Atelier : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Scenario _scenario;
    private readonly JugeDeSaisies _juge = new();
    private string _file;
    private int _copies;
    private SimulatedProduct _product = null!;

    private Atelier(Scenario scenario) => (_scenario, _file) = (scenario, _folder.Path("essai.db"));

    public Temoin Temoin { get; private set; } = null!;

    public SimulatedProduct Product => _product;

    public Scenario Scenario => _scenario;

    /// <summary>Registers the conventions of a scenario on its first day.</summary>
    public static async Task<Atelier> OpenAsync(string name)
    {
        var atelier = new Atelier(ScenarioFile.Load(ComiteFlow.Tests.Depot.Path("scenarios", name + ".json")).Scenario!);
        await atelier.StartAsync(null);
        foreach (var convention in atelier._scenario.Conventions)
            await atelier._product.DoAsync("import", new { document = convention.Data ?? System.Text.Json.JsonSerializer.SerializeToElement(convention.Id) });
        return atelier;
    }

    /// <summary>Lives on to the moment of a step of the scenario.</summary>
    public async Task MoveToAsync(ScenarioStep step)
    {
        var moment = HeureDeParis.At(step.At);
        while (await _product.NextAsync() is { } next && next <= moment)
            await _product.MoveToAsync(next);
        await _product.MoveToAsync(moment);
    }

    /// <summary>Tries one step, written as in a scenario without its moment.</summary>
    public async Task<Issue> TryAsync(JsonObject step)
    {
        var reading = Read(step);
        if (reading.Scenario is not { } scenario)
            return JugeDeSaisies.Forme(reading.Problems);
        var (writes, fact) = (Temoin.Writes, Temoin.LastFact);
        try
        {
            await DoAsync(scenario.Steps[0]);
            return new Issue(Sorte.Acceptee, null, null, null);
        }
        catch (AggregateException several) when (several.Flatten().InnerExceptions.All(one => one is BrokenRuleException))
        {
            return new Issue(Sorte.Acceptee, null, null, null);
        }
        catch (BrokenRuleException refusal)
        {
            return _juge.Refus(refusal, Temoin.Writes - writes, Temoin.FactsAfter(fact));
        }
        catch (Exception error)
        {
            return new Issue(Sorte.Panne, null, null, error.ToString());
        }
    }

    /// <summary>The state as it stands, to come back to.</summary>
    public string Keep()
    {
        var copy = _folder.Path($"etat-{_copies++}.db");
        Temoin.CopyTo(copy);
        return copy;
    }

    /// <summary>Goes back to a kept state: another host, on a copy of it.</summary>
    public async Task ReturnToAsync(string kept)
    {
        var now = _product.Now;
        await CloseAsync();
        _file = _folder.Path($"essai-{_copies++}.db");
        File.Copy(kept, _file);
        await StartAsync(now);
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _folder.Dispose();
    }

    private async Task DoAsync(ScenarioStep step)
    {
        if (step.Verb == "concurrently")
            await TogetherAsync(step.Inner);
        else if (step.Verb != "restart")
            await ActesDeScenario.RunAsync(_product.Services, step, _product.Now, default);
    }

    /// <summary>Several at once; what fails among them fails together.</summary>
    private async Task TogetherAsync(IReadOnlyList<ScenarioStep> steps)
    {
        var all = Task.WhenAll(steps.Select(DoAsync));
        try
        {
            await all;
        }
        catch (Exception) when (all.Exception is { InnerExceptions.Count: > 0 } several)
        {
            throw several;
        }
    }

    private ScenarioReading Read(JsonObject step)
    {
        var at = HeureDeParis.Local(_product.Now);
        var root = new JsonObject
        {
            ["name"] = "essai", ["conventions"] = new JsonArray(), ["from"] = $"{at:yyyy-MM-dd}", ["until"] = $"{at:yyyy-MM-dd}", ["steps"] = new JsonArray(step.DeepClone()),
        };
        if (root["steps"]![0] is JsonObject written && !written.ContainsKey("at"))
            written["at"] = $"{at:yyyy-MM-ddTHH:mm:ss}";
        return ScenarioFile.Read("essai.json", root.ToJsonString());
    }

    private async Task StartAsync(DateTimeOffset? now)
    {
        var day = now is { } instant ? HeureDeParis.Day(instant) : _scenario.From;
        _product = await SimulatedProduct.StartAsync(new BaseDeDonnees(null, _file, IsThrowAway: true), day);
        if (now is { } moment)
            _product.StandAt(moment);
        Temoin = new Temoin(_file);
    }

    private async Task CloseAsync()
    {
        Temoin.Dispose();
        await _product.DisposeAsync();
        SqliteConnection.ClearAllPools();
    }
}
