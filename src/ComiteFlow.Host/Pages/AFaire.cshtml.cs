using ComiteFlow.Engine.Tasks;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Courriels;
using ComiteFlow.Host.Incidents;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.TachesHumaines;

namespace ComiteFlow.Host.Pages;

/// <summary>What waits for the person's function, by urgency.</summary>
internal sealed class AFaireModel(OutilsDActe outils, ComiteFlowDb db) : PageComite
{
    private const int Semaine = 7;

    public IReadOnlyList<(string Titre, IReadOnlyList<CarteTache> Cartes)> Groupes { get; private set; } = [];

    public int Nombre => Groupes.Sum(group => group.Cartes.Count);

    public static EtatVide Vide { get; } = new(
        "Rien ne vous attend", "Les rapports à transmettre, décisions à prendre, actes à signer et tâches du texte apparaissent ici dès qu’ils reviennent à votre fonction.",
        new Lien("Voir les conventions", "/"));

    public async Task OnGetAsync(CancellationToken ct)
    {
        Titre = "À faire";
        Rubrique = "/a-faire";
        var actor = outils.Actors.Required;
        var today = outils.Clock.Today();
        var tasks = await db.OpenTasksAsync(ct);
        var dossiers = await outils.Lecture.AllAsync(actor, ct);
        var portee = new PorteeDesTaches(actor, dossiers);
        var cards = dossiers
            .SelectMany(dossier => new TravailAttendu(dossier, tasks, today).Tout().Where(item => item.Pour(actor)).Select(item => Carte(item, Noms.Court(dossier), today)))
            .Concat(tasks.Values.Where(task => portee.EstPour(task, today)).Select(task => (Task: task, Dossier: LectureIncidents.Of(dossiers, task.CorrelationId)))
                .Where(one => one.Dossier is null || EnvoisEnFrancais.Tache(one.Task.Key) is not null || TachesLivrees.Page(one.Dossier, one.Task.Key) is null)
                .OrderBy(one => one.Task.Key, StringComparer.Ordinal).Select(one => Carte(one.Task, one.Dossier is null ? one.Task.CorrelationId : Noms.Court(one.Dossier), today)))
            .OrderBy(card => card.Le ?? DateOnly.MaxValue).ToList();
        Groupes =
        [
            .. new[]
            {
                ("En retard", cards.Where(card => card.EnRetard)),
                ("Cette semaine", cards.Where(card => !card.EnRetard && card.Le <= today.AddDays(Semaine))),
                ("Plus tard", cards.Where(card => card.Le > today.AddDays(Semaine))),
                ("Sans échéance", cards.Where(card => card.Le is null)),
            }.Select(group => (group.Item1, (IReadOnlyList<CarteTache>)[.. group.Item2])).Where(group => group.Item2.Count > 0),
        ];
    }

    private static CarteTache Carte(HumanTask task, string about, DateOnly today) => EnvoisEnFrancais.Tache(task.Key) is { } mail
        ? new(task.Name, "Un courriel n’a pas été remis : son destinataire ne sait pas ce qui est attendu de lui.", mail.Adresse, "Voir que faire", task.DueOn, today)
        {
            Badge = new Badge(TonBadge.Late, "Non remis"), Precision = about,
        }
        : new(task.Name, "Un circuit attend cette tâche pour continuer.", TachesEnFrancais.Adresse(task.Key), "Ouvrir", task.DueOn, today)
        {
            Badge = Echeance(task.DueOn, today), Precision = about,
        };

    private static Badge Echeance(DateOnly? on, DateOnly today) => on switch
    {
        { } day when day < today => new Badge(TonBadge.Late, "En retard"),
        { } day when day <= today.AddDays(3) => new Badge(TonBadge.Warn, "Échéance proche"),
        _ => new Badge(TonBadge.Info, "À faire"),
    };

    private static CarteTache Carte(AFaire item, string convention, DateOnly today) => new(item.Titre, item.Consequence, item.Adresse, item.Bouton, item.Le, today)
    {
        Badge = item.EstDoute ? new Badge(TonBadge.Doubt, "À confirmer") : Echeance(item.Le, today),
        Precision = convention,
        Delai = item.Retard,
        Explication = item.Pourquoi is { } why ? new Explication(why) : null,
    };
}
