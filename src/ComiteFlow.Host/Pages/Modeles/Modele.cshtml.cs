using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Modeles;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Modeles;

/// <summary>The text of a template: read, checked, written as a draft.</summary>
internal sealed class ModeleModel(OutilsDeModele outils) : PageModele(outils)
{
    private const string Enregistrer = "enregistrer", Controler = "controler", Abandonner = "abandonner";

    /// <summary>The text as typed.</summary>
    [BindProperty(Name = "texte")]
    public string? Texte { get; set; }

    /// <summary>Ticked by who took over by hand what an update brings.</summary>
    [BindProperty(Name = "compte")]
    public string? Compte { get; set; }

    public IReadOnlyList<Remarque> Remarques { get; private set; } = [];

    public IReadOnlyList<string> Variables => Outils.Controle.Noms(Modele);

    public IReadOnlyList<string> Incluants => NomDeModele.EstPartiel(Modele) ? Outils.Mots.Incluants(Modele) : [];

    public IReadOnlyList<string> Inclus => [.. ModelesLus.Inclus(Etat.Courant).Distinct().Order(StringComparer.Ordinal)];

    public IReadOnlyList<object> Champs =>
    [
        new ChampTexte("texte", "Texte", Texte ?? Etat.Courant)
        {
            Lignes = 28, Indication = "Markdown, avec {{ variable }} et {% if … %} ; les noms possibles sont sous « Écrire ». L’en-tête d’un courriel, entre deux lignes ---, donne son objet.",
        },
        new ChampTexte("motif", "Motif (optionnel)", Motif ?? Etat.Brouillon?.Reason) { Lignes = 2, Indication = "Pour la personne qui relit. Exemple : la formule de politesse était trop longue." },
        .. Etat.MiseAJourProposee || Etat.Brouillon is { } draft && draft.ShippedHash != Etat.EmpreinteLivree ? (IEnumerable<object>)[ChampDeMiseAJour()] : [],
    ];

    public string? Fait => Acte switch
    {
        SaveModele.Verbe => "Brouillon enregistré. Une autre personne le relit et le publie.",
        "repris" => "Le texte de cette version est repris dans un brouillon. Une autre personne le relit et le publie.",
        "garde" => "Votre texte est gardé : le brouillon qui le dit attend qu’une autre personne le publie.",
        "livre" => "Le texte livré est repris dans un brouillon : il attend qu’une autre personne le publie.",
        "abandonner" => "Brouillon abandonné. Le texte en vigueur n’a pas changé.",
        PublishModele.Verbe => $"La version {Etat.Publiee?.Version} est publiée : les prochains courriels et documents en sont faits.",
        _ => null,
    };

    protected override Task<IActionResult> MontrerAsync(CancellationToken ct)
    {
        Remarques = Outils.Controle.Controler(Modele, Etat.Courant);
        return Task.FromResult<IActionResult>(Page());
    }

    protected override async Task<IActionResult> FaireAsync(CancellationToken ct)
    {
        Remarques = Outils.Controle.Controler(Modele, Etat.Courant);
        return Etape switch
        {
            Controler => await TryAsync(() =>
            {
                Remarques = Outils.Controle.Controler(Modele, SaveModele.Ranger(Texte));
                return Task.FromResult<IActionResult>(Page());
            }),
            Enregistrer => await EcrireAsync(Texte ?? "", Compte == "oui", SaveModele.Verbe, ct),
            Abandonner => await AbandonnerAsync(ct),
            _ => Page(),
        };
    }

    private Task<IActionResult> AbandonnerAsync(CancellationToken ct) => TryAsync(async () =>
    {
        await Outils.Execution.RunAsync(SaveModele.Verbe, Acteur, new GiveUpModele.Commande { Modele = Modele, Base = Base ?? "" }, ct);
        return LocalRedirect($"{Adresse()}?fait={Abandonner}");
    });

    private ChampChoix ChampDeMiseAJour() => new("compte", "Mise à jour de ComiteFlow", Compte ?? "non",
    [
        new OptionChoix("non", "Pas encore prise en compte", "La mise à jour reste proposée."),
        new OptionChoix("oui", "Prise en compte dans ce texte", "Elle n’est plus proposée une fois ce brouillon publié."),
    ]) { Riche = true };
}
