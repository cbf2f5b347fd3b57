using System.Text.Json.Nodes;
using ComiteFlow.Host.Simulation;

namespace ComiteFlow.IntegrationTests.Saisies;

/// <summary>A wrong value for a key of a verb.</summary>
/// <param name="Interdite">True when no state of any convention could accept it.</param>
internal sealed record MauvaiseValeur(JsonNode? Valeur, bool Interdite = true);

/// <summary>Wrong values by what a key holds: another type, nothing, another notation, out of all bounds, an id that nothing bears.</summary>
internal static class MauvaisesValeurs
{
    private const string Html = "<script>alert(1)</script><b>x</b>", Bidi = "abc\u202Edef\u2066\u200B", Sql = "'; DROP TABLE conventions; --";

    private static readonly string Long = new('A', 20_000);

    private static readonly string[] Types = ["12", "true", "null", "[]", "{}", "[null]", """{"a":{"a":{"a":[]}}}"""];

    private static readonly string[] Amounts =
    [
        "0", "-1", "-0.01", "12.5", "0.1", "1e-7", "1e300", "-1e300", "9007199254740992", "9223372036854775807", "9223372036854775808", "-9223372036854775808",
        "79228162514264337593543950336", "true", "[]", "{}", "[12]", "\"\"", "\"12,50\"", "\"1 234,56 €\"", "\"1200\"", "\"0\"", "\"12.5\"", "\"NaN\"", "\"Infinity\"", "\"1e3\"",
    ];

    private static readonly string[] Dates =
    [
        "", " ", "2021-02-30", "2021-02-29", "0000-00-00", "0001-01-01", "1899-12-31", "9999-12-31", "2021-13-01", "2021-00-10", "31/02/2021", "14/03/2021", "2021-3-1", "20210301",
        "2021-03-01T10:00", " 2021-03-01", "demain", "２０２１-03-01", "-001-01-01", "2021-03-01\0", Html, Bidi, Long,
    ];

    private static readonly string[] Months = ["", "2020-13", "2020-00", "0000-00", "9999-12", "0001-01", "2020", "05/2020", "2020-5", "2020-05-01", "mai", Html, Bidi, Long];

    private static readonly string[] Numbers = ["0", "-1", "1.5", "99", "1e300", "2147483647", "2147483648", "-2147483649", "9223372036854775808", "\"1\"", "true", "null", "[]", "{}"];

    private static readonly string[] Ids = ["", " ", "INCONNU-2020", "x", Html, Bidi, Sql, "../../etc/passwd", "😀", "a\0b", "ligne\nautre", Long];

    private static readonly string[] Roles =
        ["", " ", "roi", "Coordinator", "coordinator ", "coordinator:", "coordinator:DGEFP", "admin:x", "signatory", "signatory:", "signatory:INCONNU", "team", "auditor:", "system", "a:b:c", Html, Bidi, Long];

    /// <summary>All of them that are texts, for fields of a form.</summary>
    public static IReadOnlyList<string> TextesHostiles { get; } = [.. Dates, .. Ids, .. Months, .. Amounts.Select(amount => amount.Trim('"'))];

    /// <summary>The wrong values of a key of a verb, of which this step holds a right one or none.</summary>
    public static IEnumerable<MauvaiseValeur> Pour(string verb, VerbKey key, JsonNode? right) => (verb, key.Name) switch
    {
        _ when ScenarioVerbs.IsAmount(key.Name) => Montants(verb, key),
        (_, "on" or "to" or "from" or "until" or "receivedOn") => [.. Json(Types), .. Textes(Dates)],
        (_, "month") => [.. Json(Types), .. Textes(Months)],
        (_, "reason") when !key.Optional => [.. Json(Types), .. Textes(["", " ", "\t\n"]), .. Libres()],
        (_, "reason" or "label" or "comment") => [.. Json(Types), .. Libres()],
        (_, "indicators") => Libres(),
        ("resolveDoubt", "value") => [.. Json(["null", "[]", "{}", "[null]"]), .. Textes(["", " "]), .. Libres()],
        ("holdCommittee", "attendees") => [.. Json(["12", "null", "{}", "\"x\"", "[null]", "[12]", "[[]]", "[\"\"]", "[\" \"]"]), new(new JsonArray("INCONNU"), Interdite: false)],
        ("setChorusKey", not ("convention" or "startup")) => [.. Json(Types), .. Textes(Ids), .. Voisins(right).Select(value => value with { Interdite = false })],
        ("setOption", "value") => [.. Json(["null", "1e300", "-1", "1.5", "{}", """[{}]""", """[[]]"""]), .. Textes([Html, Long, ""])],
        ("import", "document") => [.. Json(["12", "true", "null", "[]", .. Conventions]), .. Textes(Ids), new(JsonNode.Parse("""{"id":"X-1"}"""), Interdite: false)],
        ("requestAvenant", "changes") => Changements(),
        (_, "conditions") => Conditions(),
        (_, "objectives") => Json(["12", "null", "{}", "\"x\"", "[null]", "[12]", "[[\"x\"]]"]),
        (_, "conditionMet") => Json(["\"true\"", "1", "null", "[]", "{}"]),
        _ => key.Shape switch
        {
            KeyShape.Number => Json(Numbers),
            KeyShape.Steps => Json(["12", "null", "{}", "[12]", "[{}]", """[{"do":"inconnu"}]""", """[{"at":"2020-01-01","do":"restart"}]"""]),
            KeyShape.Any => [.. Json(["12", "true", "[]", "{}"]), .. Textes(Ids)],
            _ => [.. Json(Types), .. Textes(Ids), .. Voisins(right)],
        },
    };

    /// <summary>Wrong values of the keys that every step has.</summary>
    public static IEnumerable<(string Key, MauvaiseValeur Value)> Communes() =>
    [
        .. Json(["12", "null", "{}"]).Concat(Textes(Roles)).Select(value => ("by", value)),
        .. Json(["12", "null", "[]"]).Concat(Textes(["", "inconnu", "Commit", "confirmCopy", "decideIncident", Html, Bidi])).Select(value => ("do", value)),
        .. Json(["12", "null", "[]"]).Concat(Textes([.. Dates, "2021-03-01T25:00", "1990-01-01"]).Where(v => v.Valeur!.GetValue<string>() != "2021-03-01T10:00")).Select(value => ("at", value)),
        ("inconnue", new(1)), ("<b>", new("x")), ("Convention", new("x")),
    ];

    private static IEnumerable<MauvaiseValeur> Montants(string verb, VerbKey key)
    {
        var takesZero = verb is "submitExpenseReport" or "decideBalance";
        return Json([.. Amounts.Where(amount => !takesZero || amount != "0"), .. key.Optional ? [] : new[] { "null" }]);
    }

    private static IEnumerable<MauvaiseValeur> Changements() =>
    [
        .. Json(["12", "true", "null", "[]", "{}", """{"inconnue":1}""", """{"end":12}""", """{"end":null}"""]),
        .. Amounts.SelectMany(amount => new[] { "ceilingCents", "allocationCents" }.Select(key => new MauvaiseValeur(new JsonObject { [key] = JsonNode.Parse(amount) }))),
        .. Dates.Select(date => new MauvaiseValeur(new JsonObject { ["end"] = date })),
    ];

    private static IEnumerable<MauvaiseValeur> Conditions() =>
    [
        .. Json(["12", "null", "{}", "\"x\"", "[null]", "[{}]", """[{"text":"x"}]""", """[{"text":12,"dueOn":"2021-01-01"}]""", """[{"text":"x","dueOn":null}]""", """[{"text":"x","dueOn":"2021-01-01","z":1}]""", """[{"text":" ","dueOn":"2030-01-01"}]"""]),
        .. Dates.Select(date => new MauvaiseValeur(new JsonArray(new JsonObject { ["text"] = "x", ["dueOn"] = date }))),
    ];

    private static string[] Conventions { get; } =
    [
        "{}", """{"id":12}""", """{"id":null}""", """{"id":""}""", """{"id":"X-1","kind":"avenant"}""", """{"id":"X-1","kind":"avenant","amends":"INCONNU"}""",
        """{"id":"X-1","kind":"convention","parties":{}}""", """{"id":"X-1","kind":"convention","parties":[null]}""", """{"id":"X-1","kind":"convention","startups":[{}]}""",
        """{"id":"X-1","kind":"convention","ceilings":[{"amountCents":1e300}]}""", """{"id":"X-1","kind":"convention","end":{"date":"2021-02-30"}}""", """{"id":"X-1","kind":"autre"}""",
    ];

    /// <summary>Texts that only look like the right one.</summary>
    private static IEnumerable<MauvaiseValeur> Voisins(JsonNode? right)
    {
        if (right is not JsonValue value || !value.TryGetValue<string>(out var id) || id.Length == 0)
            return [];
        string[] near = [id.ToLowerInvariant(), id.ToUpperInvariant(), id + " ", " " + id, id + "\0", id + "\u200B", id + "\n", id[..^1]];
        return Textes([.. near.Where(text => text != id)]);
    }

    private static IEnumerable<MauvaiseValeur> Libres() => Textes(["", Html, Bidi, Sql, Long, "😀", "a\0b", "ligne\nautre"]).Select(value => value with { Interdite = false });

    private static IEnumerable<MauvaiseValeur> Json(IEnumerable<string> texts) => texts.Select(text => new MauvaiseValeur(JsonNode.Parse(text)));

    private static IEnumerable<MauvaiseValeur> Textes(IEnumerable<string> texts) => texts.Select(text => new MauvaiseValeur(JsonValue.Create(text)));
}
