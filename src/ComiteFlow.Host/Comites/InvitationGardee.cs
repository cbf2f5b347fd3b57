using System.Text.Json;
using ComiteFlow.Host.Persistence;
using MimeKit;

namespace ComiteFlow.Host.Comites;

/// <summary>A calendar entry as the row of its mail keeps it.</summary>
internal sealed record InvitationGardee(
    string Uid, int Sequence, DateTimeOffset Le, DateOnly Jour, TimeOnly? Heure, string? Lieu, string Titre, string Texte, InvitationGardee.Boite Organisateur,
    IReadOnlyList<InvitationGardee.Boite> Invites, bool Annulee)
{
    public static string Write(Invitation invitation) => JsonSerializer.Serialize(
        new InvitationGardee(
            invitation.Uid, invitation.Sequence, invitation.Le, invitation.Jour, invitation.Heure, invitation.Lieu, invitation.Titre, invitation.Texte,
            Boite.Of(invitation.Organisateur), [.. invitation.Invites.Select(Boite.Of)], invitation.Annulee),
        Colonnes.Json);

    public static Invitation Read(string json)
    {
        var kept = JsonSerializer.Deserialize<InvitationGardee>(json, Colonnes.Json)!;
        return new Invitation(
            kept.Uid, kept.Sequence, kept.Le, kept.Jour, kept.Titre, kept.Texte, kept.Organisateur.ToMailbox(), [.. kept.Invites.Select(box => box.ToMailbox())])
        {
            Heure = kept.Heure, Lieu = kept.Lieu, Annulee = kept.Annulee,
        };
    }

    internal sealed record Boite(string? Nom, string Adresse)
    {
        public static Boite Of(MailboxAddress box) => new(box.Name, box.Address);

        public MailboxAddress ToMailbox() => new(Nom, Adresse);
    }
}
