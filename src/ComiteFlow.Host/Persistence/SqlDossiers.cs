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

    private static readonly Func<ComiteFlowDb, string, Task<string?>> ConventionOf = ParModele.Of(() => EF.CompileAsyncQuery(
        (ComiteFlowDb db, string document) => db.Set<Acte>().Where(a => a.Id == document).Select(a => a.ConventionId).FirstOrDefault()));

    private static readonly Func<ComiteFlowDb, string, IAsyncEnumerable<TexteRow>> TextesOf = ParModele.Of(() => EF.CompileAsyncQuery(
        (ComiteFlowDb db, string id) => db.Set<TexteRow>().AsNoTracking().Where(t => t.ConventionId == id).OrderBy(t => t.Rank).AsQueryable()));

    /// <summary>Texts never change once registered, so they are parsed once per process.</summary>
    private static readonly ConcurrentDictionary<string, (string Json, TexteConvention Texte)> Parsed = new();

    private readonly ComiteFlowDb _db;
    private readonly UnitOfWork _work;
    private readonly ReglagesCourants _reglages;
    private readonly DossiersEnMemoire _memoire;
    private readonly Func<ComiteFlowDb> _rows;
    private readonly Dictionary<string, DossierLu> _loaded = [];
    private bool _isCommitted;

    /// <param name="rows">A context of its own for the rows of one dossier.</param>
    public SqlDossiers(ComiteFlowDb db, UnitOfWork work, ReglagesCourants reglages, DossiersEnMemoire memoire, Func<ComiteFlowDb> rows)
    {
        (_db, _work, _reglages) = (db, work, reglages);
        (_memoire, _rows) = (memoire, rows);
        work.BeforeCommit(SaveAsync);
        work.AfterCommit(() => _isCommitted = true);
    }

    public async Task<Dossier?> FindAsync(string conventionId, CancellationToken ct)
    {
        if (_loaded.TryGetValue(conventionId, out var known))
            return known.Dossier;
        if (await RecalledAsync(conventionId, ct) is { } recalled)
            return Attach(recalled);
        var rows = Rows();
        var dossier = await rows.Set<Dossier>().FirstOrDefaultAsync(d => d.Id == conventionId, ct);
        if (dossier is null)
        {
            rows.Dispose();
            return null;
        }

        await LoadAsync(rows, dossier, ct);
        return Attach(new DossierLu(dossier, (await TextesOfAsync(conventionId, ct)).ToDictionary(texte => texte.Id), rows));
    }

    public async Task<Dossier?> OfDocumentAsync(string document, CancellationToken ct)
    {
        if (_loaded.Values.Select(loaded => loaded.Dossier).FirstOrDefault(dossier => dossier.Actes.Any(acte => acte.Id == document)) is { } known)
            return known;
        ct.ThrowIfCancellationRequested();
        return await ConventionOf(_db, document) is { } convention ? await FindAsync(convention, ct) : null;
    }

    public Dossier Create(TexteConvention texte, string json)
    {
        var dossier = new Dossier(texte.Id, texte.Title);
        var rows = Rows();
        rows.Add(dossier);
        Attach(new DossierLu(dossier, [], rows));
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
        foreach (var read in _loaded.Values)
        {
            if (_isCommitted)
            {
                read.Leave();
                _memoire.Keep(read);
            }
            else
            {
                read.Dispose();
            }
        }
    }

    /// <summary>The dossier that the last transaction left in memory, if nobody has changed its rows since.</summary>
    private async Task<DossierLu?> RecalledAsync(string conventionId, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (_memoire.Take(conventionId) is not { } recalled)
            return null;
        if (await VersionOf(_db, conventionId) == recalled.Dossier.Version)
            return recalled;
        recalled.Dispose();
        return null;
    }

    private ComiteFlowDb Rows()
    {
        var rows = _rows();
        // Asked for once, before the rows are written.
        rows.ChangeTracker.AutoDetectChangesEnabled = false;
        DossierLu.Join(rows, _db);
        return rows;
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

    private Dossier Attach(DossierLu read)
    {
        var dossier = read.Dossier;
        DossierLu.Join(read.Rows, _db);
        dossier.Ranger();
        dossier.Attach(new ContexteDossier(read.Textes, _reglages.Reglages, _reglages.Aliases, _work));
        _loaded[dossier.Id] = read;
        return dossier;
    }

    private static async Task LoadAsync(ComiteFlowDb rows, Dossier dossier, CancellationToken ct)
    {
        var id = dossier.Id;
        await rows.Set<Acte>().Where(a => a.ConventionId == id).LoadAsync(ct);
        await rows.Set<Signature>().Where(s => rows.Set<Acte>().Any(a => a.Id == s.ActeId && a.ConventionId == id)).LoadAsync(ct);
        await rows.Set<Domain.Comites.Comite>().Where(c => c.ConventionId == id).LoadAsync(ct);
        await rows.Set<Domain.Rapports.Rapport>().Where(r => r.ConventionId == id).LoadAsync(ct);
        await rows.Set<Domain.Tranches.Tranche>().Where(t => t.ConventionId == id).LoadAsync(ct);
        await rows.Set<Domain.Tranches.MiseADisposition>().Where(m => m.ConventionId == id).LoadAsync(ct);
        await rows.Set<Domain.Depenses.LigneDepense>().Where(l => l.ConventionId == id).LoadAsync(ct);
        await rows.Set<Tache>().Where(t => t.ConventionId == id).LoadAsync(ct);
        await rows.Set<Doute>().Where(d => d.ConventionId == id).LoadAsync(ct);
        await rows.Set<Jalon>().Where(j => j.ConventionId == id).LoadAsync(ct);
        await rows.Set<OptionConvention>().Where(o => o.ConventionId == id).LoadAsync(ct);
        await rows.Set<CleChorus>().Where(c => c.ConventionId == id).LoadAsync(ct);
        await rows.Set<PointDeReprise>().Where(p => p.ConventionId == id).LoadAsync(ct);
        await rows.Set<Condition>().Where(c => c.ConventionId == id).LoadAsync(ct);
        await rows.Set<Domain.Revoyures.Ouverture>().Where(o => o.ConventionId == id).LoadAsync(ct);
        await rows.Set<Partage>().Where(p => p.ConventionId == id).LoadAsync(ct);
        await rows.Set<Domain.Resiliations.Resiliation>().Where(r => r.ConventionId == id).LoadAsync(ct);
        await rows.Set<Domain.Gestion.DialogueDeGestion>().Where(d => d.ConventionId == id).LoadAsync(ct);
        await rows.Set<Domain.Gestion.DecisionDeSolde>().Where(s => s.ConventionId == id).LoadAsync(ct);
        await rows.Set<Domain.Gestion.AlertePrevue>().Where(a => a.ConventionId == id).LoadAsync(ct);
    }

    /// <summary>When anything of a dossier changed, each that was read gets a new version, so that two writers cannot both win.</summary>
    private async Task SaveAsync(CancellationToken ct)
    {
        var isChanged = false;
        foreach (var read in _loaded.Values)
        {
            // Each is looked through, for that is how its changes are found.
            isChanged |= read.HasChanges();
        }

        if (!isChanged)
            return;
        _isCommitted = false;
        foreach (var read in _loaded.Values)
        {
            DossierLu.Join(read.Rows, _db);
            await read.SaveAsync(ct);
        }
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
