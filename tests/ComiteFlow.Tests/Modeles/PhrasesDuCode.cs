using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ComiteFlow.Tests.Modeles;

/// <summary>The words that stand in the code of the product: each text between quotes, and each piece between the holes of an interpolated one.</summary>
internal static partial class PhrasesDuCode
{
    /// <summary>A shorter one stands in many places by chance.</summary>
    private const int Short = 10;

    private static readonly string[] Generated = ["Compile", "Migrations", "obj", "bin", "node_modules"];

    /// <summary>What a mail, a document, or an entry of a calendar is made of.</summary>
    private static readonly string[] Matter = ["Courriel", "DocumentRequest", "Invitation", "EntreeDAgenda", "CalendarEvent", "ModeleStore"];

    /// <summary>Namespaces of what makes the data that templates read.</summary>
    private static readonly string[] Data = ["ComiteFlow.Activities.Courriels", "ComiteFlow.Activities.Documents"];

    /// <summary>Where a text of such a file goes to a page, the journal or a report of an error: a rule told, a refusal, a note, the name of a task, the reason of a row.</summary>
    private static readonly string[] Elsewhere = ["Pourquoi", "Refus", "Saisies", "Note", "TaskRequest"];

    /// <summary>Texts of two words or more, with where they stand.</summary>
    public static IReadOnlyList<(string Phrase, string Where)> All() => [.. Files().SelectMany(one => Phrases(one.Root, one.Name))];

    /// <summary>Those that files which write mails, documents or entries of calendars hand over.</summary>
    public static IReadOnlyList<(string Phrase, string Where)> HandedOver() => [.. Files().Where(one => Writes(one.Root)).SelectMany(one => Phrases(one.Root, one.Name, IsHandedOver))];

    /// <summary>Those of one text of C#, as a file would be searched.</summary>
    public static IReadOnlyList<string> HandedOver(string code)
    {
        var root = CSharpSyntaxTree.ParseText(code).GetRoot();
        return Writes(root) ? [.. Phrases(root, "essai.cs", IsHandedOver).Select(one => one.Phrase)] : [];
    }

    /// <summary>A text with ordinary spaces, one between words.</summary>
    public static string Plain(string text) => Spaces().Replace(text, " ").Trim();

    private static IEnumerable<(SyntaxNode Root, string Name)> Files() => Directory.EnumerateFiles(Tests.Depot.Path("src"), "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Split(Path.DirectorySeparatorChar).Intersect(Generated).Any()).Order(StringComparer.Ordinal)
        .Select(file => (CSharpSyntaxTree.ParseText(File.ReadAllText(file)).GetRoot(), Path.GetFileName(file)));

    /// <summary>True when a file makes one of these things, or the data that a template reads.</summary>
    private static bool Writes(SyntaxNode root)
    {
        var names = root.DescendantNodes().Select(node => node switch { UsingDirectiveSyntax used => used.Name?.ToString(), BaseNamespaceDeclarationSyntax own => own.Name.ToString(), _ => null });
        var makesData = names.Any(Data.Contains) && root.DescendantNodes().OfType<GenericNameSyntax>().Any(name => name.ToString() == "Dictionary<string, object?>");
        return root.DescendantNodes().Any(node => node switch
        {
            ObjectCreationExpressionSyntax { Type: IdentifierNameSyntax made } => Matter.Contains(made.Identifier.Text),
            MethodDeclarationSyntax { ReturnType: IdentifierNameSyntax made } => Matter.Contains(made.Identifier.Text),
            ImplicitElementAccessSyntax { ArgumentList.Arguments: [{ Expression: LiteralExpressionSyntax }] } => makesData,
            _ => false,
        });
    }

    private static bool IsHandedOver(SyntaxToken token) => !token.Parent!.AncestorsAndSelf().Any(node => node switch
    {
        AttributeSyntax or ThrowStatementSyntax or ThrowExpressionSyntax => true,
        // Why a mail stays here is read on its page, never in it.
        TypeDeclarationSyntax { Identifier.Text: "DemandesDuCourriel" } => true,
        // What a text of a convention says is only looked for.
        BinaryExpressionSyntax compared => compared.IsKind(SyntaxKind.EqualsExpression) || compared.IsKind(SyntaxKind.NotEqualsExpression),
        InvocationExpressionSyntax call => Elsewhere.Contains(Head(call.Expression)),
        ObjectCreationExpressionSyntax made => Elsewhere.Contains(made.Type.ToString()) || made.Type.ToString().EndsWith("Exception", StringComparison.Ordinal),
        _ => false,
    });

    private static string Head(ExpressionSyntax called) => called switch
    {
        MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax owner } access when Elsewhere.Contains(owner.Identifier.Text) => owner.Identifier.Text,
        MemberAccessExpressionSyntax access => access.Name.Identifier.Text,
        _ => called.ToString(),
    };

    /// <param name="wanted">Which of them, and then only what reads as French.</param>
    private static IEnumerable<(string Phrase, string Where)> Phrases(SyntaxNode root, string name, Func<SyntaxToken, bool>? wanted = null) =>
        from token in root.DescendantTokens()
        where token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.InterpolatedStringTextToken or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken
        let phrase = Plain(token.ValueText)
        where phrase.Length >= Short && Words().IsMatch(phrase) && (wanted is null || (French().IsMatch(phrase) && wanted(token)))
        select (phrase, $"{name}:{token.GetLocation().GetLineSpan().StartLinePosition.Line + 1}");

    [GeneratedRegex(@"\p{L}{2,}[^\p{L}/]* \p{L}{2,}|\p{L}{2,}’\p{L}{2,}")]
    private static partial Regex Words();

    /// <summary>A small word or a sign that only French has.</summary>
    [GeneratedRegex(@"(?i)\b(?:le|la|les|un|une|des?|du|et|au|aux|en|par|pour|sur|avec|sans|est|sont|n°)\b|[’àâçéèêëîïôùû]")]
    private static partial Regex French();

    [GeneratedRegex(@"[\s\u00A0\u202F]+")]
    private static partial Regex Spaces();
}
