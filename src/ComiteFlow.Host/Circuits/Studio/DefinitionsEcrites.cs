using System.Text.Json;
using System.Text.Json.Nodes;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Personnes;

namespace ComiteFlow.Host.Circuits.Studio;

/// <summary>What the calls that write definitions need.</summary>
internal sealed class OutilsDEcriture(ExecutionDesActes execution, ActorAccessor actors, LectureDeStudio lecture, LectureCircuits versions, IHttpContextAccessor http)
{
    /// <summary>Random name by which the page of Studio tells itself from others of the same person.</summary>
    private const string Fenetre = "X-ComiteFlow-Fenetre";

    private CancellationToken Ct => http.HttpContext!.RequestAborted;

    /// <summary>Name of the page that calls; a program that gives none has none.</summary>
    public string? Page => http.HttpContext!.Request.Headers[Fenetre].ToString() is { Length: > 0 and <= 64 } name ? name : null;

    public Task ActAsync<TCommande>(string act, TCommande commande)
        where TCommande : Commande => execution.RunAsync(act, actors.Required, commande, Ct);

    public Task<(Persistence.Moteur.DefinitionRow Row, bool IsLatest)?> LatestAsync(string definitionId) => lecture.FindAsync(definitionId, new ChoixDeVersion("Latest"), Ct);

    /// <summary>The latest version as Studio reads it back.</summary>
    /// <exception cref="Domain.BrokenRuleException">There is no such workflow.</exception>
    public async Task<DefinitionPourStudio> RelireAsync(string definitionId)
    {
        var found = await LatestAsync(definitionId) ?? throw RefusDeCircuit.Inconnu(definitionId);
        return DefinitionsLues.Of(found, actors) with { Revision = await versions.RevisionAsync(definitionId, Ct) };
    }
}

/// <summary>The calls by which Elsa Studio writes definitions.</summary>
internal static class DefinitionsEcrites
{
    public static void MapEcritureDeDefinitions(this IEndpointRouteBuilder api)
    {
        api.MapPost("/workflow-definitions", SaveAsync);
        api.MapPost("/workflow-definitions/import", ImportAsync);
        api.MapPost("/workflow-definitions/import-files", ImportsDeStudio.ImportFilesAsync).DisableAntiforgery();
        api.MapPut("/workflow-definitions/import", ImportAsync);
        api.MapPost("/workflow-definitions/{id}/publish", (string id) => ApiDeStudio.Refus(Publication(id)));
        api.MapPost("/workflow-definitions/{id}/retract", RetractAsync);
        api.MapPost("/workflow-definitions/{id}/revert/{version:int}", RevertAsync);
        api.MapPost("/workflow-definitions/{id}/execute", (string id) => ApiDeStudio.Refus(Repetition(id)));
        api.MapPost("/workflow-definitions/{id}/dispatch", (string id) => ApiDeStudio.Refus(Repetition(id)));
        api.MapPost("/workflow-definitions/{id}/update-references", () => Results.Json(new { affectedWorkflows = Array.Empty<string>() }));
        api.MapPost("/tests/activities", () => ApiDeStudio.Refus("Une étape ne s’essaie pas seule : la répétition du circuit montre, sans rien envoyer, ce que chaque étape ferait."));
        api.MapDelete("/workflow-definitions/{id}", async (string id, OutilsDEcriture tools) =>
        {
            await tools.ActAsync(DeleteCircuit.Verbe, new DeleteCircuit.Commande { Circuit = id, Fenetre = tools.Page });
            return Results.NoContent();
        });
        api.MapDelete("/workflow-definition-versions/{id}", async (string id, OutilsDEcriture tools) =>
        {
            await DeleteVersionAsync(id, tools);
            return Results.NoContent();
        });
    }

    /// <summary>Deletes a draft by the id of its version.</summary>
    public static Task DeleteVersionAsync(string id, OutilsDEcriture tools)
    {
        var (circuit, version) = DefinitionPourStudio.Lire(id) ?? throw RefusDeCircuit.Inconnu(id);
        return tools.ActAsync(DeleteCircuit.Verbe, new DeleteCircuit.Commande { Circuit = circuit, Version = version, Fenetre = tools.Page });
    }

    /// <summary>Where a draft is published; the mark tells the page to offer it.</summary>
    public static string Publication(string id) =>
        $"Le brouillon est enregistré. Une autre personne le publie sur la page « Publier » du circuit, qui montre les contrôles, les différences et l’effet sur les dossiers en cours (/circuits/{id}/publier).";

    private static string Repetition(string id) =>
        $"Un brouillon ne s’exécute pas sur de vrais dossiers. La page « Répéter » le joue sur des copies, sans rien envoyer ni garder (/circuits/{id}/repetition).";

    private static async Task<IResult> SaveAsync(HttpRequest request, OutilsDEcriture tools)
    {
        var body = await Corps.LireAsync(request);
        if (!body.TryGetProperty("model", out var model) || model.ValueKind != JsonValueKind.Object)
            throw RefusDeCircuit.Illisible("L’envoi ne contient pas de circuit : rien n’a été enregistré.");
        var id = Corps.Texte(model, "definitionId");
        var commande = new SaveCircuit.Commande
        {
            Circuit = string.IsNullOrEmpty(id) ? null : id, Texte = string.IsNullOrEmpty(id) ? Nouveau(model) : model.GetRawText(),
            Moyen = string.IsNullOrEmpty(id) ? Moyens.Creation : Moyens.Diagramme, Fenetre = tools.Page,
        };
        await tools.ActAsync(SaveCircuit.Verbe, commande);
        if (body.TryGetProperty("publish", out var publish) && publish.ValueKind == JsonValueKind.True)
            return ApiDeStudio.Refus(Publication(commande.Recu.Circuit));
        var kept = await tools.RelireAsync(commande.Recu.Circuit);
        return Results.Json(new JsonObject { ["workflowDefinition"] = kept.Entiere(), ["alreadyPublished"] = false, ["consumingWorkflowCount"] = 0 });
    }

    /// <summary>A copy is called so in French: the package words it in English.</summary>
    private static string Nouveau(JsonElement model)
    {
        var text = model.GetRawText();
        var name = Corps.Texte(model, "name") ?? "";
        var copy = name.IndexOf(" - Duplicate", StringComparison.Ordinal);
        if (copy <= 0 || JsonNode.Parse(text) is not JsonObject definition)
            return text;
        definition["name"] = name[..copy] + " (copie)";
        return definition.ToJsonString();
    }

    private static async Task<IResult> ImportAsync(HttpRequest request, OutilsDEcriture tools) =>
        Results.Json((await tools.RelireAsync(await ImportsDeStudio.ImportAsync(await Corps.TexteAsync(request), tools))).Entiere());

    private static async Task<IResult> RetractAsync(string id, OutilsDEcriture tools)
    {
        await tools.ActAsync(RetractCircuit.Verbe, new RetractCircuit.Commande { Circuit = id, Fenetre = tools.Page, Motif = "Retiré depuis le dessin du circuit." });
        return Results.Json((await tools.RelireAsync(id)).Entiere());
    }

    private static async Task<IResult> RevertAsync(string id, int version, OutilsDEcriture tools)
    {
        await tools.ActAsync(RestoreCircuit.Verbe, new RestoreCircuit.Commande { Circuit = id, Version = version, Fenetre = tools.Page });
        return Results.Json((await tools.RelireAsync(id)).Resumee());
    }
}
