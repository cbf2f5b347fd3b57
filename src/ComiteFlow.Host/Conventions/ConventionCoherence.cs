using System.Globalization;
using System.Text.Json;
using ComiteFlow.Host.Fichiers;

namespace ComiteFlow.Host.Conventions;

/// <summary>What must agree inside one convention file, whatever its text: order of dates, whole amounts, roles and references, ids, plafond.</summary>
/// <remarks>Sums that do not add up in a printed text are anomalies of that text: they are registered and shown, never refused here.</remarks>
internal sealed class ConventionCoherence(JsonElement convention)
{
    private readonly List<(string Path, string Reason)> _found = [];

    /// <summary>Each incoherence, with a French sentence. What has not the right shape is passed over: the schema tells it.</summary>
    public IReadOnlyList<(string Path, string Reason)> Check()
    {
        if (convention.ValueKind == JsonValueKind.Object)
        {
            CheckDates();
            CheckAmounts(convention, "$");
            CheckParties();
            CheckIds();
            CheckCeiling();
            _found.AddRange(convention.TryGetProperty("settings", out var settings) ? ReglagesCourants.Problems(settings, "$.settings") : []);
        }

        return _found;
    }

    private void CheckDates()
    {
        CheckOrder("signing.firstStamp", "la première signature", "signing.lastStamp", "La dernière signature");
        CheckOrder("signing.date", "la signature", "effect.date", "La date d’effet");
        CheckOrder("signing.date", "la signature", "end.date", "La fin");
        CheckOrder("effect.date", "la date d’effet", "end.date", "La fin");
        CheckOrder("signing.date", "la signature", "end.latestPayment", "Le dernier jour des paiements");
        CheckOrder("founding.date", "la décision fondatrice", "founding.until", "La fin de la période décidée");
        CheckOrder("founding.date", "la décision fondatrice", "signing.date", "La signature");
        foreach (var (startup, path) in Items("startups"))
        {
            // Months written AAAA-MM sort as text.
            if (Text(startup, "periodStart") is { } start && Text(startup, "periodEnd") is { } end && string.CompareOrdinal(end, start) < 0)
            {
                Report($"{path}.periodEnd", "La fin de la période précède son début.");
            }
        }

        foreach (var (signatory, path) in Items("signatories"))
        {
            if (Day(signatory, "signedOn") is { } signed && Day("end.date") is { } end && signed > end)
            {
                Report($"{path}.signedOn", "Cette signature est postérieure à la fin de la convention.");
            }
        }
    }

    private void CheckOrder(string before, string beforeName, string after, string afterName)
    {
        if (Day(before) is { } first && Day(after) is { } second && second < first)
        {
            Report($"$.{after}", string.Create(CultureInfo.InvariantCulture, $"{afterName} ({second:dd/MM/yyyy}) précède {beforeName} ({first:dd/MM/yyyy})."));
        }
    }

    // The schema takes 1.0 and 1e3 for whole numbers; amounts are written with digits alone.
    private void CheckAmounts(JsonElement element, string path)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in element.EnumerateObject())
            {
                var place = JsonText.Child(path, member.Name);
                if (IsAmount(member.Name) && IsWholeInAnotherNotation(member.Value))
                {
                    Report(place, "Un montant s’écrit en centimes entiers, sans virgule ni exposant.");
                }

                CheckAmounts(member.Value, place);
            }
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            var index = 0;
            foreach (var item in element.EnumerateArray())
            {
                CheckAmounts(item, $"{path}[{index++}]");
            }
        }
    }

    private static bool IsWholeInAnotherNotation(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && !value.TryGetInt64(out _)
        && (!value.TryGetDecimal(out var number) || number == decimal.Truncate(number));

    private static bool IsAmount(string key) => key.EndsWith("Cents", StringComparison.Ordinal) || key == "cents";

    private void CheckParties()
    {
        var parties = Items("parties").ToList();
        var isAvenant = Text(convention, "kind") == "avenant";
        if (parties.Count == 0 && isAvenant)
        {
            return; // An avenant without parties has those of the convention that it amends.
        }

        foreach (var (role, name) in new[] { ("delegant", "délégant"), ("delegataire", "délégataire") })
        {
            if (!parties.Any(party => Text(party.Item, "role") == role))
            {
                Report("$.parties", $"Aucune partie n’a le rôle de {name}.");
            }
        }

        var known = parties.Select(party => Text(party.Item, "id")).ToHashSet();
        CheckReferences("signatories", "partyId", known);
        CheckReferences("committees", "chairParty", known);
        foreach (var (committee, path) in Items("committees"))
        {
            foreach (var (party, place) in Items(committee, path, "minimumParties"))
            {
                CheckReference(party.ValueKind == JsonValueKind.String ? party.GetString() : null, place, known);
            }
        }
    }

    private void CheckReferences(string list, string key, HashSet<string?> known)
    {
        foreach (var (item, path) in Items(list))
        {
            CheckReference(Text(item, key), $"{path}.{key}", known);
        }
    }

    private void CheckReference(string? party, string path, HashSet<string?> known)
    {
        if (party is not null && !known.Contains(party))
        {
            Report(path, $"« {party} » n’est pas une partie de ce document.");
        }
    }

    private void CheckIds()
    {
        CheckUnique(Items("parties"), "id");
        CheckUnique(Items("signatories"), "partyId");
        CheckUnique(Items("startups"), "id");
        CheckUnique(Items("committees"), "code");
        CheckUnique(Items("tranches"), "no");
        CheckUnique(Items("tranches").SelectMany(tranche => Items(tranche.Item, tranche.Path, "earmarks")), "id");
        CheckUnique(Items("budgetTables"), "id");
    }

    private void CheckUnique(IEnumerable<(JsonElement Item, string Path)> items, string key)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (item, path) in items)
        {
            if (item.ValueKind == JsonValueKind.Object && item.TryGetProperty(key, out var id)
                && id.ValueKind is JsonValueKind.String or JsonValueKind.Number && !seen.Add(id.ToString()))
            {
                Report($"{path}.{key}", $"« {id} » est déjà pris plus haut.");
            }
        }
    }

    private void CheckCeiling()
    {
        var allotted = Items("tranches").Sum(tranche => (decimal)(Amount(tranche.Item, "amountCents") ?? 0));
        foreach (var (ceiling, _) in Items("ceilings").Where(item => Text(item.Item, "scope") is null or "convention"))
        {
            if (Amount(ceiling, "amountCents") is { } limit && allotted > limit)
            {
                Report("$.tranches", $"Les tranches ({allotted} centimes) dépassent le plafond ({limit} centimes).");
            }
        }
    }

    private void Report(string path, string reason) => _found.Add((path, reason));

    private IEnumerable<(JsonElement Item, string Path)> Items(string list) => Items(convention, "$", list);

    private static IEnumerable<(JsonElement Item, string Path)> Items(JsonElement parent, string path, string list) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(list, out var items) && items.ValueKind == JsonValueKind.Array
            ? items.EnumerateArray().Select((item, i) => (item, $"{path}.{list}[{i}]"))
            : [];

    private DateOnly? Day(string path)
    {
        var names = path.Split('.');
        return convention.TryGetProperty(names[0], out var part) ? Day(part, names[1]) : null;
    }

    private static DateOnly? Day(JsonElement parent, string key) =>
        DateOnly.TryParseExact(Text(parent, key), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static string? Text(JsonElement parent, string key) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static long? Amount(JsonElement parent, string key) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(key, out var value)
            && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var cents) ? cents : null;
}
