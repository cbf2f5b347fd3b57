using System.Text.Json;
using ComiteFlow.Engine.Tasks;

namespace ComiteFlow.Tests.Engine;

/// <summary>What people may do with a task, and what its history keeps of it.</summary>
public sealed class TaskActsTests
{
    private static readonly DateOnly Today = new(2027, 1, 4);
    private static readonly DateTimeOffset Now = new(2027, 1, 4, 8, 5, 0, TimeSpan.Zero);
    private static readonly TaskActor Roux = new("Mme Roux", ["budgetOfficer"]), Petit = new("M. Petit", ["budgetOfficer"]), Autre = new("Mme Lenoir", ["team"]);

    [Fact]
    public void Claim_OfATaskThatAnotherHas_SaysWhoAndSinceWhen()
    {
        var task = Opened();
        task.Claim(Roux, Now);

        var refused = Assert.Throws<TaskRefusedException>(() => task.Claim(Petit, Now));

        Assert.Equal("Cette tâche est à Mme Roux depuis le 04/01/2027 à 9 h 05 : demandez-lui de la rendre ou de vous la déléguer.", refused.Message);
    }

    [Fact]
    public void Claim_BySomebodyWhoIsNoCandidate_IsRefused() =>
        Assert.Equal("task.notYours", Assert.Throws<TaskRefusedException>(() => Opened().Claim(Autre, Now)).Code);

    [Fact]
    public void Release_OfATakenTask_LeavesItToTheOthers()
    {
        var task = Opened();
        task.Claim(Roux, Now);

        task.Release("Mme Roux", Now);

        task.Claim(Petit, Now);
        Assert.Equal("M. Petit", task.Assignee);
        Assert.Equal([TaskEvents.Claimed, TaskEvents.Released, TaskEvents.Claimed], task.History.Select(line => line.What));
    }

    [Fact]
    public void Release_WithoutOtherCandidates_IsRefused()
    {
        var task = Opened(request => request with { Candidates = [], Assignee = "Mme Roux" });

        Assert.Equal("task.noCandidate", Assert.Throws<TaskRefusedException>(() => task.Release("Mme Roux", Now)).Code);
    }

    [Fact]
    public void Delegate_UntilADay_LastsUntilThatDay()
    {
        var task = Opened();

        task.Delegate(Roux, "Mme Lenoir", "Congés.", Today.AddDays(7), Today, Now);

        Assert.Equal(("Mme Lenoir", "Mme Roux"), (task.HolderOn(Today.AddDays(7)), task.HolderOn(Today.AddDays(8))));
        Assert.True(task.IsFor(Autre, Today));
        Assert.False(task.IsFor(Autre, Today.AddDays(8)));
        var line = task.History[^1];
        Assert.Equal((TaskEvents.Delegated, "Mme Roux", "Mme Lenoir", "Congés.", Today.AddDays(7)), (line.What, line.Actor, Assert.Single(line.To!), line.Reason, line.Until));
    }

    [Fact]
    public void Delegate_WithoutAReason_IsRefused() =>
        Assert.Equal("task.reason", Assert.Throws<TaskRefusedException>(() => Opened().Delegate(Roux, "Mme Lenoir", " ", null, Today, Now)).Code);

    [Fact]
    public void Delegate_OfADelegatedTask_IsRefused()
    {
        var task = Opened();
        task.Delegate(Roux, "Mme Lenoir", "Congés.", null, Today, Now);

        Assert.Equal("task.delegated", Assert.Throws<TaskRefusedException>(() => task.Delegate(Autre, "M. Petit", "Encore.", null, Today, Now)).Code);
    }

    [Fact]
    public void GiveBack_ByTheOneWhoHasIt_ReturnsItToTheAssignee()
    {
        var task = Opened();
        task.Delegate(Roux, "Mme Lenoir", "Congés.", null, Today, Now);

        task.GiveBack("Mme Lenoir", "Rentrée.", Now);

        Assert.Equal("Mme Roux", task.HolderOn(Today));
        Assert.Equal(TaskEvents.GivenBack, task.History[^1].What);
    }

    [Fact]
    public void TakeDue_Escalation_RecordsToWhomAndSinceWhen()
    {
        var task = Opened(request => request with { Rungs = [Escalation(Today), Escalation(Today.AddDays(7))] });

        task.TakeDue(Today, Now);
        task.TakeDue(Today.AddDays(7), Now.AddDays(7));

        Assert.Equal(Today, task.EscalatedOn);
        Assert.Equal(["DGEFP"], task.EscalatedTo);
        Assert.Equal(2, task.History.Count(line => line.What == TaskEvents.Escalated));
    }

    [Fact]
    public void StopEscalation_WithAReason_TakesTheLaterRungsAway()
    {
        var task = Opened(request => request with { Rungs = [Escalation(Today), Escalation(Today.AddDays(7))] });
        task.TakeDue(Today, Now);

        task.StopEscalation("Mme Roux", "Report convenu.", Now);

        Assert.Empty(task.TakeDue(Today.AddDays(30), Now));
        Assert.Null(task.EscalatedOn);
        Assert.Equal((TaskEvents.EscalationStopped, "Mme Roux", "Report convenu."), (task.History[^1].What, task.History[^1].Actor, task.History[^1].Reason));
    }

    [Fact]
    public void Answer_WithGaps_NamesEachFieldWhyAndHow()
    {
        var refused = Assert.Throws<TaskRefusedException>(() => WithForm().Answer(Answer("Favorable", ("montant", "beaucoup"), ("avis", "peut-être"), ("autre", "x")), Now));

        Assert.Equal(
            [
                ("montant", "Le champ « Montant retenu » attend un nombre et contient « beaucoup » : écrivez un nombre, par exemple 1234,50."),
                ("le", "Le champ « Jour de l’avis » est obligatoire et n’est pas rempli : écrivez une date qui existe au calendrier, par exemple 30/11/2026."),
                ("avis", "Le champ « Avis » attend l’un des choix proposés et contient « peut-être » : choisissez parmi « oui », « réservé »."),
                ("autre", "Le champ « autre » n’existe pas dans ce formulaire : retirez-le."),
                ("outcome", "Cette tâche ne propose pas l’issue « Favorable » : choisissez parmi « favorable », « défavorable »."),
            ],
            refused.Fields.Select(field => (field.Field, field.Message)));
    }

    [Fact]
    public void Answer_AsPeopleWrite_IsReadAsValues()
    {
        var task = WithForm();

        var result = task.Answer(Answer("favorable", ("montant", "1 234,50"), ("le", "30/11/2026"), ("avis", "réservé"), ("vu", "oui")), Now);

        Assert.Equal(
            """{"outcome":"favorable","answers":{"montant":1234.50,"le":"2026-11-30","avis":"r\u00E9serv\u00E9","vu":true},"by":"Mme Roux"}""", result.Written().GetRawText());
        Assert.Equal((TaskState.Done, "favorable", "Mme Roux"), (task.State, task.Outcome, task.ClosedBy));
        Assert.Null(task.NextRungOn);
    }

    [Fact]
    public void Answer_OfATaskThatIsDone_SaysWhoAndWhen()
    {
        var task = Opened();
        task.Answer(Answer(null), Now);

        var refused = Assert.Throws<TaskRefusedException>(() => task.Answer(new TaskAnswer(Petit, Today, null, new Dictionary<string, JsonElement>()), Now.AddHours(1)));

        Assert.Equal("Cette tâche a déjà été faite par Mme Roux le 04/01/2027 à 9 h 05 : rien n’est à refaire.", refused.Message);
    }

    [Fact]
    public void Answer_ToAnotherPersonsTask_IsRefused()
    {
        var task = Opened();
        task.Claim(Petit, Now);

        Assert.Equal("task.taken", Assert.Throws<TaskRefusedException>(() => task.Answer(Answer(null), Now)).Code);
    }

    private static TaskAnswer Answer(string? outcome, params (string Name, string Value)[] fields) =>
        new(Roux, Today, outcome, fields.ToDictionary(field => field.Name, field => JsonSerializer.SerializeToElement(field.Value)));

    private static Rung Escalation(DateOnly on) => new(on, Rung.Escalation, null, JsonSerializer.SerializeToElement("essai")) { To = ["DGEFP"] };

    private static HumanTask WithForm() => Opened(request => request with
    {
        Outcomes = ["favorable", "défavorable"],
        Rungs = [Escalation(Today)],
        Form = TaskForm.Read(JsonDocument.Parse("""
            [{ "name": "montant", "label": "Montant retenu", "type": "number" }, { "name": "le", "label": "Jour de l’avis", "type": "date", "required": true },
             { "name": "avis", "label": "Avis", "type": "choice", "choices": ["oui", "réservé"] }, { "name": "vu", "label": "Vu", "type": "boolean" }]
            """).RootElement),
    });

    private static HumanTask Opened(Func<TaskRequest, TaskRequest>? change = null)
    {
        var request = new TaskRequest("avis/c", "avis", "c", ["budgetOfficer"], Today, []);
        return new(change?.Invoke(request) ?? request, null, DateTimeOffset.UnixEpoch);
    }
}
