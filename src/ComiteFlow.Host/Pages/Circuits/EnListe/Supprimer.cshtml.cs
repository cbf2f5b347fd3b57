using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Circuits.Listes;
using ComiteFlow.Host.Personnes;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Circuits.EnListe;

/// <summary>Takes a step away, after asking which way the arrows go.</summary>
internal sealed class SupprimerModel(EditionEnListe edition, ActorAccessor actors) : PageEnListe(edition, actors)
{
    private const string Couper = "couper", Par = "par:";

    /// <summary>Which way the arrows go.</summary>
    [BindProperty(Name = "fleches")]
    public string? Fleches { get; set; }

    public Lieu Lieu { get; private set; } = null!;

    public EtapeLue Lue { get; private set; } = null!;

    public string Retour => AdresseDansLaListe(Lieu);

    public IReadOnlyList<LigneRecapitulatif> Faits =>
    [
        new("Étape", $"{Formats.Nombre(Lue.Numero)}, {Lue.Nom}", Lue.NomDuGenre),
        new("Avant elle", Mots(Precedentes.Select(step => $"étape {Formats.Nombre(step.Numero)}, {step.Nom}"))),
        .. Lue.Sorties.Select(way => new LigneRecapitulatif(way.Mot, Mots(way.Suites.Select(MotsDEtape.Suite)))),
    ];

    public IReadOnlyList<object> Champs => Options().Count < 2 ? [] : [new ChampChoix("fleches", "Que deviennent les flèches ?", Fleches ?? Options()[0].Valeur, Options()) { Riche = true }];

    /// <summary>What goes with the step.</summary>
    public int Dedans => Contenants.Dedans(Lieu).Count() - 1;

    private IEnumerable<EtapeLue> Precedentes => Ouvert.Liste(Lieu.Contenant).Etapes.Where(step => step.Id != Lieu.Id && step.Sorties.Any(way => way.Suites.Any(next => next.Id == Lieu.Id)));

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await PreparerAsync(ct) ?? Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await PreparerAsync(ct) is { } elsewhere)
            return elsewhere;
        var through = Fleches?.StartsWith(Par, StringComparison.Ordinal) == true ? Fleches[Par.Length..] : null;
        var list = Adresse(Groupe(Lieu.Contenant));
        var before = Precedentes.FirstOrDefault() is { } one ? "#" + AncreDe(one.Id) : "";
        return await FaireAsync(() => GestesDeListe.Supprimer(Lieu, through), () => Avec(list + before, Gestes.Supprimee), ct);
    }

    private List<OptionChoix> Options() => Precedentes.Any()
        ?
        [
            .. Lue.Sorties.Where(way => way.Suites.Any(next => next.Id != Lieu.Id)).Select(way => new OptionChoix(
                Par + way.Port, "Relier ce qui précède à ce qui suit", $"Par la sortie « {way.Mot} » : {Mots(way.Suites.Select(MotsDEtape.Suite))}.")),
            new OptionChoix(Couper, "Couper", "Ce qui précède ne mène plus à rien ; vous relierez ensuite."),
        ]
        : [];

    private static string Mots(IEnumerable<string> words) => words.ToList() is { Count: > 0 } all ? string.Join(" ; ", all) : "rien";

    private async Task<IActionResult?> PreparerAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } elsewhere)
            return elsewhere;
        if (!PeutEcrire)
            return Forbid();
        if (Ouvert.Lieu(Etape) is not { Contenant: { EstFlux: true } container } place)
            return NotFound();
        Lieu = place;
        Lue = Ouvert.Liste(container).Etapes.First(step => step.Lieu.Etape == place.Etape);
        Titre = $"Supprimer l’étape {Formats.Nombre(Lue.Numero)}, {Lue.Nom}";
        Fil = [.. Fil, .. FilDe(place)];
        return null;
    }
}
