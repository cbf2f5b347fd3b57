using Acornima.Ast;
using ComiteFlow.Engine.Expressions;

namespace ComiteFlow.Host.Expressions;

/// <summary>Finds the variables and inputs that a script that the guard let through reads by a name that stands in it.</summary>
internal sealed class NomsLus
{
    private readonly HashSet<string> _variables = [];
    private readonly HashSet<string> _inputs = [];
    private readonly HashSet<string> _readers = [];

    /// <exception cref="ScriptRefuseException">The script is outside the subset.</exception>
    public static ScriptNames Of(string script)
    {
        GardeDesScripts.Admit(script);
        var read = new NomsLus();
        read.Walk(GardeDesScripts.Parse(script));
        return new ScriptNames(read._variables, read._inputs, read._readers);
    }

    private void Walk(Node node)
    {
        switch (node)
        {
            case MemberExpression { Object: Identifier { Name: "variables" } } member:
                Add(_variables, member.Computed ? (member.Property as StringLiteral)?.Value : (member.Property as Identifier)?.Name);
                break;
            case CallExpression { Callee: Identifier { Name: "getVariable" } } call:
                Add(_variables, (call.Arguments.FirstOrDefault() as StringLiteral)?.Value);
                break;
            case CallExpression { Callee: Identifier { Name: "getInput" } } call:
                Add(_inputs, (call.Arguments.FirstOrDefault() as StringLiteral)?.Value);
                break;
            case CallExpression { Callee: Identifier { Name: var name } } when NomsConnus.IsReader(name) && !NomsConnus.Functions.Contains(name):
                _readers.Add(name[3..]);
                break;
        }

        foreach (var child in node.ChildNodes)
        {
            // An array may have holes.
            if (child is not null)
                Walk(child);
        }
    }

    private static void Add(HashSet<string> names, string? name)
    {
        if (name is not null)
            names.Add(name);
    }
}
