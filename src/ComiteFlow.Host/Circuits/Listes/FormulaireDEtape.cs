using System.Text.Json.Nodes;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Circuits.Descripteurs;

namespace ComiteFlow.Host.Circuits.Listes;

/// <summary>One input of a step as its form shows it.</summary>
/// <param name="Saisie">What was typed, else what the file holds.</param>
/// <param name="Sources">Where the value may come from.</param>
/// <param name="Noms">Variables or outputs, where the value is one of these.</param>
internal sealed record ChampDEntree(
    ActivityInputAttribute Entree, SaisieDEntree Saisie, IReadOnlyList<ChoixDEtape> Choix, IReadOnlyList<OptionChoix> Sources, IReadOnlyList<OptionChoix> Noms)
{
    public IReadOnlyList<Cas> Cas { get; init; } = [];

    public string? Erreur { get; init; }

    /// <summary>Name of the field; other fields of the input have it before a dot.</summary>
    public string Nom => FormulaireDEtape.Champ(Entree.Name);

    public IReadOnlyList<string> Choisis => SaisieDEntree.Lignes(Saisie.Texte);

    /// <summary>True where the value is mostly computed: the other ways to give it are shown at once.</summary>
    public bool EstOuvert => Saisie.Source != SaisieDEntree.Valeur || (Entree is { Kind: InputKind.Boolean, IsRequired: true });
}

/// <summary>The form of one step: its fields from the text of the definition, and what was typed back into it.</summary>
internal sealed class FormulaireDEtape(CircuitOuvert open, Lieu place)
{
    /// <summary>Lines for new cases at the end of the table.</summary>
    private const int CasLibres = 2;

    private readonly JsonObject _step = place.Etape;

    public static string Champ(string input) => "e." + input;

    public IReadOnlyList<ActivityInputAttribute> Entrees => open.Genres.Entrees(_step);

    public IReadOnlyList<ActivityOutputAttribute> Resultats => open.Genres.Trouver(place.Type)?.Resultats ?? [];

    /// <summary>The fields of all inputs.</summary>
    /// <param name="typed">What was typed; null where nothing was.</param>
    public IReadOnlyList<ChampDEntree> Champs(IFormCollection? typed, ResumeErreurs? errors) => [.. Entrees.Select(input => new ChampDEntree(
        input, typed is null ? EntreesEcrites.Lire(_step, input) : Lire(typed, input), open.Choix.De(place.Type, input), Sources(input), Noms(input))
    {
        Cas = typed is null ? [.. CasEcrits.Lire(_step), .. Enumerable.Repeat(new Cas("", ""), CasLibres)] : LireCas(typed),
        Erreur = errors?.Pour(Champ(input.Name)),
    })];

    /// <summary>Where a result may be kept: in a variable, or as an output of the workflow.</summary>
    public IReadOnlyList<OptionChoix> Cibles() =>
    [
        .. ReglagesDeCircuit.Variables(open.Definition).Select(variable => new OptionChoix(variable.TexteDe("id") ?? "", $"Variable {variable.TexteDe("name")}")),
        .. ReglagesDeCircuit.Liste(open.Definition, "outputs").Select(output => new OptionChoix(output.TexteDe("name") ?? "", $"Résultat {output.TexteDe("name")}")),
    ];

    /// <summary>Writes what was typed into the definition.</summary>
    /// <returns>What cannot be written, field by field; then nothing is to be kept.</returns>
    public IReadOnlyList<ErreurChamp> Ecrire(IFormCollection typed)
    {
        var before = Sorties();
        var gaps = new List<ErreurChamp>();
        foreach (var input in Entrees.Where(input => typed["vu"].Contains(input.Name)))
        {
            if (input.Editor == InputEditor.Cases)
                CasEcrits.Ecrire(_step, LireCas(typed));
            else if (Ecrire(input, Lire(typed, input)) is { } refusal)
                gaps.Add(new ErreurChamp(Champ(input.Name), $"{input.Label} : {refusal}"));
        }

        foreach (var output in Resultats.Where(output => typed.ContainsKey("r." + output.Name)))
        {
            ProprietesDEtape.EcrireResultat(_step, output, typed["r." + output.Name].ToString());
        }

        if (typed.ContainsKey("nom"))
            Proprietes(typed).Ecrire(_step);
        if (place.Contenant is { EstFlux: true } flux && Sorties() is var after && !before.SequenceEqual(after))
            ProprietesDEtape.SuivreLesSorties(flux.Etape, place.Id, before, after);
        return gaps;
    }

    /// <summary>What was typed about the step itself.</summary>
    public ProprietesDEtape Proprietes(IFormCollection typed)
    {
        var before = ProprietesDEtape.Lire(_step);
        string Texte(string field, string known) => typed.ContainsKey(field) && typed[field].ToString().Trim() is var text && text != known.Trim() ? text : known;
        return new ProprietesDEtape(
            Texte("nom", before.Nom), Texte("technique", before.NomTechnique), Texte("remarque", before.Remarque), Texte("reunion", before.Reunion),
            typed.ContainsKey("lance.vu") ? typed.ContainsKey("lance") : before.PeutLancer);
    }

    private string? Ecrire(ActivityInputAttribute input, SaisieDEntree typed)
    {
        if (typed.Source == SaisieDEntree.Expression && SaisieDEntree.Normal(typed.Script).Length == 0)
            return "écrivez l’expression, ou choisissez la valeur saisie.";
        if (typed.Source != SaisieDEntree.Valeur && typed.Texte.Length > 0 && input.Editor != InputEditor.Choices)
            return "une valeur est saisie, mais l’entrée vient d’ailleurs : effacez la valeur, ou choisissez « la valeur saisie ».";
        return EntreesEcrites.Ecrire(_step, input, typed, open.Definition);
    }

    /// <summary>What was typed for one input; what its file holds where the form did not show it.</summary>
    private SaisieDEntree Lire(IFormCollection typed, ActivityInputAttribute input)
    {
        var before = EntreesEcrites.Lire(_step, input);
        var field = Champ(input.Name);
        if (!typed["vu"].Contains(input.Name))
            return before;
        var source = typed[field + ".source"] is [{ Length: > 0 } chosen] ? chosen : SaisieDEntree.Valeur;
        var script = typed[field + ".expression"].ToString();
        // An expression that is written anew is meant, also by who leaves the list of sources alone.
        if (source == SaisieDEntree.Valeur && SaisieDEntree.Normal(script) is { Length: > 0 } written && written != SaisieDEntree.Normal(before.Script))
            source = SaisieDEntree.Expression;
        return new SaisieDEntree(source, Texte(typed, input, before.Texte), script);
    }

    private static string Texte(IFormCollection typed, ActivityInputAttribute input, string before)
    {
        var field = Champ(input.Name);
        var other = typed[field + ".autre"].ToString();
        if (input.Editor != InputEditor.Choices || !typed.ContainsKey(field + ".boites"))
            return other.Trim().Length > 0 ? other : typed[field].ToString();
        var chosen = typed[field].OfType<string>().Where(value => value.Length > 0).Concat(SaisieDEntree.Lignes(other)).Distinct().ToList();
        var known = SaisieDEntree.Lignes(before);
        return string.Join('\n', known.Where(chosen.Contains).Concat(chosen.Except(known)));
    }

    private static List<Cas> LireCas(IFormCollection typed)
    {
        var field = Champ(CasEcrits.Entree);
        var (names, conditions) = (typed[field + ".nom"], typed[field + ".condition"]);
        return [.. names.Select((name, rank) => new Cas((name ?? "").Trim(), SaisieDEntree.Normal(rank < conditions.Count ? conditions[rank] ?? "" : "")))];
    }

    private List<string> Sorties() => [.. open.Genres.Sorties(_step, null).Select(way => way.Name)];

    private List<OptionChoix> Sources(ActivityInputAttribute input)
    {
        if (input.IsPlain)
            return [];
        List<OptionChoix> all = [new(SaisieDEntree.Valeur, "la valeur saisie"), new(SaisieDEntree.Expression, "une expression, écrite ci-dessous")];
        all.AddRange(ReglagesDeCircuit.Variables(open.Definition).Select(variable => new OptionChoix(SaisieDEntree.Variable + (variable.TexteDe("id") ?? variable.TexteDe("name")), $"la variable {variable.TexteDe("name")}")));
        all.AddRange(ReglagesDeCircuit.Liste(open.Definition, "inputs").Select(entry => new OptionChoix(SaisieDEntree.Entree + entry.TexteDe("name"), $"l’entrée {entry.TexteDe("name")} du circuit")));
        var now = EntreesEcrites.Lire(_step, input).Source;
        if (all.TrueForAll(option => option.Valeur != now))
            all.Add(new OptionChoix(now, now == SaisieDEntree.Autre ? "une expression d’un autre genre, gardée telle quelle" : $"{now}, qui n’existe plus"));
        return all;
    }

    private List<OptionChoix> Noms(ActivityInputAttribute input) => input.Editor switch
    {
        InputEditor.Variable => [.. ReglagesDeCircuit.Variables(open.Definition).Select(variable => new OptionChoix(variable.TexteDe("id") ?? variable.TexteDe("name") ?? "", variable.TexteDe("name") ?? ""))],
        InputEditor.Output => [.. ReglagesDeCircuit.Liste(open.Definition, "outputs").Select(output => new OptionChoix(output.TexteDe("name") ?? "", output.TexteDe("name") ?? ""))],
        _ => [],
    };
}
