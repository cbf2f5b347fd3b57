using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ComiteFlow.IntegrationTests.Courriels;

/// <summary>The words that stand in the code of the product: each text between quotes, and each piece between the holes of an interpolated one.</summary>
internal static partial class PhrasesDuCode
{
    /// <summary>A shorter one stands in many places by chance.</summary>
    private const int Short = 10;

    private static readonly string[] Generated = ["Compile", "Migrations", "obj", "bin", "node_modules"];

    /// <summary>Texts of two words or more, with where they stand.</summary>
    public static IReadOnlyList<(string Phrase, string Where)> All() =>
    [
        .. Directory.EnumerateFiles(Tests.Depot.Path("src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Intersect(Generated).Any())
            .SelectMany(file => Phrases(CSharpSyntaxTree.ParseText(File.ReadAllText(file)), file)),
    ];

    private static IEnumerable<(string Phrase, string Where)> Phrases(SyntaxTree tree, string file) =>
        from token in tree.GetRoot().DescendantTokens()
        where token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.InterpolatedStringTextToken or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken
        let phrase = Plain(token.ValueText)
        where phrase.Length >= Short && Words().IsMatch(phrase)
        select (phrase, $"{Path.GetFileName(file)}:{tree.GetLineSpan(token.Span).StartLinePosition.Line + 1}");

    /// <summary>A text with ordinary spaces, one between words.</summary>
    public static string Plain(string text) => Spaces().Replace(text, " ").Trim();

    [GeneratedRegex(@"\p{L}{2,}[^\p{L}/]* \p{L}{2,}|\p{L}{2,}’\p{L}{2,}")]
    private static partial Regex Words();

    [GeneratedRegex(@"[\s\u00A0\u202F]+")]
    private static partial Regex Spaces();
}
