using ComiteFlow.Domain;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Engine.Definitions;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Incidents;
using ComiteFlow.Host.Persistence;

namespace ComiteFlow.Host.Circuits;

/// <summary>One running file: what it is about, where it stands, and what would become of it.</summary>
/// <param name="Version">Version that it follows.</param>
/// <param name="Etapes">Steps that wait, each with the step that it becomes; of those inside one another only the innermost.</param>
internal sealed record DossierTouche(Guid Instance, int Version, string Objet, string? Adresse, IReadOnlyList<StepMigration> Etapes, IReadOnlyList<string> Refus, IReadOnlyList<string> Notes)
{
    public bool Passe => Refus.Count == 0;
}

/// <summary>What a version does to the files that run, before it is published and after.</summary>
internal sealed record EffetDUneVersion(IReadOnlyList<DossierTouche> Dossiers, IReadOnlyList<string> Refus)
{
    /// <summary>Files that stand at the same steps and meet the same fate, told once.</summary>
    public IReadOnlyList<IReadOnlyList<DossierTouche>> Groupes =>
        [.. Dossiers.GroupBy(dossier => string.Join('|', [$"{dossier.Version}", .. dossier.Etapes.Select(step => $"{step.From}>{step.To}"), .. dossier.Refus, .. dossier.Notes])).Select(group => group.ToList())];

    public int Passent => Dossiers.Count(dossier => dossier.Passe);

    /// <summary>Living steps that the new version does not have, old id and name: a person says which step each becomes.</summary>
    public IReadOnlyList<(string Id, string Nom)> Orphelines =>
        [.. Dossiers.SelectMany(dossier => dossier.Etapes).Where(step => step.To is null).Select(step => (step.From, step.Label)).Distinct().Order()];
}

/// <summary>Plans for each running file what a version would make of it, and moves files one by one, each in a transaction of its own.</summary>
internal sealed class EffetSurLesDossiers(LectureCircuits lecture, MigrationsDeCircuits migrations, LectureDossiers dossiers, ExecutionDesActes execution)
{
    /// <param name="version">The version that files would follow, a draft or the published one.</param>
    /// <param name="steps">Steps whose id changes, old to new.</param>
    public async Task<EffetDUneVersion> PrevoirAsync(Actor actor, VersionDeCircuit version, IReadOnlyDictionary<string, string> steps, CancellationToken ct)
    {
        var draft = version.IsPublished ? null : DefinitionReader.Read((await lecture.TexteAsync(version.DefinitionId, version.Version, ct))!).Definition?.AtVersion(version.Version);
        var (touched, refusals) = (new List<DossierTouche>(), new List<string>());
        var followed = (await lecture.EnCoursAsync(version.DefinitionId, ct)).Where(running => running.Version != version.Version).OrderBy(running => running.Version).ToList();
        var all = followed.Count == 0 ? [] : await dossiers.AllAsync(actor, ct);
        foreach (var running in followed)
        {
            await foreach (var page in migrations.PlanAsync(new Migration(version.DefinitionId, running.Version, version.Version, steps), ct, draft))
            {
                refusals.AddRange(page.Refusals);
                touched.AddRange(page.Instances.Select(instance => De(instance, running.Version, LectureIncidents.Of(all, instance.CorrelationId))));
            }
        }

        return new EffetDUneVersion(touched, [.. refusals.Distinct()]);
    }

    /// <summary>Moves the files that can be moved; one that changed meanwhile stays where it is.</summary>
    /// <returns>How many were moved.</returns>
    public async Task<int> DeplacerAsync(
        Actor actor, VersionDeCircuit version, EffetDUneVersion effect, IReadOnlyDictionary<string, string> steps, string reason, CancellationToken ct)
    {
        var moved = 0;
        foreach (var file in effect.Dossiers.Where(file => file.Passe))
        {
            try
            {
                await execution.RunAsync(MoveFile.Verbe, actor, new MoveFile.Commande
                {
                    Circuit = version.DefinitionId, From = file.Version, To = version.Version, Steps = steps, Instance = file.Instance, Motif = reason,
                }, ct);
                moved++;
            }
            catch (BrokenRuleException)
            {
                // The refusal is on record, and the file follows its version as before.
            }
        }

        return moved;
    }

    private static DossierTouche De(InstanceMigration instance, int version, Domain.Conventions.Dossier? dossier)
    {
        var steps = instance.Steps.Where(step => step.Waits.Count > 0 || step.Due is not null || step.Refusal is not null).ToList();
        var refusals = instance.Refusals.Concat(instance.Steps.Select(step => step.Refusal).OfType<string>()).Distinct().ToList();
        var subject = dossier is null ? instance.CorrelationId : Objet(dossier, instance.CorrelationId);
        return new DossierTouche(instance.InstanceId, version, subject.Length == 0 ? instance.Key : subject, dossier is null ? null : Adresses.Fiche(dossier), steps, refusals, instance.Notes);
    }

    /// <summary>What a file is about, in words.</summary>
    internal static string Objet(Domain.Conventions.Dossier dossier, string correlation)
    {
        if (dossier.Comites.FirstOrDefault(comite => comite.Id == correlation) is { } comite)
            return $"{Noms.Court(dossier)} – {Noms.Comite(dossier, comite)}";
        return dossier.Actes.FirstOrDefault(acte => acte.Id == correlation) is { } acte && acte.Id != dossier.Id ? $"{Noms.Court(dossier)} – {Noms.LActe(acte)}" : Noms.Court(dossier);
    }
}
