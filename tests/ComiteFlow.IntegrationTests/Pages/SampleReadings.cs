using System.Text;
using ComiteFlow.Domain;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Courriels;
using ComiteFlow.Host.Demonstration;
using ComiteFlow.Host.Documents;
using ComiteFlow.Host.Sante;
using Microsoft.Extensions.Time.Testing;

namespace ComiteFlow.IntegrationTests.Pages;

/// <summary>Answers every page with samples of 14 September 2021; the ids <c>PANNE</c> and <c>REFUS</c> fail on purpose.</summary>
internal sealed class SampleReadings(FakeTimeProvider clock)
    : ILecturePortefeuille, ILectureConvention, ILectureCourriels, ILectureDocuments, ILectureSante, IFonctionsDemonstration, IHorlogeDemonstration
{
    public bool BaseJoignable { get; set; } = true;

    public Actor? Reader { get; private set; }

    public Task<Portefeuille> ReadAsync(Actor actor, FiltrePortefeuille filtre, CancellationToken ct)
    {
        Reader = actor;
        return Task.FromResult(SamplePortefeuille.Read(filtre));
    }

    public Task<FicheConvention?> FindAsync(Actor actor, string id, CancellationToken ct) => id switch
    {
        "DIAGORIENTE-2020" => Task.FromResult<FicheConvention?>(SampleConvention.Diagoriente),
        "PANNE" => throw new InvalidOperationException("panne voulue"),
        "REFUS" => throw new BrokenRuleException("conventionEnded", "La convention est close : faites-la prolonger par avenant.", new Dictionary<string, object?> { ["byCents"] = 5L }),
        _ => Task.FromResult<FicheConvention?>(null),
    };

    public Task<BoiteCourriels> ListAsync(Actor actor, int page, CancellationToken ct) =>
        Task.FromResult(actor.Role == Roles.Auditor ? new BoiteCourriels([], 0, 1, 1) : new BoiteCourriels([Mail, Mail with { Id = "m2", Objet = "Rappel : <script>alert(1)</script>" }], 42, page, 3));

    Task<CourrielLu?> ILectureCourriels.FindAsync(Actor actor, string id, CancellationToken ct) =>
        Task.FromResult(id == Mail.Id ? Letter : null);

    public Task<FichierDocument?> OpenAsync(Actor actor, string id, CancellationToken ct) =>
        Task.FromResult(id == "d1.docx" ? new FichierDocument("relevé n° 1.docx", "application/octet-stream", new MemoryStream(Encoding.UTF8.GetBytes("contenu"))) : null);

    public Task<DocumentLu?> ReadAsync(Actor actor, string numero, CancellationToken ct) =>
        Task.FromResult(numero == "d1" ? new DocumentLu(Resume("d1"), "<h2>Relevé</h2>", new string('a', 64), 12_345, null) { EmpreinteWord = new string('b', 64) } : null);

    public Task<IReadOnlyList<DocumentResume>> ListAsync(Actor actor, CancellationToken ct) => Task.FromResult<IReadOnlyList<DocumentResume>>([Resume("d1")]);

    public Task<IReadOnlyList<DocumentResume>> AboutAsync(Actor actor, string convention, string about, CancellationToken ct) => ListAsync(actor, ct);

    private DocumentResume Resume(string numero) =>
        new(numero, "Relevé de décisions n° 1", "DIAGORIENTE-2020", "DiagOriente", clock.GetUtcNow(), numero, 1, "Le PDF se prépare : il sera là dans un instant.");

    public Task<EtatSante> ReadAsync(CancellationToken ct) => Task.FromResult(new EtatSante(BaseJoignable, clock.GetUtcNow().AddDays(2)));

    Task<PorteesDemonstration> IFonctionsDemonstration.ReadAsync(CancellationToken ct) => Task.FromResult(new PorteesDemonstration(
        [new("DGEFP", "Délégation générale à l’emploi et à la formation professionnelle"), new("DINUM", "Direction interministérielle du numérique"), new("DNUM", "Direction du numérique des ministères sociaux")],
        [new("Dora", "Convention tripartite 2021"), new("Pass emploi", "Avenant n° 1 à la convention tripartite")]));

    public Task AdvanceAsync(int days, CancellationToken ct)
    {
        clock.Advance(TimeSpan.FromDays(days));
        return Task.CompletedTask;
    }

    private static CourrielResume Mail { get; } = new(
        "m1", "Pour action : état des réalisations de DiagOriente à envoyer avant le 10 septembre 2021", "Correspondance budgétaire, DINUM",
        new DateTimeOffset(2021, 9, 13, 6, 0, 0, TimeSpan.Zero), new Badge(TonBadge.Ok, "Envoyé"), "DIAGORIENTE-2020");

    private static CourrielLu Letter { get; } = new(Mail, "ComiteFlow",
        "Bonjour,\n\nL’état des réalisations de DiagOriente était attendu le vendredi 10 septembre 2021, dix jours ouvrés avant le comité stratégique n° 3.\nSans lui, le comité ne peut pas décider.\n\nLa coordination des conventions",
        "Vous rendez compte pour le délégataire de la convention DiagOriente 2020 (art. 3).")
    {
        Copies = ["Coordination, DGEFP"],
        Suite = new Lien("Voir la convention", "/conventions/DIAGORIENTE-2020"),
    };
}
