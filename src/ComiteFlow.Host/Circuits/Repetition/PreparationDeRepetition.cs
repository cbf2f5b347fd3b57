using System.Text.Json;
using System.Text.Json.Nodes;
using ComiteFlow.Activities.Conventions;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Engine.Tasks;
using ComiteFlow.Host.Circuits.Differences;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Persistence.Moteur;
using ComiteFlow.Host.Simulation;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Circuits.Repetition;

/// <summary>Reads from the database all that a rehearsal needs, so that the rehearsal itself never opens it.</summary>
internal sealed class PreparationDeRepetition(ComiteFlowDb db, LectureCircuits lecture, LectureDossiers dossiers, DifferencesDeCircuit differences, ActivityRegistry registry, TimeProvider clock)
{
    /// <summary>Headings of steps that are about one comité.</summary>
    private static readonly string[] DeComite = ["Comités", "Revoyures et décisions"];

    /// <exception cref="Domain.BrokenRuleException">No such workflow or convention, or a text that cannot run yet: each problem is a sentence.</exception>
    public async Task<MatiereDeRepetition> LireAsync(Actor actor, DemandeDeRepetition demande, CancellationToken ct)
    {
        demande.Verifier();
        var versions = await lecture.VersionsAsync(demande.Circuit, ct);
        if (versions.Count == 0)
            throw RefusDeCircuit.Inconnu(demande.Circuit);
        var (tried, published) = (versions[0], versions.FirstOrDefault(version => version.IsPublished));
        if (tried.ListeDesProblemes is { Count: > 0 } problems)
            throw RefusDeCircuit.De("unready", ["Ce brouillon ne peut pas encore être répété ; corrigez d’abord :", .. problems]);
        var text = (await lecture.TexteAsync(demande.Circuit, tried.Version, ct))!;
        var before = published is null || published.Version == tried.Version ? null : await lecture.TexteAsync(demande.Circuit, published.Version, ct);
        var others = await AutresAsync(demande.Circuit, ct);
        return new MatiereDeRepetition(
            demande, tried.Nom, (tried.Version, text), before is null ? null : (published!.Version, before), others,
            await ConventionsAsync(actor, demande, ct), before is null ? null : await differences.EntreAsync(before, text, ct),
            demande.Rejouer ? HeureDeParis.Local(clock.GetUtcNow()) : DateTime.MinValue)
        {
            Lancement = versions.Any(version => version.IsShipped) ? Lancement.Aucun : Lance(demande.Circuit, text, others.Values),
        };
    }

    /// <summary>A workflow that none of the others starts and no trigger either is started by a person: on a comité when its steps are about one.</summary>
    private Lancement Lance(string circuit, string text, IEnumerable<string> others)
    {
        var steps = new EtapesDuTexte(JsonNode.Parse(text) as JsonObject ?? []).Etapes.Values.ToList();
        if (others.Any(other => other.Contains($"\"{circuit}\"", StringComparison.Ordinal)) || steps.Exists(step => (bool?)step.Json["customProperties"]?["canStartWorkflow"] == true))
            return Lancement.Aucun;
        return steps.Exists(step => registry.Describe(step.Type)?.Category is { } category && DeComite.Contains(category)) ? Lancement.SurChaqueComite : Lancement.SurLaConvention;
    }

    /// <summary>The day from which a convention can be played: its first signature, else its registration.</summary>
    public static DateOnly Debut(Dossier dossier) =>
        new[] { dossier.Actes.FirstOrDefault(acte => acte.Id == dossier.Id)?.FirstSignature, dossier.SignedOn, dossier.RegisteredOn }.OfType<DateOnly>().Min();

    private async Task<IReadOnlyDictionary<string, string>> AutresAsync(string circuit, CancellationToken ct) =>
        await db.Set<DefinitionRow>().AsNoTracking().Where(d => d.IsPublished && d.DefinitionId != circuit).ToDictionaryAsync(d => d.DefinitionId, d => d.Json, ct);

    private async Task<IReadOnlyList<ConventionCopiee>> ConventionsAsync(Actor actor, DemandeDeRepetition demande, CancellationToken ct)
    {
        var copied = new List<ConventionCopiee>();
        foreach (var id in demande.Conventions.Distinct())
        {
            var dossier = await dossiers.FindAsync(actor, id, ct);
            if (dossier is null || dossier.Id != id)
                throw DemandeDeRepetition.Refus($"La convention {Domain.Saisies.Citer(id)} n’est pas enregistrée : choisissez-la dans la liste.");
            copied.Add(await CopierAsync(dossier, demande, ct));
        }

        return copied;
    }

    private async Task<ConventionCopiee> CopierAsync(Dossier dossier, DemandeDeRepetition demande, CancellationToken ct)
    {
        var texts = await db.Set<TexteRow>().AsNoTracking().Where(t => t.ConventionId == dossier.Id).OrderBy(t => t.Rank).ToListAsync(ct);
        var facts = await db.Set<FaitRow>().AsNoTracking().Where(f => f.Convention == dossier.Id).OrderBy(f => f.Number).ToListAsync(ct);
        var (acts, left) = demande.Rejouer ? ActesRejoues.De(facts) : ([], []);
        if (demande.Rejouer && await db.Set<HumanTask>().AnyAsync(t => t.State == TaskState.Done && t.CorrelationId.StartsWith(dossier.Id) && !GensDeRepetition.TachesDuProduit.Contains(t.Name), ct))
            left = [.. left, "task.done"];
        var steps = Avenants(dossier, texts.Skip(1), facts, demande.Du).Concat(Reglages(dossier, demande.Du)).Concat(acts)
            .Where(step => DateOnly.FromDateTime(step.At) >= demande.Du && DateOnly.FromDateTime(step.At) <= demande.Au).OrderBy(step => step.At).ToList();
        return new ConventionCopiee(dossier.Id, Noms.Court(dossier), texts[0].Json, steps, [.. left.Distinct()]);
    }

    /// <summary>Avenants come on the day of their registration, or on the first one.</summary>
    private static IEnumerable<ScenarioStep> Avenants(Dossier dossier, IEnumerable<TexteRow> texts, List<FaitRow> facts, DateOnly from)
    {
        foreach (var text in texts)
        {
            var registered = facts.Find(fact => fact.Name == "document.registered" && (string?)JsonNode.Parse(fact.Json)?["document"] == text.Id);
            var first = from.ToDateTime(new TimeOnly(9, 0));
            var at = registered is null || HeureDeParis.Local(registered.At) < first ? first : HeureDeParis.Local(registered.At);
            yield return new ScenarioStep(0, at, "import", null, JsonSerializer.SerializeToElement(new { document = JsonDocument.Parse(text.Json).RootElement, convention = dossier.Id }), []);
        }
    }

    /// <summary>What the coordination switched for this convention counts from the first day.</summary>
    private static IEnumerable<ScenarioStep> Reglages(Dossier dossier, DateOnly from) => dossier.Options.Select((option, rank) => ActesRejoues.Etape(
        rank, from.ToDateTime(new TimeOnly(0, 1)), "setOption",
        new JsonObject { ["convention"] = dossier.Id, ["option"] = option.Name, ["value"] = JsonNode.Parse(option.Value) }));
}
