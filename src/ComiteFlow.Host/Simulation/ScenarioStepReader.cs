using System.Globalization;
using System.Text.Json;
using ComiteFlow.Domain;
using ComiteFlow.Host.Fichiers;

namespace ComiteFlow.Host.Simulation;

/// <summary>Reads the steps of a scenario by the table of verbs.</summary>
internal sealed class ScenarioStepReader(DateOnly from, DateOnly until, ShapeCheck shape)
{
    private static readonly string[] InstantFormats = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"];
    private static readonly string[] CommonKeys = ["at", "do", "by", "note"];
    private static readonly TimeOnly DefaultTime = new(9, 0);

    public IReadOnlyList<ScenarioStep> Read(JsonElement list, string path) => ReadList(list, path, ofGroup: null);

    private List<ScenarioStep> ReadList(JsonElement list, string path, DateTime? ofGroup) =>
        [.. list.EnumerateArray().Select((item, i) => ReadStep(item, i, $"{path}[{i}]", ofGroup)).OfType<ScenarioStep>()];

    private ScenarioStep? ReadStep(JsonElement step, int index, string path, DateTime? ofGroup)
    {
        if (!shape.Is(step, JsonValueKind.Object, path))
        {
            return null;
        }

        var at = ofGroup is null ? ReadAt(step, path) : InnerAt(step, path, ofGroup.Value);
        if (ReadVerb(step, path) is not { } verb)
        {
            return null;
        }

        var sound = CheckKeys(step, verb, path);
        var by = step.TryGetProperty("by", out var role) && shape.Is(role, JsonValueKind.String, $"{path}.by") ? role.GetString() : null;
        var inner = sound && verb == "concurrently" ? ReadList(step.GetProperty("steps"), $"{path}.steps", at ?? from.ToDateTime(DefaultTime)) : [];
        return at is { } instant ? new ScenarioStep(index, instant, verb, by, step, inner) : null;
    }

    private DateTime? ReadAt(JsonElement step, string path)
    {
        if (!step.TryGetProperty("at", out var written))
        {
            shape.Refuse(path, "Il manque la clé « at ».");
            return null;
        }

        if (!shape.Is(written, JsonValueKind.String, $"{path}.at"))
        {
            return null;
        }

        if (ParseAt(written.GetString()!) is not { } at)
        {
            shape.Refuse($"{path}.at", "Ce n’est ni une date (AAAA-MM-JJ) ni une date avec heure locale (AAAA-MM-JJTHH:MM).");
            return null;
        }

        var day = DateOnly.FromDateTime(at);
        if (day < from || day > until)
        {
            shape.Refuse($"{path}.at", $"Cette date est hors de la période du scénario, du {from:dd'/'MM'/'yyyy} au {until:dd'/'MM'/'yyyy}.");
            return null;
        }

        return at;
    }

    private DateTime? InnerAt(JsonElement step, string path, DateTime ofGroup)
    {
        if (!step.TryGetProperty("at", out _))
        {
            return ofGroup;
        }

        shape.Refuse($"{path}.at", "Une étape de « concurrently » n’a pas de date à elle\u00a0: celle du groupe vaut pour toutes.");
        return null;
    }

    private static DateTime? ParseAt(string text)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day.ToDateTime(DefaultTime);
        }

        return DateTime.TryParseExact(text, InstantFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant) ? instant : null;
    }

    private string? ReadVerb(JsonElement step, string path)
    {
        if (!step.TryGetProperty("do", out var verb))
        {
            shape.Refuse(path, "Il manque la clé « do ».");
            return null;
        }

        if (!shape.Is(verb, JsonValueKind.String, $"{path}.do"))
        {
            return null;
        }

        if (ScenarioVerbs.All.ContainsKey(verb.GetString()!))
        {
            return verb.GetString();
        }

        shape.Refuse($"{path}.do", $"L’acte « {Saisies.Citer(verb.GetString())} » n’existe pas.");
        return null;
    }

    private bool CheckKeys(JsonElement step, string verb, string path)
    {
        var keys = ScenarioVerbs.All[verb];
        var sound = shape.HasOnly(step, path, [.. CommonKeys, .. keys.Select(key => key.Name)]);
        foreach (var key in keys)
        {
            if (step.TryGetProperty(key.Name, out var value))
            {
                sound &= HasShape(value, key.Shape, $"{path}.{key.Name}");
            }
            else if (!key.Optional)
            {
                sound = shape.Refuse(path, $"Il manque la clé « {key.Name} », que l’acte « {verb} » demande.");
            }
        }

        return sound;
    }

    private bool HasShape(JsonElement value, KeyShape expected, string path) => expected switch
    {
        KeyShape.Text => shape.Is(value, JsonValueKind.String, path),
        KeyShape.Number => shape.Is(value, JsonValueKind.Number, path),
        KeyShape.Boolean => shape.IsBoolean(value, path),
        KeyShape.Texts => Each(value, path, (item, place) => shape.Is(item, JsonValueKind.String, place)),
        KeyShape.Document => value.ValueKind == JsonValueKind.String || (shape.Is(value, JsonValueKind.Object, path) && shape.IsConvention(value, path)),
        KeyShape.Changes => HasChanges(value, path),
        KeyShape.Conditions => Each(value, path, (item, place) =>
            shape.Has(item, place, [("text", JsonValueKind.String), ("dueOn", JsonValueKind.String)], [("owner", JsonValueKind.String), ("evidence", JsonValueKind.String)])),
        KeyShape.Steps => shape.Is(value, JsonValueKind.Array, path),
        _ => true,
    };

    private bool HasChanges(JsonElement value, string path) =>
        shape.Is(value, JsonValueKind.Object, path)
        && shape.HasOnly(value, path, ["ceilingCents", "allocationCents", "end"])
        && (!value.TryGetProperty("end", out var end) || shape.Is(end, JsonValueKind.String, $"{path}.end"));

    private bool Each(JsonElement list, string path, Func<JsonElement, string, bool> check)
    {
        if (!shape.Is(list, JsonValueKind.Array, path))
        {
            return false;
        }

        var sound = true;
        var index = 0;
        foreach (var item in list.EnumerateArray())
        {
            sound &= check(item, $"{path}[{index++}]");
        }

        return sound;
    }
}
