using ComiteFlow.Domain;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Personnes;

namespace ComiteFlow.Host.Signatures;

/// <summary>The coordination answers a party that asked for a change: the text stays, and the party may sign it, or another text will be brought.</summary>
internal sealed class AnswerChange(IDossiers dossiers, DemandesDeModification demandes, CourrielsDeModification courriels) : IUseCase<AnswerChange.Commande>
{
    /// <summary>The act, by its verb.</summary>
    public const string Verbe = "answerChange";

    public async Task RunAsync(Actor actor, Commande commande, CancellationToken ct)
    {
        var (dossier, acte) = await dossiers.RequireActeAsync(commande.Document, ct);
        if ((await demandes.OpenAsync(acte.Id, ct)).FirstOrDefault(one => one.Partie == commande.Party) is not { } asked)
            throw Saisies.Inconnu("La demande de modification de", commande.Party, []);
        if (string.IsNullOrWhiteSpace(commande.Answer))
            throw new BrokenRuleException("commentRequired", "La réponse manque : écrivez-la en une phrase, la partie la reçoit par courriel.");
        var answer = commande.Answer.Trim();
        dossier.Raise(new ChangeAnswered { Document = acte.Id, Party = commande.Party, Kept = commande.Kept, Answer = answer });
        await demandes.CloseAsync(acte, commande.Party, Fonctions.Nom(actor), resumes: commande.Kept, ct);
        await courriels.AnsweredAsync(dossier, acte, commande, asked, ct);
    }

    internal sealed record Commande : Actes.Commande, ICommandeDeDocument
    {
        public string Document { get; init; } = "";

        public string Party { get; init; } = "";

        /// <summary>True where the text stays as it is.</summary>
        public bool Kept { get; init; }

        public string? Answer { get; init; }

        public string? DocumentVise => Document;
    }
}
