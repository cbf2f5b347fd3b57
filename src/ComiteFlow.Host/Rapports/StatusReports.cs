using ComiteFlow.Activities.Conventions;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Activities.Rapports;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Domain.Rapports;
using ComiteFlow.Domain.Revoyures;
using ComiteFlow.Domain;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Engine.Tasks;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Personnes;
using ComiteFlow.Host.Revoyures;

namespace ComiteFlow.Host.Rapports;

/// <summary>The état des réalisations of a comité comes in.</summary>
internal sealed class SubmitStatusReport(IDossiers dossiers, IWorkflows workflows, ITasks tasks, CourrielDeRevoyure courriel, TimeProvider clock) : IUseCase<SubmitStatusReport.Commande>
{
    public async Task RunAsync(Actor actor, Commande commande, CancellationToken ct)
    {
        var (dossier, comite) = await dossiers.RequireComiteAsync(commande, ct);
        if (!EstDe(actor, dossier, comite))
            throw Saisies.PartieInterdite("transmettre l’état des réalisations", $"L’équipe de {actor.Scope}");
        var indicators = IndicateursLus.Of(commande.Indicators);
        var rapport = new SuiviDesRapports(dossier).ReceiveStatus(comite, clock.Today(), Impact(indicators, commande));
        if (new OuverturesParRegle(dossier).MissedImpact(comite, [.. indicators, .. AvecCible(commande)], clock.Today()) is not null)
        {
            await workflows.PublishAsync(Evenements.ConventionJalon, dossier.Id, null, ct);
            await courriel.SendAsync(dossier, NatureDeCourriel.Acte, ct);
        }

        await tasks.CompleteAsync(RequestStatusReport.TaskKey(rapport), Fonctions.Nom(actor), clock.GetUtcNow(), ct);
        await workflows.PublishReceivedAsync(dossier, rapport, ct);
    }

    /// <summary>False for the team of a startup that the comité is not about.</summary>
    public static bool EstDe(Actor actor, Dossier dossier, Comite comite) => actor is not { Role: Roles.Team, Scope: { } team }
        || (comite.Startup is { } startup ? startup == team : dossier.Startups().Any(s => s.Startup.Id == team));

    /// <summary>What is kept with the report; null when it tells nothing of impact. An indicator that the papers cannot show feeds its rule alone.</summary>
    private static Impact? Impact(IReadOnlyList<Indicateur> indicators, Commande commande)
    {
        var told = Dits(commande.Measures).ToList();
        var shown = indicators.Where(i => i.Name.Trim().Length is > 0 and <= Domain.Rapports.Impact.NomAuPlus && Domain.Rapports.Impact.Tient(i.Value) && Domain.Rapports.Impact.Tient(i.Target))
            .DistinctBy(i => i.Name).Where(i => told.All(m => m.Name != i.Name)).Take(Math.Max(0, Domain.Rapports.Impact.MesuresAuPlus - told.Count));
        var impact = new Impact(
            [.. shown.Select(i => new Mesure(i.Name, i.Value, i.Target)), .. told],
            [.. Dits(commande.Levels)],
            commande.Denominator);
        return impact is { Measures: [], Levels: [], Denominator: null } ? null : impact;
    }

    private static IEnumerable<Indicateur> AvecCible(Commande commande) =>
        Dits(commande.Measures).Where(m => m.Target is not null).Select(m => new Indicateur(m.Name, m.Value, m.Target!.Value) { LowerIsBetter = m.LowerIsBetter });

    /// <summary>A list as programs write it, which may have holes.</summary>
    private static IEnumerable<T> Dits<T>(IReadOnlyList<T?>? told)
        where T : class => (told ?? []).OfType<T>();

    internal sealed record Commande : CommandeDeComite
    {
        /// <summary>As FORMAT.md has them: any JSON, of which name, value and target are read.</summary>
        public System.Text.Json.JsonElement? Indicators { get; init; }

        /// <summary>What the page asks for, beside the indicators.</summary>
        public IReadOnlyList<Mesure>? Measures { get; init; }

        public IReadOnlyList<ConstatDImpact>? Levels { get; init; }

        /// <summary>Name of the measure by which the expenses are divided.</summary>
        public string? Denominator { get; init; }
    }
}

/// <summary>The délégant goes without an état des réalisations, with a reason.</summary>
internal sealed class WaiveStatusReport(IDossiers dossiers, IWorkflows workflows, ITasks tasks, TimeProvider clock) : IUseCase<WaiveStatusReport.Commande>
{
    public async Task RunAsync(Actor actor, Commande commande, CancellationToken ct)
    {
        var (dossier, comite) = await dossiers.RequireComiteAsync(commande, ct);
        var rapport = new SuiviDesRapports(dossier).WaiveStatus(comite, commande.Reason, actor.Label);
        await tasks.CompleteAsync(RequestStatusReport.TaskKey(rapport), Fonctions.Nom(actor), clock.GetUtcNow(), ct);
        await workflows.PublishReceivedAsync(dossier, rapport, ct);
    }

    internal sealed record Commande : CommandeDeComite
    {
        public string Reason { get; init; } = "";
    }
}
