using ComiteFlow.Domain;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Circuits;
using ComiteFlow.Host.Circuits.Differences;
using ComiteFlow.Host.Personnes;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Circuits;

/// <summary>The second look at a draft: checks, what changes, what becomes of the files that run; then its publication by who did not write it.</summary>
internal sealed class PublierModel(
    LectureCircuits lecture, EcrituresDeCircuit ecritures, RelectureDeCircuit relecture, ActorAccessor actors, ExecutionDesActes execution) : PageCircuit(lecture, actors)
{
    private const string Publication = "publier", Gardent = "gardent", Passent = "passent";

    private IReadOnlyList<(string Person, string Name)> _auteurs = [];
    private IReadOnlyList<object> _etapes = [];

    /// <summary>Button pressed.</summary>
    [BindProperty(Name = "etape")]
    public string? Etape { get; set; }

    /// <summary>Version and text that the person has before them.</summary>
    [BindProperty(Name = "version")]
    public int Version { get; set; }

    [BindProperty(Name = "empreinte")]
    public string? Empreinte { get; set; }

    /// <summary>What becomes of the files that run.</summary>
    [BindProperty(Name = "dossiers")]
    public string? Dossiers { get; set; }

    public EffetDUneVersion Effet { get; private set; } = new([], []);

    public IReadOnlyList<PointControle> Controles { get; private set; } = [];

    /// <summary>What the draft does differently; null for a first version.</summary>
    public Difference? Changements { get; private set; }

    public string Meta => Derniere.EstBrouillon ? MetaDuBrouillon : $"Version {Derniere.Version}, publiée le {Formats.InstantCourt(Derniere.PublishedAt ?? Derniere.CreatedAt)}.";

    private string MetaDuBrouillon => $"Version {Derniere.Version} (brouillon){Auteurs}, {(Publiee is { } published ? $"comparée à la version {published.Version}, publiée le {Formats.InstantCourt(published.PublishedAt ?? published.CreatedAt)}" : "première version de ce circuit")}.";

    public EtatVide? RienAPublier => Derniere.EstBrouillon
        ? null
        : new EtatVide("Rien à publier", $"La dernière version de ce circuit, la version {Derniere.Version}, est déjà publiée. Modifiez le circuit pour commencer un brouillon.", new Lien("Modifier le circuit", $"/circuits/{Uri.EscapeDataString(Id)}"));

    public EtatVide? PasPourVous => !Droits.Allows(Acteur, PublishCircuit.Verbe)
        ? new("La publication ne vous revient pas", $"Elle revient à {Mise.Liste([.. Droits.RolesFor(PublishCircuit.Verbe).Select(Droits.Label)])}.", new Lien("Voir l’historique", Adresse("historique")))
        : _auteurs.Any(author => author.Person == Acteur.Person)
            ? new("Une seconde personne publie", "Vous avez écrit dans ce brouillon. Une autre personne, de la coordination ou de l’administration, le relit et le publie depuis cette page.", new Lien("Voir l’historique", Adresse("historique")))
            : null;

    public IReadOnlyList<object> Champs =>
    [
        .. Effet.Dossiers.Count == 0 ? [] : ChampsDeDossiers(),
        new ChampTexte("motif", "Motif de la publication", Motif) { Lignes = 3, Indication = "Porté à l’historique avec votre nom. Exemple : les rappels partaient trop tard.", Erreur = Erreurs?.Pour("motif") },
    ];

    private string Auteurs => _auteurs.Count == 0 ? "" : $", écrite par {Mise.Liste([.. _auteurs.Select(author => author.Name).Distinct().Order(StringComparer.Ordinal)])}";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await ChargerAsync(ct) ?? Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await ChargerAsync(ct) is { } elsewhere)
            return elsewhere;
        if (Etape != Publication)
            return Page();
        if (string.IsNullOrWhiteSpace(Motif))
            return Corriger(new ResumeErreurs([new ErreurChamp("motif", "Écrivez en une phrase pourquoi cette version est publiée : le motif est porté à l’historique.")], "de publier"));
        return await TryAsync(() => PublierAsync(ct));
    }

    private async Task<IActionResult> PublierAsync(CancellationToken ct)
    {
        await execution.RunAsync(PublishCircuit.Verbe, Acteur, new PublishCircuit.Commande { Circuit = Id, Version = Version, Empreinte = Empreinte ?? "", Motif = Motif }, ct);
        if (Dossiers != Passent)
            return LocalRedirect($"{Adresse("historique")}?fait={PublishCircuit.Verbe}");
        var published = (await Lecture.VersionsAsync(Id, ct)).First(version => version.Version == Version);
        var effect = await relecture.Effets.PrevoirAsync(Acteur, published, Correspondances, ct);
        var moved = await relecture.Effets.DeplacerAsync(Acteur, published, effect, Correspondances, Motif!.Trim(), ct);
        return LocalRedirect($"{Adresse("historique")}?fait={PublishCircuit.Verbe}&passes={moved}&restes={effect.Dossiers.Count - moved}");
    }

    private async Task<IActionResult?> ChargerAsync(CancellationToken ct)
    {
        if (await LoadAsync("Publier", ct) is { } elsewhere)
            return elsewhere;
        if (!Derniere.EstBrouillon)
            return null;
        _auteurs = await ecritures.AuteursAsync(Id, Derniere.Version, ct);
        Effet = await relecture.Effets.PrevoirAsync(Acteur, Derniere, Correspondances, ct);
        _etapes = await ChampsDEtapesAsync(Derniere, Effet, ct);
        Controles = await relecture.ControlesAsync(Derniere, ct);
        Changements = Publiee is null ? null : await relecture.Differences.EntreAsync(Id, Publiee.Version, Derniere.Version, ct);
        return null;
    }

    private IEnumerable<object> ChampsDeDossiers() =>
    [
        new ChampChoix("dossiers", "Les dossiers en cours", Dossiers ?? Gardent,
        [
            new OptionChoix(Gardent, "Gardent leur version", "Ils finissent comme ils ont commencé. Vous pourrez les faire passer plus tard."),
            new OptionChoix(Passent, $"Passent à la version {Derniere.Version} quand ils le peuvent", $"{Formats.Compte(Effet.Passent, "dossier passe", "dossiers passent")} sur {Formats.Nombre(Effet.Dossiers.Count)} ; les autres gardent leur version."),
        ]) { Riche = true },
        .. _etapes,
    ];
}
