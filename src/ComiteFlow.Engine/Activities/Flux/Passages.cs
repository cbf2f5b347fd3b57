using System.Text.Json;
using ComiteFlow.Engine.Definitions;
using ComiteFlow.Engine.Runs;

namespace ComiteFlow.Engine.Activities.Flux;

/// <summary>Where a flowchart begins.</summary>
[ActivityType("Elsa.Start", DisplayName = "Début", Category = "Déroulement", Help = "Commence le circuit ; une seule étape de ce genre par circuit.")]
public sealed class Start : IActivity
{
    public Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct) => Task.FromResult(Outcome.Done);
}

/// <summary>Ends its flowchart; what still waits in it is cancelled.</summary>
[ActivityType("Elsa.End", DisplayName = "Fin", Category = "Déroulement", Help = "Clôt le circuit : ce qui attend encore est abandonné.", Outcomes = [])]
public sealed class End : IActivity
{
    public Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct) => Task.FromResult(Outcome.Done);
}

/// <summary>Ends the instance at once.</summary>
[ActivityType(
    "Elsa.Finish", DisplayName = "Terminer le circuit", Category = "Déroulement",
    Help = "Arrête aussitôt le circuit entier, même depuis une boucle ou un groupe.", Outcomes = [])]
public sealed class Finish : IActivity
{
    public Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct) => Task.FromResult(Outcome.Done);
}

/// <summary>Follows every named branch.</summary>
[ActivityType("Elsa.FlowFork", DisplayName = "En parallèle", Category = "Déroulement", Help = "Suit toutes les branches nommées en même temps.", Outcomes = [])]
[ActivityInput(
    "branches", InputKind.Texts, Label = "Branches", Help = "Nom de chaque branche ; chacun devient une sortie de l’étape.", IsRequired = true,
    Editor = InputEditor.Ways)]
public sealed class FlowFork : IActivity
{
    public Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct) =>
        Task.FromResult(Outcome.Named(context.Input<string[]>("branches") ?? []));
}

/// <summary>Joins branches; the flowchart has already decided that it runs.</summary>
[ActivityType("Elsa.FlowJoin", DisplayName = "Réunir les branches", Category = "Déroulement", Help = "Attend les branches qui mènent ici, puis continue une seule fois.")]
[ActivityInput(
    "mode", InputKind.Text, JoinMode.WaitAny, JoinMode.WaitAll, JoinMode.WaitAllActive, Label = "Attendre",
    Help = "Combien de branches doivent arriver avant de continuer.",
    ChoiceLabels = ["La première branche, puis abandonner les autres", "Toutes les branches", "Toutes les branches encore en cours"],
    Default = "\"WaitAny\"")]
public sealed class FlowJoin : IActivity
{
    public Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct) => Task.FromResult(Outcome.Done);
}

/// <summary>True or False by a condition.</summary>
[ActivityType(
    "Elsa.FlowDecision", DisplayName = "Selon une condition", Category = "Déroulement", Help = "Continue par « Oui » ou par « Non », selon une condition.",
    Outcomes = ["True", "False"], Labels = ["Oui", "Non"])]
[ActivityInput("condition", InputKind.Boolean, Label = "Condition", Help = "Condition à vérifier, le plus souvent une expression sur des variables.", IsRequired = true)]
public sealed class FlowDecision : IActivity
{
    public Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct) =>
        Task.FromResult(Outcome.Named(context.Input<bool>("condition") ? "True" : "False"));
}

/// <summary>The label of the first (or of every) case whose condition holds, else Default.</summary>
[ActivityType(
    "Elsa.FlowSwitch", DisplayName = "Selon le cas", Category = "Déroulement",
    Help = "Continue par le premier cas dont la condition est vraie, ou par chacun d’eux ; sinon par « Sinon ».", Outcomes = ["Default"],
    Labels = ["Sinon"])]
[ActivityInput(
    "cases", InputKind.List, Label = "Cas", Help = "Nom et condition de chaque cas ; chaque nom devient une sortie de l’étape.", IsPlain = true,
    Editor = InputEditor.Cases)]
[ActivityInput(
    "mode", InputKind.Text, Cases.MatchFirst, Cases.MatchAny, Label = "Cas suivis",
    Help = "Le premier cas dont la condition est vraie, ou tous ceux dont la condition est vraie.", ChoiceLabels = ["Le premier", "Tous"],
    Default = "\"MatchFirst\"")]
public sealed class FlowSwitch : IActivity
{
    public Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct)
    {
        var burst = (BurstContext)context;
        var matched = Cases.Matching(burst, context.Input<string>("mode") == Cases.MatchAny);
        var labels = matched.Select(rank => Cases.Label(burst.Node, rank)).ToArray();
        return Task.FromResult(Outcome.Named(labels.Length == 0 ? ["Default"] : labels));
    }
}

/// <summary>Sets a variable.</summary>
[ActivityType("Elsa.SetVariable", DisplayName = "Fixer une variable", Category = "Données", Help = "Donne une valeur à une variable du circuit.")]
[ActivityInput("variable", InputKind.Any, Label = "Variable", Help = "Variable à fixer.", IsRequired = true, IsPlain = true, Editor = InputEditor.Variable)]
[ActivityInput("value", InputKind.Any, Label = "Valeur", Help = "Nouvelle valeur de la variable.")]
public sealed class SetVariable : IActivity
{
    public Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct)
    {
        var burst = (BurstContext)context;
        var name = burst.Node.Json.Propriete("variable") is { } variable ? burst.VariableName(variable) : null;
        if (string.IsNullOrEmpty(name))
            throw new StepFailedException("variable.missing", "L’étape ne dit pas quelle variable fixer.");
        context.SetVariable(name, context.Input<JsonElement?>("value"));
        return Task.FromResult(Outcome.Done);
    }
}

/// <summary>Stops the instance with an incident.</summary>
[ActivityType(
    "Elsa.Fault", DisplayName = "Signaler un incident", Category = "Journal et incidents",
    Help = "Arrête le circuit par un incident, qu’une personne devra traiter.", Outcomes = [])]
[ActivityInput("code", InputKind.Text, Label = "Code", Help = "Code court de l’incident.", Default = "\"fault\"")]
[ActivityInput("message", InputKind.Text, Label = "Message", Help = "Ce que la personne qui traitera l’incident doit savoir.", Editor = InputEditor.Lines)]
[ActivityInput("category", InputKind.Text, Label = "Catégorie", Help = "Gardé des fichiers d’Elsa ; sans effet ici.", IsOffered = false)]
[ActivityInput("faultType", InputKind.Text, Label = "Genre", Help = "Gardé des fichiers d’Elsa ; sans effet ici.", IsOffered = false)]
public sealed class Fault : IActivity
{
    public Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct) =>
        throw new StepFailedException(context.Input<string>("code") ?? "fault", context.Input<string>("message") ?? "Incident signalé par le circuit.");
}
