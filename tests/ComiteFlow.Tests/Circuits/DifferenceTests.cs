using System.Text.Json.Nodes;
using ComiteFlow.Domain;
using static ComiteFlow.Tests.Circuits.Comparaison;

namespace ComiteFlow.Tests.Circuits;

/// <summary>Coordinators read what changes in a workflow as sentences.</summary>
public sealed class DifferenceTests
{
    private readonly JsonObject _avant = Livre("comite"), _apres = Livre("comite");

    public static TheoryData<string, string, string, string?, string> Entrees => new()
    {
        { "collecter", "reminders", "Object", "[\"7\"]", "Le rappel de « Collecter l’état des réalisations » passe de 1 jour ouvré après l’échéance (règle « Rappel de l’état des réalisations ») à 7 jours ouvrés après l’échéance." },
        { "collecter", "reminders", "Object", "[\"status.reminder\",\"4\"]", "Les rappels de « Collecter l’état des réalisations » passent de 1 jour ouvré après l’échéance (règle « Rappel de l’état des réalisations ») à 1 jour ouvré après l’échéance (règle « Rappel de l’état des réalisations ») et 4 jours ouvrés après l’échéance." },
        { "collecter", "reminders", "Object", "[\"3\",\"5\",\"6\"]", "Les rappels de « Collecter l’état des réalisations » passent de 1 jour ouvré après l’échéance (règle « Rappel de l’état des réalisations ») à 3, 5 et 6 jours ouvrés après l’échéance." },
        { "collecter", "due", "Literal", "15", "L’échéance de « Collecter l’état des réalisations » passe de 10 jours ouvrés avant le comité (règle « Échéance de l’état des réalisations ») à 15 jours ouvrés avant le comité." },
        { "collecter", "announce", "Literal", "25", "La demande de « Collecter l’état des réalisations » passe de 20 à 25 jours ouvrés avant l’échéance." },
        { "collecter", "announce", "Literal", null, "La demande de « Collecter l’état des réalisations » n’a plus de valeur ; c’était : 20 jours ouvrés avant l’échéance." },
        { "collecter", "to", "Object", "[\"delegataire\",\"CBCM-PM\"]", "Les destinataires de « Collecter l’état des réalisations » passent de « le délégataire » à « le délégataire » et « CBCM des services du Premier ministre »." },
        { "collecter", "due", "Literal", null, "L’échéance de « Collecter l’état des réalisations » passe de 10 jours ouvrés avant le comité (règle « Échéance de l’état des réalisations ») à 10 jours ouvrés avant le comité (règle « Échéance de l’état des réalisations ») (valeur d’office)." },
        { "collecter", "obligation", "Literal", "O-11", "L’obligation servie de « Collecter l’état des réalisations » passe de" },
        { "convoquer", "to", "Object", "[\"delegant\"]", "Les destinataires de « Convoquer les parties » passent de « les parties » à « le délégant »." },
        { "attendre-convocation", "workingDaysBefore", "Literal", "10", "Le moment de « Attendre 15 jours ouvrés avant la séance » passe de 15 à 10 jours ouvrés avant le comité." },
        { "attendre-jour", "workingDaysBefore", "Literal", "1", "Le moment de « Attendre le jour de la séance » passe de 0 jour ouvré avant le comité (valeur d’office) à 1 jour ouvré avant le comité." },
        { "attendre-tenue", "eventName", "Literal", "comite.annule", "L’événement de « Attendre la tenue de la séance » passe de « Comité tenu » à « Comité annulé »." },
        { "revoyure", "workflowDefinitionId", "Literal", "avenant", "Le circuit lancé de « Ouvrir la revoyure » passe de « Revoyure » à « Rédaction d’un avenant »." },
        { "attendre-convocation", "workingDaysBefore", "JavaScript", "getVariable(\"delai\")", "Le moment de « Attendre 15 jours ouvrés avant la séance » passe de 15 jours ouvrés avant le comité au calcul « getVariable(\"delai\") »." },
        { "attendre-convocation", "workingDaysBefore", "Variable", "{\"id\":\"v\",\"name\":\"delai\"}", "Le moment de « Attendre 15 jours ouvrés avant la séance » passe de 15 jours ouvrés avant le comité à la variable « delai »." },
        { "suivis", "branches", "Object", "[\"État\", \"Convocation\", \"Jour\", \"Séance\"]", "Les branches de « Préparer et tenir la séance » passent de" },
    };

    [Theory]
    [MemberData(nameof(Entrees))]
    public void AnInputThatChanges_IsOneSentence(string step, string input, string type, string? value, string expected)
    {
        _apres.Etape(step).Regler(input, value, type);

        Assert.StartsWith(expected, Assert.Single(Entre(_avant, _apres).Phrases), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatStaysInAStepThatChanges_IsTold()
    {
        _apres.Etape("collecter").Regler("due", "15");

        var group = Assert.Single(Entre(_avant, _apres).Groupes);
        Assert.Equal("Collecter l’état des réalisations", group.Titre);
        Assert.Contains("La demande d’appui : inchangé, 5 jours ouvrés avant le comité (règle « Demande d’appui au délégant »)", group.Inchanges);
        Assert.Equal(12, Entre(_avant, _apres).EtapesInchangees);
    }

    [Fact]
    public void AStepPutBetweenTwoOthers_IsOneSentence()
    {
        _apres["root"]!["activities"]!.AsArray().Add(JsonNode.Parse("""{ "id": "note", "type": "Elsa.WriteLine", "text": { "typeName": "String", "expression": { "type": "Literal", "value": "Bientôt" } }, "metadata": { "displayText": "Noter la convocation" } }"""));
        _apres.Coupe("attendre-convocation", "convoquer");
        _apres.Fleches().Add(Fleche("attendre-convocation", "Done", "note"));
        _apres.Fleches().Add(Fleche("note", "Done", "convoquer"));

        var sentence = Assert.Single(Entre(_avant, _apres).Phrases);
        Assert.StartsWith("L’étape « Noter la convocation » (", sentence, StringComparison.Ordinal);
        Assert.Contains(") est ajoutée entre « Attendre 15 jours ouvrés avant la séance » et « Convoquer les parties ». Elle est réglée ainsi :", sentence, StringComparison.Ordinal);
        Assert.Contains("« Bientôt »", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void AStepThatIsTakenOut_IsOneSentence()
    {
        var steps = _apres["root"]!["activities"]!.AsArray();
        steps.Remove(_apres.Etape("attendre-convocation"));
        _apres.Coupe("suivis", "attendre-convocation");
        _apres.Coupe("attendre-convocation", "convoquer");
        _apres.Fleches().Add(Fleche("suivis", "Convocation", "convoquer"));

        Assert.Equal(
            "L’étape « Attendre 15 jours ouvrés avant la séance » est retirée ; elle se trouvait après « Préparer et tenir la séance » (sortie « Convocation ») et avant « Convoquer les parties ».",
            Assert.Single(Entre(_avant, _apres).Phrases));
    }

    [Fact]
    public void AnArrowThatLeadsElsewhere_NamesTheWayOut()
    {
        var (before, after) = (Livre("revoyure"), Livre("revoyure"));
        after.Coupe("decider", "avenant");
        after.Fleches().Add(Fleche("decider", "Avenant", "releve"));

        var sentence = Assert.Single(Entre(before, after).Phrases);
        Assert.Matches("^Après « .+ », la sortie « .+ » mène désormais à « .+ » au lieu de « .+ »\\.$", sentence);
    }

    [Fact]
    public void AnArrowThatIsGone_SaysWhereItLed()
    {
        _apres.Coupe("verifier", "attendre-piece");

        Assert.Matches("^Après « Vérifier les pièces », la sortie « .+ » ne mène plus à « Attendre une pièce manquante »\\.$", Assert.Single(Entre(_avant, _apres).Phrases));
    }

    [Fact]
    public void AnArrowMore_SaysWhereItLeadsToo()
    {
        _apres.Fleches().Add(Fleche("attendre-convocation", "Done", "verifier"));

        Assert.Equal("Après « Attendre 15 jours ouvrés avant la séance », le circuit mène désormais aussi à « Vérifier les pièces ».", Assert.Single(Entre(_avant, _apres).Phrases));
    }

    public static TheoryData<string, string, string> DuCircuit => new()
    {
        { "\"name\": \"Un comité\"", "\"name\": \"Le comité\"", "Le circuit s’appelle désormais « Le comité » au lieu de « Un comité »." },
        { "\"variables\": []", "\"variables\": [{ \"id\": \"v\", \"name\": \"delai\", \"typeName\": \"Int32\", \"value\": \"12\" }]", "La variable « delai » est ajoutée, au départ « 12 »." },
        { "\"inputs\": []", "\"inputs\": [{ \"name\": \"convention\", \"type\": \"String\" }]", "La donnée d’entrée « convention » est ajoutée." },
        { "\"outputs\": []", "\"outputs\": [{ \"name\": \"date\", \"type\": \"String\" }]", "Le résultat « date » est ajouté." },
        { "\"outcomes\": []", "\"outcomes\": [\"Reporté\"]", "Les issues du circuit changent : « Reporté »." },
        { "\"options\": {}", "\"options\": { \"usableAsActivity\": true }", "Les autres circuits peuvent désormais employer celui-ci comme étape." },
        { "\"displayText\": \"Convoquer les parties\"", "\"displayText\": \"Convoquer\"", "L’étape « Convoquer les parties » s’appelle désormais « Convoquer »." },
        { "\"name\": \"convoquer\"", "\"name\": \"Convoquer1\"", "Le nom de « Convoquer les parties » dans les calculs passe de « convoquer » à « Convoquer1 »." },
        { "\"type\": \"ComiteFlow.ConveneComite\"", "\"type\": \"Elsa.WriteLine\"", "« Convoquer les parties » devient une étape « " },
        { "\"isSystem\": false", "\"isSystem\": false, \"own\": [1]", "La donnée « own » du circuit change." },
    };

    [Theory]
    [MemberData(nameof(DuCircuit))]
    public void WhatChangesOfTheWorkflow_IsTold(string before, string after, string expected)
    {
        var text = File.ReadAllText(Depot.Path("workflows", "comite.json"));
        var at = before.StartsWith("\"name\": \"Un", StringComparison.Ordinal) ? text.IndexOf(before, StringComparison.Ordinal) : text.LastIndexOf(before, StringComparison.Ordinal);
        at = before.Contains("variables", StringComparison.Ordinal) ? text.IndexOf(before, StringComparison.Ordinal) : at;
        var changed = JsonNode.Parse(text[..at] + after + text[(at + before.Length)..])!.AsObject();

        Assert.StartsWith(expected, Entre(_avant, changed).Phrases[0], StringComparison.Ordinal);
    }

    [Fact]
    public void VariablesThatChange_SayHow()
    {
        _avant["variables"] = JsonNode.Parse("""[{ "id": "a", "name": "delai", "value": "5" }, { "id": "b", "name": "lieu", "typeName": "String" }, { "id": "c", "name": "vieux" }]""");
        _apres["variables"] = JsonNode.Parse("""[{ "id": "a", "name": "delai", "value": "7" }, { "id": "b", "name": "salle", "typeName": "String" }]""");

        Assert.Equal(
            ["La variable « delai » passe au départ de « 5 » à « 7 ».", "La variable « lieu » s’appelle désormais « salle ».", "La variable « vieux » est retirée."],
            Entre(_avant, _apres).Phrases);
    }

    [Fact]
    public void ADrawingThatMoves_SaysThatNothingElseDoes()
    {
        _apres.Etape("convoquer")["metadata"]!["designer"]!["position"]!["x"] = 1;

        Assert.Equal(["Seule la disposition du diagramme change."], Entre(_avant, _apres).Phrases);
        Assert.True(Entre(_avant, _apres).DispositionSeule);
    }

    [Fact]
    public void AResultThatIsKept_NamesTheVariable()
    {
        _apres.Etape("attendre-piece")["result"] = JsonNode.Parse("""{ "typeName": "Object", "memoryReference": { "id": "piece" } }""");

        Assert.Equal("Le résultat « Ce que dit l’événement » de « Attendre une pièce manquante » est désormais gardé dans « piece ».", Assert.Single(Entre(_avant, _apres).Phrases));
    }
}
