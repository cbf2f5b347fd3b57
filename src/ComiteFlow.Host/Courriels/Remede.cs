using ComiteFlow.Host.Modeles;

namespace ComiteFlow.Host.Courriels;

/// <summary>What people can do about a mail that is given up: one code, which the task, the page and the mail to the coordination word.</summary>
/// <param name="Code">One of those below.</param>
/// <param name="Modele">The text to correct or to make lighter, such as <c>courriels/decision</c> or <c>partiels/lien-action</c>; null where no text is the cause.</param>
internal sealed record Remede(string Code, string? Modele)
{
    /// <summary>The box is wrong, or nobody knows it.</summary>
    public const string Adresse = "adresse";

    /// <summary>The text is wrong, or asks for what the data lack.</summary>
    public const string Corriger = "modele";

    /// <summary>What is stored for the mail cannot be read: neither a text nor sending it again helps.</summary>
    public const string Donnees = "donnees";

    /// <summary>It weighs too much.</summary>
    public const string Alleger = "alleger";

    /// <summary>The address may be good: the servers did not take it by then.</summary>
    public const string Attendre = "attendre";

    /// <summary>The text as a person names it, with its kind; null where no text is the cause.</summary>
    public string? Texte => Modele is null ? null : $"{(NomDeModele.EstPartiel(Modele) ? "la partie commune" : "le modèle")} « {NomDeModele.Court(Modele)} »";

    /// <summary>What is to be done, as the name of a task tells it.</summary>
    public string Geste => Code switch
    {
        Corriger => $"corriger {Texte}, puis renvoyer",
        Alleger => $"alléger {Texte}, puis renvoyer",
        Donnees => "prévenir le destinataire autrement",
        Attendre => "renvoyer plus tard, ou confier l’action",
        _ => "corriger l’adresse, puis renvoyer",
    };

    /// <summary>The text as a template reads it.</summary>
    public IReadOnlyDictionary<string, object?>? Donnee => Modele is null ? null : new Dictionary<string, object?>
    {
        ["nom"] = NomDeModele.Court(Modele), ["partiel"] = NomDeModele.EstPartiel(Modele),
    };

    /// <param name="failure">Why the mail is given up, as its row tells it.</param>
    /// <param name="template">Template of the mail, such as <c>decision</c>.</param>
    public static Remede Of(string? failure, string template)
    {
        var cause = CauseDEchec.Lire(failure);
        return (string)cause["code"]! switch
        {
            "modele" or "donnees" => new(Corriger, CauseDEchec.Modele(failure) ?? Entier(template)),
            "illisible" => new(Donnees, null),
            "tropLourd" => new(Alleger, Entier(template)),
            "report" or "essais" => new(Attendre, null),
            "refus" => OfTheAnswer((string)cause["statut"]!, (string)cause["reponse"]!, template),
            _ => new(Adresse, null),
        };
    }

    /// <summary>RFC 3463: the mailbox is full, the message is too big, a policy or a system stands against it; the rest is about the address.</summary>
    private static Remede OfTheAnswer(string status, string answer, string template) => (status, RefusDuServeur.Code(answer)) switch
    {
        (_, "5.2.2") => new(Attendre, null),
        ("523", _) or ("552", _) or (_, "5.2.3" or "5.3.4") => new(Alleger, Entier(template)),
        (_, { } code) when code.StartsWith("5.7.", StringComparison.Ordinal) || code.StartsWith("5.3.", StringComparison.Ordinal) => new(Attendre, null),
        _ => new(Adresse, null),
    };

    private static string Entier(string template) => $"{NomDeModele.Courriels}/{template}";
}
