using ComiteFlow.Host.Hebergement;
using ComiteFlow.Host.Simulation;

namespace ComiteFlow.Host.LigneDeCommande;

/// <summary>The commands of the program.</summary>
internal static class Commandes
{
    private const string Aide = """
        ComiteFlow : suivi des conventions de délégation de gestion

        Usage : comiteflow COMMANDE [options]

          demonstration                  démarre le service avec les cinq conventions, sur ce poste seulement
          serve                          démarre le service
            --urls ADRESSE  --base FICHIER
          simulate SCENARIO.json         rejoue un scénario et écrit les faits sur la sortie standard
            --conventions DOSSIER  --workflows DOSSIER  --out DOSSIER  --pdf  --explain  --database CONNEXION
          conventions check FICHIER…     vérifie des fichiers de convention
          workflows export DOSSIER       écrit les circuits publiés
          circuits migrer CIRCUIT        montre ce que deviendraient les instances d’une version ; les migre avec --appliquer
            --de 1  --vers 2  --etapes ANCIENNE=NOUVELLE,…  --appliquer --par PERSONNE --motif TEXTE
          --help                         affiche cette aide

        Codes de sortie : 0, fait ; 2, refusé, la raison est sur la sortie d’erreur.
        """;

    public static async Task<int> RunAsync(string[] words)
    {
        if (words.Length == 0 || words[0] is "--help" or "-h" or "help" or "aide")
        {
            Console.WriteLine(Aide);
            return 0;
        }

        try
        {
            var arguments = new Arguments(words[1..]);
            return words[0] switch
            {
                "serve" => await new CommandeServe(arguments, Racine()).RunAsync(CancellationToken.None),
                "demonstration" => await new CommandeDemonstration(arguments, Racine()).RunAsync(CancellationToken.None),
                "conventions" => CommandeConventions.Run(arguments),
                "workflows" => await new CommandeWorkflows(arguments).RunAsync(CancellationToken.None),
                "circuits" => await new CommandeCircuits(arguments).RunAsync(CancellationToken.None),
                "simulate" => await new CommandeSimulate(arguments, Racine()).RunAsync(CancellationToken.None),
                _ => Sortie.Refuse($"La commande « {words[0]} » n’existe pas. comiteflow --help donne la liste."),
            };
        }
        catch (FormatException error)
        {
            return Sortie.Refuse(error.Message);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return Sortie.Refuse($"Le fichier ou le dossier {Named(error)} n’existe pas.");
        }
        catch (IOException error) when (error.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            return Sortie.Refuse("L’adresse demandée est déjà prise par un autre programme : arrêtez-le, ou changez --urls.");
        }
        catch (Exception error) when (error is Npgsql.NpgsqlException or Microsoft.Data.Sqlite.SqliteException)
        {
            return Sortie.Refuse($"La base de données ne répond pas ou refuse l’opération : {error.Message}");
        }
    }

    /// <summary>The path that an error is about; only its message holds that of a folder.</summary>
    private static string Named(Exception error) =>
        (error as FileNotFoundException)?.FileName is { Length: > 0 } file ? file : error.Message.Split('\'') is [_, var path, ..] ? path : "demandé";

    /// <summary>Where the shipped files are: told by the start script, else found above the program.</summary>
    internal static string Racine()
    {
        if (Environment.GetEnvironmentVariable("COMITEFLOW_RACINE") is { Length: > 0 } racine)
            return racine;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Directory.Exists(Path.Combine(folder.FullName, "workflows")) && Directory.Exists(Path.Combine(folder.FullName, "templates")))
                return folder.FullName;
        }

        return AppContext.BaseDirectory;
    }
}
