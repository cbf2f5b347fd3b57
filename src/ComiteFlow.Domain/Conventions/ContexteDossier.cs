using System.Text.Json;
using ComiteFlow.Domain.Faits;

namespace ComiteFlow.Domain.Conventions;

/// <summary>What a dossier works with besides its own rows.</summary>
/// <param name="Textes">Texts of its documents, by id.</param>
/// <param name="Reglages">Policies of the house.</param>
/// <param name="Aliases">Recipients and places.</param>
/// <param name="Faits">Where facts are gathered.</param>
public sealed record ContexteDossier(
    IReadOnlyDictionary<string, TexteConvention> Textes, Reglages Reglages, Aliases Aliases, IJournalFaits Faits);

/// <summary>The policy settings: defaults of policies.json, and those of one run, which win over a convention's text.</summary>
public sealed record Reglages(
    IReadOnlyDictionary<string, JsonElement> Defauts, IReadOnlyList<IReadOnlyDictionary<string, JsonElement>> Passage);
