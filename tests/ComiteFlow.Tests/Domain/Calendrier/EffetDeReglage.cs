namespace ComiteFlow.Tests.Domain.Calendrier;

/// <summary>What each policy setting changes in one life of two small conventions: under the other value, a fact that the value of the service does not give.</summary>
/// <param name="Nom">Key of policies.json.</param>
/// <param name="Autre">Another value, as JSON.</param>
/// <param name="Fait">Partial fact that only the other value gives.</param>
/// <param name="Defaut">Partial fact that only the value of the service gives; null where it gives nothing instead.</param>
public sealed record EffetDeReglage(string Nom, string Autre, string Fait, string? Defaut)
{
    /// <summary>Rules that are off by default: the tests of dates and of openings by rule show two values of each.</summary>
    public static IReadOnlyList<string> Ailleurs { get; } =
    [
        "committee.exhaustionDays", "committee.endNotice", "committee.forecastMonths", "revoyure.outOfTurnLead", "revoyure.consumption", "revoyure.lateReport",
        "revoyure.missedImpact", "revoyure.sponsorChange",
    ];

    public static IReadOnlyList<EffetDeReglage> Tous { get; } =
    [
        new("jobs.time", "\"07:30\"", """{"fact":"report.requested","month":"2020-03","at":"2020-04-01T07:30"}""", """{"fact":"report.requested","month":"2020-03","at":"2020-04-01T08:00"}"""),
        new("committee.anchor", "[\"signing\"]", """{"fact":"committee.scheduled","committee":"COM","nominal":"2020-08-20","provisional":false}""", """{"fact":"committee.moveProposed","committee":"COM","nominal":"2020-09-30"}"""),
        new("committee.until", "\"paymentsUntil\"", """{"fact":"committee.scheduled","committee":"COM","occurrence":2,"nominal":"2021-02-20"}""", """{"fact":"committee.notScheduled","committee":"COM","occurrence":2}"""),
        new("committee.clampDay", "false", """{"fact":"committee.moveProposed","committee":"COM","nominal":"2020-10-01"}""", """{"fact":"committee.moveProposed","committee":"COM","nominal":"2020-09-30"}"""),
        new("committee.chained", "true", """{"fact":"committee.scheduled","committee":"SUIVI","occurrence":3,"nominal":"2020-08-22"}""", """{"fact":"committee.scheduled","committee":"SUIVI","occurrence":3,"nominal":"2020-08-20"}"""),
        new("workingDays.roll", "\"previous\"", """{"fact":"committee.scheduled","committee":"SUIVI","occurrence":2,"on":"2020-06-19"}""", """{"fact":"committee.scheduled","committee":"SUIVI","occurrence":2,"on":"2020-06-22"}"""),
        new("workingDays.atBound", "\"none\"", """{"fact":"milestone.scheduled","month":"2020-05","on":"2020-06-02"}""", """{"fact":"milestone.scheduled","month":"2020-05","on":"2020-05-29"}"""),
        new("workingDays.holidays", "\"alsaceMoselle\"", """{"fact":"report.requested","month":"2020-03","due":"2020-04-14"}""", """{"fact":"report.requested","month":"2020-03","due":"2020-04-10"}"""),
        new("words.mi", "16", """{"fact":"milestone.scheduled","month":"2020-04","on":"2020-04-16"}""", """{"fact":"milestone.scheduled","month":"2020-04","on":"2020-04-15"}"""),
        new("words.fin", "20", """{"fact":"milestone.scheduled","month":"2020-05","on":"2020-05-20"}""", """{"fact":"milestone.scheduled","month":"2020-05","on":"2020-05-29"}"""),
        new("words.en", "10", """{"fact":"milestone.scheduled","month":"2020-07","on":"2020-07-10"}""", """{"fact":"milestone.scheduled","month":"2020-07","on":"2020-07-31"}"""),
        new("words.quinzaine", "13", """{"fact":"milestone.scheduled","month":"2020-10","on":"2020-10-13"}""", """{"fact":"milestone.scheduled","month":"2020-10","on":"2020-10-15"}"""),
        new("words.avantMi", "\"lastDayBefore15\"", """{"fact":"dialogue.scheduled","year":2020,"on":"2020-11-14"}""", """{"fact":"dialogue.scheduled","year":2020,"on":"2020-11-13"}"""),
        new("cutoff.warnings", "[5]", """{"fact":"alert.raised","alert":"cutoffNear","cutoff":"ae","days":5,"at":"2020-11-23"}""", """{"fact":"alert.raised","alert":"cutoffNear","cutoff":"ae","days":10}"""),
        new("cutoff.inclusive", "false", """{"fact":"refused","do":"commit","code":"aeCutoff"}""", """{"fact":"expense.committed","amountCents":700,"at":"2020-11-30"}"""),
        new("status.due", "15", """{"fact":"report.requested","report":"status","due":"2020-07-30"}""", """{"fact":"report.requested","report":"status","due":"2020-08-06"}"""),
        new("status.reminder", "2", """{"fact":"report.reminded","report":"status","at":"2020-09-18"}""", """{"fact":"report.reminded","report":"status","at":"2020-09-17"}"""),
        new("status.escalation", "3", """{"fact":"report.escalated","report":"status","at":"2020-09-25"}""", """{"fact":"report.escalated","report":"status","at":"2020-09-23"}"""),
        new("monthly.day", "15", """{"fact":"report.requested","month":"2020-03","due":"2020-04-15"}""", """{"fact":"report.requested","month":"2020-03","due":"2020-04-10"}"""),
        new("monthly.openDay", "3", """{"fact":"report.requested","month":"2020-03","at":"2020-04-03"}""", """{"fact":"report.requested","month":"2020-03","at":"2020-04-01"}"""),
        new("monthly.reminder", "2", """{"fact":"report.reminded","month":"2020-03","at":"2020-04-15"}""", """{"fact":"report.reminded","month":"2020-03","at":"2020-04-14"}"""),
        new("monthly.reminderEvery", "\"P10D\"", """{"fact":"report.reminded","month":"2020-03","at":"2020-04-24"}""", """{"fact":"report.reminded","month":"2020-03","at":"2020-04-21"}"""),
        new("signature.reminderEvery", "\"P5D\"", """{"fact":"signature.reminded","at":"2020-02-05"}""", """{"fact":"signature.reminded","at":"2020-02-07"}"""),
        new("guard.publication", "[]", """{"fact":"expense.committed","amountCents":300}""", """{"fact":"refused","do":"commit","code":"notInEffect"}"""),
        new("notice.inclusive", "false", """{"fact":"termination.notified","noticeEnd":"2020-07-31"}""", """{"fact":"termination.notified","noticeEnd":"2020-08-01"}"""),
        new("notice.rollToWorkingDay", "true", """{"fact":"termination.notified","noticeEnd":"2020-08-03"}""", """{"fact":"termination.notified","noticeEnd":"2020-08-01"}"""),
        new("revoyure.decidedBy", "[\"coordinator\"]", """{"fact":"revoyure.decided","at":"2020-09-30T11:00"}""", """{"fact":"refused","do":"decideRevoyure","by":"coordinator","code":"forbidden"}"""),
        new("revoyure.period", "\"P2M\"", """{"fact":"revoyure.decided","until":"2020-11-29"}""", """{"fact":"revoyure.decided","until":"2020-12-31"}"""),
        new("revoyure.provisional", "true", """{"fact":"revoyure.decided","convention":"ESSAI-A","outcome":"provisional"}""", """{"fact":"refused","convention":"ESSAI-A","do":"decideRevoyure","code":"noSuchClause"}"""),
        new("revoyure.provisionalMin", "\"P3M\"", """{"fact":"refused","convention":"ESSAI-C","do":"decideRevoyure","code":"invalidDate"}""", """{"fact":"revoyure.decided","convention":"ESSAI-C"}"""),
        new("revoyure.provisionalMax", "\"P1M\"", """{"fact":"revoyure.decided","convention":"ESSAI-C","until":"2020-08-30"}""", """{"fact":"revoyure.decided","convention":"ESSAI-C","until":"2020-09-29"}"""),
        new("ceiling.equalityAccepted", "false", """{"fact":"refused","do":"decideRevoyure","code":"ceilingExceeded"}""", """{"fact":"revoyure.decided","cumulatedCents":1000000,"remainingCents":0}"""),
        new("ocr.autoCorrect", "true", """{"fact":"doubt.resolved","printed":"0103-CDGO","value":"0103-CDG0","by":"ocr.autoCorrect"}""", null),
        new("end.warnings", "[45]", """{"fact":"alert.raised","alert":"endNear","days":45,"at":"2020-11-16"}""", """{"fact":"alert.raised","alert":"endNear","days":60}"""),
        new("tax.rate", "10", """{"fact":"anomaly.flagged","kind":"taxTotal"}""", """{"fact":"import.checked","kind":"taxTotal"}"""),
        new("voluntaryMonthlyReports", "true", """{"fact":"report.requested","convention":"ESSAI-B","report":"monthly","voluntary":true}""", null),
        new("insufficientCreditsAlert", "\"true\"", """{"fact":"alert.raised","alert":"insufficientCredits","amountCents":600000}""", null),
    ];
}
