namespace ComiteFlow.Activities.Courriels;

/// <summary>
/// The mails beyond those that FORMAT.md lists, which a site sends by itself or not: a scenario is told what the texts ask for, people are told more.
/// A step that a coordinator places to send one of them is not asked.
/// </summary>
public sealed class CourrielsDuSite
{
    public const string DemandeSignature = "demandeSignature", DemandeDecision = "demandeDecision", DepensesDuMois = "depensesDuMois", ComiteAPlanifier = "comiteAPlanifier",
        DossierPret = "dossierPret", RevoyureOuverte = "revoyureOuverte", MessageNonRemis = "messageNonRemis", Insistance = "insistance", Recapitulatif = "recapitulatif", FinDeConvention = "finDeConvention";

    /// <summary>The word for copies: whoever a mail tells to have one gets a message of their own.</summary>
    public const string Copies = "copies";

    private readonly HashSet<string> _names;

    private CourrielsDuSite(IEnumerable<string> names) => _names = new HashSet<string>(names, StringComparer.Ordinal);

    /// <summary>All that exist, in the order of what people see first.</summary>
    public static IReadOnlyList<string> Connus { get; } = [DemandeSignature, DemandeDecision, DepensesDuMois, ComiteAPlanifier, DossierPret, RevoyureOuverte, MessageNonRemis, Insistance, Recapitulatif, FinDeConvention];

    public static CourrielsDuSite Aucun { get; } = new([]);

    public static CourrielsDuSite Tous { get; } = new([.. Connus, Copies]);

    /// <param name="text">Names with commas between; <c>tous</c>, <c>aucun</c>.</param>
    /// <exception cref="FormatException">A name is not among those that exist.</exception>
    public static CourrielsDuSite Read(string text)
    {
        var names = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (names is ["tous"])
            return Tous;
        if (names is ["aucun"] or [])
            return Aucun;
        return names.FirstOrDefault(name => name != Copies && !Connus.Contains(name)) is { } unknown
            ? throw new FormatException($"Courriels:Automatiques : « {unknown} » n’existe pas ; écrivez tous, aucun, ou des noms parmi {string.Join(", ", Connus)}, {Copies}.")
            : new CourrielsDuSite(names);
    }

    /// <summary>True when this site sends the mail by itself.</summary>
    public bool Envoie(string template) => _names.Contains(template);

    /// <summary>True when copies leave; elsewhere they are recorded with the mail alone.</summary>
    public bool EnvoieLesCopies => _names.Contains(Copies);
}
