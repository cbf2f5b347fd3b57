using System.Globalization;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Courriels;
using ComiteFlow.Host.Persistence;
using Microsoft.EntityFrameworkCore;
using MimeKit;

namespace ComiteFlow.Host.Modeles;

/// <summary>Sends a mail that is being written to the box of who asks, and to nobody else. It is no mail of the service: nothing is recorded.</summary>
internal sealed class EssaiDeModele(ComiteFlowDb db, CourrielComposer composer, IMailTransport transport, Annuaire annuaire, TimeProvider clock)
{
    private const string Marque = "[Essai] ";

    /// <summary>True when the site has no server: the message can be read and downloaded, and leaves for nobody.</summary>
    public bool ResteIci => transport.StaysHere;

    /// <summary>The box of who acts.</summary>
    public MailboxAddress BoiteDe(Actor actor) => annuaire.Find(actor.Scope ?? actor.Role);

    public MimeMessage Message(Actor actor, string modele, RenduCourriel rendu)
    {
        var now = clock.GetUtcNow();
        return composer.Compose(
            rendu with { Objet = Marque + rendu.Objet }, string.Create(CultureInfo.InvariantCulture, $"essai/{modele}/{actor.Person}/{now.UtcTicks}"), BoiteDe(actor), now, []);
    }

    /// <exception cref="Domain.BrokenRuleException">Mail is held back, or the server does not take it.</exception>
    public async Task EnvoyerAsync(Actor actor, string modele, RenduCourriel rendu, CancellationToken ct)
    {
        if (await db.Set<SuspensionRow>().AnyAsync(s => s.Scope == SuspensionRow.Tout, ct))
            throw RefusDeModele.De("suspended", "Les envois de ce site sont suspendus : reprenez-les sur la page des envois, ou téléchargez le message.");
        try
        {
            await transport.SendAsync(Message(actor, modele, rendu), ct);
        }
        catch (Exception wrong) when (wrong is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            throw RefusDeModele.De("notSent", $"L’essai n’est pas parti ({wrong.Message.TrimEnd('.')}) : réessayez plus tard, ou téléchargez le message.");
        }
    }
}
