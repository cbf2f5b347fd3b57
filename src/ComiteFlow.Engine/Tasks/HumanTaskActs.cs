using System.Globalization;
using System.Text.Json;

namespace ComiteFlow.Engine.Tasks;

/// <summary>What people do with a task: take it, hand it on, do it.</summary>
public sealed partial class HumanTask
{
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    /// <summary>Who has it; null while it is nobody's. A delegation leaves it with the assignee.</summary>
    public string? Assignee { get; private set; }

    public DateTimeOffset? AssignedAt { get; private set; }

    /// <summary>Who does it for the assignee.</summary>
    public string? DelegatedTo { get; private set; }

    /// <summary>Last day of the delegation; null for as long as it is not given back.</summary>
    public DateOnly? DelegatedUntil { get; private set; }

    /// <summary>Who is to do it on a day.</summary>
    public string? HolderOn(DateOnly today) => DelegatedTo is { } to && (DelegatedUntil is null || DelegatedUntil >= today) ? to : Assignee;

    /// <summary>True when the person may do it: has it, has it delegated, or may take it while it is nobody's.</summary>
    public bool IsFor(TaskActor actor, DateOnly today) =>
        HolderOn(today) == actor.Person || Assignee == actor.Person || (Assignee is null && IsCandidate(actor));

    /// <exception cref="TaskRefusedException">It is somebody's already, or the person is no candidate.</exception>
    public void Claim(TaskActor actor, DateTimeOffset now)
    {
        RequireOpen();
        if (Assignee is { } holder)
        {
            throw new TaskRefusedException("task.taken", holder == actor.Person
                ? $"Vous avez déjà cette tâche, depuis le {When(AssignedAt!.Value)}."
                : $"Cette tâche est à {holder} depuis le {When(AssignedAt!.Value)} : demandez-lui de la rendre ou de vous la déléguer.");
        }

        if (!IsCandidate(actor))
            throw NotYours();
        Give(actor.Person, now);
        Record(new TaskEvent(now, TaskEvents.Claimed, actor.Person));
    }

    /// <summary>Gives it to a person, whoever has it; null as <paramref name="by"/> for the engine.</summary>
    /// <exception cref="TaskRefusedException">It is over.</exception>
    public void Assign(string to, string? by, DateTimeOffset now)
    {
        RequireOpen();
        Give(to, now);
        Record(new TaskEvent(now, TaskEvents.Assigned, by) { To = [to] });
    }

    /// <summary>Leaves it to the other candidates.</summary>
    /// <exception cref="TaskRefusedException">The person does not have it, or nobody else could take it.</exception>
    public void Release(string actor, DateTimeOffset now)
    {
        RequireOpen();
        if (Assignee != actor)
            throw new TaskRefusedException("task.notYours", "Vous n’avez pas pris cette tâche : il n’y a rien à rendre.");
        if (Candidates.Count == 0)
            throw new TaskRefusedException("task.noCandidate", "Personne d’autre ne pourrait prendre cette tâche : déléguez-la plutôt.");
        (Assignee, AssignedAt, DelegatedTo, DelegatedUntil) = (null, null, null, null);
        Record(new TaskEvent(now, TaskEvents.Released, actor));
    }

    /// <summary>Lets another person do it, as long as the delegation lasts.</summary>
    /// <exception cref="TaskRefusedException">The task is not the person's to delegate, or something is missing.</exception>
    public void Delegate(TaskActor actor, string to, string reason, DateOnly? until, DateOnly today, DateTimeOffset now)
    {
        RequireOpen();
        RequireReason(reason, "de la délégation");
        if (HolderOn(today) == actor.Person && Assignee != actor.Person)
            throw new TaskRefusedException("task.delegated", $"Cette tâche vous est déléguée par {Assignee} : rendez-la, plutôt que de la déléguer à votre tour.");
        if (!(Assignee == actor.Person || (Assignee is null && IsCandidate(actor))))
            throw NotYours();
        if (string.IsNullOrWhiteSpace(to) || to == actor.Person)
            throw new TaskRefusedException("task.delegate", "Indiquez à quelle autre personne vous déléguez cette tâche.");
        if (until < today)
            throw new TaskRefusedException("task.until", $"La délégation finirait le {Short(until.Value)}, qui est passé : choisissez un jour à venir, ou aucun.");
        if (Assignee is null)
            Give(actor.Person, now);
        (DelegatedTo, DelegatedUntil) = (to.Trim(), until);
        Record(new TaskEvent(now, TaskEvents.Delegated, actor.Person) { To = [to.Trim()], Reason = reason.Trim(), Until = until });
    }

    /// <summary>Ends a delegation: the one who has it gives it back, or the assignee takes it back.</summary>
    /// <exception cref="TaskRefusedException">It is not delegated by or to the person.</exception>
    public void GiveBack(string actor, string? reason, DateTimeOffset now)
    {
        RequireOpen();
        if (DelegatedTo is null || (actor != DelegatedTo && actor != Assignee))
            throw new TaskRefusedException("task.notDelegated", "Cette tâche n’est déléguée ni par vous ni à vous : il n’y a rien à rendre.");
        (DelegatedTo, DelegatedUntil) = (null, null);
        Record(new TaskEvent(now, TaskEvents.GivenBack, actor) { To = [Assignee!], Reason = Written(reason) });
    }

    /// <summary>It counts as escalated no more, and no rung that was planned is issued any more.</summary>
    /// <exception cref="TaskRefusedException">Nothing is left to stop, or the reason is missing.</exception>
    public void StopEscalation(string actor, string reason, DateTimeOffset now)
    {
        RequireOpen();
        RequireReason(reason, "de l’arrêt");
        if (EscalatedOn is null && _rungs.Count == 0)
            throw new TaskRefusedException("task.notEscalated", "Aucun rappel n’est prévu pour cette tâche, et elle n’est remontée à personne : il n’y a rien à arrêter.");
        (EscalatedOn, EscalatedTo) = (null, []);
        Plan([]);
        Record(new TaskEvent(now, TaskEvents.EscalationStopped, actor) { Reason = reason.Trim() });
    }

    /// <summary>Does the task: its rungs fall away, and its result is what a waiting step gets.</summary>
    /// <exception cref="TaskRefusedException">It is over or another person's, or an answer does not fit.</exception>
    public TaskResult Answer(TaskAnswer answer, DateTimeOffset now)
    {
        RequireOpen();
        if (!IsFor(answer.Actor, answer.Today))
            throw Assignee is null ? NotYours() : new TaskRefusedException(
                "task.taken", $"Cette tâche est à {HolderOn(answer.Today)} depuis le {When(AssignedAt!.Value)} : demandez-lui de la rendre ou de vous la déléguer.");
        var values = TaskForm.Check(Form, answer.Answers, out var problems);
        var outcome = Written(answer.Outcome);
        if (OutcomeProblem(outcome) is { } wrong)
            problems = [.. problems, new(TaskFieldProblem.Outcome, wrong)];
        if (problems.Count > 0)
            throw new TaskRefusedException("task.answers", string.Join(" ", problems.Select(problem => problem.Message)), problems);
        Outcome = outcome;
        Answers = Form is null ? null : JsonSerializer.Serialize(values);
        Close(TaskState.Done, new TaskEvent(now, TaskEvents.Done, answer.Actor.Person) { Outcome = outcome });
        return new TaskResult(outcome, values, answer.Actor.Person);
    }

    private string? OutcomeProblem(string? outcome) => (outcome, Outcomes.Count) switch
    {
        (null, > 0) => $"L’issue manque : choisissez parmi {Offered()}.",
        (not null, 0) => $"Cette tâche n’a pas d’issue à choisir et « {outcome} » a été donnée : retirez-la.",
        (not null, _) when !Outcomes.Contains(outcome) => $"Cette tâche ne propose pas l’issue « {outcome} » : choisissez parmi {Offered()}.",
        _ => null,
    };

    private string Offered() => string.Join(", ", Outcomes.Select(offered => $"« {offered} »"));

    private bool IsCandidate(TaskActor actor) => Candidates.Count == 0 || Candidates.Intersect(actor.Standings).Any();

    private void Give(string to, DateTimeOffset now) => (Assignee, AssignedAt, DelegatedTo, DelegatedUntil) = (to, now, null, null);

    private void RequireOpen()
    {
        if (State == TaskState.Open)
            return;
        var by = ClosedBy is null ? "" : $" par {ClosedBy}";
        throw new TaskRefusedException("task.closed", State == TaskState.Done
            ? $"Cette tâche a déjà été faite{by} le {When(ClosedAt!.Value)} : rien n’est à refaire."
            : $"Cette tâche a été annulée{by} le {When(ClosedAt!.Value)} : rien n’est à faire.");
    }

    private static void RequireReason(string reason, string ofWhat)
    {
        if (string.IsNullOrWhiteSpace(reason))
            throw new TaskRefusedException("task.reason", $"Le motif {ofWhat} manque : écrivez-le en une phrase, il est gardé avec la tâche.");
    }

    private TaskRefusedException NotYours() => new(
        "task.notYours", Candidates.Count == 0
            ? $"Cette tâche est à {Assignee} : demandez-lui de vous la déléguer."
            : $"Cette tâche revient à {string.Join(", ", Candidates)} : transmettez la demande à la personne qui en a la charge.");

    private static string? Written(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static string Short(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    private static string When(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Paris).ToString("dd/MM/yyyy 'à' H 'h' mm", CultureInfo.InvariantCulture);
}

/// <summary>What a waiting step gets of a task that a person did.</summary>
public sealed record TaskResult(string? Outcome, IReadOnlyDictionary<string, JsonElement> Answers, string By)
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    /// <summary>As the payload of <see cref="HumanTask.DoneEvent"/>.</summary>
    public JsonElement Written() => JsonSerializer.SerializeToElement(this, Web);
}
