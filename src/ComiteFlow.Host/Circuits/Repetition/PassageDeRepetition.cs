using System.Diagnostics;
using System.Text.Json;
using ComiteFlow.Activities.Conventions;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Rapports;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Jobs;
using ComiteFlow.Host.Modeles;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Simulation;
using ComiteFlow.Host.Travail;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Circuits.Repetition;

/// <summary>What a site lends to its rehearsals: its files, its policies, its address. Nothing of it is written to.</summary>
internal sealed record CadreDeRepetition(DossiersLivres Dossiers, ReglagesCourants Reglages, AdresseDuSite Adresse, Activities.Courriels.CourrielsDuSite Courriels, ModelesDuSite? Modeles = null);

/// <summary>Lives one period with one text of a workflow: the product itself, on a database that is thrown away, with a mailbox that sends nothing.</summary>
internal sealed class PassageDeRepetition(CadreDeRepetition cadre, MatiereDeRepetition matiere, DirectoryInfo dossier)
{
    private readonly HorlogeSimulee _clock = new(HeureDeParis.At(matiere.Demande.Du, TimeOnly.MinValue));

    /// <summary>The day that the run has come to.</summary>
    public DateOnly Jour => HeureDeParis.Day(_clock.GetUtcNow());

    public string Fichier => Path.Combine(dossier.FullName, "repetition.db");

    /// <param name="texte">The text of the workflow that is tried; null to live without it.</param>
    /// <exception cref="Domain.BrokenRuleException">The workflows cannot run; one sentence for each problem.</exception>
    public async Task<PassageLu> RunAsync(string? texte, CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        await using var services = Produit(await CircuitsAsync(texte, ct));
        if (cadre.Modeles is { } texts)
            services.GetRequiredService<ModelesDuSite>().Livrer(texts.Figee(), []);
        if (await Preparation.PrepareAsync(services, ct) is { Count: > 0 } problems)
            throw RefusDeCircuit.De("unready", [.. problems]);
        var gens = new GensDeRepetition(matiere.Demande.Comportement, matiere.Depuis, !matiere.Demande.Rejouer, matiere.Demande.MomentsMax)
        {
            Lanceur = matiere.Lancement == Lancement.Aucun || texte is null ? null : new LanceurDeRepetition(matiere.Demande.Circuit, matiere.Lancement),
        };
        await new Simulation.Passage(Scenario(), _clock, () => services, gens).RunAsync(new Horaire(cadre.Reglages, _clock.GetUtcNow()), ct);
        await using var scope = services.CreateAsyncScope();
        var read = await LireAsync(scope.ServiceProvider.GetRequiredService<ComiteFlowDb>(), ct);
        var lines = await FrisesAsync(scope.ServiceProvider.GetRequiredService<IDossiers>(), read.Faits, ct);
        return read with { Frises = lines, Duree = watch.Elapsed };
    }

    private async Task<IReadOnlyDictionary<string, IReadOnlyList<Affichage.Jalon>>> FrisesAsync(IDossiers dossiers, IReadOnlyList<FaitRow> facts, CancellationToken ct)
    {
        var lines = new Dictionary<string, IReadOnlyList<Affichage.Jalon>>();
        foreach (var convention in matiere.Conventions)
        {
            if (await dossiers.FindAsync(convention.Id, ct) is not { } dossier)
                continue;
            List<FaitRow> own = [.. facts.Where(fact => fact.Convention == convention.Id && FriseDesFaits.Names.Contains(fact.Name))];
            lines[convention.Id] = [.. new FriseDesFaits(dossier, own, new Dictionary<string, string>()).Passe()];
        }

        return lines;
    }

    private ServiceProvider Produit(string circuits) => new ServiceCollection()
        .AddLogging(logging => logging.ClearProviders())
        .AddSingleton<TimeProvider>(_clock)
        .AddSingleton<IIds>(new IdentifiantsRepetables(_clock))
        .AddComiteFlow(new BaseDeDonnees(null, Fichier, IsThrowAway: true), cadre.Dossiers with { Workflows = circuits }, cadre.Reglages, cadre.Adresse.Valeur, courriels: cadre.Courriels)
        .BuildServiceProvider();

    /// <summary>The published workflows of the database as the files that a run starts from.</summary>
    private async Task<string> CircuitsAsync(string? texte, CancellationToken ct)
    {
        var folder = dossier.CreateSubdirectory("circuits").FullName;
        foreach (var (id, text) in matiere.Autres)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, TexteDeCircuit.Adresse(id) + ".json"), text, ct);
        }

        if (texte is not null)
            await File.WriteAllTextAsync(Path.Combine(folder, TexteDeCircuit.Adresse(matiere.Demande.Circuit) + ".json"), texte, ct);
        return folder;
    }

    private Scenario Scenario() => new(
        matiere.Nom, [.. matiere.Conventions.Select(convention => new ScenarioConvention(convention.Id, JsonDocument.Parse(convention.Texte).RootElement))],
        matiere.Demande.Du, matiere.Demande.Au, new Dictionary<string, JsonElement>(), [.. matiere.Conventions.SelectMany(convention => convention.Actes)]);

    private static async Task<PassageLu> LireAsync(ComiteFlowDb db, CancellationToken ct)
    {
        var mails = await db.Set<CourrielRow>().AsNoTracking().OrderBy(c => c.Number)
            .Select(c => new CourrielRepete(c.Key, c.Template, c.Recipient, c.Convention, c.Subject ?? c.Template, c.SentAt ?? c.CancelledAt ?? c.CreatedAt, c.Message, c.CancelledBecause ?? c.Failure)).ToListAsync(ct);
        var documents = await db.Set<DocumentRow>().AsNoTracking()
            .Select(d => new DocumentRepete(d.FileName, d.Title, d.Convention, d.CreatedAt, d.Content)).ToListAsync(ct);
        var reports = await db.Set<Rapport>().AsNoTracking().Where(r => r.Kind == "status").ToDictionaryAsync(r => r.Id, r => r.Due, ct);
        var meetings = await db.Set<Comite>().AsNoTracking().Where(c => c.State != ComiteState.Cancelled).OrderBy(c => c.On).ToListAsync(ct);
        var incidents = await db.Set<Incident>().AsNoTracking().ToListAsync(ct);
        return new PassageLu(
            await db.Set<FaitRow>().AsNoTracking().OrderBy(f => f.Number).ToListAsync(ct), mails, [.. documents.OrderBy(d => d.Le).ThenBy(d => d.Fichier, StringComparer.Ordinal)],
            [.. meetings.Select(c => new SeanceRepetee(c.ConventionId, c.Code, c.Occurrence, c.Startup, c.On, reports.TryGetValue(Rapport.StatusId(c.Id), out var due) ? due : null))],
            [.. incidents.OrderBy(i => i.At).Select(i => new IncidentRepete(i.At, i.DefinitionId, i.ActivityId ?? "", i.Message))],
            new Dictionary<string, IReadOnlyList<Affichage.Jalon>>(), TimeSpan.Zero);
    }
}
