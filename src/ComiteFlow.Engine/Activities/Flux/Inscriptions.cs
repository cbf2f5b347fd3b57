using System.Text.Json;
using ComiteFlow.Engine.Runs;

namespace ComiteFlow.Engine.Activities.Flux;

/// <summary>Gives the instance a name of its own.</summary>
[ActivityType("Elsa.SetName", DisplayName = "Nommer le circuit", Category = "Données", Help = "Donne à ce dossier en cours un nom qui le distingue dans les listes.")]
[ActivityInput("value", InputKind.Text, Label = "Nom", Help = "Nom affiché dans les listes.", IsRequired = true)]
public sealed class SetName : IActivity
{
    public Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct)
    {
        var name = context.Input<string>("value") ?? throw new StepFailedException("name.missing", "L’étape ne dit pas quel nom donner.");
        ((BurstContext)context).Name(name);
        context.Note(name);
        return Task.FromResult(Outcome.Done);
    }
}

/// <summary>Says what the instance is about from now on; waits that are already there keep their correlation.</summary>
[ActivityType(
    "Elsa.Correlate", DisplayName = "Rattacher le circuit", Category = "Données",
    Help = "Dit de quel objet le circuit traite désormais ; les attentes déjà ouvertes gardent le leur.")]
[ActivityInput("correlationId", InputKind.Text, Label = "Objet concerné", Help = "Identifiant de l’objet, par exemple celui d’un document.", IsRequired = true)]
public sealed class Correlate : IActivity
{
    public Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct)
    {
        var correlation = context.Input<string>("correlationId")
            ?? throw new StepFailedException("correlation.missing", "L’étape ne dit pas à quoi rattacher le circuit.");
        ((BurstContext)context).Correlate(correlation);
        context.Note(correlation);
        return Task.FromResult(Outcome.Done);
    }
}

/// <summary>Sets an output of the workflow, which its parent gets.</summary>
[ActivityType("Elsa.SetOutput", DisplayName = "Fixer un résultat", Category = "Données", Help = "Fixe un résultat du circuit, que reçoit le circuit qui l’a lancé.")]
[ActivityInput("outputName", InputKind.Text, Label = "Résultat", Help = "Résultat à fixer.", IsRequired = true, Editor = InputEditor.Output)]
[ActivityInput("outputValue", InputKind.Any, Label = "Valeur", Help = "Valeur du résultat.")]
public sealed class SetOutput : IActivity
{
    public Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct)
    {
        var name = context.Input<string>("outputName") ?? throw new StepFailedException("output.missing", "L’étape ne dit pas quel résultat fixer.");
        ((BurstContext)context).SetWorkflowOutput(name, JsonSerializer.SerializeToElement(context.Input<JsonElement?>("outputValue")));
        return Task.FromResult(Outcome.Done);
    }
}

/// <summary>Ends the workflow at once by named ways out, which its parent gets.</summary>
[ActivityType(
    "Elsa.Complete", DisplayName = "Terminer avec une issue", Category = "Déroulement",
    Help = "Termine le circuit par une ou plusieurs issues, que reçoit le circuit qui l’a lancé.", Outcomes = [])]
[ActivityInput("outcomes", InputKind.Texts, Label = "Issues", Help = "Nom de chaque issue, parmi celles du circuit.")]
public sealed class Complete : IActivity
{
    public Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct)
    {
        var outcomes = context.Input<string[]>("outcomes") ?? [];
        ((BurstContext)context).EndBy(outcomes);
        return Task.FromResult(Outcome.Named(outcomes));
    }
}

/// <summary>Ends the innermost loop around it; everything inside that loop is cancelled.</summary>
[ActivityType(
    "Elsa.Break", DisplayName = "Sortir de la boucle", Category = "Boucles et groupes",
    Help = "Termine la boucle qui entoure l’étape, et abandonne ce qui y attend.", Outcomes = [], IsOffered = false)]
public sealed class Break : IActivity
{
    public Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct) => Task.FromResult(Outcome.Done);
}

/// <summary>Writes a line into the journal.</summary>
[ActivityType("Elsa.WriteLine", DisplayName = "Noter au journal", Category = "Journal et incidents", Help = "Écrit une ligne dans le journal du dossier.")]
[ActivityInput("text", InputKind.Text, Label = "Texte", Help = "Texte de la ligne.", Editor = InputEditor.Lines)]
public sealed class WriteLine : IActivity
{
    public Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct)
    {
        context.Note(context.Input<string>("text") ?? "");
        return Task.FromResult(Outcome.Done);
    }
}
