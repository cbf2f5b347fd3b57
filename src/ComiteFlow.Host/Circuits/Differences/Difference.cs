namespace ComiteFlow.Host.Circuits.Differences;

/// <summary>One change, as a sentence; where a value gives way to another, both of them too.</summary>
/// <param name="Sujet">What has the value, as the sentence begins.</param>
internal sealed record Changement(string Phrase, string? Sujet = null, string? Avant = null, string? Apres = null);

/// <summary>What changes in one step, or in the workflow as a whole.</summary>
/// <param name="Etape">Id of the step; null for the workflow.</param>
/// <param name="Inchanges">What else the step is set to, and stays.</param>
internal sealed record GroupeDeChangements(string? Etape, string Titre, IReadOnlyList<Changement> Changements, IReadOnlyList<string> Inchanges);

/// <summary>Everything that one text of a workflow says differently from another.</summary>
/// <param name="DispositionSeule">True when only the drawing differs.</param>
/// <param name="EtapesInchangees">Steps of both texts of which nothing changes.</param>
internal sealed record Difference(IReadOnlyList<GroupeDeChangements> Groupes, bool DispositionSeule, int EtapesInchangees)
{
    public bool EstVide => Groupes.Count == 0;

    /// <summary>All sentences, or the one that says that there is nothing to tell.</summary>
    public IReadOnlyList<string> Phrases => EstVide
        ? [DispositionSeule ? "Seule la disposition du diagramme change." : "Rien ne change."]
        : [.. Groupes.SelectMany(groupe => groupe.Changements).Select(changement => changement.Phrase)];
}
