using System.Text.Json;
using ComiteFlow.Activities.Conventions;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Activities.Obligations;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Obligations;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Definitions;
using ComiteFlow.Engine.Tasks;

namespace ComiteFlow.Activities.Relances;

/// <summary>
/// The mail of a rung that a drawn step planned: it leaves by one template for all tasks, to the recipients of the rung (<c>to</c>), and serves the
/// obligation that its details name. Nobody is written to without either.
/// </summary>
[SendsMail(RappelDeTache.Template, "à chaque échelon que l’étape prévoit, tant que la tâche est ouverte", Who = "les destinataires de l’échelon", Days = ["rungs"], Step = "Elsa.RunTask", Nature = NatureDeCourriel.Rappel)]
internal static class RappelDeTache
{
    public const string Template = "rappelTache";

    /// <summary>Null where something is missing; <see cref="RappelsEnvoyables"/> keeps such a task from being opened.</summary>
    public static async Task<Relance?> OfAsync(IDossiers dossiers, HumanTask task, Rung rung, CancellationToken ct)
    {
        if (await dossiers.OfDocumentAsync(task.CorrelationId.Split('/')[0], ct) is not { } dossier
            || ObligationServie.Find(dossier.Textes(), Obligation(rung.Details)) is not { } obligation || rung.To is not { Count: > 0 } to)
            return null;
        return new Relance
        {
            Convention = dossier.Id,
            Task = task.Key,
            Due = task.DueOn,
            To = dossier.Resolve(to),
            Template = Template,
            Obligation = obligation.Id,
            Element = DonneesDeCourriel.Tache(dossier, task, rung.Kind == Rung.Escalation),
        };
    }

    /// <summary>The number that the details of a rung name; null for none.</summary>
    public static string? Obligation(JsonElement details) =>
        details.ValueKind == JsonValueKind.Object && details.TryGetProperty(ObligationServie.Input, out var id) && id.ValueKind == JsonValueKind.String
        && !string.IsNullOrWhiteSpace(id.GetString()) ? id.GetString() : null;

    /// <summary>What keeps the mail of a rung from leaving, in one sentence; null when nothing does.</summary>
    public static string? Problem(int rank, bool hasRecipient, string? obligation, bool isKnown) => (hasRecipient, obligation) switch
    {
        (false, _) => $"l’échelon n° {rank} n’a pas de destinataire : son courriel ne partirait vers personne. Nommez-en dans « to », par exemple [\"parties\"].",
        (_, null) => $"l’échelon n° {rank} ne dit pas quelle obligation il sert : aucun courriel ne part sans elle. Indiquez son numéro dans « details », par exemple {{\"obligation\": \"{Catalogue.Tous.First().Id}\"}}.",
        _ when !isKnown => $"l’échelon n° {rank} nomme l’obligation « {obligation} », qui n’est ni dans la convention ni au catalogue : indiquez un numéro connu, par exemple {Catalogue.Tous.First().Id}.",
        _ => null,
    };
}

/// <summary>Refuses, before publication, a step whose written rungs would remind nobody, or somebody whom nobody knows.</summary>
/// <param name="isBox">True for the id of a box of the directory.</param>
public sealed class RappelsEcrits(Func<string, bool> isBox) : IStepCheck
{
    public IReadOnlyList<string> Types { get; } = ["Elsa.RunTask"];

    public IEnumerable<StepProblem> Check(StepInputs step) => step.Items("rungs").Select(Problem).OfType<string>().Select(problem => new StepProblem("rungs", problem));

    private string? Problem(JsonElement rung, int index)
    {
        if (rung.ValueKind != JsonValueKind.Object)
            return $"l’échelon n° {index + 1} n’est pas un objet : écrivez-le comme {{\"on\": \"2021-09-14\", \"to\": [\"parties\"]}}.";
        var obligation = rung.TryGetProperty("details", out var details) ? RappelDeTache.Obligation(details) : null;
        IReadOnlyList<string?> to = rung.TryGetProperty("to", out var named) && named.ValueKind == JsonValueKind.Array
            ? [.. named.EnumerateArray().Select(one => one.ValueKind == JsonValueKind.String ? one.GetString() : null)] : [];
        return RappelDeTache.Problem(index + 1, to.Count > 0, obligation, Catalogue.Find(obligation) is not null)
            ?? (to.OfType<string>().Select(word => Destinataires.Inconnu(word, isBox)).FirstOrDefault(why => why is not null) is { } unknown ? $"l’échelon n° {index + 1} écrit à {unknown}" : null);
    }
}

/// <summary>Refuses, in the run, to open a task whose computed rungs would remind nobody: an incident tells it while the workflow can still be put right.</summary>
public sealed class RappelsEnvoyables(IDossiers dossiers) : IRungCheck
{
    public async Task CheckAsync(TaskRequest request, ActivityContext context, CancellationToken ct)
    {
        if (request.Rungs.Count == 0)
            return;
        var textes = (await dossiers.ForAsync(context, ct)).Textes().ToList();
        var rank = 0;
        foreach (var rung in request.Rungs)
        {
            var obligation = RappelDeTache.Obligation(rung.Details);
            if (RappelDeTache.Problem(++rank, rung.To is { Count: > 0 }, obligation, ObligationServie.Find(textes, obligation) is not null) is { } problem)
                throw new StepFailedException("task.rungs", $"Les rappels de la tâche ne partiraient pas : {problem}");
        }
    }
}
