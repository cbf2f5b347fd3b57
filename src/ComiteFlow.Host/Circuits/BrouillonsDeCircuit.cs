using System.Text.Json.Nodes;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Engine.Definitions;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Persistence.Moteur;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Circuits;

/// <summary>Who writes a text, from which page and why.</summary>
/// <param name="Session">See <see cref="EcrituresDeCircuit.Session"/>.</param>
/// <param name="Moyen">One of <see cref="Moyens"/>.</param>
internal sealed record Plume(Actor Actor, string Session, string Moyen, string? Motif = null);

/// <summary>Keeps a text as the draft of its definition: the draft that is there takes it, else a new version begins.</summary>
internal sealed class BrouillonsDeCircuit(ComiteFlowDb db, DefinitionValidator validator, EcrituresDeCircuit ecritures, LectureCircuits lecture, TimeProvider clock)
{
    /// <summary>Writes the text unless it says what the latest version says already, layout included.</summary>
    /// <param name="versions">Versions of the definition, oldest first.</param>
    /// <param name="restores">The writing whose text this is.</param>
    /// <returns>The version that holds the text, and the revision that the next writing builds on.</returns>
    public async Task<(DefinitionRow Version, long Revision)> EcrireAsync(
        string definitionId, IReadOnlyList<DefinitionRow> versions, JsonObject definition, Plume plume, CancellationToken ct, long? restores = null)
    {
        var latest = versions.Count == 0 ? null : versions[^1];
        if (latest is not null)
        {
            var before = TexteDeCircuit.Lire(latest.Json);
            if (plume.Moyen == Moyens.Diagramme)
                FusionDeCircuit.Completer(definition, before);
            if (restores is null && SensDeCircuit.Empreinte(definition) == SensDeCircuit.Empreinte(before) && Disposition(definition) == Disposition(before))
                return (latest, await lecture.RevisionAsync(definitionId, ct));
        }

        var draft = latest is { PublishedAt: null, IsShipped: false } ? latest : null;
        var written = draft ?? new DefinitionRow
        {
            DefinitionId = definitionId, Version = (latest?.Version ?? 0) + 1, Name = "", Json = "", Hash = "", CreatedAt = clock.GetUtcNow(),
        };
        await RemplirAsync(written, definition, plume.Actor, ct);
        if (draft is null)
            db.Add(written);
        var line = await ecritures.AjouterAsync(written, plume.Actor, plume.Session, plume.Moyen, plume.Motif, isText: true, ct, restores);
        return (written, line.Number);
    }

    /// <summary>The problems of a text, one line each.</summary>
    public async Task<IReadOnlyList<string>> ProblemesAsync(string text, CancellationToken ct) =>
        [.. validator.Check(DefinitionReader.Read(text), await UtilisablesAsync(ct)).Select(problem => problem.ToString())];

    /// <summary>What a person should look at before publishing a text, one line each.</summary>
    public async Task<IReadOnlyList<string>> ConseilsAsync(string text, CancellationToken ct) =>
        [.. validator.Advise(DefinitionReader.Read(text), await UtilisablesAsync(ct)).Select(problem => problem.ToString())];

    /// <summary>What a text uses that is not here at all.</summary>
    public async Task<IReadOnlyList<string>> ManquesAsync(string text, CancellationToken ct) =>
        [.. validator.Missing(DefinitionReader.Read(text), await UtilisablesAsync(ct)).Select(problem => problem.ToString())];

    private async Task RemplirAsync(DefinitionRow written, JsonObject definition, Actor actor, CancellationToken ct)
    {
        TexteDeCircuit.Signer(definition, written.DefinitionId, written.Version, written.CreatedAt, isPublished: false);
        written.Name = TexteDeCircuit.Nom(definition);
        written.Json = TexteDeCircuit.Ecrire(definition);
        written.Hash = TexteDeCircuit.Empreinte(written.Json);
        written.Meaning = SensDeCircuit.Empreinte(definition);
        written.ChangedAt = clock.GetUtcNow();
        written.ChangedBy = Personnes.Fonctions.Nom(actor);
        var problems = await ProblemesAsync(written.Json, ct);
        written.Problems = problems.Count == 0 ? null : string.Join('\n', problems);
    }

    private async Task<List<WorkflowDefinition>> UtilisablesAsync(CancellationToken ct)
    {
        var texts = await db.Set<DefinitionRow>().Where(d => d.IsPublished && d.Json.Contains("usableAsActivity")).Select(d => d.Json).ToListAsync(ct);
        return [.. texts.Select(text => DefinitionReader.Read(text).Definition).OfType<WorkflowDefinition>().Where(definition => definition.IsUsableAsActivity)];
    }

    /// <summary>Where boxes and bends of arrows are.</summary>
    private static string Disposition(JsonObject definition) => string.Join('\n', FusionDeCircuit.Steps(definition["root"])
        .Select(step => $"{step.TexteDe("id")} {step["metadata"]?["designer"]?["position"]?.ToJsonString()} {string.Join(' ', (step["connections"] as JsonArray ?? []).OfType<JsonObject>()
            .Where(arrow => arrow["vertices"] is JsonArray { Count: > 0 }).Select(arrow => arrow.ToJsonString()).Order(StringComparer.Ordinal))}")
        .Order(StringComparer.Ordinal));
}
