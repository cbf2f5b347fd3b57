using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Personnes;
using ComiteFlow.Host.TachesHumaines;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.TachesHumaines;

/// <summary>The open tasks of workflows: those of the person, then those that the function may take.</summary>
internal sealed class ListeModel(LectureTaches lecture, ActorAccessor actors, TimeProvider clock) : PageComite
{
    private DateOnly _today;

    /// <summary>Page of those to take, from 1 on.</summary>
    [BindProperty(SupportsGet = true, Name = "page-de")]
    public int Rang { get; set; } = 1;

    public ListeDeTaches Taches { get; private set; } = new([], [], 0);

    public static EtatVide Vide { get; } = new(
        "Aucune tâche ne vous attend", "Une tâche apparaît ici quand un circuit demande quelque chose à votre fonction, ou qu’une personne vous en délègue une.",
        new Lien("Voir ce qui est à faire", "/a-faire"));

    public string Resume => $"{TachesEnFrancais.Nombre(Taches.AMoi.Count)} à vous, {TachesEnFrancais.Nombre(Taches.EnTout)} à prendre par votre fonction. Un circuit attend chacune pour continuer.";

    public Tableau TableauAMoi => Tableau("À vous", Taches.AMoi);

    public Tableau TableauAPrendre => Tableau("À prendre", Taches.APrendre) with
    {
        Precision = Taches.EnTout > Taches.APrendre.Count ? $"{Formats.Nombre(Debut + 1)} à {Formats.Nombre(Debut + Taches.APrendre.Count)} sur {Formats.Nombre(Taches.EnTout)}." : null,
    };

    /// <summary>The pages before and after.</summary>
    public IReadOnlyList<Lien> Suites =>
    [
        .. Rang > 1 ? [new Lien("Tâches précédentes", Adresse(Rang - 1))] : Array.Empty<Lien>(),
        .. Debut + Taches.APrendre.Count < Taches.EnTout ? [new Lien("Tâches suivantes", Adresse(Rang + 1))] : Array.Empty<Lien>(),
    ];

    private int Debut => (Rang - 1) * LectureTaches.ParPage;

    public async Task OnGetAsync(CancellationToken ct)
    {
        Titre = "Tâches";
        Rubrique = "/a-faire";
        Fil = [new Lien("À faire", "/a-faire")];
        _today = clock.Today();
        Rang = Math.Clamp(Rang, 1, 1_000_000);
        Taches = await lecture.ListAsync(actors.Required, Rang, ct);
    }

    private static string Adresse(int rang) => $"/taches?page-de={rang.ToString(System.Globalization.CultureInfo.InvariantCulture)}";

    private Tableau Tableau(string caption, IReadOnlyList<TacheLue> lines) =>
        new(caption, [new("Tâche"), new("Pour qui"), new("Échéance"), new("Rappels")], [.. lines.Select(Ligne)]);

    private LigneTableau Ligne(TacheLue lue)
    {
        var line = lue.Ligne;
        var isLate = line.DueOn < _today;
        return new(
            [
                new Cellule(lue.Titre) { Adresse = lue.Adresse, Precision = lue.Dossier is { } dossier ? Noms.Court(dossier) : line.CorrelationId },
                new Cellule(TachesEnFrancais.Qui(line)) { Precision = TachesEnFrancais.PrecisionDeQui(line) },
                line.DueOn is { } day ? new Cellule(Formats.DateCourte(day)) { Precision = isLate ? $"en retard, {Formats.Relatif(day, _today)}" : Formats.Relatif(day, _today) } : "Sans échéance",
                new Cellule(TachesEnFrancais.Rappels(line.Issued, line.EscalatedOn)) { Precision = TachesEnFrancais.Suivant(line.NextRungOn) },
            ], isLate ? GenreLigne.Late : GenreLigne.Plain);
    }
}
