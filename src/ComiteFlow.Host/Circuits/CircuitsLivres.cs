using System.Security.Cryptography;
using System.Text;
using ComiteFlow.Engine.Definitions;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Persistence.Moteur;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Circuits;

/// <summary>Brings the workflow files that ship into the database; what a site has changed is never overwritten.</summary>
internal sealed class CircuitsLivres(DefinitionValidator validator, DossiersLivres dossiers, TimeProvider clock)
{
    private readonly List<string> _unreadable = [];
    private readonly List<WorkflowDefinition> _published = [];

    /// <summary>What is wrong with the files of the last loading that could not even be kept.</summary>
    public IReadOnlyList<string> Unreadable => _unreadable;

    /// <summary>Loads the folder. On an empty database a broken file stops everything.</summary>
    /// <returns>What is wrong, one line each: file, place, reason. Empty when all is well or the last good version stays.</returns>
    public async Task<IReadOnlyList<string>> LoadAsync(ComiteFlowDb db, Triggers triggers, CancellationToken ct)
    {
        var problems = new List<string>();
        _unreadable.Clear();
        _published.Clear();
        var isEmpty = !await db.Set<DefinitionRow>().AnyAsync(ct);
        var usable = await UsableAsync(db, ct);
        foreach (var file in Directory.EnumerateFiles(dossiers.Workflows, "*.json").Order(StringComparer.Ordinal))
        {
            problems.AddRange(await LoadAsync(db, file, isEmpty, usable, ct));
        }

        if (isEmpty && problems.Count > 0)
            return problems;
        await SaveAsync(db, triggers, ct);
        return problems;
    }

    /// <summary>A version is published together with what starts it.</summary>
    private async Task SaveAsync(ComiteFlowDb db, Triggers triggers, CancellationToken ct)
    {
        await using var transaction = _published.Count > 0 ? await db.Database.BeginTransactionAsync(ct) : null;
        await db.SaveChangesAsync(ct);
        foreach (var definition in _published)
        {
            await triggers.ArmAsync(definition, ct);
        }

        if (transaction is not null)
            await transaction.CommitAsync(ct);
    }

    /// <summary>What a workflow may run as a step of it: what is published, and what ships beside it.</summary>
    private async Task<List<WorkflowDefinition>> UsableAsync(ComiteFlowDb db, CancellationToken ct)
    {
        var texts = await db.Set<DefinitionRow>().Where(d => d.IsPublished).Select(d => d.Json).ToListAsync(ct);
        foreach (var file in Directory.EnumerateFiles(dossiers.Workflows, "*.json").Order(StringComparer.Ordinal))
        {
            texts.Add(await File.ReadAllTextAsync(file, ct));
        }

        return [.. texts.Select(text => DefinitionReader.Read(text).Definition).OfType<WorkflowDefinition>().Where(definition => definition.IsUsableAsActivity)];
    }

    private async Task<IEnumerable<string>> LoadAsync(ComiteFlowDb db, string file, bool isEmpty, IReadOnlyList<WorkflowDefinition> usable, CancellationToken ct)
    {
        var json = await File.ReadAllTextAsync(file, ct);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));
        var reading = DefinitionReader.Read(json);
        var problems = validator.Check(reading, usable).Select(problem => $"{Path.GetFileName(file)} : {problem}").ToList();
        if (reading.Definition is not { } definition)
        {
            _unreadable.AddRange(problems);
            return problems;
        }

        var known = await db.Set<DefinitionRow>().Where(d => d.DefinitionId == definition.DefinitionId).OrderBy(d => d.Version).ToListAsync(ct);
        if (known.Exists(d => d.Hash == hash))
            return [];
        var mayPublish = problems.Count == 0 && known.TrueForAll(d => d.IsShipped || !d.IsPublished);
        if (mayPublish)
        {
            known.ForEach(d => d.IsPublished = false);
            _published.Add(definition);
        }

        if (problems.Count == 0 || !isEmpty)
        {
            var version = new DefinitionRow
            {
                DefinitionId = definition.DefinitionId,
                Version = (known.Count == 0 ? 0 : known[^1].Version) + 1,
                Name = definition.Name,
                Json = json,
                Hash = hash,
                Meaning = SensDeCircuit.Empreinte(json),
                IsShipped = true,
                IsPublished = mayPublish,
                CreatedAt = clock.GetUtcNow(),
                PublishedAt = mayPublish ? clock.GetUtcNow() : null,
                Problems = problems.Count == 0 ? null : string.Join('\n', problems),
            };
            db.Add(version);
            if (known.Count > 0)
                await new EcrituresDeCircuit(db, clock).AjouterAsync(version, null, "", Moyens.Livraison, null, isText: false, ct);
        }

        return problems;
    }

    /// <summary>Writes the published versions back as the files that they came from.</summary>
    public static async Task<int> ExportAsync(ComiteFlowDb db, string folder, CancellationToken ct)
    {
        Directory.CreateDirectory(folder);
        var rows = await db.Set<DefinitionRow>().AsNoTracking().Where(d => d.IsPublished).ToListAsync(ct);
        foreach (var row in rows)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, row.DefinitionId + ".json"), row.Json, ct);
        }

        return rows.Count;
    }
}
