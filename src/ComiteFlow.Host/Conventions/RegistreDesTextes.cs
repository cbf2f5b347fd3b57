using System.Text.Json;
using ComiteFlow.Activities.Conventions;
using ComiteFlow.Activities.Signatures;
using ComiteFlow.Domain;
using ComiteFlow.Domain.Calendrier;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Conventions.Examen;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Actes;

namespace ComiteFlow.Host.Conventions;

/// <summary>Registers texts in the current transaction: examined, kept byte for byte, and followed by their workflows.</summary>
internal sealed class RegistreDesTextes(IDossiers dossiers, IWorkflows workflows, BibliothequeDeTextes textes, TimeProvider clock)
{
    /// <summary>The workflows that follow a convention and a document; published names.</summary>
    private const string Cycle = "cycle-convention", Circuit = "circuit-signature";

    /// <summary>The text of a known document.</summary>
    /// <exception cref="BrokenRuleException">The library does not hold it.</exception>
    public string Find(string id) => textes.Find(id) ?? throw Saisies.Inconnu("Le document", id, textes.Ids);

    /// <exception cref="BrokenRuleException">It is registered already, amends a convention that is not, or sets what no policy knows.</exception>
    public async Task<Dossier> RegisterAsync(string json, CancellationToken ct)
    {
        var texte = Lire(json);
        if (await dossiers.OfDocumentAsync(texte.Id, ct) is not null)
            throw Saisies.DejaFait($"l’import de {texte.Id}", "document enregistré");

        foreach (var (name, value) in texte.Settings)
        {
            ReglagesPossibles.Require(name, value);
        }

        var dossier = await DossierForAsync(texte, json, ct);
        var amended = texte.IsAvenant ? dossier.Texte : null;
        var others = await dossiers.TextesAsync(ct);
        var enregistrement = new Enregistrement(dossier);
        var acte = enregistrement.Register(texte, ExamenDuTexte.Of(texte, amended, others, Reglages(dossier)), clock.Today());
        await dossiers.ReviewSharedAsync(dossier, others, clock.Today(), ct);
        enregistrement.ScheduleMilestones(texte);
        if (!texte.IsAvenant)
            await workflows.StartAsync(Cycle, "convention/" + dossier.Id, dossier.Id, new Dictionary<string, object?>(), ct);
        await workflows.StartAsync(Circuit, "signature/" + acte.Id, acte.Id, new Dictionary<string, object?>(), ct);
        await Suites.JalonAsync(workflows, dossier, ct);
        return dossier;
    }

    /// <exception cref="BrokenRuleException">It is no text of a convention or an avenant.</exception>
    private static TexteConvention Lire(string json)
    {
        try
        {
            return TexteConvention.Read(json);
        }
        catch (JsonException unread)
        {
            throw Saisies.Illisible($" comme un texte de convention ({unread.Path})", json);
        }
    }

    private static ReglagesExamen Reglages(Dossier dossier) =>
        new(dossier.Politiques.Valeur("tax.rate").GetDecimal(), dossier.Politiques.Vrai("ceiling.equalityAccepted"));

    private async Task<Dossier> DossierForAsync(TexteConvention texte, string json, CancellationToken ct)
    {
        if (!texte.IsAvenant)
            return dossiers.Create(texte, json);
        var dossier = await dossiers.RequireAsync(texte.Amends, ct);
        dossiers.AddTexte(dossier, texte, json);
        return dossier;
    }
}
