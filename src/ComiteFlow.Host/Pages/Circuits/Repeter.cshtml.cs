using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Circuits;
using ComiteFlow.Host.Circuits.Repetition;
using ComiteFlow.Host.Circuits.Studio;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Personnes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Circuits;

/// <summary>What a rehearsal is to play: conventions, period, people. Its result has a page of its own.</summary>
[Authorize(AccesAuxCircuits.Lecture)]
internal sealed class RepeterModel(
    LectureCircuits lecture, LectureDossiers dossiers, PreparationDeRepetition preparation, Repetitions repetitions, ActorAccessor actors) : PageFormulaire
{
    private const int Mois = 24;

    [BindProperty(SupportsGet = true, Name = "id")]
    public string Id { get; set; } = "";

    [BindProperty(SupportsGet = true, Name = "convention")]
    public string[] Choisies { get; set; } = [];

    [BindProperty(Name = "du")]
    public SaisieDate Du { get; set; } = new();

    [BindProperty(Name = "au")]
    public SaisieDate Au { get; set; } = new();

    [BindProperty(SupportsGet = true, Name = "hypothese")]
    public string? Hypothese { get; set; }

    [BindProperty(SupportsGet = true, Name = "depart")]
    public string? Depart { get; set; }

    public VersionDeCircuit Version { get; private set; } = null!;

    public IReadOnlyList<Dossier> Dossiers { get; private set; } = [];

    public IReadOnlyList<RepetitionLancee> Precedentes { get; private set; } = [];

    public IReadOnlyList<string> Problemes => Version.ListeDesProblemes;

    public bool PeutLancer => Droits.Allows(actors.Required, "editCircuit") || Droits.Allows(actors.Required, "publishCircuit");

    public string Adresse => "/circuits/" + Uri.EscapeDataString(Id);

    public IReadOnlyList<object> Champs =>
    [
        new ChampDate("du", "Premier jour", Du) { Indication = "Laissez vide pour commencer à la signature de la convention.", Erreur = Erreurs?.Pour("du") },
        new ChampDate("au", "Dernier jour", Au) { Indication = "Laissez vide pour deux ans.", Erreur = Erreurs?.Pour("au") },
        new ChampChoix("hypothese", "Ce que font les gens", Hypothese ?? nameof(Comportement.Silence), HypothesesEnFrancais.Options) { Riche = true },
        new ChampChoix("depart", "D’où l’on part", Depart ?? "debut",
        [
            new("debut", "Du début", "Tout se signe, se publie et s’ouvre dès le premier jour."),
            new("vecu", "De ce qui s’est passé", "Les actes enregistrés sont rejoués à leur date, puis l’hypothèse prend la suite."),
        ]) { Riche = true },
    ];

    public EtatVide AucuneConvention { get; } = new("Aucune convention à jouer", "Une répétition se joue sur la copie d’une convention enregistrée.", new Lien("Voir les conventions", "/conventions"));

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
            return NotFound();
        if (!PeutLancer)
            return Forbid();
        var gaps = Manques().ToList();
        return gaps.Count > 0 ? Corriger(new ResumeErreurs(gaps, "de répéter")) : await TryAsync(() => LancerAsync(ct));
    }

    private async Task<IActionResult> LancerAsync(CancellationToken ct)
    {
        var first = Dossiers.Where(dossier => Choisies.Contains(dossier.Id)).Min(PreparationDeRepetition.Debut);
        var from = Du.Date ?? first;
        var demande = new DemandeDeRepetition(
            Id, [.. Choisies.Distinct()], from, Au.Date ?? from.AddMonths(Mois).AddDays(-1), HypothesesEnFrancais.Lire(Hypothese), Depart == "vecu");
        var run = repetitions.Lancer(await preparation.LireAsync(actors.Required, demande, ct));
        return LocalRedirect($"{Adresse}/repetition/{run.Id}");
    }

    private IEnumerable<ErreurChamp> Manques()
    {
        if (!Dossiers.Any(dossier => Choisies.Contains(dossier.Id)))
            yield return new("convention", "Choisissez au moins une convention : la répétition se joue sur sa copie.");
        if (!Du.EstVide && Du.Date is null)
            yield return new("du", "Ce premier jour n’existe pas : saisissez par exemple 24 03 2020, ou laissez vide.");
        if (!Au.EstVide && Au.Date is null)
            yield return new("au", "Ce dernier jour n’existe pas : saisissez par exemple 24 03 2022, ou laissez vide.");
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        var versions = await lecture.VersionsAsync(Id, ct);
        if (versions.Count == 0)
            return false;
        Version = versions[0];
        Dossiers = await dossiers.AllAsync(actors.Required, ct);
        Precedentes = [.. repetitions.De(Id).Reverse()];
        if (Choisies.Length == 0 && Dossiers.Count == 1)
            Choisies = [Dossiers[0].Id];
        Titre = "Répétition générale";
        Rubrique = "/circuits";
        Fil = [new Lien("Circuits", "/circuits"), new Lien(Version.Nom, Adresse)];
        return true;
    }
}

/// <summary>The behaviours by their French names.</summary>
internal static class HypothesesEnFrancais
{
    public static IReadOnlyList<OptionChoix> Options { get; } =
    [
        new(nameof(Comportement.Silence), "Personne ne répond", "Les comités se tiennent ; aucun document n’arrive, rien n’est décidé."),
        new(nameof(Comportement.AHeure), "Tout arrive à l’heure", "Chaque document arrive le jour dit, chaque décision deux jours après la séance."),
        new(nameof(Comportement.UnRetardSurDeux), "Un retard sur deux", "Une chose sur deux arrive après ses rappels."),
    ];

    public static Comportement Lire(string? typed) => Enum.TryParse<Comportement>(typed, out var known) && Enum.IsDefined(known) ? known : Comportement.Silence;

    public static string Nom(Comportement comportement) => Options.First(option => option.Valeur == comportement.ToString()).Libelle;
}
