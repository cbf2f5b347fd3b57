using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Circuits;
using ComiteFlow.Host.Circuits.Listes;
using ComiteFlow.Host.Personnes;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Circuits.EnListe;

/// <summary>A table of names on the form: its list in the file, its words, its lines.</summary>
/// <param name="Prefixe">Begins the names of its fields.</param>
internal sealed record TableDeNoms(string Liste, string Prefixe, string Titre, string Aide, string Un, IReadOnlyList<NomDeCircuit> Lignes)
{
    public bool AUneValeur => Liste == "variables";
}

/// <summary>What a workflow says about itself: name, variables, inputs, outputs, ways out, how it may start.</summary>
internal sealed class ReglagesModel(EditionEnListe edition, ActorAccessor actors) : PageEnListe(edition, actors)
{
    /// <summary>Lines for new names at the end of each table.</summary>
    private const int Libres = 2;

    private static readonly (string Liste, string Prefixe, string Titre, string Aide, string Un)[] Sortes =
    [
        ("variables", "v", "Variables", "Ce que les étapes se transmettent ; une valeur de départ peut être donnée.", "variable"),
        ("inputs", "i", "Entrées", "Ce que reçoit le circuit de qui le lance.", "entrée"),
        ("outputs", "o", "Résultats", "Ce que le circuit rend à qui l’a lancé.", "résultat"),
    ];

    public string Nom { get; private set; } = "";

    public string Description { get; private set; } = "";

    public string Issues { get; private set; } = "";

    public string Lancement { get; private set; } = "";

    public bool EstEtapePossible { get; private set; }

    public IReadOnlyList<TableDeNoms> Tables { get; private set; } = [];

    public string Retour => Adresse();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await PreparerAsync(ct) is { } elsewhere)
            return elsewhere;
        Lire();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await PreparerAsync(ct) is { } elsewhere)
            return elsewhere;
        Saisir();
        var gaps = Manques().ToList();
        if (gaps.Count > 0)
            return Corriger(new ResumeErreurs(gaps));
        return await FaireAsync(Ecrire, () => Avec(Adresse(), Gestes.Reglages), ct);
    }

    public static IReadOnlyList<OptionChoix> Types(string now) =>
    [
        .. ReglagesDeCircuit.Types.Select(one => new OptionChoix(one.Type, one.Mot)),
        .. ReglagesDeCircuit.Types.Any(one => one.Type == now) ? Array.Empty<OptionChoix>() : [new OptionChoix(now, now)],
    ];

    private void Lire()
    {
        var definition = Ouvert.Definition;
        Nom = Ouvert.Version.Nom;
        Description = definition.TexteDe("description") ?? "";
        Issues = string.Join('\n', ReglagesDeCircuit.Issues(definition));
        Lancement = ReglagesDeCircuit.Lancement(definition);
        EstEtapePossible = ReglagesDeCircuit.EstEtapePossible(definition);
        Tables = [.. Sortes.Select(kind => new TableDeNoms(kind.Liste, kind.Prefixe, kind.Titre, kind.Aide, kind.Un, [.. ReglagesDeCircuit.Lire(definition, kind.Liste), .. Vides()]))];
    }

    private void Saisir()
    {
        var form = Request.Form;
        Nom = form["nom"].ToString().Trim();
        Description = form["description"].ToString();
        Issues = form["issues"].ToString();
        Lancement = form["lancement"].ToString();
        EstEtapePossible = form.ContainsKey("etape-possible");
        Tables = [.. Sortes.Select(kind => new TableDeNoms(kind.Liste, kind.Prefixe, kind.Titre, kind.Aide, kind.Un, [.. Lignes(form, kind.Prefixe)]))];
    }

    private static IEnumerable<NomDeCircuit> Lignes(IFormCollection form, string prefix)
    {
        for (var rank = 0; form.ContainsKey($"{prefix}.{rank}.nom"); rank++)
        {
            string Texte(string field) => form[$"{prefix}.{rank}.{field}"].ToString().Trim();
            yield return new NomDeCircuit(
                Texte("ancien") is { Length: > 0 } before ? before : null, Texte("nom"), Texte("type") is { Length: > 0 } type ? type : "String", Texte("valeur"),
                form.ContainsKey($"{prefix}.{rank}.liste"), form.ContainsKey($"{prefix}.{rank}.retirer"));
        }
    }

    private IEnumerable<ErreurChamp> Manques()
    {
        if (Nom.Length == 0)
            yield return new ErreurChamp("nom", "Donnez un nom au circuit.");
        foreach (var table in Tables)
        {
            foreach (var twice in table.Lignes.Select((line, rank) => (line, rank)).Where(pair => pair.line is { Nom.Length: > 0, EstRetire: false }).GroupBy(pair => pair.line.Nom).Where(group => group.Count() > 1))
            {
                yield return new ErreurChamp($"{table.Prefixe}.{twice.Last().rank}.nom", $"Le nom « {twice.Key} » sert déjà à une autre ligne ({table.Titre.ToLowerInvariant()}) : donnez-en un autre.");
            }
        }
    }

    private void Ecrire()
    {
        if (Nom != Ouvert.Version.Nom)
            ReglagesDeCircuit.Ecrire(Ouvert.Definition, "name", Nom);
        ReglagesDeCircuit.Ecrire(Ouvert.Definition, "description", Description);
        foreach (var table in Tables)
        {
            ReglagesDeCircuit.Ecrire(Ouvert.Definition, table.Liste, table.Lignes);
        }

        ReglagesDeCircuit.EcrireIssues(Ouvert.Definition, Issues);
        ReglagesDeCircuit.EcrireOptions(Ouvert.Definition, EstEtapePossible, Lancement);
    }

    private static IEnumerable<NomDeCircuit> Vides() => Enumerable.Repeat(new NomDeCircuit(null, "", "String"), Libres);

    private async Task<IActionResult?> PreparerAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } elsewhere)
            return elsewhere;
        Titre = "Nom, variables et entrées";
        return PeutEcrire ? null : Forbid();
    }
}
