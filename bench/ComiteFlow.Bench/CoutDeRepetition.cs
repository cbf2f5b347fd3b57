using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Host;
using ComiteFlow.Host.Circuits.Repetition;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.LigneDeCommande;

namespace ComiteFlow.Bench;

/// <summary>Processor time of a rehearsal: a draft of <c>comite.json</c> and the published text, 24 months of one convention each, for every behaviour.</summary>
internal static class CoutDeRepetition
{
    private const string Circuit = "comite", Convention = "DIAGORIENTE-2020";

    public static async Task<int> RunAsync(IReadOnlyList<string> words)
    {
        var racine = Commandes.Racine();
        var runs = words.Count > 0 ? int.Parse(words[0], CultureInfo.InvariantCulture) : 4;
        var reglages = new ReglagesCourants(await File.ReadAllTextAsync(Path.Combine(racine, "conventions", "policies.json")), new Dictionary<string, JsonElement>());
        var dossiers = new DossiersLivres(Path.Combine(racine, "conventions"), Path.Combine(racine, "workflows"), Path.Combine(racine, "templates"));
        var cadre = new CadreDeRepetition(dossiers, reglages, new AdresseDuSite("https://comiteflow.example"), CourrielsDuSite.Aucun);
        foreach (var behaviour in Enum.GetValues<Comportement>())
        {
            var matter = await MatiereAsync(dossiers, behaviour);
            var costs = new List<double>();
            var mails = 0;
            for (var run = 0; run < runs; run++)
            {
                var before = Environment.CpuUsage.TotalTime;
                mails = await PasserAsync(cadre, matter, matter.Repete.Texte) + await PasserAsync(cadre, matter, matter.Publie!.Value.Texte);
                costs.Add((Environment.CpuUsage.TotalTime - before).TotalSeconds);
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{behaviour}: {mails} mails in two runs of 24 months; first rehearsal {costs[0]:F2} s of processor time, best later one {costs.Skip(1).DefaultIfEmpty(costs[0]).Min():F2} s"));
        }

        return 0;
    }

    private static async Task<MatiereDeRepetition> MatiereAsync(DossiersLivres dossiers, Comportement behaviour)
    {
        var texts = new Dictionary<string, string>();
        foreach (var file in Directory.EnumerateFiles(dossiers.Workflows, "*.json"))
        {
            texts[Path.GetFileNameWithoutExtension(file)] = await File.ReadAllTextAsync(file);
        }

        texts.Remove(Circuit, out var published);
        var draft = JsonNode.Parse(published!)!;
        var step = draft["root"]!["activities"]!.AsArray().First(one => (string?)one!["id"] == "collecter")!;
        step["reminders"]!["expression"]!["value"] = "[\"3\", \"5\"]";
        var from = new DateOnly(2020, 3, 24);
        var text = await File.ReadAllTextAsync(Path.Combine(dossiers.Conventions, Convention.ToLowerInvariant() + ".json"));
        return new MatiereDeRepetition(
            new DemandeDeRepetition(Circuit, [Convention], from, from.AddMonths(24).AddDays(-1), behaviour, Rejouer: false), Circuit, (2, draft.ToJsonString()), (1, published!), texts,
            [new ConventionCopiee(Convention, Convention, text, [], [])], null, DateTime.MinValue);
    }

    /// <returns>How many mails it wrote.</returns>
    private static async Task<int> PasserAsync(CadreDeRepetition cadre, MatiereDeRepetition matter, string text)
    {
        var folder = Directory.CreateTempSubdirectory("comiteflow-bench-");
        try
        {
            return (await new PassageDeRepetition(cadre, matter, folder).RunAsync(text, CancellationToken.None)).Courriels.Count;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
