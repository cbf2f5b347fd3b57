using ComiteFlow.Host.Circuits;
using ComiteFlow.Host.Hebergement;
using ComiteFlow.Host.Persistence;

namespace ComiteFlow.Host.LigneDeCommande;

/// <summary><c>comiteflow workflows export DOSSIER [--base FICHIER]</c>: the published workflows as the files that they came from.</summary>
internal sealed class CommandeWorkflows(Arguments arguments)
{
    public async Task<int> RunAsync(CancellationToken ct)
    {
        if (arguments.Rest is not ["export", var folder])
            return Sortie.Refuse("workflows attend : comiteflow workflows export DOSSIER");
        var connection = CommandeServe.Builder().Configuration.GetConnectionString("ComiteFlow");
        var file = connection is null ? CommandeServe.DatabaseFile(arguments, "comiteflow.db") : null;
        if (file is not null && !File.Exists(file))
            return Sortie.Refuse($"La base {file} n’existe pas : démarrez le service une fois, ou donnez --base.");
        await using var services = BaseDeDonnees.Add(new ServiceCollection(), new BaseDeDonnees(connection, file)).BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        var count = await CircuitsLivres.ExportAsync(scope.ServiceProvider.GetRequiredService<ComiteFlowDb>(), folder, ct);
        Console.WriteLine($"{count} circuits écrits dans {folder}.");
        return 0;
    }
}
