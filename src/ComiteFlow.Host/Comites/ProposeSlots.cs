using System.Globalization;
using ComiteFlow.Domain;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Persistence;

namespace ComiteFlow.Host.Comites;

/// <summary>The coordination asks the parties which of some slots suit them for a comité; the mail leads them to the page where they answer.</summary>
internal sealed class ProposeSlots(IDossiers dossiers, CourrielsDeSeance courriels, ComiteFlowDb db, TimeProvider clock) : IUseCase<ProposeSlots.Commande>
{
    /// <summary>The act, by its verb.</summary>
    public const string Verbe = "proposeSlots";

    public async Task RunAsync(Actor actor, Commande commande, CancellationToken ct)
    {
        var (dossier, comite) = await dossiers.RequireComiteAsync(commande, ct);
        var answerBy = Saisies.Date(commande.AnswerBy);
        var proposed = commande.Slots.Select(slot => new Creneau(Saisies.Date(slot.On), Heure(slot.From), Heure(slot.Until)));
        var slots = new ChoixDesParties(dossier).Propose(comite, proposed, answerBy, clock.Today());
        var before = await AvisDeSeance.TimesAsync(db, CourrielsDeSeance.CleCreneaux(comite.Id, slots, answerBy), ct);
        await courriels.CreneauxAsync(dossier, comite, slots, answerBy, before, ct);
    }

    private static TimeOnly Heure(string typed) => TimeOnly.TryParseExact(typed, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
        ? time
        : throw new BrokenRuleException("invalidDate", $"L’heure saisie ({Saisies.Citer(typed)}) n’existe pas : écrivez-la avec ses minutes, par exemple 14:30.");

    internal sealed record Commande : CommandeDeComite
    {
        public IReadOnlyList<CreneauSaisi> Slots { get; init; } = [];

        /// <summary>Day until whose end an answer is awaited.</summary>
        public string AnswerBy { get; init; } = "";
    }

    internal sealed record CreneauSaisi(string On, string From, string Until);
}
