using System.Reflection;
using System.Reflection.Emit;
using ComiteFlow.Engine.Activities;

namespace ComiteFlow.Tests.Engine;

/// <summary>Classes of steps made for one test: the engine of the other tests finds those of this assembly by itself, and would stop at a wrong one.</summary>
internal static class MarkedStep
{
    public static Type With(string type, string[] inputs, string[]? outcomes = null, string[]? labels = null)
    {
        var module = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName(type), AssemblyBuilderAccess.Run).DefineDynamicModule(type);
        var step = module.DefineType(type.Replace('.', '_'), TypeAttributes.Public, typeof(IdleStep));
        var mark = typeof(ActivityTypeAttribute);
        var named = new (string Name, object? Value)[] { ("Outcomes", outcomes), ("Labels", labels) }.Where(pair => pair.Value is not null).ToList();
        step.SetCustomAttribute(new CustomAttributeBuilder(
            mark.GetConstructor([typeof(string)])!, [type], [.. named.Select(pair => mark.GetProperty(pair.Name)!)], [.. named.Select(pair => pair.Value)]));
        foreach (var input in inputs)
        {
            step.SetCustomAttribute(new CustomAttributeBuilder(
                typeof(ActivityInputAttribute).GetConstructor([typeof(string), typeof(InputKind), typeof(string[])])!, [input, InputKind.Text, Array.Empty<string>()]));
        }

        return step.CreateType();
    }
}

/// <summary>Does nothing.</summary>
public class IdleStep : IActivity
{
    public Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct) => Task.FromResult(Outcome.Done);
}
