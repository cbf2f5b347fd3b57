using System.Collections.Concurrent;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Host.Conventions;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Persistence;

/// <summary>Loads dossiers whole: one short query per table, joined by the context.</summary>
internal sealed class SqlDossiers : IDossiers, IDisposable
{
    private static readonly Func<ComiteFlowDb, string, Task<int?>> VersionOf = ParModele.Of(() => EF.CompileAsyncQuery(
        (ComiteFlowDb db, string id) => db.Set<Dossier>().Where(d => d.Id == id).Select(d => (int?)d.Version).FirstOrDefault()));

    private static readonly Func<ComiteFlowDb, string, IAsyncEnumerable<TexteRow>> TextesOf = ParModele.Of(() => EF.CompileAsyncQuery(
        (ComiteFlowDb db, string id) => db.Set<TexteRow>().AsNoTracking().Where(t => t.ConventionId == id).OrderBy(t => t.Rank).AsQueryable()));

    /// <summary>Texts never change once registered, so they are parsed once per process.</summary>
    private static readonly ConcurrentDictionary<string, (string Json, TexteConvention Texte)> Parsed = new();

    private readonly ComiteFlowDb _db;
    private readonly UnitOfWork _work;
    private readonly ReglagesCourants _reglages;
    private readonly DossiersEnMemoire _memoire;
    private readonly Dictionary<string, (Dossier Dossier, Dictionary<string, TexteConvention> Textes)> _loaded = [];
    private bool _isCommitted;

    public SqlDossiers(ComiteFlowDb db, UnitOfWork work, ReglagesCourants reglages, DossiersEnMemoire memoire)
    {
        (_db, _work, _reglages) = (db, work, reglages);
        _memoire = memoire;
        work.BeforeCommit(TouchAsync);
        work.AfterCommit(() => _isCommitted = true);
    }

    public async Task<Dossier?> FindAsync(string conventionId, CancellationToken ct)
    {
        if (_loaded.TryGetValue(conventionId, out var known))
            return known.Dossier;
        if (await RecalledAsync(conventionId, ct) is { } recalled)
            return Attach(recalled.Dossier, recalled.Textes);
        var dossier = await _db.Set<Dossier>().FirstOrDefaultAsync(d => d.Id == conventionId, ct);
        if (dossier is null)
            return null;
        await LoadAsync(dossier, ct);
        return Attach(dossier, (await TextesOfAsync(conventionId, ct)).ToDictionary(texte => texte.Id));
    }

    public async Task<Dossier?> OfDocumentAsync(string document, CancellationToken ct)
    {
        var convention = await _db.Set<Acte>().Where(a => a.Id == document).Select(a => a.ConventionId).FirstOrDefaultAsync(ct);
        return convention is null ? null : await FindAsync(convention, ct);
    }

    public Dossier Create(TexteConvention texte, string json)
    {
        var dossier = new Dossier(texte.Id, texte.Title);
        _db.Add(dossier);
        Attach(dossier, []);
        AddTexte(dossier, texte, json);
        return dossier;
    }

    public void AddTexte(Dossier dossier, TexteConvention texte, string json)
    {
        var textes = _loaded[dossier.Id].Textes;
        _db.Add(new TexteRow { Id = texte.Id, ConventionId = dossier.Id, Rank = textes.Count, Json = json });
        textes[texte.Id] = texte;
    }

    public async Task<IReadOnlyList<string>> IdsAsync(CancellationToken ct) =>
        await _db.Set<Dossier>().OrderBy(d => d.RegisteredOn).ThenBy(d => d.Id).Select(d => d.Id).ToListAsync(ct);

    public async Task<IReadOnlyList<TexteConvention>> TextesAsync(string conventionId, CancellationToken ct) =>
        _loaded.TryGetValue(conventionId, out var known) ? [.. known.Textes.Values] : await TextesOfAsync(conventionId, ct);

    public async Task<IReadOnlyList<TexteConvention>> TextesAsync(CancellationToken ct) =>
        [.. (await _db.Set<TexteRow>().AsNoTracking().OrderBy(t => t.ConventionId).ThenBy(t => t.Rank).ToListAsync(ct)).Select(TexteOf)];

    /// <summary>What was committed goes to the next who asks; what was not is forgotten.</summary>
    public void Dispose()
    {
        if (!_isCommitted)
            return;
        foreach (var (dossier, textes) in _loaded.Values)
        {
            _memoire.Keep(new DossierLu(dossier, textes));
        }
    }

    /// <summary>The dossier that the last transaction left in memory, if nobody has changed its rows since.</summary>
    private async Task<DossierLu?> RecalledAsync(string conventionId, CancellationToken ct)
    {
        // Rows that the context knows already are objects of their own.
        if (_memoire.Take(conventionId) is not { } recalled || _db.Set<Dossier>().Local.FindEntry(conventionId) is not null)
            return null;
        if (await VersionOf(_db, conventionId) != recalled.Dossier.Version)
            return null;
        ct.ThrowIfCancellationRequested();
        _db.Attach(recalled.Dossier);
        return recalled;
    }

    private async Task<IReadOnlyList<TexteConvention>> TextesOfAsync(string conventionId, CancellationToken ct)
    {
        var textes = new List<TexteConvention>();
        await foreach (var row in TextesOf(_db, conventionId).WithCancellation(ct))
        {
            textes.Add(TexteOf(row));
        }

        return textes;
    }

    private Dossier Attach(Dossier dossier, Dictionary<string, TexteConvention> textes)
    {
        dossier.Ranger();
        dossier.Attach(new ContexteDossier(textes, _reglages.Reglages, _reglages.Aliases, _work));
        _loaded[dossier.Id] = (dossier, textes);
        return dossier;
    }

    private async Task LoadAsync(Dossier dossier, CancellationToken ct)
    {
        var id = dossier.Id;
        await _db.Set<Acte>().Where(a => a.ConventionId == id).LoadAsync(ct);
        await _db.Set<Signature>().Where(s => _db.Set<Acte>().Any(a => a.Id == s.ActeId && a.ConventionId == id)).LoadAsync(ct);
        await _db.Set<Domain.Comites.Comite>().Where(c => c.ConventionId == id).LoadAsync(ct);
        await _db.Set<Domain.Rapports.Rapport>().Where(r => r.ConventionId == id).LoadAsync(ct);
        await _db.Set<Domain.Tranches.Tranche>().Where(t => t.ConventionId == id).LoadAsync(ct);
        await _db.Set<Domain.Tranches.MiseADisposition>().Where(m => m.ConventionId == id).LoadAsync(ct);
        await _db.Set<Domain.Depenses.LigneDepense>().Where(l => l.ConventionId == id).LoadAsync(ct);
        await _db.Set<Tache>().Where(t => t.ConventionId == id).LoadAsync(ct);
        await _db.Set<Doute>().Where(d => d.ConventionId == id).LoadAsync(ct);
        await _db.Set<Jalon>().Where(j => j.ConventionId == id).LoadAsync(ct);
        await _db.Set<OptionConvention>().Where(o => o.ConventionId == id).LoadAsync(ct);
        await _db.Set<CleChorus>().Where(c => c.ConventionId == id).LoadAsync(ct);
        await _db.Set<PointDeReprise>().Where(p => p.ConventionId == id).LoadAsync(ct);
        await _db.Set<Condition>().Where(c => c.ConventionId == id).LoadAsync(ct);
        await _db.Set<Domain.Revoyures.Ouverture>().Where(o => o.ConventionId == id).LoadAsync(ct);
        await _db.Set<Partage>().Where(p => p.ConventionId == id).LoadAsync(ct);
        await _db.Set<Domain.Resiliations.Resiliation>().Where(r => r.ConventionId == id).LoadAsync(ct);
        await _db.Set<Domain.Gestion.DialogueDeGestion>().Where(d => d.ConventionId == id).LoadAsync(ct);
        await _db.Set<Domain.Gestion.DecisionDeSolde>().Where(s => s.ConventionId == id).LoadAsync(ct);
        await _db.Set<Domain.Gestion.AlertePrevue>().Where(a => a.ConventionId == id).LoadAsync(ct);
    }

    /// <summary>A dossier of which anything changed gets a new version, so that two writers cannot both win.</summary>
    private Task TouchAsync(CancellationToken ct)
    {
        if (_loaded.Count == 0 || !_db.ChangeTracker.Entries().Any(e => e.State != EntityState.Unchanged && e.Entity.GetType().Assembly == typeof(Dossier).Assembly))
            return Task.CompletedTask;
        _isCommitted = false;
        foreach (var (dossier, _) in _loaded.Values)
        {
            dossier.Touch();
            if (_db.Entry(dossier) is { State: not EntityState.Added } entry)
                entry.Property(d => d.Version).IsModified = true;
        }

        // All changes are known now; looking through every row a second time would find nothing more.
        _db.ChangeTracker.AutoDetectChangesEnabled = false;

        return Task.CompletedTask;
    }

    /// <summary>The text of a row, parsed once.</summary>
    internal static TexteConvention TexteOf(TexteRow row)
    {
        if (Parsed.TryGetValue(row.Id, out var known) && known.Json == row.Json)
            return known.Texte;
        var texte = TexteConvention.Read(row.Json);
        Parsed[row.Id] = (row.Json, texte);
        return texte;
    }
}
