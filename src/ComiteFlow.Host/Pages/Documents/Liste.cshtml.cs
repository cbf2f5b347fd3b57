using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Documents;
using ComiteFlow.Host.Personnes;

namespace ComiteFlow.Host.Pages.Documents;

/// <summary>The documents that an actor may read, newest first, and which of them wait for their PDF file.</summary>
internal sealed class ListeModel(ILectureDocuments lecture, ActorAccessor actors) : PageComite
{
    private const int ParPage = 50;

    private IReadOnlyList<DocumentResume> _all = [];

    public static EtatVide Vide { get; } = new("Aucun document", "Les actes, relevés, dossiers et lettres apparaissent ici dès qu’ils sont établis.");

    public int Total => _all.Count;

    public int Pages => (Total + ParPage - 1) / ParPage;

    public int Rang { get; private set; }

    /// <summary>How many PDF files are awaited, and the reason that most have.</summary>
    public (int Nombre, string Raison)? Attente => _all.Where(d => d.AttentePdf is not null).ToList() is { Count: > 0 } waiting
        ? (waiting.Count, waiting.GroupBy(d => d.AttentePdf!).MaxBy(reason => reason.Count())!.Key)
        : null;

    public Tableau Tableau => new(
        "Liste des documents", [new("Document"), new("Convention"), new("Établi le"), new("Version"), new("PDF")],
        [.. _all.Skip((Rang - 1) * ParPage).Take(ParPage).Select(Ligne)]);

    public async Task OnGetAsync(int p, CancellationToken ct)
    {
        Titre = "Documents";
        Rubrique = "/documents";
        _all = await lecture.ListAsync(actors.Required, ct);
        Rang = Math.Clamp(p, 1, Math.Max(Pages, 1));
    }

    private static LigneTableau Ligne(DocumentResume document) => new(
    [
        new Cellule(Formats.Lier(document.Titre)!) { Adresse = Adresses.Document(document.Numero) },
        document.NomConvention,
        Formats.DateCourte(Formats.JourParis(document.Le)),
        Noms.Rang(document.Version),
        document.AttentePdf is null ? new Cellule("Télécharger") { Adresse = Adresses.DocumentPdf(document.Numero) } : "En attente",
    ]);
}
