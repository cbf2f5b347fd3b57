using System.Globalization;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Circuits;
using ComiteFlow.Host.Hebergement;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Persistence.Moteur;

namespace ComiteFlow.Host.LigneDeCommande;

/// <summary><c>comiteflow circuits migrer</c>: shows what a migration would do to each instance, and does it when told to.</summary>
internal sealed class CommandeCircuits(Arguments arguments)
{
    private const string Usage =
        "circuits attend : comiteflow circuits migrer --de 1 --vers 2 [--etapes ANCIENNE=NOUVELLE,…] [--appliquer --par PERSONNE --motif TEXTE] CIRCUIT";

    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    public async Task<int> RunAsync(CancellationToken ct)
    {
        if (arguments.Rest is not ["migrer", var definition] || Number("de") is not { } from || Number("vers") is not { } to || Steps() is not { } steps)
            return Sortie.Refuse(Usage);
        var isApplied = arguments.Option("appliquer") is not null;
        if (isApplied && (arguments.Option("par") is null || arguments.Option("motif") is null))
            return Sortie.Refuse("Pour appliquer une migration, indiquez qui décide (--par) et pourquoi (--motif) : le journal le garde.");
        var connection = CommandeServe.Builder().Configuration.GetConnectionString("ComiteFlow");
        var file = connection is null ? CommandeServe.DatabaseFile(arguments, "comiteflow.db") : null;
        if (file is not null && !File.Exists(file))
            return Sortie.Refuse($"La base {file} n’existe pas : démarrez le service une fois, ou donnez --base.");
        using var only = file is not null && isApplied ? Verrou.Take(file) : null;
        if (file is not null && isApplied && only is null)
            return Sortie.Refuse($"Un service utilise {file} : arrêtez-le avant de migrer ses instances.");
        await using var services = Services(new BaseDeDonnees(connection, file));
        return await MigrateAsync(services.GetRequiredService<MigrationsDeCircuits>(), new Migration(definition, from, to, steps), isApplied, ct);
    }

    private static ServiceProvider Services(BaseDeDonnees database)
    {
        var services = BaseDeDonnees.Add(new ServiceCollection(), database);
        services.AddSingleton(TimeProvider.System).AddSingleton<MigrationsDeCircuits>();
        services.AddScoped<UnitOfWork>().AddScoped<IUnitOfWork>(provider => provider.GetRequiredService<UnitOfWork>());
        services.AddScoped<IPinnedInstances, SqlPinnedInstances>().AddScoped<IMigrations, Migrations>();
        return services.BuildServiceProvider();
    }

    private async Task<int> MigrateAsync(MigrationsDeCircuits migrations, Migration migration, bool isApplied, CancellationToken ct)
    {
        var (possible, refused) = (0, 0);
        await foreach (var page in migrations.PlanAsync(migration, ct))
        {
            if (page.Refusals.Count > 0)
                return Sortie.Refuse(page.Refusals);
            foreach (var instance in page.Instances)
            {
                Show(instance);
                var refusal = isApplied && instance.IsPossible
                    ? await migrations.ApplyAsync(migration, instance.InstanceId, arguments.Option("par")!, arguments.Option("motif")!, ct)
                    : null;
                if (refusal is not null)
                    Console.WriteLine($"  refusée : {refusal}");
                if (instance.IsPossible && refusal is null)
                    possible++;
                else
                    refused++;
            }
        }

        Console.WriteLine(isApplied
            ? $"{possible} instances migrées, {refused} refusées."
            : $"{possible} instances peuvent être migrées, {refused} sont refusées. Rien n’a été changé : ajoutez --appliquer pour migrer.");
        return isApplied && refused > 0 ? Sortie.Refused : 0;
    }

    private static void Show(InstanceMigration instance)
    {
        Console.WriteLine($"{instance.Key} ({instance.InstanceId})");
        foreach (var step in instance.Steps.Where(step => step.Waits.Count > 0 || step.Due is not null || step.Refusal is not null || step.To != step.From))
        {
            Console.WriteLine($"  {step.Label} [{step.From}] -> {(step.To is null ? "aucune étape" : $"{step.ToLabel} [{step.To}]")}{Awaited(step)}");
        }

        foreach (var line in instance.Refusals.Select(refusal => $"  refusée : {refusal}").Concat(instance.Notes.Select(note => $"  à savoir : {note}")))
        {
            Console.WriteLine(line);
        }
    }

    private static string Awaited(StepMigration step)
    {
        var awaited = step.Waits.Select(wait => $"l’évènement « {wait} »").ToList();
        if (step.Due is { } due)
            awaited.Add(TimeZoneInfo.ConvertTimeBySystemTimeZoneId(due, "Europe/Paris").ToString("'le' d MMMM yyyy 'à' H 'h' mm", French));
        return awaited.Count == 0 ? "" : $", attend {string.Join(" ou ", awaited)}";
    }

    private int? Number(string name) => int.TryParse(arguments.Option(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Null when an entry is not of the form <c>old=new</c>.</summary>
    private Dictionary<string, string>? Steps()
    {
        var pairs = (arguments.Option("etapes") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(pair => pair.Split('=')).ToList();
        return pairs.TrueForAll(pair => pair.Length == 2) ? pairs.DistinctBy(pair => pair[0]).ToDictionary(pair => pair[0], pair => pair[1]) : null;
    }
}
