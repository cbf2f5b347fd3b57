using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Circuits;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Personnes;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Circuits;

/// <summary>Starts a published workflow on a convention, one of its comités or one of its acts.</summary>
internal sealed class LancerModel(LectureCircuits lecture, LectureDossiers dossiers, ActorAccessor actors, ExecutionDesActes execution) : PageCircuit(lecture, actors)
{
    private IReadOnlyList<(Dossier Dossier, string Objet)> _objets = [];

    /// <summary>Convention and what of it, as <c>convention objet</c>.</summary>
    [BindProperty(Name = "objet")]
    public string? Objet { get; set; }

    /// <summary>“oui” to start it beside one that runs.</summary>
    [BindProperty(Name = "encore")]
    public string? Encore { get; set; }

    public string Meta => Publiee is { } published ? $"Version {published.Version}, publiée le {Formats.InstantCourt(published.PublishedAt ?? published.CreatedAt)}." : "Aucune version n’est publiée.";

    public EtatVide? PasPossible => !Droits.Allows(Acteur, StartCircuit.Verbe)
        ? new("Cet acte ne vous revient pas", $"Il revient à {Domain.Mise.Liste([.. Droits.RolesFor(StartCircuit.Verbe).Select(Droits.Label)])}.", new Lien("Voir l’historique", Adresse("historique")))
        : Versions.Any(version => version.IsShipped)
            ? new("ComiteFlow lance ce circuit lui-même", "Il commence quand il le faut ; un second départ ferait tout deux fois.", new Lien("Voir les dossiers en cours", AdressesDeCircuit.DossiersEnListe(Id)))
            : Publiee is null
                ? new("Ce circuit n’est pas publié", "Une seconde personne le relit et le publie d’abord.", new Lien("Relire et publier", Adresse("publier")))
                : _objets.Count == 0 ? new("Aucune convention", "Enregistrez une convention, puis lancez le circuit sur elle.", new Lien("Voir les conventions", "/")) : null;

    public IReadOnlyList<object> Champs =>
    [
        new ChampChoix("objet", "Sur quoi ?", Objet, [.. _objets.Select(one => new OptionChoix(Valeur(one), EffetSurLesDossiers.Objet(one.Dossier, one.Objet)))])
        {
            Indication = "La convention elle-même, un de ses comités ou un de ses actes : les étapes du circuit y lisent leurs dates et leurs destinataires.", Erreur = Erreurs?.Pour("objet"),
        },
        .. Refus?.Code == "alreadyRunning"
            ? [new ChampChoix("encore", "Lancer encore une fois ?", Encore, [new OptionChoix("non", "Non"), new OptionChoix("oui", "Oui, à côté de celui qui est en cours")]) { Riche = true }]
            : Array.Empty<object>(),
    ];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await ChargerAsync(ct) ?? Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await ChargerAsync(ct) is { } elsewhere)
            return elsewhere;
        if (_objets.FirstOrDefault(one => Valeur(one) == Objet) is not ({ } dossier, { } subject))
            return Corriger(new ResumeErreurs([new ErreurChamp("objet", "Choisissez la convention, le comité ou l’acte que le circuit suivra.")], "de lancer le circuit"));
        return await TryAsync(async () =>
        {
            await execution.RunAsync(StartCircuit.Verbe, Acteur, new StartCircuit.Commande { Circuit = Id, Convention = dossier.Id, Objet = subject, EncoreUneFois = Encore == "oui" }, ct);
            return LocalRedirect($"{AdressesDeCircuit.DossiersEnListe(Id)}&fait={StartCircuit.Verbe}");
        });
    }

    private static string Valeur((Dossier Dossier, string Objet) one) => $"{one.Dossier.Id} {one.Objet}";

    private async Task<IActionResult?> ChargerAsync(CancellationToken ct)
    {
        if (await LoadAsync("Lancer", ct) is { } elsewhere)
            return elsewhere;
        _objets = [.. (await dossiers.AllAsync(Acteur, ct)).SelectMany(dossier => StartCircuit.Objets(dossier).Select(subject => (dossier, subject)))];
        return null;
    }
}
