using System.Text.Json;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Modeles;

/// <summary>What a template can be looked at with: the data of a sample, or of a mail or document that a convention really had.</summary>
/// <param name="Id">As it stands in an address.</param>
internal sealed record MatiereDApercu(string Id, string Libelle);

/// <summary>A text as its reader will get it, or what keeps it from being composed.</summary>
internal sealed record ApercuDeModele(RenduCourriel? Courriel, Rendu? Document, Remarque? Faute)
{
    public Rendu? Texte => Courriel?.Corps ?? Document;
}

/// <summary>Shows a template, published or not, on a real file: nothing is recorded and nothing leaves.</summary>
internal sealed class ApercusDeModele(ComiteFlowDb db, ModelesDuSite site, EpreuveDeModele epreuve, ModeleStore store, LectureDossiers dossiers)
{
    private const string Exemple = "exemple.", Vrai = "vrai.";

    /// <summary>Real ones first, the newest of each convention that the actor may see; then the samples.</summary>
    public async Task<IReadOnlyList<MatiereDApercu>> MatieresAsync(Actor actor, string name, CancellationToken ct)
    {
        var visible = await dossiers.VisiblesAsync(actor, ct);
        var real = NomDeModele.EstCourriel(name) ? await CourrielsAsync(NomDeModele.Court(name), ct) : await DocumentsAsync(NomDeModele.Court(name), ct);
        var titles = await db.Set<Domain.Conventions.Dossier>().AsNoTracking().Select(d => new { d.Id, d.Title }).ToDictionaryAsync(d => d.Id, d => d.Title, ct);
        return
        [
            .. real.Where(one => visible is null || visible.Contains(one.Convention)).GroupBy(one => one.Convention).Select(group => group.First())
                .Select(one => new MatiereDApercu(
                    Vrai + one.Id, $"{Noms.Typo(new Domain.Conventions.Dossier(one.Convention, titles.GetValueOrDefault(one.Convention, one.Convention)).ShortTitle)}, {one.Quoi} du {Formats.DateCourte(Formats.JourParis(one.Le))}")),
            .. site.Livres.Exemples(name).Select(path => new MatiereDApercu(Exemple + Cas(path), Cas(path).Length == 0 ? "Exemple livré" : $"Exemple livré, cas « {Cas(path)} »")),
        ];
    }

    /// <summary>The data behind an id; those of the first sample for an unknown one.</summary>
    public async Task<IReadOnlyDictionary<string, object?>> DonneesAsync(Actor actor, string name, string id, CancellationToken ct)
    {
        if (id.StartsWith(Vrai, StringComparison.Ordinal) && (await MatieresAsync(actor, name, ct)).Any(one => one.Id == id) && await VraiesAsync(name, id[Vrai.Length..], ct) is { } json)
            return DonneesDeModele.Read(JsonDocument.Parse(json).RootElement);
        var samples = site.Livres.Exemples(name);
        return epreuve.Donnees(samples.FirstOrDefault(path => Exemple + Cas(path) == id) ?? samples[0]);
    }

    /// <summary>Composes a template with the given text of it, or of one of its partials.</summary>
    public ApercuDeModele Composer(string name, string changed, string text, IReadOnlyDictionary<string, object?> data)
    {
        var tried = store.Avec(new SourceModifiee(site, changed, text));
        try
        {
            var shown = NomDeModele.EstCourriel(name)
                ? new ApercuDeModele(tried.RenderCourriel(NomDeModele.Court(name), data), null, null)
                : new ApercuDeModele(null, tried.Render(name, data), null);
            HtmlWriter.Write(shown.Texte!);
            return shown;
        }
        catch (ModeleException wrong)
        {
            return new ApercuDeModele(null, null, Remarque.De(wrong, name));
        }
        catch (TimeoutException late)
        {
            return new ApercuDeModele(null, null, new Remarque(true, late.Message));
        }
    }

    private static string Cas(string path) => Path.GetFileNameWithoutExtension(path)["donnees".Length..].TrimStart('-');

    private async Task<List<Vraie>> CourrielsAsync(string template, CancellationToken ct) => (await db.Set<CourrielRow>().AsNoTracking()
            .Where(c => c.Template == template && c.Convention != null).OrderByDescending(c => c.Number).Select(c => new { c.Number, c.Convention, c.CreatedAt }).Take(500).ToListAsync(ct))
        .ConvertAll(c => new Vraie(c.Number.ToString(System.Globalization.CultureInfo.InvariantCulture), c.Convention!, c.CreatedAt, "courriel"));

    private async Task<List<Vraie>> DocumentsAsync(string template, CancellationToken ct) => (await db.Set<DocumentRow>().AsNoTracking()
            .Where(d => d.Template == template).OrderByDescending(d => d.CreatedAt).Select(d => new { d.FileName, d.Convention, d.CreatedAt }).Take(500).ToListAsync(ct))
        .ConvertAll(d => new Vraie(Path.GetFileNameWithoutExtension(d.FileName), d.Convention, d.CreatedAt, "document"));

    private async Task<string?> VraiesAsync(string name, string id, CancellationToken ct)
    {
        if (!NomDeModele.EstCourriel(name))
            return await db.Set<DocumentRow>().AsNoTracking().Where(d => d.FileName == id + ".docx").Select(d => d.Data).FirstOrDefaultAsync(ct);
        return long.TryParse(id, out var number) ? await db.Set<CourrielRow>().AsNoTracking().Where(c => c.Number == number).Select(c => c.Data).FirstOrDefaultAsync(ct) : null;
    }

    private sealed record Vraie(string Id, string Convention, DateTimeOffset Le, string Quoi);
}
