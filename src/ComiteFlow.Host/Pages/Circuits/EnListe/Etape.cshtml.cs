using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Circuits;
using ComiteFlow.Host.Circuits.Listes;
using ComiteFlow.Host.Personnes;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Circuits.EnListe;

/// <summary>One step: its inputs, where it leads, where it stands.</summary>
internal sealed class EtapeModel(EditionEnListe edition, ActorAccessor actors) : PageEnListe(edition, actors)
{
    private const char Coupure = '/';

    private string _nomAvant = "";

    /// <summary>The button that was pressed: a gesture, then what it means.</summary>
    [BindProperty(Name = "geste")]
    public string? Geste { get; set; }

    /// <summary>After which step and by which way out the step is to be placed.</summary>
    [BindProperty(Name = "ou")]
    public string? Ou { get; set; }

    public Lieu Lieu { get; private set; } = null!;

    public EtapeLue Lue { get; private set; } = null!;

    public ListeDEtapes Liste { get; private set; } = null!;

    public ProprietesDEtape Proprietes { get; private set; } = null!;

    public IReadOnlyList<ChampDEntree> Champs { get; private set; } = [];

    public FormulaireDEtape Formulaire => new(Ouvert, Lieu);

    public IReadOnlyList<string> Problemes => new ProblemesParEtape(Ouvert.Version.ListeDesProblemes, Ouvert.Definition).De(Lieu.Etape);

    public string Parle => $"l’étape {Formats.Nombre(Lue.Numero)}, {Lue.Nom}";

    public bool EstReliable => Liste.Contenant.EstFlux;

    /// <summary>True where arrows meet, or the file says how they would.</summary>
    public bool SeRejoint => EstReliable && Lieu.Type != "Elsa.FlowJoin" && (Lue.Arrivees > 1 || Proprietes.Reunion.Length > 0);

    /// <summary>True where the step may be the one that starts the workflow.</summary>
    public bool PeutEtreUnDepart => Lieu.Contenant is { Contenant: null } && (Proprietes.PeutLancer || Lue.Genre is { EstDeclencheur: true });

    public IReadOnlyList<Lien> Contenus => ContenusDEtape.De(Ouvert, Lieu, inner => inner.EstFlux || Contenants.Contenu(inner).Any() ? Adresse(Groupe(inner)) : AdresseDeLEtape(inner.Id));

    public IReadOnlyList<(string Port, string Mot)> Libres => ContenusDEtape.Libres(Lieu);

    public (EtapeLue? Avant, EtapeLue? Apres) Voisines => (Liste.Etapes.ElementAtOrDefault(Lue.Numero - 2), Liste.Etapes.ElementAtOrDefault(Lue.Numero));

    public string Retour => AdresseDansLaListe(Lieu);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } elsewhere)
            return elsewhere;
        return Preparer() ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } elsewhere)
            return elsewhere;
        if (!Preparer())
            return NotFound();
        var parts = (Geste ?? "").Split(Coupure).Select(Uri.UnescapeDataString).ToList();
        var answer = parts switch
        {
            ["enregistrer"] => await EnregistrerAsync(ct),
            ["relier", var port] => await RelierAsync(port, Request.Form[ChampCible(port)].ToString(), ct),
            ["delier", var port, var target] => await FaireAsync(() => GestesDeListe.Delier(Lieu, port, target), () => Ici(Gestes.Deliee, "suites"), ct),
            ["placer"] => await PlacerAsync(ct),
            ["creer", var port] => await FaireAsync(() => ContenusDEtape.Creer(Ouvert.Definition, Lieu, port), () => Ici(Gestes.Contenu, "contenu-de-l-etape"), ct),
            _ => NotFound(),
        };
        if (Refus is not null)
        {
            await RouvrirAsync(ct);
            if (!Preparer())
                return NotFound();
        }

        return answer;
    }

    public static string ChampCible(string port) => "cible." + Uri.EscapeDataString(port);

    public static string Bouton(params string[] parts) => string.Join(Coupure, parts.Select(Uri.EscapeDataString));

    /// <summary>Steps that an arrow may lead to.</summary>
    public IReadOnlyList<OptionChoix> CiblesDe(SortieLue way) =>
        [.. Liste.Etapes.Where(step => step.Id.Length > 0 && step.Id != Lieu.Id && way.Suites.All(next => next.Id != step.Id)).Select(step => new OptionChoix(step.Id, $"{Formats.Nombre(step.Numero)}, {step.Nom}"))];

    /// <summary>Ways out behind which the step may be placed.</summary>
    public IReadOnlyList<OptionChoix> Places => PlacesDe(Liste, Lieu.Id);

    /// <summary>Ways out of the steps of a list, but of one.</summary>
    internal static IReadOnlyList<OptionChoix> PlacesDe(ListeDEtapes list, string? but) =>
    [
        .. list.Etapes.Where(step => step.Id.Length > 0 && step.Id != but).SelectMany(step => step.Sorties.Select(way => new OptionChoix(
            Bouton(step.Id, way.Port), $"{Formats.Nombre(step.Numero)}, {step.Nom}{(step.Sorties.Count > 1 ? $" – {way.Mot}" : "")}"))),
    ];

    public string AjouterApres(string port) => Adresse(
        $"/ajouter?{(Liste.Contenant.Contenant is null ? "" : $"dans={Uri.EscapeDataString(Liste.Contenant.Id)}&")}ou={Uri.EscapeDataString(Bouton(Lieu.Id, port))}");

    private async Task<IActionResult> EnregistrerAsync(CancellationToken ct)
    {
        if (!PeutEcrire)
            return Forbid();
        var gaps = Formulaire.Ecrire(Request.Form).ToList();
        if (_nomAvant.Length > 0 && Request.Form.ContainsKey("nom") && string.IsNullOrWhiteSpace(Request.Form["nom"]))
            gaps.Insert(0, new ErreurChamp("nom", "Donnez un nom à l’étape, tel qu’on le lira dans la liste."));
        if (gaps.Count == 0)
            return await FaireAsync(() => { }, () => Avec(Retour, Gestes.Enregistree, Lieu.Id), ct);
        var answer = Corriger(new ResumeErreurs(gaps));
        await RouvrirAsync(ct);
        Preparer();
        return answer;
    }

    private Task<IActionResult> RelierAsync(string port, string target, CancellationToken ct) => target.Length == 0
        ? Task.FromResult<IActionResult>(Corriger(new ResumeErreurs([new ErreurChamp(ChampCible(port), "Choisissez l’étape vers laquelle tracer la flèche.")], "de relier")))
        : FaireAsync(() => GestesDeListe.Relier(Lieu, port, target), () => Ici(Gestes.Reliee, "suites"), ct);

    private Task<IActionResult> PlacerAsync(CancellationToken ct) => (Ou ?? "").Split(Coupure).Select(Uri.UnescapeDataString).ToList() is [var after, var port]
        ? FaireAsync(() => Ouvert.Gestes.Placer(Lieu, after, port), () => Avec(Retour, Gestes.Placee, Lieu.Id), ct)
        : Task.FromResult<IActionResult>(Corriger(new ResumeErreurs([new ErreurChamp("ou", "Choisissez l’étape après laquelle placer celle-ci.")], "de placer")));

    /// <summary>This page again, at one of its parts.</summary>
    private string Ici(string done, string part) => Avec($"{AdresseDeLEtape(Lieu.Id)}#{part}", done, Lieu.Id);

    private bool Preparer()
    {
        if (Ouvert.Lieu(Etape) is not { Contenant: { } container } place)
            return false;
        (Lieu, Liste) = (place, Ouvert.Liste(container));
        Lue = Liste.Etapes.First(step => step.Lieu.Etape == place.Etape);
        _nomAvant = ProprietesDEtape.Lire(place.Etape).Nom;
        var typed = Geste == "enregistrer" && HttpMethods.IsPost(Request.Method) ? Request.Form : null;
        Proprietes = typed is null ? ProprietesDEtape.Lire(place.Etape) : Formulaire.Proprietes(typed);
        Champs = Formulaire.Champs(typed, Erreurs);
        Titre = $"Étape {Formats.Nombre(Lue.Numero)} : {Lue.Nom}";
        Fil = [.. Fil.Take(2), .. FilDe(place)];
        return true;
    }
}
