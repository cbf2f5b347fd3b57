using ComiteFlow.Domain.Rapports;
using ComiteFlow.Host.Affichage;

namespace ComiteFlow.Host.Pages.Comites;

/// <summary>A measure as typed, bound from a form.</summary>
internal sealed record MesureTapee
{
    public string? Nom { get; set; }

    public string? Unite { get; set; }

    public string? Cible { get; set; }

    public string? Realise { get; set; }

    public string? Origine { get; set; }

    public string? Methode { get; set; }

    /// <summary><see cref="Baisse"/> for what is to fall; empty for what is to rise.</summary>
    public string? Sens { get; set; }

    /// <summary>True while nothing was typed.</summary>
    public bool EstVide => new[] { Nom, Unite, Cible, Realise, Origine, Methode }.All(string.IsNullOrWhiteSpace);

    public const string Baisse = "baisse";

    public static MesureTapee Of(Mesure told) => new()
    {
        Nom = told.Name, Unite = told.Unit, Cible = told.Target is { } target ? Formats.Decimal(target) : null, Origine = told.Origin, Methode = told.Method, Sens = told.LowerIsBetter ? Baisse : null,
    };

    private IEnumerable<string> SansChiffre => new[] { Nom, Unite, Cible, Origine, Methode, Sens }.Select(typed => typed?.Trim() ?? "");

    /// <summary>True when only the figure is missing of what a report told.</summary>
    public bool Reprend(Mesure told) => string.IsNullOrWhiteSpace(Realise) && SansChiffre.SequenceEqual(Of(told).SansChiffre);
}

/// <summary>A level as typed, bound from a form.</summary>
internal sealed record NiveauTape
{
    public string? Constat { get; set; }

    public string? Tendance { get; set; }
}

/// <summary>The part of an état des réalisations about impact: all of it may stay empty, what is begun must be whole.</summary>
/// <param name="cout">Rank of the measure of the cost, from 1.</param>
/// <param name="avant">The report before, from which the names come; null when there is none.</param>
internal sealed class FormulaireDImpact(List<MesureTapee> mesures, List<NiveauTape> niveaux, string? cout, Rapport? avant)
{
    private static readonly Dictionary<string, string> Sens = new()
    {
        ["usable"] = "Les personnes visées peuvent s’en servir.", ["used"] = "Elles s’en servent.", ["useful"] = "Il répond à leur besoin.",
        ["impactful"] = "Il change ce pour quoi il est fait.", ["efficient"] = "Chaque effet obtenu coûte moins.",
    };

    /// <summary>What a report before says again: all but the figures, which are to be measured anew.</summary>
    public static (List<MesureTapee> Mesures, string? Cout) Repris(Impact avant)
    {
        var measures = avant.Measures.Take(Impact.MesuresAuPlus).ToList();
        var rank = measures.FindIndex(m => m.Name == avant.Denominator);
        return ([.. measures.Select(MesureTapee.Of)],
            rank < 0 ? null : Formats.Nombre(rank + 1));
    }

    public IReadOnlyList<object> Champs(ResumeErreurs? erreurs) =>
    [
        new SectionDeChamps("Mesures d’impact", $"Facultatif : jusqu’à {Formats.Nombre(Impact.MesuresAuPlus)} mesures, reprises dans le dossier de séance.{Reprise()}",
        [
            .. Enumerable.Range(0, Impact.MesuresAuPlus).Select(rank => Mesure(rank, erreurs)),
            new ChampChoix("cout", "Mesure du coût par impact (optionnel)", cout, [.. Enumerable.Range(0, Impact.MesuresAuPlus).Select(Option)])
            {
                Indication = "Les dépenses payées (CP) depuis l’état précédent sont divisées par son réalisé.", Invite = "Aucune", Erreur = erreurs?.Pour("cout"),
            },
        ]),
        new SectionDeChamps("Les cinq niveaux d’impact", "Facultatif : une phrase par niveau, et son évolution. La fiche sponsor les montre.",
            [.. Impact.Niveaux.Select((level, rank) => Niveau(level, rank, erreurs))]),
    ];

    /// <summary>Gaps in what was begun, in the order of the fields.</summary>
    public IEnumerable<ErreurChamp> Manques() => Enumerable.Range(0, Impact.MesuresAuPlus).Where(EstSuivie).SelectMany(Manques)
        .Concat(DuCout()).Concat(Enumerable.Range(0, Impact.Niveaux.Count).SelectMany(DuNiveau));

    /// <summary>What was typed, once nothing is missing.</summary>
    public (IReadOnlyList<Mesure> Mesures, IReadOnlyList<ConstatDImpact> Niveaux, string? Cout) Lu() => (
        [.. Remplies().Select(m => new Mesure(m.Nom!.Trim(), Saisie.Nombre(m.Realise)!.Value, Saisie.Nombre(m.Cible), Vide(m.Unite), Vide(m.Origine), Vide(m.Methode), m.Sens == MesureTapee.Baisse))],
        [.. Impact.Niveaux.Select((level, rank) => (level, Typed: Tape(rank))).Where(one => Vide(one.Typed.Constat) is not null)
            .Select(one => new ConstatDImpact(one.level, one.Typed.Constat!.Trim(), one.Typed.Tendance!))],
        Choisie() is { } chosen && EstSuivie(chosen) ? Vide(Tapee(chosen).Nom) : null);

    private GroupeDeChamps Mesure(int rank, ResumeErreurs? erreurs)
    {
        var (typed, name, title) = (Tapee(rank), $"mesures[{Formats.Nombre(rank)}]", $"Mesure {Formats.Nombre(rank + 1)}");
        var before = avant?.Impact?.Measures.ElementAtOrDefault(rank);
        ChampTexte Field(string key, string label, string? value, string hint) => new($"{name}.{key}", label, value) { Indication = hint, Erreur = erreurs?.Pour($"{name}.{key}") };
        return new(title,
        [
            Field("Nom", "Indicateur", typed.Nom, "Exemple : utilisateurs accompagnés"),
            Field("Unite", "Unité", typed.Unite, "Exemple : personnes par mois"),
            Field("Cible", "Cible", typed.Cible, "Exemple : 3 000"),
            Field("Realise", "Réalisé", typed.Realise, before is null ? "Exemple : 2 450 ou 70,5" : $"Réalisé précédent : {Formats.Decimal(before.Value)} {before.Unit}".TrimEnd()),
            Field("Origine", "Source", typed.Origine, "Exemple : page de statistiques publique"),
            Field("Methode", "Méthode (optionnel)", typed.Methode, "Comment le chiffre est compté"),
            new ChampChoix($"{name}.Sens", "Progrès (optionnel)", typed.Sens, [new(MesureTapee.Baisse, "Quand le chiffre baisse")])
            {
                Indication = "Pour un délai, par exemple, le progrès est une baisse.", Invite = "Quand le chiffre monte",
            },
        ]) { Ouvrir = rank > 0 && typed.EstVide ? $"Ajouter la mesure {Formats.Nombre(rank + 1)}" : null };
    }

    private GroupeDeChamps Niveau(string level, int rank, ResumeErreurs? erreurs)
    {
        var name = $"niveaux[{Formats.Nombre(rank)}]";
        var before = avant?.Impact?.Levels.FirstOrDefault(l => l.Level == level);
        return new(Impact.EnMots(level),
        [
            new ChampTexte(name + ".Constat", "Constat (optionnel)", Tape(rank).Constat)
            {
                Lignes = 2, Erreur = erreurs?.Pour(name + ".Constat"),
                Indication = before is null ? $"{Formats.Nombre(Impact.ConstatAuPlus)} signes au plus" : $"Constat précédent : {before.Text}",
            },
            new ChampChoix(name + ".Tendance", "Tendance (optionnel)", Tape(rank).Tendance, [.. Impact.Tendances.Select(trend => new OptionChoix(trend, Impact.EnMots(trend)))])
            {
                Erreur = erreurs?.Pour(name + ".Tendance"), Indication = before is null ? "Depuis l’état précédent" : $"Tendance précédente : {Impact.EnMots(before.Trend).ToLowerInvariant()}",
            },
        ]) { Indication = Sens[level] };
    }

    private OptionChoix Option(int rank) =>
        new(Formats.Nombre(rank + 1), Vide(Tapee(rank).Nom) is { } name ? $"Mesure {Formats.Nombre(rank + 1)} : {name}" : $"Mesure {Formats.Nombre(rank + 1)}");

    private string Reprise() => avant?.ReceivedOn is { } on && avant.Impact is { Measures.Count: > 0 }
        ? $" Celles de l’état reçu le {Formats.DateLongue(on)} sont reprises : il reste à saisir leur réalisé. Une mesure dont le réalisé reste vide n’est pas transmise."
        : "";

    private IEnumerable<ErreurChamp> Manques(int rank)
    {
        var (typed, title) = (Tapee(rank), $"mesure {Formats.Nombre(rank + 1)}");
        var gaps = new (string Field, string? Message)[]
        {
            ("Nom", DuNom(rank)),
            ("Unite", DuTexte(typed.Unite, Impact.UniteAuPlus, $"L’unité de la {title}", "personnes par mois")),
            ("Cible", DuNombre(typed.Cible, $"La cible de la {title}", "3 000")),
            ("Realise", DuNombre(typed.Realise, $"Le réalisé de la {title}", "2 450 ou 70,5")),
            ("Origine", DuTexte(typed.Origine, Impact.OrigineAuPlus, $"La source de la {title}", "page de statistiques publique")),
            ("Methode", TropLong(typed.Methode, Impact.OrigineAuPlus, $"La méthode de la {title}")),
        };
        return gaps.Where(gap => gap.Message is not null).Select(gap => new ErreurChamp($"mesures[{Formats.Nombre(rank)}].{gap.Field}", gap.Message!));
    }

    private string? DuNom(int rank)
    {
        var name = Vide(Tapee(rank).Nom);
        var twin = name is null ? -1 : Enumerable.Range(0, rank).Cast<int?>().FirstOrDefault(r => Vide(Tapee(r!.Value).Nom) == name) ?? -1;
        return twin < 0
            ? DuTexte(name, Impact.NomAuPlus, $"L’indicateur de la mesure {Formats.Nombre(rank + 1)}", "utilisateurs accompagnés")
            : $"La mesure {Formats.Nombre(twin + 1)} porte déjà ce nom, et les deux ne se distingueraient pas : changez l’un des deux noms.";
    }

    private IEnumerable<ErreurChamp> DuCout()
    {
        if (!string.IsNullOrEmpty(cout) && (Choisie() is not { } chosen || Tapee(chosen).EstVide))
            yield return new ErreurChamp("cout", "La mesure choisie pour le coût est vide : remplissez-la, choisissez-en une autre ou aucune.");
    }

    private IEnumerable<ErreurChamp> DuNiveau(int rank)
    {
        var (typed, name, level) = (Tape(rank), $"niveaux[{Formats.Nombre(rank)}]", Impact.EnMots(Impact.Niveaux[rank]));
        if (Vide(typed.Constat) is null && !string.IsNullOrEmpty(typed.Tendance))
            yield return new ErreurChamp(name + ".Constat", $"Le niveau « {level} » a une tendance sans constat : écrivez une phrase, ou retirez la tendance.");
        if (TropLong(typed.Constat, Impact.ConstatAuPlus, $"Le constat du niveau « {level} »") is { } tooLong)
            yield return new ErreurChamp(name + ".Constat", tooLong);
        if (Vide(typed.Constat) is not null && !Impact.Tendances.Contains(typed.Tendance))
            yield return new ErreurChamp(name + ".Tendance", $"Le niveau « {level} » a un constat sans tendance : choisissez en hausse, stable ou en baisse.");
    }

    private static string? DuTexte(string? typed, int most, string what, string example) =>
        Vide(typed) is null ? $"{what} manque, or cette mesure est commencée : remplissez cette case, par exemple « {example} », ou videz toutes les cases de la mesure." : TropLong(typed, most, what);

    private static string? DuNombre(string? typed, string what, string example) => (Vide(typed), Saisie.Nombre(typed)) switch
    {
        (null, _) => $"{what} manque, or cette mesure est commencée : saisissez un nombre, par exemple {example}, ou videz toutes les cases de la mesure.",
        (_, null) => $"{what} n’est pas un nombre lisible : écrivez des chiffres et une virgule, par exemple {example}.",
        _ => null,
    };

    private static string? TropLong(string? typed, int most, string what) => Vide(typed) is { } text && text.Length > most
        ? $"{what} compte {Formats.Nombre(text.Length)} signes, et la fiche n’en montre que {Formats.Nombre(most)} : raccourcissez."
        : null;

    private IEnumerable<MesureTapee> Remplies() => Enumerable.Range(0, Impact.MesuresAuPlus).Where(EstSuivie).Select(Tapee);

    /// <summary>False for an empty measure, and for one of the report before whose figure was left out.</summary>
    private bool EstSuivie(int rank) => !Tapee(rank).EstVide && !(avant?.Impact?.Measures.ElementAtOrDefault(rank) is { } before && Tapee(rank).Reprend(before));

    private int? Choisie() => int.TryParse(cout, out var rank) && rank >= 1 && rank <= Impact.MesuresAuPlus ? rank - 1 : null;

    private MesureTapee Tapee(int rank) => mesures.ElementAtOrDefault(rank) ?? new();

    private NiveauTape Tape(int rank) => niveaux.ElementAtOrDefault(rank) ?? new();

    private static string? Vide(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();
}
