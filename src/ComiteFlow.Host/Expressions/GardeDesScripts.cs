using Acornima;
using Acornima.Ast;

namespace ComiteFlow.Host.Expressions;

/// <summary>A script that the guard let through: its expression alone, each character where it stood, and the names that it says.</summary>
internal sealed record ScriptAdmis(string Code, IReadOnlySet<string> Names);

/// <summary>A script is outside the subset; the message says where and why, in French.</summary>
internal sealed class ScriptRefuseException(string message) : Exception(message);

/// <summary>
/// Lets through one expression (or one <c>return</c>) of a pure subset that always ends. The engine that runs it is no sandbox by itself,
/// so everything that is not listed is refused here.
/// </summary>
internal sealed class GardeDesScripts
{
    private const int MaxLength = 4_000;
    private const int MaxNodes = 1_000;
    private const int MaxDepth = 60;

    private static readonly HashSet<NodeType> Allowed =
    [
        NodeType.Literal, NodeType.TemplateLiteral, NodeType.TemplateElement, NodeType.Identifier, NodeType.ArrayExpression, NodeType.ObjectExpression,
        NodeType.Property, NodeType.MemberExpression, NodeType.ChainExpression, NodeType.CallExpression, NodeType.ConditionalExpression,
        NodeType.BinaryExpression, NodeType.LogicalExpression, NodeType.UnaryExpression, NodeType.ArrowFunctionExpression, NodeType.SpreadElement,
        NodeType.ArrayPattern, NodeType.ObjectPattern, NodeType.AssignmentPattern, NodeType.RestElement,
    ];

    private static readonly HashSet<Operator> Operators =
    [
        Operator.Addition, Operator.Subtraction, Operator.Multiplication, Operator.Division, Operator.Remainder, Operator.Exponentiation,
        Operator.Equality, Operator.Inequality, Operator.StrictEquality, Operator.StrictInequality,
        Operator.LessThan, Operator.LessThanOrEqual, Operator.GreaterThan, Operator.GreaterThanOrEqual,
        Operator.LogicalAnd, Operator.LogicalOr, Operator.NullishCoalescing,
        Operator.LogicalNot, Operator.UnaryNegation, Operator.UnaryPlus, Operator.TypeOf,
    ];

    private readonly HashSet<string> _names = [];
    private readonly HashSet<string> _parameters = [];
    private int _nodes;

    /// <exception cref="ScriptRefuseException">The script is outside the subset.</exception>
    public static ScriptAdmis Admit(string script)
    {
        if (script.Length > MaxLength)
            throw new ScriptRefuseException($"le texte dépasse {MaxLength} caractères ; calculez d’abord une variable.");
        var guard = new GardeDesScripts();
        var expression = Only(Parse(script));
        guard.Walk(expression, null, 0);
        return new ScriptAdmis(Isolate(script, expression), guard._names);
    }

    internal static Script Parse(string script)
    {
        try
        {
            return new Parser(new ParserOptions { EcmaVersion = EcmaVersion.ES2022, AllowReturnOutsideFunction = true })
                .ParseScript(script);
        }
        catch (ParseErrorException error)
        {
            throw new ScriptRefuseException($"ligne {error.LineNumber}, colonne {error.Column + 1} : la syntaxe n’est pas celle d’une expression.");
        }
        catch (InsufficientExecutionStackException)
        {
            throw new ScriptRefuseException("l’expression est trop imbriquée.");
        }
    }

    private static Expression Only(Script script) => script.Body.Count switch
    {
        0 => throw new ScriptRefuseException("l’expression est vide."),
        1 => script.Body[0] switch
        {
            ExpressionStatement statement => statement.Expression,
            ReturnStatement { Argument: { } argument } => argument,
            var other => throw Refused(other, "écrivez une expression, ou un seul « return » suivi d’une expression"),
        },
        _ => throw Refused(script.Body[1], "une seule expression est permise"),
    };

    /// <summary>Blanks out what surrounds the expression, so that a position in an error is the author's.</summary>
    private static string Isolate(string script, Expression expression)
    {
        var before = script[..expression.Start].Select(c => c is '\n' or '\r' ? c : ' ').ToArray();
        var text = script[expression.Start..expression.End];
        if (before.Length == 0)
            return text;
        before[^1] = before[^1] == ' ' ? '(' : before[^1];
        return new string(before) + text + (before[^1] == '(' ? ")" : "");
    }

    private void Walk(Node node, Node? parent, int depth)
    {
        if (++_nodes > MaxNodes || depth > MaxDepth)
            throw Refused(node, "l’expression est trop longue ou trop imbriquée");
        if (!Allowed.Contains(node.Type))
            throw Refused(node, "cette construction n’est pas permise dans une expression");
        switch (node)
        {
            case Identifier identifier:
                CheckName(identifier);
                return;
            case MemberExpression member:
                CheckMember(member);
                Walk(member.Object, member, depth + 1);
                return;
            case CallExpression call:
                CheckCall(call, depth);
                return;
            case Property property:
                CheckProperty(property);
                Walk(property.Value, property, depth + 1);
                return;
            case ArrowFunctionExpression arrow:
                WalkArrow(arrow, parent, depth);
                return;
            default:
                CheckLeaf(node);
                foreach (var child in node.ChildNodes)
                {
                    // An array may have holes.
                    if (child is not null)
                        Walk(child, node, depth + 1);
                }

                return;
        }
    }

    private static void CheckLeaf(Node node)
    {
        switch (node)
        {
            case RegExpLiteral:
                throw Refused(node, "les expressions régulières ne sont pas permises");
            case BigIntLiteral:
                throw Refused(node, "les entiers en « n » ne sont pas permis");
            case BinaryExpression binary when !Operators.Contains(binary.Operator):
            case UnaryExpression unary when !Operators.Contains(unary.Operator):
                throw Refused(node, "cet opérateur n’est pas permis");
        }
    }

    private void CheckName(Identifier identifier)
    {
        if (_parameters.Contains(identifier.Name) || NomsConnus.Constants.Contains(identifier.Name))
            return;
        if (identifier.Name != "variables")
            throw Refused(identifier, $"le nom « {identifier.Name} » n’est pas connu ici ; une variable se lit par variables.nom ou getVariable(\"nom\")");
        _names.Add(identifier.Name);
    }

    private static void CheckMember(MemberExpression member)
    {
        var name = member switch
        {
            { Computed: false, Property: Identifier property } => property.Name,
            { Computed: true, Property: StringLiteral literal } => literal.Value,
            { Computed: true, Property: NumericLiteral } => "",
            _ => throw Refused(member, "le nom d’une propriété doit être écrit en toutes lettres"),
        };
        if (NomsConnus.Hidden.Contains(name))
            throw Refused(member.Property, $"la propriété « {name} » n’est pas permise");
    }

    private static void CheckProperty(Property property)
    {
        var name = property switch
        {
            { Computed: false, Kind: PropertyKind.Init, Method: false, Key: Identifier key } => key.Name,
            { Computed: false, Kind: PropertyKind.Init, Method: false, Key: StringLiteral key } => key.Value,
            { Computed: false, Kind: PropertyKind.Init, Method: false, Key: NumericLiteral } => "",
            _ => throw Refused(property, "la clé d’un objet doit être écrite en toutes lettres"),
        };
        if (NomsConnus.Hidden.Contains(name))
            throw Refused(property.Key, $"la propriété « {name} » n’est pas permise");
    }

    private void CheckCall(CallExpression call, int depth)
    {
        switch (call.Callee)
        {
            case Identifier function when !_parameters.Contains(function.Name) && (NomsConnus.Functions.Contains(function.Name) || NomsConnus.IsReader(function.Name)):
                _names.Add(function.Name);
                break;
            case Identifier function:
                throw Refused(function, $"la fonction « {function.Name} » n’est pas connue ici");
            case MemberExpression { Computed: false, Object: Identifier { Name: "Math" }, Property: Identifier method }
                when NomsConnus.MathMethods.Contains(method.Name):
                break;
            case MemberExpression { Computed: false, Property: Identifier method } member
                when NomsConnus.Methods.Contains(method.Name) || NomsConnus.WithArrow.Contains(method.Name):
                CheckArrow(call, method);
                Walk(member, call, depth + 1);
                break;
            case MemberExpression { Computed: false, Property: Identifier method }:
                throw Refused(method, $"la fonction « {method.Name} » n’est pas permise");
            default:
                throw Refused(call.Callee, "seule une fonction nommée peut être appelée");
        }

        foreach (var argument in call.Arguments)
        {
            Walk(argument, call, depth + 1);
        }
    }

    private static void CheckArrow(CallExpression call, Identifier method)
    {
        if (NomsConnus.WithArrow.Contains(method.Name) && (call.Arguments.Count == 0 || call.Arguments[0] is not ArrowFunctionExpression))
            throw Refused(method, $"« {method.Name} » attend une fonction fléchée, par exemple x => x.nom");
    }

    private void WalkArrow(ArrowFunctionExpression arrow, Node? parent, int depth)
    {
        var takesArrow = parent is CallExpression { Callee: MemberExpression { Computed: false, Property: Identifier method } } call
            && NomsConnus.WithArrow.Contains(method.Name) && call.Arguments[0] == arrow;
        if (!takesArrow || arrow.Async || arrow.Body is not Expression body)
            throw Refused(arrow, "une fonction fléchée d’une seule expression n’est permise que dans map, filter, some, every, find et reduce");
        var declared = arrow.Params.SelectMany(Declared).ToList();
        if (declared.Find(name => NomsConnus.IsTaken(name.Name) || NomsConnus.Hidden.Contains(name.Name) || _parameters.Contains(name.Name)) is { } taken)
            throw Refused(taken, $"le paramètre « {taken.Name} » porte un nom déjà pris");
        _parameters.UnionWith(declared.Select(name => name.Name));
        foreach (var parameter in arrow.Params)
        {
            Walk(parameter, arrow, depth + 1);
        }

        Walk(body, arrow, depth + 1);
        _parameters.ExceptWith(declared.Select(name => name.Name));
    }

    private static IEnumerable<Identifier> Declared(Node pattern) => pattern switch
    {
        Identifier identifier => [identifier],
        AssignmentPattern assignment => Declared(assignment.Left),
        RestElement rest => Declared(rest.Argument),
        Property property => Declared(property.Value),
        ArrayPattern or ObjectPattern => pattern.ChildNodes.SelectMany(Declared),
        _ => [],
    };

    private static ScriptRefuseException Refused(Node node, string why) =>
        new($"ligne {node.Location.Start.Line}, colonne {node.Location.Start.Column + 1} : {why}.");
}
