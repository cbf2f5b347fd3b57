using ComiteFlow.Activities.Conventions;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Activities.Obligations;
using ComiteFlow.Activities.Rapports;
using ComiteFlow.Activities.Relances;
using ComiteFlow.Activities.Revoyures;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Definitions;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Courriels;
using ComiteFlow.Host.Expressions;
using ComiteFlow.Host.Modeles;

namespace ComiteFlow.Tests.Engine;

/// <summary>The checks before publication as the product has them: all its steps, its policies, its templates.</summary>
internal static class Publication
{
    private static readonly ReglagesCourants Reglages = new(File.ReadAllText(Depot.Path("conventions", "policies.json")), new Dictionary<string, System.Text.Json.JsonElement>());

    private static readonly Annuaire Annuaire = new(File.ReadAllText(Depot.Path("conventions", "annuaire.json")));

    public static DefinitionValidator Validator { get; } = With(new DossierDeModeles(Depot.Path("templates")));

    public static DefinitionValidator With(IModeleSource templates, params IStepCheck[] more) => new(
        new ActivityRegistry(new[] { typeof(IActivity).Assembly, typeof(IOutbox).Assembly }
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.IsDefined(typeof(ActivityTypeAttribute), inherit: false))),
        new JintExpressions(), new EcheancesCron(),
        [
            new DestinatairesPresents(Annuaire.Nomme),
            new SujetPresent(),
            new ObligationPresente(),
            new RelancesAvantEcheance(Reglages.Politiques),
            new EchelleLisible(Reglages.Politiques, Annuaire.Nomme),
            new RappelsEcrits(Annuaire.Nomme),
            new ModelesPresents(templates),
            new TrancheOuverte(),
            new EvenementsAnnonces(),
            .. more,
        ]);

    public static List<string> Advice(string json) => [.. Validator.Advise(DefinitionReader.Read(json)).Select(problem => problem.ToString())];

    public static List<string> Problems(string json) => [.. Validator.Check(DefinitionReader.Read(json)).Select(problem => problem.ToString())];
}
