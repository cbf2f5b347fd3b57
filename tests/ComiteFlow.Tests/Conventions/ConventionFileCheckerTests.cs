using System.Text.Json;
using System.Text.Json.Nodes;
using ComiteFlow.Host.Conventions;

namespace ComiteFlow.Tests.Conventions;

/// <summary>Every fault of a convention file is told at once, with its place and a French sentence.</summary>
public sealed class ConventionFileCheckerTests
{
    private const string Sound = """
        {"id": "ESSAI-2020", "kind": "convention",
         "parties": [{"id": "A", "role": "delegant"}, {"id": "B", "role": "delegataire"}],
         "signatories": [{"partyId": "A", "signedOn": "2020-01-02"}, {"partyId": "B"}],
         "signing": {"date": "2020-01-02"}, "effect": {"date": "2020-01-03"}, "end": {"date": "2020-12-31", "latestPayment": "2021-01-31"},
         "ceilings": [{"scope": "convention", "amountCents": 1000}],
         "tranches": [{"no": 1, "amountCents": 600, "earmarks": [{"id": "E1", "amountCents": 1}, {"id": "E2", "amountCents": 2}]}, {"no": 2, "amountCents": 400}],
         "startups": [{"id": "S1", "periodStart": "2020-01", "periodEnd": "2020-01"}, {"id": "S2", "budgetCents": null}],
         "committees": [{"code": "C1", "chairParty": "A", "minimumParties": ["A", "B"]}, {"code": "C2", "chairParty": null}]}
        """;

    [Fact]
    public void CheckPath_ShippedConventions_AreSound() => Assert.Empty(ConventionFileChecker.CheckPath(Depot.Path("conventions")));

    [Fact]
    public void Check_ConventionsInsideScenarios_AreSound()
    {
        var inline = Directory.GetFiles(Depot.Path("scenarios"), "*.json")
            .SelectMany(file => JsonDocument.Parse(File.ReadAllText(file)).RootElement.GetProperty("conventions").EnumerateArray().Select(item => (file, item)))
            .Where(entry => entry.item.ValueKind == JsonValueKind.Object)
            .ToList();

        Assert.NotEmpty(inline);
        Assert.Empty(inline.SelectMany(entry => ConventionFileChecker.Check(entry.file, "$.conventions[0]", entry.item)));
    }

    [Fact]
    public void Check_SmallConvention_IsSound() => Assert.Empty(ConventionFileChecker.Check("essai.json", Sound));

    [Theory]
    [InlineData("$.colour", "\"red\"", "Cette clé n’existe pas dans une convention.")]
    [InlineData("$.tranches[0].colour", "\"red\"", "Cette clé n’existe pas dans une convention.")]
    [InlineData("$.id", "\"été\"", "Un identifiant s’écrit en majuscules, chiffres et traits d’union, sans accent.")]
    [InlineData("$.kind", "\"contract\"", "Cette valeur n’est pas connue\u00a0; les valeurs possibles sont\u00a0: \"convention\", \"avenant\".")]
    [InlineData("$.tranches", "{}", "Un tableau est attendu ici.")]
    [InlineData("$.tranches[0].amountCents", "-1", "Ce nombre est trop petit\u00a0: le minimum est 0.")]
    [InlineData("$.tranches[0].amountCents", "1.5", "Un nombre entier ou null est attendu ici.")]
    [InlineData("$.tranches[0].amountCents", "1e2", "Un montant s’écrit en centimes entiers, sans virgule ni exposant.")]
    [InlineData("$.end.date", "\"2020-02-30\"", "Une date s’écrit AAAA-MM-JJ et existe au calendrier.")]
    [InlineData("$.end", "{\"date\": \"2020-01-02\"}", "La fin (02/01/2020) précède la date d’effet (03/01/2020).", "$.end.date")]
    [InlineData("$.effect.date", "\"2020-01-01\"", "La date d’effet (01/01/2020) précède la signature (02/01/2020).")]
    [InlineData("$.effect.date", "\"2021-01-01\"", "La fin (31/12/2020) précède la date d’effet (01/01/2021).", "$.end.date")]
    [InlineData("$.end.latestPayment", "\"2020-01-01\"", "Le dernier jour des paiements (01/01/2020) précède la signature (02/01/2020).")]
    [InlineData("$.signatories[1].signedOn", "\"2021-01-01\"", "Cette signature est postérieure à la fin de la convention.")]
    [InlineData("$.startups[0].periodEnd", "\"2019-12\"", "La fin de la période précède son début.")]
    [InlineData("$.startups[0].periodEnd", "\"2020-13\"", "Un mois s’écrit AAAA-MM.")]
    [InlineData("$.signatories[0].partyId", "\"Z\"", "« Z » n’est pas une partie de ce document.")]
    [InlineData("$.committees[0].chairParty", "\"Z\"", "« Z » n’est pas une partie de ce document.")]
    [InlineData("$.committees[0].minimumParties[1]", "\"Z\"", "« Z » n’est pas une partie de ce document.")]
    [InlineData("$.startups[1].id", "\"S1\"", "« S1 » est déjà pris plus haut.")]
    [InlineData("$.committees[1].code", "\"C1\"", "« C1 » est déjà pris plus haut.")]
    [InlineData("$.tranches[1].no", "1", "« 1 » est déjà pris plus haut.")]
    [InlineData("$.tranches[0].earmarks[1].id", "\"E1\"", "« E1 » est déjà pris plus haut.")]
    [InlineData("$.parties[0].role", "\"partie\"", "Aucune partie n’a le rôle de délégant.", "$.parties")]
    [InlineData("$.parties[1].role", "\"partie\"", "Aucune partie n’a le rôle de délégataire.", "$.parties")]
    [InlineData("$.tranches[1].amountCents", "401", "Les tranches (1001 centimes) dépassent le plafond (1000 centimes).", "$.tranches")]
    [InlineData("$.termination", "{\"notice\": \"3 mois\"}", "Une durée s’écrit comme P6M ou P7D.", "$.termination.notice")]
    public void Check_OneFault_TellsPlaceAndReason(string where, string value, string reason, string? path = null)
    {
        var problem = Assert.Single(ConventionFileChecker.Check("essai.json", With(where, value)));

        Assert.Equal($"essai.json: {path ?? where}: {reason}", problem.ToString());
    }

    [Fact]
    public void Check_EmptyObject_TellsEachMissingKey() =>
        Assert.Equal(
            ["Il manque la clé « id ».", "Il manque la clé « kind ».", "Aucune partie n’a le rôle de délégant.", "Aucune partie n’a le rôle de délégataire."],
            ConventionFileChecker.Check("essai.json", "{}").Select(problem => problem.Reason));

    [Fact]
    public void Check_SeveralFaults_TellsThemAll() =>
        Assert.Equal(
            ["$.parties[0].role", "$.startups[0].name", "$.zero", "$.parties"],
            ConventionFileChecker.Check("essai.json", """
                {"id": "X", "kind": "convention", "zero": 0, "parties": [{"id": "A", "role": "?"}, {"id": "B", "role": "delegataire"}], "startups": [{"id": "S", "name": 3}]}
                """).Select(problem => problem.Path).OrderBy(path => path == "$.parties" ? 1 : 0).ThenBy(path => path, StringComparer.Ordinal));

    [Theory]
    [InlineData("inconnu", "1", "« inconnu » n’existe pas ici")]
    [InlineData("words.mi", "32", "« 32 » ne convient pas")]
    [InlineData("jobs.time", "\"8 h\"", "« 8 h » ne convient pas")]
    public void Check_SettingThatCannotBe_IsTold(string name, string value, string reason)
    {
        var problem = Assert.Single(ConventionFileChecker.Check("essai.json", With("$.settings", $$"""{"{{name}}": {{value}}}""")));

        Assert.StartsWith("$.settings", problem.Path, StringComparison.Ordinal);
        Assert.Contains(reason, problem.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_SettingOfTheConvention_IsSound() => Assert.Empty(ConventionFileChecker.Check("essai.json", With("$.settings", """{"status.due": 15}""")));

    [Fact]
    public void Check_EarmarksThatDoNotAddUp_AreAnAnomalyOfTheTextNotAFault() =>
        Assert.Empty(ConventionFileChecker.Check("essai.json", With("$.tranches[0].earmarks[0].amountCents", "599")));

    [Fact]
    public void Check_AvenantWithoutParties_TakesThoseOfItsConvention() =>
        Assert.Empty(ConventionFileChecker.Check("essai.json", """{"id": "X-AV1", "kind": "avenant", "amends": "X", "signatories": [{"partyId": "A"}]}"""));

    [Fact]
    public void Check_BrokenJson_TellsWhere() =>
        Assert.Equal("essai.json: $: Ce texte n’est pas du JSON (ligne 1, colonne 2).", Assert.Single(ConventionFileChecker.Check("essai.json", "{")).ToString());

    [Theory]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("-1.5")]
    [InlineData("1e400")]
    [InlineData("\"\"")]
    [InlineData("[null, 1, {}]")]
    [InlineData("{\"a\": {}}")]
    public void Check_OddValueInManyPlaces_NeverThrows(string value)
    {
        var text = File.ReadAllText(Depot.Path("conventions", "tripartite-2021-av1.json"));
        var places = PathsOf(JsonNode.Parse(text)!).Where((_, i) => i % 7 == value.Length % 7).ToList();

        Assert.True(places.Count > 20);
        Assert.All(places, place => Assert.NotNull(ConventionFileChecker.Check("essai.json", With(place, value, text))));
    }

    private static IEnumerable<string> PathsOf(JsonNode node) => node switch
    {
        JsonObject parent => parent.Where(child => child.Value is not null).SelectMany(child => PathsOf(child.Value!)).Append(parent.GetPath()).Where(path => path != "$"),
        JsonArray list => list.Where(item => item is not null).SelectMany(item => PathsOf(item!)).Append(list.GetPath()),
        _ => [node.GetPath()],
    };

    private static string With(string where, string value, string sound = Sound)
    {
        var root = JsonNode.Parse(sound)!;
        var names = where[2..].Replace("]", "", StringComparison.Ordinal).Split('.', '[');
        var parent = names[..^1].Aggregate(root, (node, name) => int.TryParse(name, out var index) ? node[index]! : node[name]!);
        if (int.TryParse(names[^1], out var last))
        {
            parent[last] = JsonNode.Parse(value);
        }
        else
        {
            parent[names[^1]] = JsonNode.Parse(value);
        }

        return root.ToJsonString();
    }

    [Theory]
    [InlineData("""{"id": "O-01", "source": "t, art. 1"}""", null, null)]
    [InlineData("""{"id": "X-1", "source": "t, art. 1", "title": "a", "text": "b", "who": "delegant", "proof": "c"}""", null, null)]
    [InlineData("""{"id": "X-1", "source": "t, art. 1", "title": "a", "text": "b", "who": "delegant"}""", "$.obligations[0].proof", "« X-1 » n’est pas au catalogue des obligations : écrivez ici la clé « proof ».")]
    [InlineData("""{"id": "O-01", "source": []}""", "$.obligations[0].source", "Une obligation cite l’article du texte qui la porte.")]
    [InlineData("""{"id": "O-01"}""", "$.obligations[0]", "Il manque la clé « source ».")]
    [InlineData("""{"id": "O-01", "source": "t, art. 1", "startups": ["S9"]}""", "$.obligations[0].startups[0]", "« S9 » n’est pas une startup de ce document.")]
    [InlineData("""{"id": "O-01", "source": "t, art. 1", "committee": "C9"}""", "$.obligations[0].committee", "« C9 » n’est pas un comité de ce document.")]
    [InlineData("""{"id": "O-01", "source": "t, art. 1", "milestone": "Z"}""", "$.obligations[0].milestone", "Ce jalon n’est pas écrit dans une annexe de ce document.")]
    [InlineData("""{"id": "O-01", "source": "t, art. 1"}, {"id": "O-01", "source": "t, art. 2"}""", "$.obligations[1].id", "« O-01 » est déjà pris plus haut.")]
    public void Check_Obligations_AreWordedAndAboutWhatTheTextHolds(string items, string? path, string? reason)
    {
        var file = Sound.TrimEnd()[..^1] + $", \"obligations\": [{items}]}}";

        var problems = ConventionFileChecker.Check("essai.json", file);

        if (path is null)
            Assert.Empty(problems);
        else
            Assert.Contains(problems, problem => problem.Path == path && problem.Reason == reason);
    }
}
