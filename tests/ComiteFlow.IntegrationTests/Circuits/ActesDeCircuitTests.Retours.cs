using ComiteFlow.Host.Circuits;
using Microsoft.Extensions.DependencyInjection;

namespace ComiteFlow.IntegrationTests.Circuits;

/// <summary>Going back, deleting and taking out of use.</summary>
public sealed partial class ActesDeCircuitTests
{
    [Fact]
    public async Task Restore_OfAFormerVersion_IsANewVersion()
    {
        var draft = await SaveAsync("anne", "revoyure", Renamed(await TextAsync("revoyure", 1), "Revoyure relue"));
        await PublishAsync("bruno", draft);

        var back = await RestoreAsync("anne", "revoyure", 1);

        var latest = (await VersionsAsync("revoyure"))[0];
        Assert.Equal((3, true, "Revoyure"), (back.Version, latest.EstBrouillon, latest.Nom));
        Assert.Equal(SensDeCircuit.Empreinte(await TextAsync("revoyure", 1)), latest.Sens);
    }

    [Fact]
    public async Task Restore_OfTheTextBefore_TakesBackWritingAfterWriting()
    {
        var draft = await SaveAsync("anne", "revoyure", Renamed(await TextAsync("revoyure", 1), "Un"));
        await SaveAsync("anne", "revoyure", Renamed(await TextAsync("revoyure", 1), "Deux"), revision: draft.Revision);

        var names = new List<string>();
        for (var turn = 0; turn < 2; turn++)
        {
            await RestoreAsync("anne", "revoyure", null);
            names.Add((await VersionsAsync("revoyure"))[0].Nom);
        }

        Assert.Equal(["Un", "Revoyure"], names);
        Assert.Equal("nothingToUndo", (await RefusedAsync(() => RestoreAsync("anne", "revoyure", null))).Code);
    }

    [Fact]
    public async Task Restore_OfTheTextBefore_AfterAWritingThatFollowedAnUndo_DoesNotBringBackWhatWasUndone()
    {
        var text = await TextAsync("revoyure", 1);
        await SaveAsync("anne", "revoyure", Renamed(text, "Un"));
        await SaveAsync("anne", "revoyure", Renamed(text, "Deux"));
        await RestoreAsync("anne", "revoyure", null);
        await SaveAsync("anne", "revoyure", Renamed(text, "Trois"));

        var names = new List<string>();
        for (var turn = 0; turn < 2; turn++)
        {
            await RestoreAsync("anne", "revoyure", null);
            names.Add((await VersionsAsync("revoyure"))[0].Nom);
        }

        Assert.Equal(["Un", "Revoyure"], names);
    }

    [Fact]
    public async Task Delete_OfWhatIsPublished_IsRefused() =>
        Assert.Equal("published", (await RefusedAsync(() => DoAsync("anne", new DeleteCircuit.Commande { Circuit = "avenant", Version = 1 }, DeleteCircuit.Verbe))).Code);

    [Fact]
    public async Task Start_OfWhatShips_IsRefused() =>
        Assert.Equal("startedByProduct", (await RefusedAsync(() => DoAsync("anne", new StartCircuit.Commande { Circuit = "comite", Convention = "c", Objet = "c" }, StartCircuit.Verbe))).Code);

    [Fact]
    public async Task Delete_OfADraft_LeavesWhatIsPublishedAndTheHistory()
    {
        var draft = await SaveAsync("anne", "revoyure", Renamed(await TextAsync("revoyure", 1), "Un"));

        await DoAsync("anne", new DeleteCircuit.Commande { Circuit = "revoyure", Version = draft.Version }, DeleteCircuit.Verbe);
        var again = await SaveAsync("bruno", "revoyure", Renamed(await TextAsync("revoyure", 1), "Deux"), revision: 9);

        Assert.Equal("published", (await RefusedAsync(() => DoAsync("anne", new DeleteCircuit.Commande { Circuit = "revoyure", Version = 1 }, DeleteCircuit.Verbe))).Code);
        Assert.Equal("published", (await RefusedAsync(() => DoAsync("anne", new DeleteCircuit.Commande { Circuit = "revoyure" }, DeleteCircuit.Verbe))).Code);
        // The author of the draft that was deleted has written nothing in this one.
        await PublishAsync("anne", again);
        await InScopeAsync(async services => Assert.Contains((await services.GetRequiredService<LectureCircuits>().HistoireAsync("revoyure", default)), line => line.Moyen == Moyens.Suppression));
    }

    [Fact]
    public async Task Retract_OfWhatTheProductOrAnotherWorkflowStarts_IsRefused()
    {
        var child = await SaveAsync("anne", null, Nouveau);
        await PublishAsync("bruno", child);
        var calling = Nouveau.Replace("\"type\": \"Elsa.Event\"", $"\"type\": \"Elsa.DispatchWorkflow\", \"workflowDefinitionId\": \"{child.Circuit}\"", StringComparison.Ordinal)
            .Replace("\"eventName\"", "\"correlationId\"", StringComparison.Ordinal);
        var parent = await SaveAsync("anne", null, Renamed(calling, "Parent"));
        await PublishAsync("bruno", parent);

        Assert.Equal("inUse", (await RefusedAsync(() => RetractAsync("comite"))).Code);
        Assert.Contains("« Parent »", (await RefusedAsync(() => RetractAsync(child.Circuit))).Message, StringComparison.Ordinal);
        await RetractAsync(parent.Circuit);
        await RetractAsync(child.Circuit);
        Assert.DoesNotContain(await VersionsAsync(child.Circuit), version => version.IsPublished);
    }
}
