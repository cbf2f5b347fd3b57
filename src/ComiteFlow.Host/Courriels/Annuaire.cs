using System.Text.Json;
using MimeKit;

namespace ComiteFlow.Host.Courriels;

/// <summary>Mailboxes by function and party (<c>conventions/annuaire.json</c>). Addresses belong to functions, never to persons.</summary>
internal sealed class Annuaire
{
    private readonly Dictionary<string, MailboxAddress> _boites;

    public Annuaire(string json)
    {
        using var document = JsonDocument.Parse(json);
        _boites = document.RootElement.GetProperty("boites").EnumerateObject().ToDictionary(
            boite => boite.Name,
            boite => new MailboxAddress(boite.Value.GetProperty("nom").GetString(), boite.Value.GetProperty("adresse").GetString()!));
    }

    /// <exception cref="MailRefusedException">No mailbox is known for this recipient.</exception>
    public MailboxAddress Find(string recipient) => _boites.TryGetValue(recipient, out var boite)
        ? boite
        : throw new MailRefusedException($"Aucune adresse n’est connue pour « {recipient} » : complétez l’annuaire.");

    public bool Knows(string recipient) => _boites.ContainsKey(recipient);
}
