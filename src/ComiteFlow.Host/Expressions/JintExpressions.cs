using System.Collections.Concurrent;
using System.Text.Json;
using Acornima.Ast;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Expressions;
using Jint;
using Jint.Runtime;

namespace ComiteFlow.Host.Expressions;

/// <summary>Runs the expressions of workflow files in Jint: guarded first, strict, limited, JSON in and JSON out.</summary>
internal sealed class JintExpressions : IExpressionEvaluator
{
    private const int MaxSteps = 10_000;
    private const long MaxMemory = 16_000_000;

    // The steps bound the work; the time-out is wide so that a busy machine never changes a result.
    private static readonly TimeSpan LastResort = TimeSpan.FromSeconds(2);

    /// <summary>Scripts of the definitions that ran here; their number is that of the steps in the files.</summary>
    private readonly ConcurrentDictionary<string, Prepared> _prepared = new();

    public string? Check(string script)
    {
        try
        {
            GardeDesScripts.Admit(script);
            return null;
        }
        catch (ScriptRefuseException refusal)
        {
            return refusal.Message;
        }
    }

    public ScriptNames Names(string script)
    {
        try
        {
            return NomsLus.Of(script);
        }
        catch (ScriptRefuseException)
        {
            return new ScriptNames(new HashSet<string>(), new HashSet<string>(), new HashSet<string>());
        }
    }

    public JsonElement? Evaluate(string script, ExpressionScope scope)
    {
        var prepared = _prepared.GetOrAdd(script, Prepare);
        try
        {
            var engine = NewEngine();
            new NomsDuScript(engine, scope).Define(prepared.Names);
            var value = engine.Evaluate(prepared.Code);
            return value.IsNull() || value.IsUndefined() ? null : JsonDocument.Parse(JsonDeScript.Text(value)).RootElement.Clone();
        }
        catch (JavaScriptException error)
        {
            throw new StepFailedException(
                "expression.failed",
                $"L’expression « {script} » échoue (ligne {error.Location.Start.Line}, colonne {error.Location.Start.Column + 1}) : une valeur manque ou n’a pas la forme attendue.");
        }
        catch (Exception error) when (error is JintException or TimeoutException or InsufficientExecutionStackException)
        {
            throw new StepFailedException("expression.limit", $"L’expression « {script} » demande trop de calcul.");
        }
    }

    private static Prepared Prepare(string script)
    {
        try
        {
            var admitted = GardeDesScripts.Admit(script);
            return new Prepared(Jint.Engine.PrepareScript(admitted.Code, strict: true), admitted.Names);
        }
        catch (ScriptRefuseException refusal)
        {
            throw new StepFailedException("expression.refused", $"L’expression « {script} » est refusée : {refusal.Message}");
        }
    }

    private static Jint.Engine NewEngine() => new(options =>
    {
        options.Strict().DisableStringCompilation();
        options.MaxStatements(MaxSteps).LimitMemory(MaxMemory).TimeoutInterval(LastResort).LimitRecursion(64).MaxArraySize(MaxSteps);
        options.Culture = System.Globalization.CultureInfo.InvariantCulture;
        options.LocalTimeZone(TimeZoneInfo.Utc);
    });

    private sealed record Prepared(Prepared<Script> Code, IReadOnlySet<string> Names);
}
