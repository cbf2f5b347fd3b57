using ComiteFlow.Activities.Comites;
using ComiteFlow.Activities.Conventions;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Activities.Revoyures;
using ComiteFlow.Domain;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Domain.Revoyures;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Engine.Tasks;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Personnes;

namespace ComiteFlow.Host.Revoyures;

/// <summary>DGEFP decides the means of the next period; the money is reserved here.</summary>
internal sealed class DecideRevoyure(
    IDossiers dossiers, ReglagesCourants reglages, RegistreDesTextes registre, IWorkflows workflows, ITasks tasks, SuitesDUneSeance suites, CourrielDeRevoyure courriel,
    TimeProvider clock)
    : IUseCase<DecideRevoyure.Commande>
{
    public async Task RunAsync(Actor actor, Commande commande, CancellationToken ct)
    {
        Droits.Require(actor, "decideRevoyure", (await dossiers.FindAsync(commande.Convention ?? "", ct))?.Politiques ?? reglages.Politiques);
        var (dossier, comite) = await dossiers.RequireComiteAsync(commande, ct);
        var decision = commande.Decision();
        var renewing = decision.NewConvention is { } named ? registre.Find(named) : null;
        var moved = new Revoyure(dossier).Decide(comite, decision, clock.Today());
        if (decision.Form == "newConvention" && renewing is not null)
        {
            var renewal = await registre.RegisterAsync(renewing, ct);
            new Revoyure(renewal).AnnounceRenewal(dossier.Id, comite, decision);
        }

        await tasks.CompleteAsync(AwaitDecision.TaskKey(comite.Id), Fonctions.Nom(actor), clock.GetUtcNow(), ct);
        await workflows.PublishAsync(Evenements.RevoyureDecidee, comite.Id, null, ct);
        if (decision.Outcome == Domain.Revoyures.Decision.Provisional)
        {
            await workflows.PublishAsync(Evenements.ConventionJalon, dossier.Id, null, ct);
            await courriel.SendAsync(dossier, NatureDeCourriel.Acte, ct);
        }

        if (moved is not null)
            await suites.MovedAsync(dossier, moved, Revoyure.FinDePeriode, clock.GetUtcNow(), ct);
    }

    internal sealed record Commande : CommandeDeComite
    {
        public string Outcome { get; init; } = "";

        public MontantSaisi? AmountCents { get; init; }

        public MontantSaisi? AeCents { get; init; }

        public MontantSaisi? CpCents { get; init; }

        public MontantSaisi? RequestedCents { get; init; }

        public string? From { get; init; }

        public string? Until { get; init; }

        public string? Form { get; init; }

        public string? NewConvention { get; init; }

        public IReadOnlyList<string>? Objectives { get; init; }

        public IReadOnlyList<ConditionSaisie>? Conditions { get; init; }

        public bool? ConditionMet { get; init; }

        /// <summary>Why, in the words of who decides; one reason a line.</summary>
        public string? Reason { get; init; }

        /// <summary>The decision that these keys describe.</summary>
        /// <exception cref="BrokenRuleException">An amount, a date, the outcome or the form cannot be.</exception>
        public Decision Decision()
        {
            if (!Domain.Revoyures.Decision.Outcomes.Contains(Outcome))
                throw Saisies.Inconnu("L’issue", Outcome, Domain.Revoyures.Decision.Outcomes);
            if (Form is not null && !Domain.Revoyures.Decision.Forms.Contains(Form))
                throw Saisies.Inconnu("La forme", Form, Domain.Revoyures.Decision.Forms);
            if (Form == "newConvention" && string.IsNullOrWhiteSpace(NewConvention))
                throw new BrokenRuleException("unknownReference", "La nouvelle convention n’est pas désignée : indiquez l’identifiant de son texte.");
            var gives = Domain.Revoyures.Decision.Gives(Outcome);
            var ae = (AeCents ?? AmountCents)?.Lire();
            var cp = (CpCents ?? AmountCents)?.Lire();
            if (gives && ae is null && cp is null)
                throw new BrokenRuleException("invalidAmount", "Le montant manque : indiquez le montant accordé en AE et en CP.");
            return new Decision(
                Outcome, ae, cp, RequestedCents?.Lire(), Actes.Dossiers.Jour(From), Actes.Dossiers.Jour(Until), Form, NewConvention, Objectives,
                Conditions?.Select(c => c.Lire()).ToList(), ConditionMet, Reason);
        }
    }

    internal sealed record ConditionSaisie(string Text, string DueOn, string? Owner = null, string? Evidence = null)
    {
        /// <exception cref="BrokenRuleException">It says nothing, or its date cannot be.</exception>
        public ConditionDemandee Lire() => string.IsNullOrWhiteSpace(Text)
            ? throw new BrokenRuleException("commentRequired", "Une condition n’a pas de texte : écrivez-la en une phrase ou retirez-la.")
            : new ConditionDemandee(Text, Saisies.Date(DueOn), Owner, Evidence);
    }
}
