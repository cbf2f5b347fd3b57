namespace ComiteFlow.IntegrationTests.Courriels;

/// <summary>What the reminder of a drawn task tells of it.</summary>
internal static class TacheRappelee
{
    /// <param name="name">Name of the task.</param>
    /// <param name="convention">Title of its convention.</param>
    /// <param name="path">Where it is done.</param>
    public static Dictionary<string, object?> Element(string name, string convention, string path) => new()
    {
        ["rang"] = 0, ["convention"] = $"« {convention} »", ["limite"] = null, ["enRetard"] = false, ["escalade"] = false, ["lien"] = path,
        ["geste"] = new Dictionary<string, object?>
        {
            ["genre"] = "actOnTask", ["acte"] = null, ["partie"] = null, ["rapport"] = null, ["mois"] = null, ["comite"] = null, ["annee"] = null, ["tranche"] = null, ["nombre"] = null,
            ["texte"] = name, ["finie"] = false,
        },
    };
}
