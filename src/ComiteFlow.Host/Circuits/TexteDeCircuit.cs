using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ComiteFlow.Domain;

namespace ComiteFlow.Host.Circuits;

/// <summary>The text of a workflow definition as people bring it: bounded, and refused in French before anything else looks at it.</summary>
internal static class TexteDeCircuit
{
    /// <summary>Largest text in bytes.</summary>
    public const int TailleMax = 1_000_000;

    /// <summary>Most steps that one definition may hold; more no diagram shows and no person reads.</summary>
    public const int EtapesMax = 500;

    /// <summary>Own data in the custom properties of a definition; given with each answer, never kept.</summary>
    public const string Propre = "comiteflow";

    private const string Schema = "https://elsaworkflows.io/schemas/workflow-definition/v3.0.0/schema.json";
    private const int ProfondeurMax = 64, NomMax = 200;

    private static readonly JsonSerializerOptions Ecriture = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="BrokenRuleException">No workflow definition, or one beyond all measure.</exception>
    public static JsonObject Lire(string text)
    {
        if (Encoding.UTF8.GetByteCount(text) > TailleMax)
            throw RefusDeCircuit.Illisible($"Le circuit dépasse {TailleMax / 1000} Ko, la taille au-delà de laquelle plus personne ne peut le relire : partagez-le en plusieurs circuits qui s’appellent.");
        JsonNode? read;
        try
        {
            read = JsonNode.Parse(text, new JsonNodeOptions { PropertyNameCaseInsensitive = true }, new JsonDocumentOptions { MaxDepth = ProfondeurMax });
            // What stands twice under one name is found only when the names are looked at.
            _ = (read as JsonObject)?.Count;
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            throw RefusDeCircuit.Illisible(error is JsonException { LineNumber: { } line }
                ? $"Le fichier n’est pas du JSON valide (ligne {line + 1}), ou ses parties sont imbriquées trop profondément : exportez-le de nouveau."
                : "Le fichier donne deux fois le même nom : exportez-le de nouveau.");
        }

        return Verifier(read as JsonObject ?? throw RefusDeCircuit.Illisible("Le fichier n’est pas un circuit : exportez-le depuis ComiteFlow ou Elsa Studio."));
    }

    public static string Ecrire(JsonObject definition) => definition.ToJsonString(Ecriture) + "\n";

    public static string Empreinte(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    public static string Nom(JsonObject definition) => definition.TexteDe("name") is { } name && !string.IsNullOrWhiteSpace(name) ? name.Trim() : "Circuit sans nom";

    /// <summary>Writes what the product alone decides, whatever the file says, and takes away what belongs to an answer.</summary>
    public static void Signer(JsonObject definition, string definitionId, int version, DateTimeOffset createdAt, bool isPublished)
    {
        definition["id"] = $"{definitionId}-{version}";
        definition["definitionId"] = definitionId;
        definition["name"] = Nom(definition);
        definition["createdAt"] = createdAt.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
        definition["version"] = version;
        definition["isLatest"] = true;
        definition["isPublished"] = isPublished;
        definition.Remove("links");
        (definition["customProperties"] as JsonObject)?.Remove(Propre);
        definition.Remove("$schema");
        definition.Insert(0, "$schema", Schema);
    }

    /// <summary>A name as part of an address: small letters, figures and hyphens.</summary>
    public static string Adresse(string name)
    {
        var letters = new StringBuilder();
        foreach (var c in name.Normalize(NormalizationForm.FormD).ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(c))
                letters.Append(c);
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark && letters.Length > 0 && letters[^1] != '-')
                letters.Append('-');
        }

        var slug = letters.ToString().Trim('-');
        slug = slug.Length > 60 ? slug[..60].Trim('-') : slug;
        return slug.Length == 0 ? "circuit" : slug;
    }

    private static JsonObject Verifier(JsonObject definition)
    {
        if (definition["root"] is not JsonObject root)
            throw RefusDeCircuit.Illisible("Le fichier ne contient pas de circuit : sa partie « root » manque. Exportez-le depuis ComiteFlow ou Elsa Studio.");
        if (root.TexteDe("type") is not "Elsa.Flowchart")
        {
            throw RefusDeCircuit.De("unsupportedRoot",
                $"Un circuit est ici un diagramme de flux : la forme « {Saisies.Citer(Forme(root.TexteDe("type")))} » n’est pas prise en charge. Créez un circuit de type « Diagramme » (Flowchart).");
        }

        if (Nom(definition).Length > NomMax)
            throw RefusDeCircuit.Illisible($"Le nom du circuit dépasse {NomMax} caractères : raccourcissez-le.");
        if (Etapes(root) is var steps and > EtapesMax)
            throw RefusDeCircuit.De("tooManySteps", $"Le circuit compte {steps} étapes, et {EtapesMax} au plus tiennent dans un diagramme qu’on peut lire : partagez-le en plusieurs circuits qui s’appellent.");
        return definition;
    }

    private static string Forme(string? type) => type switch
    {
        "Elsa.Sequence" => "séquence",
        null or "" => "inconnue",
        _ when type.Contains("StateMachine", StringComparison.OrdinalIgnoreCase) => "machine à états",
        _ => type,
    };

    private static int Etapes(JsonNode? node) => node switch
    {
        JsonObject map => (map.ContainsKey("id") && map.ContainsKey("type") ? 1 : 0) + map.Sum(pair => Etapes(pair.Value)),
        JsonArray list => list.Sum(Etapes),
        _ => 0,
    };

    /// <summary>The text under a name; null when there is none.</summary>
    public static string? TexteDe(this JsonObject map, string name) => map[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
