using System.Text.Json;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Expressions;
using ComiteFlow.Host.Expressions;

namespace ComiteFlow.Tests.Expressions;

public sealed class JintExpressionsTests
{
    private static readonly Guid Instance = Guid.Parse("018f4f6e-0000-7000-8000-000000000001");
    private readonly JintExpressions _expressions = new();

    private readonly ExpressionScope _scope = new(
        Json("""{ "montant": 150000, "nom": "Zoé", "liste": [1, 2, 3], "dossier": { "avis": [{ "note": 4 }, { "note": 2 }] }, "CurrentValue": "b" }"""),
        Json("""{ "convention": "c-1", "jour": "2027-01-31" }"""),
        new Dictionary<string, Dictionary<string, JsonElement>> { ["decider"] = Json("""{ "result": { "avis": "oui" }, "jour": "2027-02-01" }""") },
        Instance, "circuit", "comite-7");

    [Theory]
    [InlineData("getVariable('montant') > 100000 && variables.nom === 'Zoé'", "true")]
    [InlineData("return variables.montant / 100;", "1500")]
    [InlineData("return { a: 1, 'b': [variables.nom] }", """{"a":1,"b":["Zoé"]}""")]
    [InlineData("// la somme\n  return variables.liste.reduce((s, x) => s + x, 0)", "6")]
    [InlineData("variables.dossier.avis.filter(({ note }) => note > 3).map(a => a.note)", "[4]")]
    [InlineData("getMontant() - 1", "149999")]
    [InlineData("getJour() <= '2027-02-01' ? getConvention() : null", "\"c-1\"")]
    [InlineData("getCurrentValue()", "\"b\"")]
    [InlineData("getInput('convention')", "\"c-1\"")]
    [InlineData("getOutputFrom('decider').avis", "\"oui\"")]
    [InlineData("getOutputFrom('decider', 'jour')", "\"2027-02-01\"")]
    [InlineData("getCorrelationId() + '/' + getWorkflowDefinitionId()", "\"comite-7/circuit\"")]
    [InlineData("getWorkflowInstanceId()", "\"018f4f6e-0000-7000-8000-000000000001\"")]
    [InlineData("toJson(variables.liste)", "\"[1,2,3]\"")]
    [InlineData("isNullOrWhiteSpace(variables.absent) && isNullOrWhiteSpace('  ')", "true")]
    [InlineData("`${variables.nom} : ${variables.liste.join(' ; ')}`", "\"Zoé : 1 ; 2 ; 3\"")]
    [InlineData("variables.absent?.nom ?? 'rien'", "\"rien\"")]
    [InlineData("Math.max(...variables.liste)", "3")]
    [InlineData("'bonjour'", "\"bonjour\"")]
    [InlineData("[[1, 2]].map(([a, b = 0, ...reste]) => a + b)[0]", "3")]
    public void Evaluate_OfTheSubset_GivesJson(string script, string expected) =>
        Assert.Equal(expected, JsonSerializer.Serialize(_expressions.Evaluate(script, _scope), Raw));

    [Theory]
    [InlineData("undefined")]
    [InlineData("null")]
    [InlineData("variables.absent")]
    public void Evaluate_WithoutValue_GivesNull(string script) => Assert.Null(_expressions.Evaluate(script, _scope));

    [Theory]
    [InlineData("")]
    [InlineData("a = 1")]
    [InlineData("variables.nom = 1")]
    [InlineData("variables.n++")]
    [InlineData("while(true){}")]
    [InlineData("1; 2")]
    [InlineData("1) ; (2")]
    [InlineData("return")]
    [InlineData("if (true) { return 1 }")]
    [InlineData("var x = 1")]
    [InlineData("new Array(9)")]
    [InlineData("/a/.test('a')")]
    [InlineData("(() => { return 1 })()")]
    [InlineData("(x => x)(1)")]
    [InlineData("x => x")]
    [InlineData("[1].map(x => { return x })")]
    [InlineData("[1].map(async x => x)")]
    [InlineData("[1].map(Number)")]
    [InlineData("[f => f(f)].map(f => f(f))")]
    [InlineData("[1].map(variables => 1)")]
    [InlineData("[1].map(x => [2].map(x => x))")]
    [InlineData("(function(){})")]
    [InlineData("this")]
    [InlineData("this.constructor")]
    [InlineData("variables.constructor")]
    [InlineData("variables['constructor']")]
    [InlineData("variables['con' + 'structor']")]
    [InlineData("variables[`constructor`]")]
    [InlineData("variables.\\u0063onstructor")]
    [InlineData("variables.liste.map(({ constructor: c }) => c)")]
    [InlineData("variables.liste.map(({ 'constructor': c }) => c)")]
    [InlineData("variables.liste.map(({ a: { constructor: c } }) => c)")]
    [InlineData("variables.liste.map(({ ['constructor']: c }) => c)")]
    [InlineData("delete variables.nom")]
    [InlineData("void 0")]
    [InlineData("eval('1')")]
    [InlineData("Function('return 1')")]
    [InlineData("globalThis")]
    [InlineData("Array.from({ length: 9 })")]
    [InlineData("Math.constructor")]
    [InlineData("Math.random()")]
    [InlineData("Math")]
    [InlineData("getVariable")]
    [InlineData("setVariable('a', 1)")]
    [InlineData("newGuid()")]
    [InlineData("fetch(1)")]
    [InlineData("montant > 1")]
    [InlineData("yield")]
    [InlineData("'x'.repeat(9)")]
    [InlineData("'x'.padEnd(9)")]
    [InlineData("variables.liste.flat()")]
    [InlineData("variables.liste['map'](x => x)")]
    [InlineData("getVariable.call(1)")]
    [InlineData("10n")]
    [InlineData("1 | 2")]
    [InlineData("'a' in variables")]
    [InlineData("variables instanceof Object")]
    [InlineData("import('x')")]
    [InlineData("({ __proto__: null })")]
    [InlineData("({ get a() { return 1 } })")]
    [InlineData("({ a() { return 1 } })")]
    [InlineData("({ [variables.nom]: 1 })")]
    [InlineData("variables`a`")]
    [InlineData("class{}")]
    [InlineData("1, 2")]
    [InlineData("new.target")]
    [InlineData("await 1")]
    [InlineData("#!a\n1")]
    public void Check_OutsideTheSubset_Refuses(string script)
    {
        Assert.NotNull(_expressions.Check(script));
        Assert.Throws<StepFailedException>(() => _expressions.Evaluate(script, _scope));
    }

    [Theory]
    [InlineData("variables.nom +\n  fetch(1)", "ligne 2, colonne 3 : la fonction « fetch » n’est pas connue ici.")]
    [InlineData("return montant", "ligne 1, colonne 8 : le nom « montant » n’est pas connu ici ; une variable se lit par variables.nom ou getVariable(\"nom\").")]
    [InlineData("variables.nom +", "ligne 1, colonne 16 : la syntaxe n’est pas celle d’une expression.")]
    [InlineData("  ", "l’expression est vide.")]
    public void Check_Refusal_TellsTheAuthorWhereAndWhy(string script, string expected) => Assert.Equal(expected, _expressions.Check(script));

    [Fact]
    public void Check_TooLongOrTooNested_Refuses()
    {
        Assert.NotNull(_expressions.Check(new string('(', 3_900) + "1" + new string(')', 50)));
        Assert.NotNull(_expressions.Check(string.Concat(Enumerable.Repeat("- ", 1_900)) + "1"));
        Assert.NotNull(_expressions.Check(string.Join("+", Enumerable.Repeat("1", 1_900))));
        Assert.NotNull(_expressions.Check("'" + new string('a', 5_000) + "'"));
    }

    [Theory]
    [InlineData("'abcdefghij'.split('').map(a => 'abcdefghij'.split('').map(b => 'abcdefghij'.split('').map(c => 'abcdefghij'.split('').map(d => 'abcdefghijklm'.split('').map(e => 1)))))")]
    [InlineData("'abcdefghijabcdefghijabcdefghijabcdefghij'.split('').reduce((s, x) => s + s, 'abc')")]
    [InlineData("'abcdefghijabcdefghijabcdefghijabcdefghij'.split('').reduce((s, x) => [...s, ...s], [1, 2])")]
    [InlineData("'abcdefghijabcdefghijabcdefghijabcdefghij'.split('').reduce((s, x) => [s, s], 1)")]
    [InlineData("toJson('abcdefghijabcdefghijabcdefghijabcdefghij'.split('').reduce((s, x) => [s, s], 1))")]
    [InlineData("`${'abcdefghijabcdefghijabcdefghijabcdefghij'.split('').reduce((s, x) => [s, s], 1)}`")]
    [InlineData("'abcdefghijabcdefghij'.split('').reduce((s, x) => [s, s].join(s), 'aaaa')")]
    [InlineData("variables.absent.nom")]
    [InlineData("getAbsent()")]
    [InlineData("0 / 0")]
    public void Evaluate_TooMuchOrImpossible_FailsWithoutRetry(string script)
    {
        Assert.Null(_expressions.Check(script));
        var failed = Assert.Throws<StepFailedException>(() => _expressions.Evaluate(script, _scope));
        Assert.False(failed.Retryable);
        Assert.StartsWith("L", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_AFailure_TellsItsPlace()
    {
        var failed = Assert.Throws<StepFailedException>(() => _expressions.Evaluate("return 1 +\n  variables.absent.nom", _scope));

        Assert.Contains("ligne 2, colonne", failed.Message, StringComparison.Ordinal);
    }

    private static JsonSerializerOptions Raw { get; } = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static Dictionary<string, JsonElement> Json(string text) => JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(text)!;
}
