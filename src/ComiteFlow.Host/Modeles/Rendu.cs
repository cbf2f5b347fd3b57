using Markdig;
using Markdig.Syntax;

namespace ComiteFlow.Host.Modeles;

/// <summary>A text made from a template: its Markdown, parsed once, from which all forms are written.</summary>
/// <param name="Modele">Name such as <c>documents/avenant</c>.</param>
/// <param name="Version">SHA-256 of the template and of its partials, in hexadecimal.</param>
internal sealed record Rendu(string Modele, string Version, string Markdown)
{
    private static readonly MarkdownPipeline Pipeline =
        new MarkdownPipelineBuilder().UsePipeTables().UseCustomContainers().DisableHtml().Build();

    private MarkdownDocument? _arbre;

    /// <summary>Another text has another tree: a copy does not keep that of the one that it comes from.</summary>
    public string Markdown
    {
        get;
        init => (field, _arbre) = (value, null);
    } = Markdown;

    /// <summary>What lists and file properties call it: the title that the head gives, else the name of the template; empty for the body of a mail.</summary>
    public string Titre { get; init; } = "";

    /// <exception cref="ModeleException">The text nests lists or frames without end.</exception>
    public MarkdownDocument Arbre => _arbre ??= Parse();

    private MarkdownDocument Parse()
    {
        try
        {
            return Markdig.Markdown.Parse(Markdown, Pipeline);
        }
        catch (ArgumentException wrong)
        {
            throw new ModeleException(Modele, "des listes ou des cadres s’emboîtent trop profondément.", wrong);
        }
    }
}

/// <summary>A mail made from a template, not yet addressed to anyone.</summary>
/// <param name="Preentete">The line that mailboxes show beside the subject.</param>
/// <param name="Action">Label of the link that the reader is asked to follow.</param>
internal sealed record RenduCourriel(string Objet, string Preentete, string Action, Rendu Corps);
