using ComiteFlow.Activities.Conventions;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Activities.Obligations;
using ComiteFlow.Activities.Relances;
using ComiteFlow.Domain.Calendrier;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Definitions;
using ComiteFlow.Engine.Tasks;

namespace ComiteFlow.Activities.Signatures;

/// <summary>From the first signature on, reminds every party that has not signed, at a fixed interval; after a first signature before the registration, those of whom the coordinator says that they still owe theirs.</summary>
[ActivityType(
    "ComiteFlow.RemindSignatories", DisplayName = "Relancer les signataires", Category = Rubriques.Actes,
    Help = "Après la première signature, relance à intervalle fixe qui n’a pas signé.")]
[ActivityInput(
    "every", InputKind.PeriodSetting, Label = "Intervalle", Help = "Temps entre deux relances.", ChoicesFrom = SourcesDeChoix.Intervalles,
    Default = "\"signature.reminderEvery\"")]
[ActivityInput(
    Echelle.Input, InputKind.Texts, Label = Echelle.Label,
    Help = "Un échelon par ligne, en jours du calendrier depuis la première signature : J+7, J+14. Avec un destinataire, son appui est demandé : J+21 suppleance, J+28 hierarchie, J+35 coordinator. Le dernier rappel revient ensuite à l’intervalle.")]
[ActivityInput("alsoTo", InputKind.Texts, Label = "Aussi à", Help = "Qui reçoit aussi les relances.", ChoicesFrom = SourcesDeChoix.Destinataires)]
[ActivityInput(
    ObligationServie.Input, InputKind.Text, Label = Rubriques.Obligation, Help = Rubriques.ObligationAide, ChoicesFrom = SourcesDeChoix.Obligations,
    IsRequired = true)]
[SendsMail(RequestSignatures.Rappel, "après la première signature, jusqu’à la sienne", Who = "chaque partie qui n’a pas signé", To = ["alsoTo"], Days = ["every", Echelle.Input], Nature = NatureDeCourriel.Rappel)]
[SendsMail(EmissionDesRelances.AppuiPourSigner, "à l’échelon qui demande un appui", Who = "qui peut aider, selon l’échelon", Days = [Echelle.Input], Nature = NatureDeCourriel.Rappel)]
public sealed class RemindSignatories(IDossiers dossiers, ITasks tasks) : IWaitingActivity
{
    /// <summary>Policy of the interval.</summary>
    private const string Intervalle = "signature.reminderEvery";

    public async Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct)
    {
        var dossier = await dossiers.ForAsync(context, ct);
        var acte = dossier.Acte(context.CorrelationId);
        if (acte.FirstSignature is null)
            return Outcome.Done;
        var first = acte.Signatures.Where(s => s.RecordedOn is not null).Min(s => s.On)!.Value;
        var waiting = false;
        foreach (var party in acte.Missing)
        {
            var point = new LignesDeReprise(dossier).Signature(acte, party, first);
            if (!dossier.IsHistory(first) || !new Reprise(dossier).Keeps(point))
            {
                await OpenAsync(dossier, acte, party, first, context, ct);
            }
            else if (new Reprise(dossier).Find(point.Id)!.Choice is null)
            {
                context.Note($"Relance de la signature de {party} à partir du {first:dd'/'MM'/'yyyy} : dépassé à l’enregistrement de la convention, personne n’est relancé.");
                context.WaitForEvent(Evenements.RepriseConfirmee, point.Id);
                waiting = true;
            }
        }

        return waiting ? Outcome.Wait : Outcome.Done;
    }

    public Task<Outcome> ResumeAsync(ActivityContext context, Signal signal, CancellationToken ct) => RunAsync(context, ct);

    /// <summary>Time from the first signature to the first reminder, as the step of a workflow says it; null where the workflow reminds nobody, or only a run knows when.</summary>
    internal static Periode? FirstAfter(Dossier dossier, WorkflowDefinition circuit)
    {
        if (circuit.Steps("ComiteFlow.RemindSignatories").FirstOrDefault() is not { } step || step.IsComputed("every") || step.IsComputed(Echelle.Input))
            return null;
        var ladder = (step.Texts(Echelle.Input) ?? []).Select(Echelon.Parse).OfType<Echelon>().Where(one => !one.IsSupport).ToList();
        return ladder.Count > 0 ? new Periode(0, ladder.Min(one => one.Days)) : Reglage.Periode(dossier, step.Text("every") ?? Intervalle);
    }

    private async Task OpenAsync(Dossier dossier, Acte acte, string party, DateOnly first, ActivityContext context, CancellationToken ct)
    {
        var key = RequestSignatures.TaskKey(acte.Id, party);
        // The choice about one party does not remind the others anew.
        if (dossier.IsHistory(first) && await tasks.FindAsync(key, ct) is { NextRungOn: not null })
            return;
        await context.OpenTaskAsync(new TaskRequest(key, "signer", acte.Id, ["signatory:" + party], null, []), ct);
        var every = Reglage.Periode(dossier, context.Input<string>("every") ?? Intervalle);
        var on = dossier.IsHistory(first) ? context.Today : Next(first, every, context.Today);
        var relance = new Relance
        {
            Fact = "signature.reminded",
            Convention = dossier.Id,
            Document = acte.Id,
            Party = party,
            To = [party, .. dossier.Resolve(context.Input<string[]>("alsoTo"))],
            Template = RequestSignatures.Rappel,
            Obligation = ObligationServie.Require(context, dossier),
        };
        var rungs = Echelle.Of(context) is { } ladder
            ? Echelle.Rungs(dossier, ladder, dossier.IsHistory(first) ? context.Today : first, context.Today, relance, to => relance with { Fact = null, To = to, Template = "escaladeSignature" }, every.EnJours)
            : [relance.Rung(on, Rung.Reminder, every.EnJours)];
        await tasks.ReplanAsync(key, null, rungs, ct);
    }

    /// <summary>The first reminder that is not in the past.</summary>
    private static DateOnly Next(DateOnly first, Periode every, DateOnly today)
    {
        var day = every.Apres(first);
        while (day < today)
        {
            day = every.Apres(day);
        }

        return day;
    }
}
