namespace ComiteFlow.Engine.Definitions;

/// <summary>What a definition is checked for before it is published, in the words of those who draw it. Steps with a business sense add rules of their own.</summary>
public static class DefinitionRules
{
    public static IReadOnlyList<string> All { get; } =
    [
        "Chaque étape a un identifiant à elle, et une activité qui existe ici.",
        "Chaque étape peut être atteinte.",
        "Chaque flèche part d’une sortie de son étape et mène à une étape.",
        "Aucune impasse : une sortie qui compte mène quelque part.",
        "Un seul début ; un déclencheur se tient au premier niveau.",
        "Aucune boucle ne tourne sans fin.",
        "Les flèches se réunissent d’une façon qui a un sens.",
        "Aucune réunion n’attend deux branches dont une seule est suivie.",
        "Deux branches qui avancent ensemble n’écrivent pas la même variable.",
        "Les variables, entrées et résultats nommés existent.",
        "Chaque étape a ce qu’il lui faut.",
        "Chaque valeur convient à son étape.",
        "Chaque durée est ce qu’elle paraît.",
        "Chaque échéance périodique arrive un jour.",
        "Les expressions se lisent et restent dans ce qui est permis.",
        "Une décision a une condition, ou quelqu’un pour la prendre.",
        "Un circuit employé comme étape est publié.",
        "Un courriel a un destinataire.",
        "Un courriel sert une obligation.",
        "Un courriel ou un document a son modèle.",
        "Un modèle n’emploie que ce que son étape lui donne.",
        "Un rappel vient après ce qu’il rappelle et avant le comité.",
        "Une tranche décidée est ouverte.",
    ];
}
