using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Domain.Revoyures;
using ComiteFlow.Host.Actes;

namespace ComiteFlow.Host.Revoyures;

/// <summary>A condition of an earlier decision is said to be met or not, with what proves it.</summary>
internal sealed class AnswerCondition(IDossiers dossiers, TimeProvider clock) : IUseCase<AnswerCondition.Commande>
{
    public const string Verbe = "answerCondition";

    public async Task RunAsync(Actor actor, Commande commande, CancellationToken ct)
    {
        var (dossier, comite) = await dossiers.RequireComiteAsync(commande, ct);
        new Conditions(dossier).Answer(comite, commande.Condition, commande.Met, commande.Evidence, actor.Label, clock.Today());
    }

    internal sealed record Commande : CommandeDeComite
    {
        /// <summary>Its rank among those of the convention.</summary>
        public int Condition { get; init; }

        public bool Met { get; init; }

        public string? Evidence { get; init; }
    }
}
