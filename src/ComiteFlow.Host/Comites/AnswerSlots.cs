using ComiteFlow.Domain;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Actes;

namespace ComiteFlow.Host.Comites;

/// <summary>A party says which of the proposed slots suit it, and to which a deputy comes.</summary>
internal sealed class AnswerSlots(IDossiers dossiers, TimeProvider clock) : IUseCase<AnswerSlots.Commande>
{
    /// <summary>The act, by its verb.</summary>
    public const string Verbe = "answerSlots";

    public async Task RunAsync(Actor actor, Commande commande, CancellationToken ct)
    {
        var (dossier, comite) = await dossiers.RequireComiteAsync(commande, ct);
        new ChoixDesParties(dossier).Answer(comite, actor.Scope ?? "", commande.Fits ?? [], commande.Deputies ?? [], commande.None, clock.Today());
    }

    internal sealed record Commande : CommandeDeComite
    {
        /// <summary>Slots that suit, such as <c>2020-09-23T10:00-11:00</c>.</summary>
        public IReadOnlyList<string>? Fits { get; init; }

        /// <summary>Slots to which a deputy comes.</summary>
        public IReadOnlyList<string>? Deputies { get; init; }

        /// <summary>True when no slot suits.</summary>
        public bool None { get; init; }
    }
}
