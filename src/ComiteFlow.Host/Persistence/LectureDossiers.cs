using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Depenses;
using ComiteFlow.Domain.Gestion;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Domain.Rapports;
using ComiteFlow.Domain.Tranches;
using ComiteFlow.Host.Conventions;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Persistence;

/// <summary>Dossiers to be shown, never saved: those that an actor may see, with one query per table however many there are.</summary>
internal sealed class LectureDossiers(ComiteFlowDb db, UnitOfWork work, ReglagesCourants reglages, IDossiers dossiers)
{
    /// <summary>All dossiers without the lines of their ledgers, save where the text closes each year, in order of registration.</summary>
    public async Task<IReadOnlyList<Dossier>> AllAsync(Actor actor, CancellationToken ct)
    {
        var all = await db.Set<Dossier>().OrderBy(d => d.RegisteredOn).ThenBy(d => d.Id).ToListAsync(ct);
        var textes = (await db.Set<TexteRow>().AsNoTracking().OrderBy(t => t.Rank).ToListAsync(ct)).ToLookup(row => row.ConventionId);
        await db.Set<Acte>().OrderBy(a => a.Number ?? 0).LoadAsync(ct);
        await db.Set<Signature>().OrderBy(s => s.Rank).LoadAsync(ct);
        await db.Set<Comite>().OrderBy(c => c.Code).ThenBy(c => c.Startup).ThenBy(c => c.Occurrence).LoadAsync(ct);
        await db.Set<Rapport>().OrderBy(r => r.Due).LoadAsync(ct);
        await db.Set<Tranche>().OrderBy(t => t.Number).LoadAsync(ct);
        await db.Set<MiseADisposition>().OrderBy(m => m.Number).LoadAsync(ct);
        await db.Set<Tache>().OrderBy(t => t.Id).LoadAsync(ct);
        await db.Set<Doute>().OrderBy(d => d.Number).LoadAsync(ct);
        await db.Set<OptionConvention>().LoadAsync(ct);
        await db.Set<PointDeReprise>().OrderBy(p => p.Due).LoadAsync(ct);
        await db.Set<Partage>().OrderBy(p => p.Startup).ThenBy(p => p.OtherConvention).LoadAsync(ct);
        await db.Set<DialogueDeGestion>().OrderBy(d => d.Year).LoadAsync(ct);
        await db.Set<DecisionDeSolde>().LoadAsync(ct);
        foreach (var dossier in all)
        {
            dossier.Attach(new ContexteDossier(
                textes[dossier.Id].ToDictionary(row => row.Id, SqlDossiers.TexteOf), reglages.Reglages, reglages.Aliases, work));
        }

        var closed = all.Where(dossier => new Soldes(dossier).AreDecided).Select(dossier => dossier.Id).ToList();
        if (closed.Count > 0)
            await db.Set<LigneDepense>().Where(l => closed.Contains(l.ConventionId)).LoadAsync(ct);
        return [.. all.Where(dossier => Voit(actor, dossier))];
    }

    /// <summary>The dossier of a convention or of one of its avenants, whole; null when there is none or the actor may not see it.</summary>
    public async Task<Dossier?> FindAsync(Actor actor, string document, CancellationToken ct) =>
        await dossiers.OfDocumentAsync(document, ct) is { } dossier && Voit(actor, dossier) ? dossier : null;

    /// <summary>Ids of the conventions that the actor may see; null for all.</summary>
    public async Task<IReadOnlyList<string>?> VisiblesAsync(Actor actor, CancellationToken ct)
    {
        if (VoitTout(actor))
            return null;
        var rows = await db.Set<TexteRow>().AsNoTracking().ToListAsync(ct);
        return [.. rows.Where(row => Voit(actor, SqlDossiers.TexteOf(row))).Select(row => row.ConventionId).Distinct()];
    }

    /// <summary>Committed and paid by startup, where lines name one.</summary>
    public async Task<IReadOnlyDictionary<(string Convention, string Startup), (long Committed, long Paid)>> DepensesAsync(CancellationToken ct)
    {
        var lines = await db.Set<LigneDepense>().AsNoTracking().Where(l => l.Startup != null)
            .Select(l => new { l.ConventionId, l.Startup, l.IsPayment, l.Amount }).ToListAsync(ct);
        return lines.GroupBy(l => (l.ConventionId, l.Startup!)).ToDictionary(
            group => group.Key,
            group => (group.Where(l => !l.IsPayment).Sum(l => l.Amount.Cents), group.Where(l => l.IsPayment).Sum(l => l.Amount.Cents)));
    }

    private static bool VoitTout(Actor actor) => actor.Scope is null || actor.Role is not (Roles.Signatory or Roles.Team);

    private static bool Voit(Actor actor, Dossier dossier) =>
        VoitTout(actor) || dossier.Actes.Any(acte => dossier.TexteDe(acte.Id) is { } texte && Voit(actor, texte));

    private static bool Voit(Actor actor, TexteConvention texte) => actor.Role == Roles.Signatory
        ? texte.Parties.Any(party => party.Id == actor.Scope) || texte.Signatories.Any(party => party.PartyId == actor.Scope)
        : texte.Startups.Any(startup => startup.Id == actor.Scope);
}
