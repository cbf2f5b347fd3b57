using ComiteFlow.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Modeles;

/// <summary>
/// At the start of a service, looks at the templates in the files: one that is broken is refused with its line, and the last good text of it stays. Each good
/// text is kept in the database, under its name behind a prefix, so that it is there when a later one is not.
/// </summary>
internal sealed class ModelesAuDemarrage(DossierDeModeles livres, ModelesDuSite site, EpreuveDeModele epreuve, TimeProvider clock)
{
    /// <summary>What stands before the name of a template in the rows that keep shipped texts.</summary>
    public const string Prefixe = "livre:";

    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _kept = new(StringComparer.Ordinal);
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _refused = new(StringComparer.Ordinal);

    /// <summary>True when a broken file has no good text that could stay: the service cannot start.</summary>
    public bool EstBloquant { get; private set; }

    /// <returns>What is wrong, one line each: file, line, reason.</returns>
    public async Task<IReadOnlyList<string>> ChargerAsync(ComiteFlowDb db, VersionsDeModele versions, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (db.Database.IsNpgsql())
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({Prefixe}, 9))", ct);
        var rows = await db.Set<VersionDeModeleRow>().AsNoTracking().Where(v => v.Name.StartsWith(Prefixe)).OrderBy(v => v.Version).ToListAsync(ct);
        Lire(rows);
        if (_files.Any(file => !EstConnu(file.Key)))
            Choisir();
        if (!EstBloquant)
        {
            Garder(db, rows);
            await db.SaveChangesAsync(ct);
        }

        await transaction.CommitAsync(ct);
        site.Livrer(Vue(), [.. _refused.Values]);
        await versions.ChargerAsync(ct);
        return [.. _refused.Values];
    }

    private void Lire(IEnumerable<VersionDeModeleRow> rows)
    {
        foreach (var row in rows)
        {
            _kept[row.Name[Prefixe.Length..]] = row.Text;
            _known.Add(row.Name + row.ShippedHash);
        }

        foreach (var name in livres.Noms())
        {
            _files[name] = livres.Read(NomDeModele.Chemin(name))!;
        }
    }

    private bool EstConnu(string name) => _known.Contains(Prefixe + name + ModelesLus.Empreinte(_files[name]));

    /// <summary>Gives up one file after another until what is left holds together.</summary>
    private void Choisir()
    {
        while (Premiere() is var (name, fault))
        {
            var blamed = Coupable(name, fault);
            var file = $"templates/{NomDeModele.Chemin(blamed ?? fault.Modele)}{(fault.Ligne is { } line && (blamed ?? fault.Modele) == fault.Modele ? $", ligne {line}" : "")}";
            if (blamed is null || !_kept.ContainsKey(blamed))
            {
                _refused[blamed ?? name] = $"{file} : {fault.Raison.TrimEnd('.')}. Corrigez ce fichier, puis redémarrez.";
                EstBloquant = true;
                return;
            }

            _refused[blamed] = $"{file} : {fault.Raison.TrimEnd('.')}. La dernière version valable reste en usage ; corrigez ce fichier, puis redémarrez.";
        }
    }

    private (string Name, ModeleException Fault)? Premiere()
    {
        var view = Vue();
        // What did not change was written in all its forms when it was kept.
        var changed = epreuve.Touches(view, _files.Keys.Where(name => !_refused.ContainsKey(name) && !EstConnu(name))).ToHashSet(StringComparer.Ordinal);
        foreach (var name in _files.Keys.Where(name => !NomDeModele.EstPartiel(name)))
        {
            if (epreuve.Faute(view, name, formes: changed.Contains(name)) is { } fault)
                return (name, fault);
        }

        return null;
    }

    /// <summary>The file to blame: the one that the fault names, else the template that failed, else a partial that changed.</summary>
    private string? Coupable(string name, ModeleException fault) => new[] { fault.Modele, name }.Concat(ModelesLus.Inclus(_files[name]))
        .FirstOrDefault(one => _files.ContainsKey(one) && !_refused.ContainsKey(one) && !EstConnu(one));

    private TextesLivres Vue() => new(livres, _files.ToDictionary(
        file => NomDeModele.Chemin(file.Key), file => _refused.ContainsKey(file.Key) ? _kept.GetValueOrDefault(file.Key, file.Value) : file.Value, StringComparer.Ordinal));

    private void Garder(ComiteFlowDb db, IReadOnlyList<VersionDeModeleRow> rows)
    {
        foreach (var (name, text) in _files.Where(file => !_refused.ContainsKey(file.Key) && !EstConnu(file.Key)))
        {
            db.Add(new VersionDeModeleRow
            {
                Name = Prefixe + name, Version = rows.Where(row => row.Name == Prefixe + name).Select(row => row.Version).DefaultIfEmpty().Max() + 1,
                Text = text, ShippedHash = ModelesLus.Empreinte(text), WrittenBy = "", WrittenAt = clock.GetUtcNow(), Reason = "",
            });
        }
    }

    /// <summary>The shipped texts as they were read at the start; what is no text of a template comes from the files.</summary>
    private sealed class TextesLivres(DossierDeModeles livres, IReadOnlyDictionary<string, string> texts) : IModeleSource
    {
        public string? Read(string path) => texts.TryGetValue(path, out var text) ? text : livres.Read(path);
    }
}
