using ComiteFlow.Activities.Conventions;
using ComiteFlow.Activities.Relances;
using ComiteFlow.Domain.Calendrier;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Tasks;

namespace ComiteFlow.Activities.Signatures;

/// <summary>From the first signature on, reminds every party that has not signed, at a fixed interval.</summary>
[ActivityType("ComiteFlow.RemindSignatories", DisplayName = "Relancer les signataires")]
[ActivityInput("every", InputKind.PeriodSetting)]
[ActivityInput("alsoTo", InputKind.Texts)]
[ActivityInput("obligation", InputKind.Text)]
public sealed class RemindSignatories(IDossiers dossiers, ITasks tasks) : IActivity
{
    public async Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct)
    {
        var dossier = await dossiers.ForAsync(context, ct);
        var acte = dossier.Acte(context.CorrelationId);
        if (acte.FirstSignature is null)
            return Outcome.Done;
        var every = Reglage.Periode(dossier, context.Input<string>("every") ?? "signature.reminderEvery");
        var first = acte.Signatures.Where(s => s.RecordedOn is not null).Min(s => s.On)!.Value;
        if (dossier.IsHistory(first))
        {
            context.Note($"Relances de signature à partir du {first:dd'/'MM'/'yyyy} : dépassé à l’enregistrement de la convention, personne n’est relancé.");
            return Outcome.Done;
        }

        foreach (var party in acte.Missing)
        {
            var key = RequestSignatures.TaskKey(acte.Id, party);
            await context.OpenTaskAsync(new TaskRequest(key, "signer", acte.Id, ["signatory:" + party], null, []), ct);
            var on = Next(first, every, context.Today);
            var relance = new Relance
            {
                Fact = "signature.reminded",
                Convention = dossier.Id,
                Document = acte.Id,
                Party = party,
                To = [party, .. dossier.Resolve(context.Input<string[]>("alsoTo"))],
                Template = "rappelSignature",
                Obligation = context.Input<string>("obligation") ?? "O-65",
            };
            await tasks.ReplanAsync(key, null, [relance.Rung(on, "reminder", every.Jours + (30 * every.Mois))], ct);
        }

        return Outcome.Done;
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
