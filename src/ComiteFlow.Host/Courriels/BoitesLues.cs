using System.Text.Json;
using MimeKit;

namespace ComiteFlow.Host.Courriels;

/// <summary>One reading of the directory: the boxes by function or party.</summary>
/// <param name="Domaine">Domain of everyone who has no box; null where such a recipient is refused.</param>
internal sealed record BoitesLues(IReadOnlyDictionary<string, MailboxAddress> Par, string? Domaine)
{
    private const string Fichier = "annuaire.json";

    /// <exception cref="FormatException">What is wrong with the file, in a sentence with its line or its box.</exception>
    public static BoitesLues Read(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path));
        }
        catch (IOException)
        {
            throw new FormatException($"{Fichier} ne peut pas être lu : remettez ce fichier dans le dossier des conventions.");
        }
        catch (UnauthorizedAccessException)
        {
            throw new FormatException($"{Fichier} ne peut pas être lu : le service n’en a pas le droit.");
        }
    }

    /// <exception cref="FormatException">What is wrong with the text, in a sentence with its line or its box.</exception>
    public static BoitesLues Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement is not { ValueKind: JsonValueKind.Object } root || !root.TryGetProperty("boites", out var boites) || boites.ValueKind != JsonValueKind.Object)
                throw new FormatException($"{Fichier} n’a pas de liste « boites ».");
            var domain = root.TryGetProperty("domaineParDefaut", out var one) ? Text(one) ?? throw new FormatException($"{Fichier}, « domaineParDefaut » n’est pas un texte.") : null;
            return new BoitesLues(boites.EnumerateObject().ToDictionary(boite => boite.Name, Boite), domain);
        }
        catch (JsonException error)
        {
            throw new FormatException($"{Fichier}, ligne {error.LineNumber + 1} : le texte s’arrête ou une virgule, un guillemet, une accolade manque.");
        }
        catch (ArgumentException)
        {
            throw new FormatException($"{Fichier} nomme deux fois la même boîte.");
        }
    }

    private static MailboxAddress Boite(JsonProperty boite)
    {
        var isBox = boite.Value.ValueKind == JsonValueKind.Object;
        var name = isBox && boite.Value.TryGetProperty("nom", out var told) ? Text(told) : null;
        var address = isBox && boite.Value.TryGetProperty("adresse", out var at) ? Text(at) : null;
        if (name is null || address is null || !MailboxAddress.TryParse(address, out var read) || read.Address != address || !address.Contains('@'))
            throw new FormatException($"{Fichier}, boîte « {boite.Name} » : il faut un « nom » et une « adresse » de la forme nom@domaine.");
        return new MailboxAddress(name, address);
    }

    private static string? Text(JsonElement value) => value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;
}
