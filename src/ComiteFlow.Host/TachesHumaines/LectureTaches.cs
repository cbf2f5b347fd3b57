using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Engine.Tasks;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Incidents;
using ComiteFlow.Host.Persistence;

namespace ComiteFlow.Host.TachesHumaines;

/// <summary>The open tasks of a person, as the pages show them.</summary>
internal sealed class LectureTaches(ITasks tasks, LectureDossiers dossiers, TimeProvider clock)
{
    public const int ParPage = 50;

    /// <summary>Those that the person has, which are few.</summary>
    private const int AMoi = 200;

    /// <summary>What the person has, then one page of what the function may take.</summary>
    /// <param name="page">From 1 on.</param>
    public async Task<ListeDeTaches> ListAsync(Actor actor, int page, CancellationToken ct)
    {
        if (!Droits.Allows(actor, ActOnTask.Verbe))
            return new ListeDeTaches([], [], 0);
        var (who, today, seen) = (TachesEnFrancais.Acteur(actor), clock.Today(), await dossiers.AllAsync(actor, ct));
        var portee = new PorteeDesTaches(actor, seen);
        var mine = await tasks.ListAsync(new TaskQuery(today) { Person = who.Person, Take = AMoi }, ct);
        var free = await tasks.ListAsync(
            new TaskQuery(today) { Candidates = who.Standings, About = portee.Objets, NotAbout = portee.Autres, Skip = (page - 1) * ParPage, Take = ParPage }, ct);
        return new ListeDeTaches([.. mine.Lines.Select(Lue)], [.. free.Lines.Select(Lue)], free.Total);

        TacheLue Lue(TaskLine line)
        {
            var dossier = LectureIncidents.Of(seen, line.CorrelationId);
            return new TacheLue(line, dossier, dossier is null ? null : TachesLivrees.Page(dossier, line.Key));
        }
    }

    /// <summary>One task, for those who see what it is about and those who are to do it; null else.</summary>
    public async Task<TacheOuverte?> FindAsync(Actor actor, string key, CancellationToken ct)
    {
        if (await tasks.FindAsync(key, ct) is not { } task)
            return null;
        var dossier = await dossiers.FindAsync(actor, task.CorrelationId.Split('/')[0], ct);
        var portee = new PorteeDesTaches(actor, dossier is null ? [] : [dossier]);
        var isFor = portee.EstPour(task, clock.Today());
        return isFor || portee.Voit(task.CorrelationId) ? new TacheOuverte(task, dossier, dossier is null ? null : TachesLivrees.Page(dossier, key)) { EstPour = isFor } : null;
    }
}

/// <summary>Which tasks lie within what an actor stands for: a party sees its conventions, a team those of its startup without the comités of others.</summary>
/// <param name="seen">Conventions that the actor may see.</param>
internal sealed class PorteeDesTaches(Actor actor, IReadOnlyList<Dossier> seen)
{
    /// <summary>Objects that tasks may be about; null for all.</summary>
    public IReadOnlyList<string>? Objets => actor.Scope is null ? null : [.. seen.SelectMany(dossier => dossier.Actes.Select(acte => acte.Id).Append(dossier.Id)).Distinct()];

    /// <summary>Objects among them that concern others; null for none.</summary>
    public IReadOnlyList<string>? Autres => actor.Role != Roles.Team ? null :
        [.. seen.SelectMany(dossier => dossier.Comites).Where(comite => comite.Startup is { } startup && startup != actor.Scope).Select(comite => comite.Id)];

    public bool Voit(string about) => (Objets is null || Holds(Objets, about)) && !(Autres is { } others && Holds(others, about));

    /// <summary>True when the actor has it, or may take it.</summary>
    public bool EstPour(HumanTask task, DateOnly today) => Droits.Allows(actor, ActOnTask.Verbe)
        && task.IsFor(TachesEnFrancais.Acteur(actor), today) && (task.Assignee is not null || Voit(task.CorrelationId));

    private static bool Holds(IReadOnlyList<string> objects, string about) => objects.Any(one => about == one || about.StartsWith(one + "/", StringComparison.Ordinal));
}

/// <summary>What a person has, what the function may take, and how much of that there is in all.</summary>
internal sealed record ListeDeTaches(IReadOnlyList<TacheLue> AMoi, IReadOnlyList<TacheLue> APrendre, int EnTout);

/// <summary>A task in a list.</summary>
/// <param name="Livree">The page of its own that a task of a shipped step has.</param>
internal sealed record TacheLue(TaskLine Ligne, Dossier? Dossier, Lien? Livree)
{
    public string Titre => Livree?.Texte ?? Ligne.Name;

    public string Adresse => Livree?.Adresse ?? TachesEnFrancais.Adresse(Ligne.Key);
}

/// <summary>A task on its page.</summary>
internal sealed record TacheOuverte(HumanTask Tache, Dossier? Dossier, Lien? Livree)
{
    /// <summary>True when the person may do it.</summary>
    public bool EstPour { get; init; }
}
