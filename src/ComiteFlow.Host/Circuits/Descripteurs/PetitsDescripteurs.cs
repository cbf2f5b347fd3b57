namespace ComiteFlow.Host.Circuits.Descripteurs;

/// <summary>What else Studio offers to choose: only what the engine does, in French.</summary>
internal static class PetitsDescripteurs
{
    private const string Execution = "Elsa.Workflows.Runtime.ActivationValidators.", Runtime = ", Elsa.Workflows.Runtime";

    /// <summary>Kinds of expressions; those that are not browsable are what a field itself writes.</summary>
    public static IReadOnlyList<Expression> Expressions { get; } =
    [
        new("Literal", "Valeur", false), new("Object", "Valeurs en JSON", false), new("Variable", "Variable du circuit", true), new("Input", "Entrée du circuit", true),
        new("JavaScript", "Expression", true) { Properties = new Dictionary<string, string> { ["MonacoLanguage"] = "javascript" } },
    ];

    public static IReadOnlyList<Strategie> Demarrages { get; } =
    [
        new("Elsa.Workflows.ActivationValidators.AllowAlwaysStrategy, Elsa.Workflows.Core", "Toujours démarrer", "Plusieurs dossiers du circuit peuvent être en cours à la fois."),
        new(Execution + "SingletonStrategy" + Runtime, "Un seul à la fois", "Refuse un démarrage tant qu’un dossier du circuit est en cours."),
        new(Execution + "CorrelatedSingletonStrategy" + Runtime, "Un seul par objet", "Refuse un démarrage tant qu’un dossier du circuit est en cours pour le même objet."),
        new(Execution + "CorrelationStrategy" + Runtime, "Un seul circuit par objet", "Refuse un démarrage tant qu’un dossier d’un circuit quelconque est en cours pour le même objet."),
    ];

    public static IReadOnlyList<Strategie> Journaux { get; } =
        [new("Elsa.Workflows.LogPersistence.Strategies.Include, Elsa.Workflows.Core", "Tout garder", "Le journal garde chaque étape.")];

    public static IReadOnlyList<Strategie> Incidents { get; } =
    [
        new("Elsa.Workflows.IncidentStrategies.FaultStrategy, Elsa.Workflows.Core", "Arrêter le circuit", "Un incident arrête le dossier jusqu’à ce qu’une personne décide de la suite."),
    ];

    /// <summary>A burst is one transaction: there is nothing to choose.</summary>
    public static IReadOnlyList<Strategie> Enregistrements { get; } = [];

    public static IReadOnlyList<Conservation> Conservations { get; } = [new("WorkflowInstanceStorageDriver", "Avec le dossier", 10, false)];

    public static IReadOnlyList<TypeDeVariable> Types { get; } =
    [
        new("String", "Texte", "Valeurs simples", "Un texte."), new("Boolean", "Oui ou non", "Valeurs simples", "Vrai ou faux."),
        new("Int32", "Nombre entier", "Valeurs simples", "Un nombre entier."), new("Int64", "Grand nombre entier", "Valeurs simples", "Un nombre entier de plus de deux milliards."),
        new("Decimal", "Nombre à virgule", "Valeurs simples", "Un nombre à virgule."), new("DateTimeOffset", "Date et heure", "Valeurs simples", "Un moment, par exemple 2021-09-14T08:00:00."),
        new("TimeSpan", "Durée", "Valeurs simples", "Une durée, par exemple 3.00:00:00 pour trois jours."),
        new("Object", "Valeur quelconque", "Structures", "Un texte, un nombre, une liste ou un objet."),
        new("ObjectDictionary", "Valeurs nommées", "Structures", "Un objet dont chaque valeur a un nom."),
    ];

    public static IReadOnlyList<Fonctionnalite> Fonctionnalites { get; } =
        [new("RealTimeWorkflowUpdates", "Elsa", "Elsa.RealTimeWorkflowUpdates", "Suivi en direct", "Les dossiers ouverts à l’écran suivent ce qui s’y passe.")];

    /// <summary>How an expression is written.</summary>
    internal sealed record Expression(string Type, string DisplayName, bool IsBrowsable)
    {
        public bool IsSerializable { get; init; } = true;

        public IReadOnlyDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>();
    }

    /// <summary>A way of doing that is chosen for a whole circuit.</summary>
    internal sealed record Strategie(string TypeName, string DisplayName, string Description)
    {
        public string Name => TypeName.Split(',')[0];
    }

    /// <summary>Where a variable is kept.</summary>
    internal sealed record Conservation(string TypeName, string DisplayName, int Priority, bool Deprecated);

    /// <summary>A type that variables may have.</summary>
    internal sealed record TypeDeVariable(string TypeName, string DisplayName, string Category, string Description);

    /// <summary>What the server can do beyond what Studio takes for granted.</summary>
    internal sealed record Fonctionnalite(string Name, string Namespace, string FullName, string DisplayName, string Description);
}
