using ComiteFlow.Activities.Conventions;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Engine.Activities;

namespace ComiteFlow.Activities.Comites;

/// <summary>Waits for the comité's day, or a number of working days before it; follows the comité when it moves. A day before the registration is not made up for until the coordinator asks for it.</summary>
[ActivityType(
    "ComiteFlow.AwaitComite", DisplayName = "Attendre le jour du comité", Category = Rubriques.Comites,
    Help = "Attend le jour du comité, ou quelques jours ouvrés avant ; suit le comité s’il est déplacé.")]
[ActivityInput("workingDaysBefore", InputKind.Integer, Label = "Jours ouvrés avant", Help = "Nombre de jours ouvrés avant le comité ; 0 pour le jour même.", Default = "0")]
public sealed class AwaitComite(IDossiers dossiers) : IWaitingActivity
{
    public async Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct)
    {
        var dossier = await dossiers.ForAsync(context, ct);
        var comite = dossier.Comite(context.CorrelationId);
        return IsOvertaken(dossier, comite, context) ? Hold(dossier, comite, context) : Wait(dossier, comite, context);
    }

    public async Task<Outcome> ResumeAsync(ActivityContext context, Signal signal, CancellationToken ct)
    {
        if (signal.IsTimer)
            return Outcome.Done;
        var dossier = await dossiers.ForAsync(context, ct);
        var comite = dossier.Comite(context.CorrelationId);
        if (signal.Name == Evenements.RepriseConfirmee)
            return IsOvertaken(dossier, comite, context) ? Outcome.Wait : Outcome.Done;
        return Wait(dossier, comite, context);
    }

    private static bool IsOvertaken(Dossier dossier, Comite comite, ActivityContext context)
    {
        var day = Day(dossier, comite, context);
        var reprise = new Reprise(dossier);
        return day != comite.On && day < dossier.RegisteredOn && comite.State == ComiteState.Planned
            && !reprise.IsOwed(comite.Id) && reprise.Keeps(new LignesDeReprise(dossier).Convocation(comite, day));
    }

    private static Outcome Hold(Dossier dossier, Comite comite, ActivityContext context)
    {
        var point = new LignesDeReprise(dossier).Convocation(comite, Day(dossier, comite, context));
        context.Note($"Échéance du {point.Due:dd'/'MM'/'yyyy} : dépassée à l’enregistrement de la convention, rien n’est envoyé.");
        context.WaitForEvent(Evenements.ComiteDeplace, comite.Id);
        context.WaitForEvent(Evenements.RepriseConfirmee, point.Id);
        return Outcome.Wait;
    }

    private static Outcome Wait(Dossier dossier, Comite comite, ActivityContext context)
    {
        var day = Day(dossier, comite, context);
        context.WaitForEvent(Evenements.ComiteDeplace, comite.Id);
        // A meeting of the past that is still to be held is prepared once it has a new date.
        if (day == comite.On || comite.On >= context.Today || !new Reprise(dossier).IsOwed(comite.Id))
            context.WaitUntil(HeureDeParis.At(day, dossier.Politiques.HeureDesTravaux));
        return Outcome.Wait;
    }

    private static DateOnly Day(Dossier dossier, Comite comite, ActivityContext context) =>
        context.Input<int>("workingDaysBefore") is > 0 and var before ? dossier.Jours.Ajouter(comite.On, -before) : comite.On;
}
