using System.Text.Json;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Actes;

namespace ComiteFlow.Host.Conventions;

/// <summary>The coordinator registers a convention or an avenant; its doubts are listed and wait for a human.</summary>
internal sealed class ImportDocument(RegistreDesTextes registre) : IUseCase<ImportDocument.Commande>
{
    public async Task RunAsync(Actor actor, Commande commande, CancellationToken ct)
    {
        var json = commande.Document.ValueKind == JsonValueKind.String ? registre.Find(commande.Document.GetString()!) : commande.Document.GetRawText();
        await registre.RegisterAsync(json, ct);
    }

    internal sealed record Commande : Actes.Commande, ICommandeDeDocument
    {
        /// <summary>Id of a known text, or the text itself.</summary>
        public JsonElement Document { get; init; }

        public string? DocumentVise => Document.ValueKind == JsonValueKind.String ? Document.GetString() : null;
    }
}
