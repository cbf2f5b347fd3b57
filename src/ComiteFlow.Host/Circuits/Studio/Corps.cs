using System.Text;
using System.Text.Json;

namespace ComiteFlow.Host.Circuits.Studio;

/// <summary>The body of a call, read only after it is clear that the person may make it, and never beyond all measure.</summary>
internal static class Corps
{
    /// <summary>Bytes of a body: more than a workflow may have, so that the refusal can name the measure of a workflow.</summary>
    private const int Max = 8_000_000;

    /// <summary>As deep as a workflow may be nested, and the envelope.</summary>
    private const int Depth = 72;

    /// <exception cref="Domain.BrokenRuleException">No JSON object, or too much of it.</exception>
    public static async Task<JsonElement> LireAsync(HttpRequest request)
    {
        var text = await TexteAsync(request);
        try
        {
            using var document = JsonDocument.Parse(text.Length == 0 ? "{}" : text, new JsonDocumentOptions { MaxDepth = Depth });
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : throw Illisible();
        }
        catch (JsonException)
        {
            throw Illisible();
        }
    }

    public static async Task<string> TexteAsync(HttpRequest request)
    {
        using var kept = new MemoryStream();
        var buffer = new byte[16_384];
        for (int read; (read = await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted)) > 0;)
        {
            if (kept.Length + read > Max)
                throw RefusDeCircuit.Illisible($"L’envoi dépasse {Max / 1_000_000} Mo : un circuit tient dans {TexteDeCircuit.TailleMax / 1000} Ko.");
            kept.Write(buffer, 0, read);
        }

        return Encoding.UTF8.GetString(kept.GetBuffer(), 0, (int)kept.Length).TrimStart('\uFEFF');
    }

    /// <summary>The texts of a list, at most so many.</summary>
    public static IReadOnlyList<string> Textes(JsonElement body, string name, int most = 200) =>
        body.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!).Take(most)]
            : [];

    public static string? Texte(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static Domain.BrokenRuleException Illisible() => RefusDeCircuit.Illisible("L’envoi n’est pas du JSON valide, ou ses parties sont imbriquées trop profondément : rien n’a été enregistré.");
}
