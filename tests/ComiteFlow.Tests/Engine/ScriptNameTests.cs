using static ComiteFlow.Tests.Engine.Circuit;

namespace ComiteFlow.Tests.Engine;

/// <summary>Names in scripts that mean nothing in their workflow.</summary>
public sealed class ScriptNameTests
{
    [Theory]
    [InlineData("variables.montant > 1", "l’expression lit la variable « montant », qui n’existe pas dans ce circuit : choisissez « compte », « liste », ou ajoutez-la aux variables du circuit.")]
    [InlineData("variables['montant'] > 1", "l’expression lit la variable « montant »")]
    [InlineData("variables?.montant > 1", "l’expression lit la variable « montant »")]
    [InlineData("variables.liste.some(x => x > getVariable('montant'))", "l’expression lit la variable « montant »")]
    [InlineData("getInput('Montant') > 1", "l’expression lit l’entrée « Montant », que ce circuit n’a pas : ajoutez-la aux entrées du circuit.")]
    [InlineData("getMontant() > 1", "l’expression appelle « getMontant », mais ce circuit n’a ni variable ni entrée « montant » : ajoutez-la.")]
    public void Check_NameThatNothingGives_IsTold(string script, string expected) =>
        Assert.StartsWith($"root.activities[1].condition (étape « choix ») : {expected}", Assert.Single(Problems(script)), StringComparison.Ordinal);

    [Theory]
    [InlineData("variables.compte > 1 && variables.liste.compte")]
    [InlineData("getCompte() > getVariable('compte')")]
    [InlineData("getCurrentValue() == variables.CurrentIndex")]
    [InlineData("getInput('ParentInstanceId') != getCorrelationId()")]
    public void Check_NameThatIsThere_IsSound(string script) => Assert.Empty(Problems(script));

    private static List<string> Problems(string script) => Publication.Problems(Flow([Start(), Decide("choix", script)], "start>choix"));
}
