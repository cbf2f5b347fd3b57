using ComiteFlow.Engine.Definitions;

namespace ComiteFlow.Host.Modeles;

/// <summary>Refuses a step whose mail or document has no template.</summary>
internal sealed class ModelesPresents(IModeleSource source) : IStepCheck
{
    private const string Inform = "ComiteFlow.Inform", RunTask = "Elsa.RunTask";

    private static readonly Dictionary<string, string[]> Fixed = new()
    {
        ["ComiteFlow.ConveneComite"] = ["courriels/convocation"],
        ["ComiteFlow.RequestStatusReport"] = ["courriels/rappelEtat", "courriels/escalade"],
        ["ComiteFlow.RequestMonthlyReport"] = ["courriels/rappelDepenses", "courriels/escalade"],
        ["ComiteFlow.RequestFinalReport"] = ["courriels/rappelDepenses", "courriels/escalade"],
        ["ComiteFlow.RemindSignatories"] = ["courriels/rappelSignature", "courriels/escaladeSignature"],
        ["ComiteFlow.Remind"] = ["courriels/relance"],
        ["ComiteFlow.Escalate"] = ["courriels/relance"],
        ["ComiteFlow.Alert"] = ["courriels/alerte"],
        ["ComiteFlow.SendToCbcm"] = ["courriels/copieCbcm"],
        ["ComiteFlow.DraftAvenant"] = ["documents/avenant"],
        ["ComiteFlow.IssueAccount"] = ["documents/compte-rendu-mensuel"],
        ["ComiteFlow.IssueMinutes"] = ["documents/releve-de-decisions"],
    };

    /// <summary>Steps that open a task; one without reminders writes to nobody.</summary>
    private static readonly Dictionary<string, string> Reminded = new()
    {
        [RunTask] = "rungs", ["ComiteFlow.ChooseDate"] = "reminders", ["ComiteFlow.HoldComite"] = "reminders", ["ComiteFlow.RequestRelease"] = "reminders",
        ["ComiteFlow.RequestDialogue"] = "reminders",
    };

    /// <summary>Steps that make a mail or a document.</summary>
    public static IReadOnlyList<string> ALire { get; } = [Inform, .. Fixed.Keys, .. Reminded.Keys];

    public IReadOnlyList<string> Types => ALire;

    public IEnumerable<StepProblem> Check(StepInputs step)
    {
        if (step.Type == Inform && !step.IsSet("template"))
            return [new("template", "l’étape ne dit pas quel courriel envoyer : choisissez-le dans « template », par exemple decision.")];
        return DeLEtape(step).Where(folder => source.Read($"{folder}/modele.md") is null)
            .Select(folder => new StepProblem("template", $"le modèle « {folder} » manque : l’étape ne pourrait rien envoyer ni établir. Publiez-le, ou choisissez un autre modèle."));
    }

    /// <summary>Templates that a step makes its mails and documents from, by folder.</summary>
    public static IReadOnlyList<string> DeLEtape(StepInputs step) => step.Type == Inform
        ? step.Text("template") is { } name ? [$"courriels/{name}"] : []
        : Reminded.TryGetValue(step.Type, out var reminders) ? step.IsSet(reminders) || step.IsSet("ladder") ? ["courriels/rappelTache"] : [] : Fixed[step.Type];
}
