using System.Text.Json;
using ComiteFlow.Domain;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Engine.Tasks;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Personnes;

namespace ComiteFlow.Host.TachesHumaines;

/// <summary>A person takes a task, hands it on, or does it.</summary>
internal sealed class ActOnTask(ITasks tasks, LectureTaches lecture, TimeProvider clock) : IUseCase<ActOnTask.Commande>
{
    /// <summary>The act, by its verb.</summary>
    public const string Verbe = "actOnTask";

    public async Task RunAsync(Actor actor, Commande commande, CancellationToken ct)
    {
        var (who, today, now) = (TachesEnFrancais.Acteur(actor), clock.Today(), clock.GetUtcNow());
        try
        {
            var found = await lecture.FindAsync(actor, commande.Task, ct)
                ?? throw new TaskRefusedException("task.unknown", $"Aucune tâche {Saisies.Citer(commande.Task)} n’est visible pour votre fonction : vérifiez son adresse, ou revenez à la liste.");
            // What is done on a page of its own is not done by a word here: a signature, a decision, a report.
            if (found.Livree is { } page)
                throw new TaskRefusedException("task.ownPage", $"Cette tâche a sa propre page : faites-la à l’adresse {page.Adresse}.");
            await (commande.Gesture switch
            {
                Gestes.Take => tasks.ActAsync(commande.Task, task => task.Claim(who, now), ct),
                Gestes.Release => tasks.ActAsync(commande.Task, task => task.Release(who.Person, now), ct),
                Gestes.Delegate => DelegateAsync(commande, who, ct),
                Gestes.GiveBack => tasks.ActAsync(commande.Task, task => task.GiveBack(who.Person, commande.Reason, now), ct),
                Gestes.Answer => tasks.AnswerAsync(commande.Task, new TaskAnswer(who, today, commande.Outcome, Answers(commande)), now, ct),
                _ => throw new TaskRefusedException("task.gesture", $"Le geste {Saisies.Citer(commande.Gesture)} n’existe pas : choisissez l’un de ceux de la page."),
            });
        }
        catch (TaskRefusedException refused)
        {
            throw new BrokenRuleException(refused.Code, refused.Message);
        }
    }

    private Task DelegateAsync(Commande commande, TaskActor who, CancellationToken ct)
    {
        var until = Actes.Dossiers.Jour(commande.Until);
        return tasks.ActAsync(
            commande.Task, task => task.Delegate(who, commande.To ?? "", commande.Reason ?? "", until, clock.Today(), clock.GetUtcNow()), ct);
    }

    private static Dictionary<string, JsonElement> Answers(Commande commande) => commande.Answers is { ValueKind: JsonValueKind.Object } given
        ? given.EnumerateObject().DistinctBy(one => one.Name).ToDictionary(one => one.Name, one => one.Value)
        : [];

    internal sealed record Commande : Actes.Commande
    {
        /// <summary>Key of the task.</summary>
        public string Task { get; init; } = "";

        /// <summary>One of <see cref="Gestes"/>.</summary>
        public string Gesture { get; init; } = "";

        /// <summary>To whom it is delegated.</summary>
        public string? To { get; init; }

        /// <summary>Last day of the delegation.</summary>
        public string? Until { get; init; }

        public string? Reason { get; init; }

        public string? Outcome { get; init; }

        /// <summary>By the names of the form's fields.</summary>
        public JsonElement? Answers { get; init; }
    }
}

/// <summary>What a person may do with a task.</summary>
internal static class Gestes
{
    public const string Take = "take";
    public const string Release = "release";
    public const string Delegate = "delegate";
    public const string GiveBack = "giveBack";
    public const string Answer = "answer";
}
