using ComiteFlow.Host.Affichage;

namespace ComiteFlow.Host.Circuits.Studio;

/// <summary>Which element of Elsa Studio a page shows.</summary>
/// <param name="Element">Name of the custom element.</param>
/// <param name="Attribut">Attribute that says what it shows; null when it shows all.</param>
/// <param name="Sinon">Where the same can be done without Elsa Studio.</param>
internal sealed record CadreStudio(bool EstPresent, string Element, string? Attribut, string? Valeur, string Dictionnaire, Lien? Sinon)
{
    /// <summary>The workflow whose files a list shows; null for all.</summary>
    public string? Circuit { get; init; }
}
