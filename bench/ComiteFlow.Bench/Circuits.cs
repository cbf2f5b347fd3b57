namespace ComiteFlow.Bench;

/// <summary>The workflows that are measured.</summary>
internal static class Circuits
{
    public const string Resume = "mesure-reprise", Ten = "mesure-dix", Waiting = "mesure-attente", Two = "mesure-deux", Due = "mesure-minuterie";

    /// <summary>Event in, one activity, wait again.</summary>
    private const string ResumeJson = """
        { "definitionId": "mesure-reprise", "name": "Reprise", "variables": [], "root": { "id": "f", "type": "Elsa.Flowchart", "activities": [
            { "id": "debut", "type": "Elsa.Start" },
            { "id": "attendre", "type": "Elsa.Event", "eventName": { "typeName": "String", "expression": { "type": "Literal", "value": "suite" } } },
            { "id": "noter", "type": "Elsa.WriteLine", "text": { "typeName": "String", "expression": { "type": "Literal", "value": "reprise" } } }],
          "connections": [
            { "source": { "activity": "debut" }, "target": { "activity": "attendre" } },
            { "source": { "activity": "attendre" }, "target": { "activity": "noter" } },
            { "source": { "activity": "noter" }, "target": { "activity": "attendre" } }] } }
        """;

    /// <summary>Ten activities: two values set by scripts, a decision by a script, two branches that meet.</summary>
    private const string TenJson = """
        { "definitionId": "mesure-dix", "name": "Dix étapes", "variables": [{ "id": "v-compte", "name": "compte", "typeName": "Int32", "value": "0" }],
          "root": { "id": "f", "type": "Elsa.Flowchart", "activities": [
            { "id": "debut", "type": "Elsa.Start" },
            { "id": "un", "type": "Elsa.SetVariable", "variable": { "id": "v-compte", "name": "compte" }, "value": { "typeName": "Object", "expression": { "type": "Literal", "value": 1 } } },
            { "id": "deux", "type": "Elsa.SetVariable", "variable": { "id": "v-compte", "name": "compte" }, "value": { "typeName": "Object", "expression": { "type": "JavaScript", "value": "variables.compte + 1" } } },
            { "id": "choix", "type": "Elsa.FlowDecision", "condition": { "typeName": "Boolean", "expression": { "type": "JavaScript", "value": "variables.compte > 1" } } },
            { "id": "oui", "type": "Elsa.WriteLine", "text": { "typeName": "String", "expression": { "type": "Literal", "value": "oui" } } },
            { "id": "fourche", "type": "Elsa.FlowFork", "branches": { "typeName": "String[]", "expression": { "type": "Object", "value": "[\"A\", \"B\"]" } } },
            { "id": "a", "type": "Elsa.WriteLine", "text": { "typeName": "String", "expression": { "type": "Literal", "value": "a" } } },
            { "id": "b", "type": "Elsa.SetVariable", "variable": { "id": "v-compte", "name": "compte" }, "value": { "typeName": "Object", "expression": { "type": "JavaScript", "value": "variables.compte * 2" } } },
            { "id": "jonction", "type": "Elsa.FlowJoin", "mode": { "typeName": "Object", "expression": { "type": "Literal", "value": "WaitAll" } } },
            { "id": "fin", "type": "Elsa.End" }],
          "connections": [
            { "source": { "activity": "debut" }, "target": { "activity": "un" } },
            { "source": { "activity": "un" }, "target": { "activity": "deux" } },
            { "source": { "activity": "deux" }, "target": { "activity": "choix" } },
            { "source": { "activity": "choix", "port": "True" }, "target": { "activity": "oui" } },
            { "source": { "activity": "choix", "port": "False" }, "target": { "activity": "fin" } },
            { "source": { "activity": "oui" }, "target": { "activity": "fourche" } },
            { "source": { "activity": "fourche", "port": "A" }, "target": { "activity": "a" } },
            { "source": { "activity": "fourche", "port": "B" }, "target": { "activity": "b" } },
            { "source": { "activity": "a" }, "target": { "activity": "jonction" } },
            { "source": { "activity": "b" }, "target": { "activity": "jonction" } },
            { "source": { "activity": "jonction" }, "target": { "activity": "fin" } }] } }
        """;

    /// <summary>Waits for an event and for a far date at once, whichever comes first.</summary>
    private const string WaitingJson = """
        { "definitionId": "mesure-attente", "name": "Attente", "variables": [], "root": { "id": "f", "type": "Elsa.Flowchart", "activities": [
            { "id": "debut", "type": "Elsa.Start" },
            { "id": "noter", "type": "Elsa.WriteLine", "text": { "typeName": "String", "expression": { "type": "Literal", "value": "ouvert" } } },
            { "id": "reponse", "type": "Elsa.Event", "eventName": { "typeName": "String", "expression": { "type": "Literal", "value": "reponse" } } },
            { "id": "delai", "type": "Elsa.Delay", "timeSpan": { "typeName": "TimeSpan", "expression": { "type": "Literal", "value": "365.00:00:00" } } },
            { "id": "jonction", "type": "Elsa.FlowJoin", "mode": { "typeName": "Object", "expression": { "type": "Literal", "value": "WaitAny" } } }],
          "connections": [
            { "source": { "activity": "debut" }, "target": { "activity": "noter" } },
            { "source": { "activity": "noter" }, "target": { "activity": "reponse" } },
            { "source": { "activity": "noter" }, "target": { "activity": "delai" } },
            { "source": { "activity": "reponse" }, "target": { "activity": "jonction" } },
            { "source": { "activity": "delai" }, "target": { "activity": "jonction" } }] } }
        """;

    /// <summary>Two waits of one instance; it is finished when both were resumed.</summary>
    private const string TwoJson = """
        { "definitionId": "mesure-deux", "name": "Deux attentes", "variables": [], "root": { "id": "f", "type": "Elsa.Flowchart", "activities": [
            { "id": "debut", "type": "Elsa.Start" },
            { "id": "a", "type": "Elsa.Event", "eventName": { "typeName": "String", "expression": { "type": "Literal", "value": "a" } } },
            { "id": "b", "type": "Elsa.Event", "eventName": { "typeName": "String", "expression": { "type": "Literal", "value": "b" } } },
            { "id": "jonction", "type": "Elsa.FlowJoin", "mode": { "typeName": "Object", "expression": { "type": "Literal", "value": "WaitAll" } } },
            { "id": "fin", "type": "Elsa.End" }],
          "connections": [
            { "source": { "activity": "debut" }, "target": { "activity": "a" } },
            { "source": { "activity": "debut" }, "target": { "activity": "b" } },
            { "source": { "activity": "a" }, "target": { "activity": "jonction" } },
            { "source": { "activity": "b" }, "target": { "activity": "jonction" } },
            { "source": { "activity": "jonction" }, "target": { "activity": "fin" } }] } }
        """;

    /// <summary>A timer, then one activity.</summary>
    private const string DueJson = """
        { "definitionId": "mesure-minuterie", "name": "Minuterie", "variables": [], "root": { "id": "s", "type": "Elsa.Sequence", "activities": [
            { "id": "delai", "type": "Elsa.Delay", "timeSpan": { "typeName": "TimeSpan", "expression": { "type": "Literal", "value": "365.00:00:00" } } },
            { "id": "noter", "type": "Elsa.WriteLine", "text": { "typeName": "String", "expression": { "type": "Literal", "value": "venu" } } },
            { "id": "attendre", "type": "Elsa.Event", "eventName": { "typeName": "String", "expression": { "type": "Literal", "value": "jamais" } } }] } }
        """;

    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        [Resume] = ResumeJson, [Ten] = TenJson, [Waiting] = WaitingJson, [Two] = TwoJson, [Due] = DueJson,
    };
}
