using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Documents;
using ComiteFlow.Host.Personnes;

namespace ComiteFlow.Host.Pages.Documents;

/// <summary>The documents that an actor may read, newest first, and which of them wait for their PDF file.</summary>
internal sealed class ListeModel(ILectureDocuments lecture, ConversionPdf conversion, ActorAccessor actors) : PageComite
{
    private const int ParPage = 50;

    private IReadOnlyList<DocumentResume> _all = [];
    private bool _sansConvertisseur;

    public static EtatVide Vide { get; } = new("Aucun document", "Les actes, relevés, dossiers et lettres apparaissent ici dès qu’ils sont établis.");

    public int Total => _all.Count;

    public int Pages => (Total + ParPage - 1) / ParPage;

    public int Rang { get; private set; }

    public static EtatVide RienNAttend { get; } = new("Aucun PDF n’attend", "Chaque document a son fichier PDF.", new Lien("Voir tous les documents", "/documents"));

    /// <summary>True where only those without a PDF file are listed.</summary>
    public bool Attendus { get; private set; }

    /// <summary>Why PDF files are awaited and how many for each reason, the most frequent first.</summary>
    public IReadOnlyList<(string Raison, int Nombre)> Attentes =>
        [.. _all.Where(d => d.AttentePdf is not null).GroupBy(d => d.AttentePdf!).Select(reason => (reason.Key, reason.Count())).OrderByDescending(reason => reason.Item2)];

    /// <summary>True when a person may have to look: no converter, or a failure.</summary>
    public bool Inquiete => _sansConvertisseur || _all.Any(d => d.AEchoue);

    public Tableau Tableau => new(
        "Liste des documents", [new("Document"), new("Convention"), new("Établi le"), new("Version"), new("PDF")],
        [.. _all.Skip((Rang - 1) * ParPage).Take(ParPage).Select(Ligne)]);

    public string Adresse(int rang) => $"/documents?p={Noms.Rang(rang)}{(Attendus ? "&attente=oui" : "")}";

    public async Task OnGetAsync(int p, string? attente, CancellationToken ct)
    {
        Attendus = attente == "oui";
        _sansConvertisseur = conversion.Absence is not null;
        Titre = "Documents";
        Rubrique = "/documents";
        _all = [.. (await lecture.ListAsync(actors.Required, ct)).Where(d => !Attendus || d.AttentePdf is not null)];
        Rang = Math.Clamp(p, 1, Math.Max(Pages, 1));
    }

    private static LigneTableau Ligne(DocumentResume document) => new(
    [
        new Cellule(Formats.Lier(document.Titre)!) { Adresse = Adresses.Document(document.Numero) },
        document.NomConvention,
        Formats.DateCourte(Formats.JourParis(document.Le)),
        Noms.Rang(document.Version),
        document.AttentePdf is null ? new Cellule("Télécharger") { Adresse = Adresses.DocumentPdf(document.Numero) } : new Cellule(document.AEchoue ? "" : "En attente") { Badge = document.AEchoue ? new Badge(TonBadge.Warn, "À refaire") : null },
    ]);
}
