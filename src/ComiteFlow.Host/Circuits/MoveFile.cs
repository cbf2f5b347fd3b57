using ComiteFlow.Domain;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Personnes;

namespace ComiteFlow.Host.Circuits;

/// <summary>Moves one running file to the published version of its workflow: no step that is done is done again, no mail goes out again.</summary>
internal sealed class MoveFile(IMigrations migrations) : IUseCase<MoveFile.Commande>
{
    /// <summary>The act, by its verb.</summary>
    public const string Verbe = "moveFile";

    public async Task RunAsync(Actor actor, Commande commande, CancellationToken ct)
    {
        try
        {
            await migrations.ApplyAsync(new Migration(commande.Circuit, commande.From, commande.To, commande.Steps), commande.Instance, Fonctions.Nom(actor), commande.Motif, ct);
        }
        catch (StepFailedException refused)
        {
            throw new BrokenRuleException(refused.Code, refused.Message);
        }
    }

    internal sealed record Commande : Actes.Commande
    {
        public string Circuit { get; init; } = "";

        /// <summary>Version that the file follows.</summary>
        public int From { get; init; }

        public int To { get; init; }

        /// <summary>Steps whose id changes, old to new.</summary>
        public IReadOnlyDictionary<string, string> Steps { get; init; } = new Dictionary<string, string>();

        public Guid Instance { get; init; }

        public string Motif { get; init; } = "";
    }
}
