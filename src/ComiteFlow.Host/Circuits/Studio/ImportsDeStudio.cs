using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ComiteFlow.Host.Persistence.Moteur;

namespace ComiteFlow.Host.Circuits.Studio;

/// <summary>Workflows that come in as files and go out as files: one, or several in a zip that is the same each time.</summary>
internal static class ImportsDeStudio
{
    private const int FilesMax = 50;

    /// <summary>Every entry of a zip has this time, so that equal exports are equal bytes.</summary>
    private static readonly DateTimeOffset Always = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <returns>Id of the definition that took the file.</returns>
    /// <exception cref="Domain.BrokenRuleException">The file is refused; nothing of it is kept.</exception>
    public static async Task<string> ImportAsync(string text, OutilsDEcriture tools)
    {
        var definition = TexteDeCircuit.Lire(text);
        var known = definition.TexteDe("definitionId") is { Length: > 0 } id && await tools.LatestAsync(id) is not null ? id : null;
        var commande = new SaveCircuit.Commande { Circuit = known, Texte = text, Moyen = Moyens.Import, Fenetre = tools.Page };
        await tools.ActAsync(SaveCircuit.Verbe, commande);
        return commande.Recu.Circuit;
    }

    /// <summary>Files of a form, also zipped: each is taken or refused by itself, and the answer says which.</summary>
    public static async Task<IResult> ImportFilesAsync(HttpRequest request, OutilsDEcriture tools)
    {
        if (!request.HasFormContentType)
            throw RefusDeCircuit.Illisible("Choisissez un ou plusieurs fichiers à importer.");
        var (taken, refusals) = (0, new List<string>());
        foreach (var file in (await request.ReadFormAsync(request.HttpContext.RequestAborted)).Files.Take(FilesMax))
        {
            foreach (var (name, text) in await TextesAsync(file))
            {
                try
                {
                    await ImportAsync(text, tools);
                    taken++;
                }
                catch (Domain.BrokenRuleException refusal)
                {
                    refusals.AddRange(RefusDeCircuit.Phrases(refusal).Select(sentence => $"{name} : {sentence}"));
                }
            }
        }

        return refusals.Count > 0 ? ApiDeStudio.Refus(refusals) : Results.Json(new { imported = new { count = taken } });
    }

    /// <summary>The texts of a file: its own, or those of the zip that it is.</summary>
    public static async Task<IReadOnlyList<(string Name, string Text)>> TextesAsync(IFormFile file)
    {
        await using var content = file.OpenReadStream();
        if (!file.FileName.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
            return [(file.FileName, await LimitedAsync(content))];
        try
        {
            using var zip = new ZipArchive(content, ZipArchiveMode.Read);
            var texts = new List<(string, string)>();
            foreach (var entry in zip.Entries.Where(entry => entry.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase)).Take(FilesMax))
            {
                await using var opened = entry.Open();
                texts.Add((entry.Name, await LimitedAsync(opened)));
            }

            return texts;
        }
        catch (InvalidDataException)
        {
            throw RefusDeCircuit.Illisible($"Le fichier « {Domain.Saisies.Citer(file.FileName)} » n’est pas une archive zip lisible.");
        }
    }

    public static string NomDeFichier(DefinitionRow row) => $"workflow-definition-{TexteDeCircuit.Adresse(row.Name)}-{row.DefinitionId}-{DefinitionPourStudio.IdDe(row)}.json";

    public static byte[] Zip(IEnumerable<DefinitionRow> rows)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var row in rows.DistinctBy(DefinitionPourStudio.IdDe).OrderBy(NomDeFichier, StringComparer.Ordinal))
            {
                var entry = zip.CreateEntry(NomDeFichier(row));
                entry.LastWriteTime = Always;
                using var content = entry.Open();
                content.Write(Encoding.UTF8.GetBytes(row.Json));
            }
        }

        return bytes.ToArray();
    }

    /// <summary>What packs small may unpack to anything: reading stops where no workflow is as long.</summary>
    private static async Task<string> LimitedAsync(Stream content)
    {
        var buffer = new byte[TexteDeCircuit.TailleMax + 1];
        var length = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false);
        return Encoding.UTF8.GetString(buffer, 0, length).TrimStart('\uFEFF');
    }
}
