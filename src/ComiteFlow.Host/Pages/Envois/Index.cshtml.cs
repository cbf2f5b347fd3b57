using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Engine.Tasks;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Courriels;
using ComiteFlow.Host.Incidents;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Personnes;
using ComiteFlow.Host.TachesHumaines;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Envois;

/// <summary>What is sent: waiting, refused, held back, and the reminders of the next days; with the switch that holds mail back.</summary>
internal sealed class IndexModel(
    LectureEnvois lecture, ProchainsEnvois prochains, LectureDossiers dossiers, EtatDeMessagerie messagerie, Annuaire annuaire, ActorAccessor actors, ExecutionDesActes execution,
    TimeProvider clock) : PageFormulaire
{
    /// <summary>Value of the list for all conventions.</summary>
    private const string Toutes = "*";

    private List<Dossier> _vus = [];
    private IReadOnlyDictionary<string, string> _noms = new Dictionary<string, string>();

    [BindProperty(SupportsGet = true, Name = "convention")]
    public string? Convention { get; set; }

    [BindProperty(Name = "portee")]
    public string? Portee { get; set; }

    [BindProperty(Name = "motif")]
    public string? Motif { get; set; }

    /// <summary>Suspension that is to end.</summary>
    [BindProperty(Name = "reprendre")]
    public string? Reprendre { get; set; }

    [BindProperty(SupportsGet = true, Name = "fait")]
    public string? Faits { get; set; }

    public EnvoisLus Envois { get; private set; } = null!;

    /// <summary>What the next seven days bring beside reminders.</summary>
    public IReadOnlyList<EnvoiPrevu> Prevus { get; private set; } = [];

    /// <summary>The convention that the page is about; null for all.</summary>
    public string? NomDuFiltre => Convention is null ? null : _noms.GetValueOrDefault(Convention, Convention);

    public string? Probleme => messagerie.Probleme;

    public string? ProblemeDAnnuaire => annuaire.Probleme;

    public static EtatVide Vide { get; } = new(
        "Aucun courriel n’attend", "Ce qui répond à un acte part aussitôt ; rappels et invitations attendent ici les heures d’envoi, de 8 h à 18 h les jours ouvrés.",
        new Lien("Voir les courriels partis", "/courriels"));

    public IReadOnlyList<object> Champs =>
    [
        new ChampChoix("portee", "Pour", Portee ?? Convention ?? Toutes, [new(Toutes, "Toutes les conventions"), .. _noms.Select(one => new OptionChoix(one.Key, one.Value))]),
        new ChampTexte("motif", "Motif", Motif) { Erreur = Erreurs?.Pour("motif"), Indication = "Une phrase : elle se lit sur cette page.", Lignes = 2 },
    ];

    public IReadOnlyList<object> ChampsDuFiltre => [new ChampChoix("convention", "Convention", Convention ?? "", [new("", "Toutes les conventions"), .. _noms.Select(one => new OptionChoix(one.Key, one.Value))])];

    public Tableau TableauEnAttente => new(
        Titrer("Courriels en attente", Envois.EnAttente.Count, Envois.Nombres.EnAttente), [new("Courriel"), new("Destinataire"), new("Part le"), new("État")], [.. Envois.EnAttente.Select(mail => new LigneTableau(
        [
            Objet(mail), annuaire.Nom(mail.Destinataire), Formats.InstantCourt(mail.Le), new Cellule("") { Badge = Etat(mail) },
        ]))]);

    public Tableau TableauRefuses => new(
        Titrer("Courriels non remis", Envois.Refuses.Count, Envois.Nombres.Refuses), [new("Courriel"), new("Destinataire"), new("Raison"), new("Suite")], [.. Envois.Refuses.Select(mail => new LigneTableau(
        [
            Objet(mail), annuaire.Nom(mail.Destinataire), mail.Motif ?? "", new Cellule("Voir que faire") { Adresse = EnvoisEnFrancais.Adresse(mail.Numero) },
        ]))]);

    public Tableau TableauDesRappels => new(
        "Rappels des sept prochains jours", [new("Tâche"), new("Prochain rappel"), new("Déjà partis"), new("Gestes")], [.. Envois.Rappels.Select(Ligne)]);

    public Tableau TableauDesPrevus => new(
        "Autres courriels des sept prochains jours", [new("Courriel"), new("Destinataire"), new("Prévu le")], [.. Prevus.Select(one => new LigneTableau(
        [
            new Cellule(Formats.Lier(one.Quoi)!) { Adresse = one.Adresse, Precision = one.Convention is null ? null : Noms.Court(one.Convention) }, one.A, Formats.DateCourte(one.Le),
        ]))]);

    public string Nommer(string scope) => scope == SuspensionRow.Tout ? "toutes les conventions" : _noms.GetValueOrDefault(scope, scope);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ?? Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } elsewhere)
            return elsewhere;
        var scope = Reprendre ?? Portee ?? Toutes;
        if (Reprendre is null && string.IsNullOrWhiteSpace(Motif))
            return Corriger(new ResumeErreurs([new ErreurChamp("motif", "Écrivez le motif en une phrase : il se lit sur cette page.")], "de suspendre les envois"));
        return await TryAsync(async () =>
        {
            await execution.RunAsync(
                SuspendMail.Verbe, actors.Required,
                new SuspendMail.Commande { Convention = scope == Toutes ? null : scope, Reason = Motif, Resume = Reprendre is not null }, ct);
            return LocalRedirect($"{EnvoisEnFrancais.Page}?fait={(Reprendre is null ? SuspendMail.Verbe : "reprendre")}");
        });
    }

    private LigneTableau Ligne(HumanTask task)
    {
        var stopped = Envois.Arrets.ContainsKey(task.Key);
        var next = (stopped, task.NextRungOn) switch
        {
            (true, _) => new Cellule("Arrêtés") { Precision = Envois.Arrets[task.Key].Reason },
            (_, { } day) => new Cellule(Formats.DateCourte(day)) { Precision = task.Rungs[0].Kind == Rung.Escalation ? "appui demandé" : null },
            _ => new Cellule("Aucun"),
        };
        return new LigneTableau(
        [
            new Cellule(Formats.Lier(TachesLivrees.Nom(LectureIncidents.Of(_vus, task.CorrelationId), task))!) { Precision = EnvoisEnFrancais.Convention(task.CorrelationId, _noms), Adresse = EnvoisEnFrancais.Rappels(task.Key) }, next,
            new Cellule(Formats.Nombre(task.Issued)) { Badge = task.Issued >= LectureEnvois.Insistance && !stopped ? new Badge(TonBadge.Warn, "À revoir") : null },
            new Cellule("Rappeler ou arrêter") { Adresse = EnvoisEnFrancais.Rappels(task.Key) },
        ]);
    }

    private static string Titrer(string title, int shown, int all) => shown < all ? $"{title} : {Formats.Nombre(shown)} sur {Formats.Nombre(all)}" : title;

    private Badge Etat(EnvoiLu mail) => (Envois.Retient(mail), mail.Essais) switch
    {
        ({ }, _) => new Badge(TonBadge.Warn, "Retenu"),
        (_, > 0) => new Badge(TonBadge.Warn, "Nouvel essai"),
        _ => new Badge(TonBadge.Info, "En attente"),
    };

    private Cellule Objet(EnvoiLu mail) => new(mail.Objet ?? mail.Modele)
    {
        Adresse = $"/courriels/{mail.Numero}", Precision = mail.Convention is { } id ? _noms.GetValueOrDefault(id, id) : null,
    };

    private async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Titre = "Envois";
        Rubrique = "/envois";
        if (!Droits.Allows(actors.Required, SuspendMail.Verbe))
            return Forbid();
        Convention = string.IsNullOrEmpty(Convention) ? null : Convention;
        _vus = [.. await dossiers.AllAsync(actors.Required, ct)];
        _noms = _vus.ToDictionary(dossier => dossier.Id, Noms.Court);
        Envois = await lecture.ReadAsync(Convention, ct);
        var today = clock.Today();
        Prevus = [.. prochains.Of(_vus, today, today.AddDays(LectureEnvois.Semaine)).Where(one => Convention is null || one.Convention?.Id == Convention)];
        return null;
    }
}
