using System.Text.Json;
using ComiteFlow.Domain;
using ComiteFlow.Domain.Conventions;
using MimeKit;

namespace ComiteFlow.Host.Courriels;

/// <summary>Mailboxes by function and party (<c>conventions/annuaire.json</c>). Addresses belong to functions, never to persons.</summary>
internal sealed class Annuaire
{
    private readonly Dictionary<string, MailboxAddress> _boites;
    private readonly string? _domaine;

    public Annuaire(string json)
    {
        using var document = JsonDocument.Parse(json);
        _boites = document.RootElement.GetProperty("boites").EnumerateObject().ToDictionary(
            boite => boite.Name,
            boite => new MailboxAddress(boite.Value.GetProperty("nom").GetString(), boite.Value.GetProperty("adresse").GetString()!));
        _domaine = document.RootElement.TryGetProperty("domaineParDefaut", out var domaine) ? domaine.GetString() : null;
    }

    /// <exception cref="MailRefusedException">No mailbox is known for this recipient.</exception>
    public MailboxAddress Find(string recipient)
    {
        if (_boites.TryGetValue(recipient, out var boite))
            return boite;
        return _domaine is not null
            ? new MailboxAddress(recipient, recipient.ToLowerInvariant() + "@" + _domaine)
            : throw new MailRefusedException($"Aucune adresse n’est connue pour « {recipient} » : complétez l’annuaire.");
    }

    /// <summary>The boxes by their id, with the name that mails show.</summary>
    public IEnumerable<(string Id, string Nom)> Boites => _boites.Select(boite => (boite.Key, boite.Value.Name ?? boite.Key));

    public bool Knows(string recipient) => _domaine is not null || _boites.ContainsKey(recipient);

    /// <summary>Before a convention takes effect, everyone whom its workflows will write to must have an address.</summary>
    /// <exception cref="BrokenRuleException">An address is missing.</exception>
    public void Require(Dossier dossier)
    {
        var missing = dossier.Texte.Parties.Select(p => p.Id).Where(id => !Knows(id)).ToList();
        if (missing.Count > 0)
            throw Saisies.Inconnu("L’adresse de", string.Join(", ", missing), _boites.Keys);
    }
}
