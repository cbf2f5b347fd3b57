using System.Collections.Concurrent;
using ComiteFlow.Engine.Definitions;

namespace ComiteFlow.Host.Persistence.Moteur;

/// <summary>Versions of workflows that this host has read from its database: instances are pinned to one, and it never changes.</summary>
internal sealed class VersionsLues
{
    private readonly ConcurrentDictionary<(string DefinitionId, int Version), WorkflowDefinition> _read = new();

    public WorkflowDefinition? Find(string definitionId, int version) => _read.GetValueOrDefault((definitionId, version));

    public WorkflowDefinition Keep(WorkflowDefinition definition) => _read.GetOrAdd((definition.DefinitionId, definition.Version), definition);
}
