using System.Globalization;
using System.Text.Json;
using ComiteFlow.Host.LigneDeCommande;
using ComiteFlow.Host.Modeles;

namespace ComiteFlow.Bench;

/// <summary>Processor time and memory of making 100 avenants as Word files, from all shipped samples in turn.</summary>
internal static class CoutDesDocuments
{
    private const int Count = 100;

    public static async Task<int> RunAsync(IReadOnlyList<string> words)
    {
        var templates = Path.Combine(Commandes.Racine(), "templates");
        var rounds = words.Count > 0 ? int.Parse(words[0], CultureInfo.InvariantCulture) : 5;
        var source = new DossierDeModeles(templates);
        var (store, writer) = (new ModeleStore(source, new Dictionary<string, object?>()), new DocxWriter(source));
        var samples = new List<IReadOnlyDictionary<string, object?>>();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(templates, "documents", "avenant"), "donnees*.json").Order(StringComparer.Ordinal))
        {
            samples.Add(DonneesDeModele.Read(JsonDocument.Parse(await File.ReadAllTextAsync(file)).RootElement));
        }

        for (var round = 1; round <= rounds; round++)
        {
            var before = Environment.CpuUsage.TotalTime;
            var bytes = 0L;
            for (var made = 0; made < Count; made++)
            {
                bytes += writer.Write(store.RenderDocument("avenant", samples[made % samples.Count]), new DocxDetails("Avenant", "essai", DateTimeOffset.UnixEpoch) { Empreinte = new string('a', 64) }).Length;
            }

            var cost = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"round {round}: {Count} avenants, {cost:F2} s of processor time ({cost / 10:P1} of the 10 s allowed), {bytes / Count / 1024} KB each, {GC.GetTotalMemory(forceFullCollection: true) / 1048576.0:F1} MB held"));
        }

        return 0;
    }
}
