using System.Globalization;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Domain;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Actes;

namespace ComiteFlow.Host.Comites;

/// <summary>The coordination asks the parties which of some slots suit them for a comité; they answer by mail.</summary>
internal sealed class ProposeSlots(IDossiers dossiers, CourrielsDeSeance courriels, TimeProvider clock) : IUseCase<ProposeSlots.Commande>
{
    /// <summary>The act, by its verb.</summary>
    public const string Verbe = "proposeSlots";

    /// <summary>How many slots are proposed.</summary>
    public const int AuMoins = 2, AuPlus = 5;

    public async Task RunAsync(Actor actor, Commande commande, CancellationToken ct)
    {
        var (dossier, comite) = await dossiers.RequireComiteAsync(commande, ct);
        if (comite.State != ComiteState.Planned)
            throw new BrokenRuleException("alreadyDone", "Cette séance est tenue ou annulée : il n’y a plus de créneau à choisir.");
        var slots = Slots(commande);
        var (answerBy, today) = (Saisies.Date(commande.AnswerBy), clock.Today());
        if (answerBy < today || answerBy >= slots[0].On)
            throw new BrokenRuleException("invalidDate", $"La réponse est attendue entre aujourd’hui et la veille du premier créneau : choisissez une date du {Mise.EnForme(today)} au {Mise.EnForme(slots[0].On.AddDays(-1))}.");
        dossier.Raise(new SlotsProposed { Committee = comite.Code, Occurrence = comite.Occurrence, Startup = comite.Startup, Days = [.. slots.Select(slot => slot.On).Distinct()], AnswerBy = answerBy });
        await courriels.CreneauxAsync(dossier, comite, slots, answerBy, ct);
    }

    private List<Creneau> Slots(Commande commande)
    {
        var slots = commande.Slots.Select(slot => new Creneau(Saisies.Date(slot.On), Heure(slot.From), Heure(slot.Until))).Distinct().OrderBy(slot => slot.On).ThenBy(slot => slot.From).ToList();
        if (slots.Count is < AuMoins or > AuPlus)
            throw new BrokenRuleException("choiceRequired", $"Un choix demande de {AuMoins} à {AuPlus} créneaux différents : ajoutez-en ou retirez-en.");
        if (slots.Find(slot => slot.On <= clock.Today()) is { } past)
            throw new BrokenRuleException("invalidDate", $"Le créneau du {Mise.EnForme(past.On)} n’est pas à venir : choisissez un autre jour.");
        if (slots.Find(slot => slot.Until <= slot.From) is { } turned)
            throw new BrokenRuleException("invalidDate", $"Le créneau du {Mise.EnForme(turned.On)} finit avant de commencer : corrigez ses heures.");
        return slots;
    }

    private static TimeOnly Heure(string typed) => TimeOnly.TryParseExact(typed, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
        ? time
        : throw new BrokenRuleException("invalidDate", $"L’heure saisie ({Saisies.Citer(typed)}) n’existe pas : écrivez-la avec ses minutes, par exemple 14:30.");

    internal sealed record Commande : CommandeDeComite
    {
        public IReadOnlyList<CreneauSaisi> Slots { get; init; } = [];

        /// <summary>Day by which an answer is awaited.</summary>
        public string AnswerBy { get; init; } = "";
    }

    internal sealed record CreneauSaisi(string On, string From, string Until);
}
