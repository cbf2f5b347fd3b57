namespace ComiteFlow.Host.Actes;

/// <summary>The acts as people read them, by their verb.</summary>
internal static class ActesEnFrancais
{
    public static string Nom(string verb) => verb switch
    {
        "import" => "importer une convention ou un avenant",
        "sendForSignature" => "envoyer à la signature",
        "sign" => "signer",
        "publish" => "enregistrer une publication",
        "confirmCopy" => "enregistrer la transmission d’une copie",
        "establishDocument" => "établir un document",
        "recordMilestone" => "enregistrer un événement",
        "confirmPlanning" => "confirmer le calendrier proposé",
        "resolveDoubt" => "lever un doute",
        "confirmReprise" => "confirmer les points de la reprise",
        "setChorusKey" => "compléter la clé CHORUS",
        "setOption" => "changer un réglage",
        "releaseFunds" => "mettre des crédits à disposition",
        "submitStatusReport" => "transmettre l’état des réalisations",
        "waiveStatusReport" => "déroger à l’état des réalisations",
        "submitExpenseReport" => "transmettre un compte rendu des dépenses",
        "rescheduleCommittee" => "déplacer un comité",
        "holdCommittee" => "enregistrer la tenue du comité",
        "decideRevoyure" => "décider la revoyure",
        "answerCondition" => "répondre à une condition",
        "requestAvenant" => "demander un avenant",
        "commit" => "enregistrer un engagement",
        "pay" => "enregistrer un paiement",
        "recordEvidence" => "enregistrer la preuve d’une obligation",
        "withdrawEvidence" => "retirer la preuve d’une obligation",
        "requestTransfer" => "demander un virement",
        "holdDialogue" => "enregistrer la tenue du dialogue de gestion",
        "decideBalance" => "décider du solde d’une année",
        "view" => "consulter une page",
        "terminate" => "notifier une résiliation",
        "withdrawTermination" => "retirer un préavis",
        "decideIncident" => "décider la suite d’un incident",
        "actOnTask" => "agir sur une tâche",
        "suspendMail" => "suspendre ou reprendre les envois",
        "resendMail" => "renvoyer un courriel",
        "stopReminders" => "arrêter des rappels",
        "remindNow" => "rappeler maintenant",
        _ => "acte",
    };
}
