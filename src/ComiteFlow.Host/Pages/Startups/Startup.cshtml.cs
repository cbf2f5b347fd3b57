using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Ecrans;
using ComiteFlow.Host.Personnes;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Startups;

/// <summary>A startup: its conventions, who manages it, its keys, and what two conventions at once may spend together.</summary>
internal sealed class StartupModel(LectureCroisee croisee, ActorAccessor actors, TimeProvider clock) : PageComite
{
    private IReadOnlyList<Dossier> _dossiers = [];
    private ScreenShown _ecran = null!;

    [BindProperty(SupportsGet = true, Name = "startup")]
    public string Startup { get; set; } = "";

    public string Resume => $"{Formats.Compte(_dossiers.Count, "convention", "conventions")}{(_dossiers.Count > 1 ? ", dans l’ordre d’enregistrement" : "")}. Les codes sont ceux que les textes impriment.";

    /// <summary>The warning of an overlap; null without one.</summary>
    public string? Chevauchement => _dossiers.SelectMany(d => d.Partages).FirstOrDefault(p => p.Startup == Startup && p.Until >= clock.Today()) is { } line
        ? $"{Titre} relève de deux conventions à la fois du {Formats.DateLongue(line.From!.Value)} au {Formats.DateLongue(line.Until!.Value)} ({Formats.Euros(_ecran.JointCents ?? 0)} au total). "
            + (line.NoticeDeadline is { } notice ? $"Pour l’éviter, le préavis de la première devait être reçu au plus tard le {Formats.DateLongue(notice)}. " : "")
            + "Pendant ces jours, toute dépense demande un motif."
        : null;

    public Tableau Tableau => new(
        "Conventions", [new("Convention"), new("Délégataire"), new("Centre financier"), new("Activité")],
        [.. _ecran.Rows.Cast<StartupRow>().Zip(_dossiers, (row, dossier) => new LigneTableau(
        [
            new Cellule(Noms.Court(dossier)) { Adresse = Adresses.Fiche(dossier) },
            row.Delegataire is { } party ? Noms.Partie(dossier, party) : "–",
            row.CentreFinancier ?? "–",
            row.Activite is { } activite ? new Cellule(activite) { Adresse = $"/activites/{Uri.EscapeDataString(activite)}" } : "–",
        ]))]);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        _dossiers = await croisee.OfStartupAsync(actors.Required, Startup, ct);
        if (_dossiers.Count == 0)
            return NotFound();
        Titre = Noms.Startup(_dossiers[^1], Startup);
        Rubrique = "/";
        Fil = [new Lien("Conventions", "/conventions")];
        _ecran = EcranStartup.Of(_dossiers, Startup, clock.Today());
        return Page();
    }
}
