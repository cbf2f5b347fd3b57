using ComiteFlow.Host.Conventions;

namespace ComiteFlow.Host.LigneDeCommande;

/// <summary><c>comiteflow conventions check FICHIER…</c>: every problem of every file, one line each.</summary>
internal static class CommandeConventions
{
    public static int Run(Arguments arguments)
    {
        if (arguments.Rest is not ["check", _, ..])
            return Sortie.Refuse("conventions attend : comiteflow conventions check FICHIER…");
        var problems = arguments.Rest.Skip(1).SelectMany(ConventionFileChecker.CheckPath).Select(problem => problem.ToString()).ToList();
        if (problems.Count > 0)
            return Sortie.Refuse(problems);
        Console.WriteLine("Aucune erreur.");
        return 0;
    }
}
