namespace ComiteFlow.Tests.Modeles;

/// <summary>Sentences of mails, documents and entries of calendars stand in templates, where the site can change them.</summary>
public sealed class PhrasesDuCodeTests
{
    [Fact]
    public void Code_ThatWritesMailsDocumentsAndCalendars_HandsOverNoSentence()
    {
        var found = PhrasesDuCode.HandedOver();

        Assert.True(found.Count == 0, string.Join('\n', found.Select(one => $"{one.Where} « {one.Phrase} »")));
    }

    [Theory]
    [InlineData("using ComiteFlow.Activities.Courriels; class A { object B() => new Dictionary<string, object?> { [\"quoi\"] = \"Signer la convention\" }; }", true)]
    [InlineData("using ComiteFlow.Activities.Courriels; class A { object B(string c) => new Dictionary<string, object?> { [\"quoi\"] = $\"{c} pour la partie\" }; }", true)]
    [InlineData("class A { Invitation B() => new Invitation(Texte()); string Texte() => \"Ordre du jour de la séance\"; }", true)]
    [InlineData("using ComiteFlow.Activities.Courriels; class A { object B() => new Dictionary<string, object?> { [\"quoi\"] = \"sign\" }; }", false)]
    [InlineData("using ComiteFlow.Activities.Courriels; class A { object B() => new Dictionary<string, object?> { [\"x\"] = 1 } ?? throw new StepFailedException(\"a\", \"La donnée manque.\"); }", false)]
    [InlineData("class A { string B() => \"Une phrase de page\"; }", false)]
    public void HandedOver_OfATextOfCode_FindsItsSentences(string code, bool finds) => Assert.Equal(finds, PhrasesDuCode.HandedOver(code).Count > 0);
}
