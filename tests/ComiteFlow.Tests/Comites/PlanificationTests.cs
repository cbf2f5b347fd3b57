using System.Text.Json;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Domain.Signatures;
using ComiteFlow.Host.Conventions;

namespace ComiteFlow.Tests.Comites;

/// <summary>What a recorded effect changes in comités that were counted from the signature.</summary>
public sealed class PlanificationTests
{
    private static readonly DateOnly Day = new(2020, 3, 24);

    [Fact]
    public void Plan_EffectOnTheDayOfSignature_KeepsDatesAndTellsTheNewReason()
    {
        var texte = TexteConvention.Read(File.ReadAllText(Depot.Path("conventions", "diagoriente-2020.json")));
        var reglages = new ReglagesCourants(File.ReadAllText(Depot.Path("conventions", "policies.json")), new Dictionary<string, JsonElement>());
        var faits = new Journal();
        var dossier = new Dossier(texte.Id, texte.Title);
        dossier.Attach(new ContexteDossier(new Dictionary<string, TexteConvention> { [texte.Id] = texte }, reglages.Reglages, reglages.Aliases, faits));
        var acte = new Enregistrement(dossier).Register(texte, [], Day);
        new CircuitDeSignature(dossier).RecordStated(acte, Day);
        new Planification(dossier).Plan(Day);
        new PriseDEffet(dossier).Publish(acte, null, Day, Day);

        new Planification(dossier).Plan(Day);

        Assert.All(dossier.Comites, comite => Assert.Contains("depuis la prise d’effet", comite.Why!.Rule));
        Assert.All(dossier.Comites, comite => Assert.False(comite.Provisional));
        Assert.DoesNotContain(faits.All, fait => fait is CommitteeMoveProposed);
    }

    private sealed class Journal : IJournalFaits
    {
        public List<Fait> All { get; } = [];

        public void Add(Fait fait) => All.Add(fait);
    }
}
