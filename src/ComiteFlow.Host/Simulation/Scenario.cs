using System.Text.Json;

namespace ComiteFlow.Host.Simulation;

/// <summary>What a scenario file plays: conventions, a period, and what people do in it.</summary>
/// <param name="From">First day; the clock starts at 00:00.</param>
/// <param name="Until">Last day; the clock ends at 24:00.</param>
/// <param name="Settings">Policy settings that differ in this run.</param>
/// <param name="Steps">In file order.</param>
internal sealed record Scenario(
    string Name,
    IReadOnlyList<ScenarioConvention> Conventions,
    DateOnly From,
    DateOnly Until,
    IReadOnlyDictionary<string, JsonElement> Settings,
    IReadOnlyList<ScenarioStep> Steps);

/// <summary>A convention to register: the id of a shipped one, or its data.</summary>
internal sealed record ScenarioConvention(string? Id, JsonElement? Data);

/// <summary>An act of a scenario.</summary>
/// <param name="Index">Place in its list, from 0.</param>
/// <param name="At">Local time as written; a bare date means 09:00. An inner step has the time of its group.</param>
/// <param name="By">Role as written, or null for the verb's default.</param>
/// <param name="Keys">The step's object, with all its keys.</param>
/// <param name="Inner">Steps of a <c>concurrently</c>, else empty.</param>
internal sealed record ScenarioStep(int Index, DateTime At, string Verb, string? By, JsonElement Keys, IReadOnlyList<ScenarioStep> Inner);
