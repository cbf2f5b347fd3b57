using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;

namespace ComiteFlow.Domain.Comites;

/// <summary>Has the parties of a convention choose among slots for its séances.</summary>
public sealed class ChoixDesParties(Dossier dossier)
{
    /// <summary>How many slots are proposed.</summary>
    public const int AuMoins = 2, AuPlus = 5;

    /// <summary>Who is asked.</summary>
    public IReadOnlyList<string> Asked => [.. dossier.Texte.Parties.Select(party => party.Id)];

    /// <summary>The parties that have not answered.</summary>
    public IReadOnlyList<string> Silent(ChoixDeCreneaux choix) => [.. Asked.Where(party => choix.Of(party) is null)];

    /// <summary>Parties without which the séance is not valid and to which a slot does not suit.</summary>
    public IReadOnlyList<string> Missing(Comite comite, ChoixDeCreneaux choix, Creneau slot) =>
        Participants.Missing(new Planification(dossier).TexteDe(comite), choix.Present(slot));

    /// <summary>The party that the text has preside in person, so that no deputy can; null where it asks for none.</summary>
    public string? InPerson(Comite comite) =>
        new Planification(dossier).TexteDe(comite) is { ChairInPerson: true, ChairParty: { } chair } && Asked.Contains(chair) ? chair : null;

    /// <summary>True for a slot to which the party that must preside in person does not come itself.</summary>
    public bool LacksChair(Comite comite, ChoixDeCreneaux choix, Creneau slot) =>
        InPerson(comite) is { } chair && (choix.Of(chair) is not { } answer || !answer.Fits.Contains(slot.Key) || answer.Deputies.Contains(slot.Key));

    /// <summary>Asks the parties; slots that were proposed before, and what was answered, are replaced.</summary>
    /// <exception cref="BrokenRuleException">The séance is over or cancelled, slots are too few, too many, wrong, after the end of the convention or those proposed already, or there is no time to answer.</exception>
    public IReadOnlyList<Creneau> Propose(Comite comite, IEnumerable<Creneau> proposed, DateOnly answerBy, DateOnly today)
    {
        if (comite.State != ComiteState.Planned)
            throw new BrokenRuleException("alreadyDone", "Cette séance est tenue ou annulée : il n’y a plus de créneau à choisir.");
        var slots = proposed.Distinct().OrderBy(slot => slot.On).ThenBy(slot => slot.From).ToList();
        if (slots.Count is < AuMoins or > AuPlus)
            throw new BrokenRuleException("choiceRequired", $"Un choix demande de {AuMoins} à {AuPlus} créneaux différents : ajoutez-en ou retirez-en.");
        if (slots.Find(slot => slot.On <= today) is { } past)
            throw new BrokenRuleException("invalidDate", $"Le créneau du {Mise.EnForme(past.On)} n’est pas à venir : choisissez un autre jour.");
        if (slots.Find(slot => slot.Until <= slot.From) is { } turned)
            throw new BrokenRuleException("invalidDate", $"Le créneau du {Mise.EnForme(turned.On)} finit avant de commencer : corrigez ses heures.");
        new Planification(dossier).RequireBeforeEnd(slots[^1].On, today);
        if (answerBy < today || answerBy >= slots[0].On)
            throw new BrokenRuleException("invalidDate", $"La réponse est attendue entre aujourd’hui et la veille du premier créneau : choisissez une date du {Mise.EnForme(today)} au {Mise.EnForme(slots[0].On.AddDays(-1))}.");
        if (comite.Slots is { } open && open.AnswerBy == answerBy && open.Slots.SequenceEqual(slots))
            throw Refus.DejaFait("ces créneaux", $"ils sont proposés, et les réponses attendues jusqu’au {Mise.EnForme(answerBy)}");
        comite.Slots = new ChoixDeCreneaux(slots, answerBy, []);
        dossier.Raise(new SlotsProposed { Committee = comite.Code, Occurrence = comite.Occurrence, Startup = comite.Startup, Days = [.. slots.Select(slot => slot.On).Distinct()], AnswerBy = answerBy });
        return slots;
    }

    /// <summary>Records what a party answers; it may answer anew as long as answers are taken.</summary>
    /// <param name="fits">Keys of the slots that suit.</param>
    /// <param name="deputies">Keys of the slots to which a deputy comes; these suit as well.</param>
    /// <param name="isNone">True when it says that no slot suits.</param>
    /// <exception cref="BrokenRuleException">Nothing is asked, answers are no longer taken, the party is not asked, a slot is unknown, or the answer says nothing or two things.</exception>
    public void Answer(Comite comite, string party, IEnumerable<string> fits, IEnumerable<string> deputies, bool isNone, DateOnly today)
    {
        var choix = RequireOpen(comite, today);
        if (!Asked.Contains(party))
            throw new BrokenRuleException("forbidden", $"Le choix des créneaux est demandé à {Mise.Liste(Asked)}, et vous répondez pour {Refus.Citer(party)} : transmettez votre réponse à la coordination.");
        var represented = deputies.Distinct().ToList();
        var suiting = fits.Concat(represented).Distinct().ToList();
        suiting.ForEach(key => Require(choix, key));
        if (isNone == suiting.Count > 0)
        {
            throw new BrokenRuleException("choiceRequired", isNone
                ? "Vous avez coché un créneau et dit qu’aucun ne convient : gardez l’un ou l’autre."
                : "Aucun créneau n’est coché : cochez ceux qui vous conviennent, ou dites qu’aucun ne convient.");
        }

        var keys = choix.Slots.Select(slot => slot.Key).ToList();
        var answer = new ReponseDeCreneaux(party, [.. keys.Where(suiting.Contains)], [.. keys.Where(represented.Contains)], today);
        comite.Slots = choix.With(answer);
        dossier.Raise(new SlotsAnswered { Committee = comite.Code, Occurrence = comite.Occurrence, Startup = comite.Startup, Party = party, Fits = answer.Fits, Deputies = answer.Deputies });
    }

    /// <summary>Holds the séance at a slot: its day and its hour are set, and the choice is closed.</summary>
    /// <param name="key">Key of the slot.</param>
    /// <param name="reason">Why the séance changes its day; of no account where it keeps it.</param>
    /// <returns>What changed for those convened; null where the séance had that day and that hour.</returns>
    /// <exception cref="BrokenRuleException">Nothing is asked, the slot is unknown or past, or the séance cannot move to its day.</exception>
    public CreneauRetenu? Keep(Comite comite, string key, string? reason, DateOnly today)
    {
        var slot = Require(RequireChoice(comite, "proposez d’abord des créneaux"), key);
        if (slot.On < today)
            throw Refus.Date(slot.On, "ce créneau est passé", "retenez-en un autre, ou proposez d’autres créneaux");
        var (isMoved, isSet) = (slot.On != comite.On, slot.From != comite.StartsAt);
        if (isMoved)
            new Planification(dossier).Reschedule(comite, slot.On, reason ?? "", today);
        if (isSet)
            new DetailsDeSeance(dossier).Set(comite, slot.From, comite.Place, comite.Agenda ?? [], today);
        comite.Slots = null;
        dossier.Raise(new SlotKept { Committee = comite.Code, Occurrence = comite.Occurrence, Startup = comite.Startup, Slot = slot.Key });
        return isMoved ? CreneauRetenu.AutreJour : isSet ? CreneauRetenu.AutreHeure : null;
    }

    private static Creneau Require(ChoixDeCreneaux choix, string key) => choix.Slots.FirstOrDefault(slot => slot.Key == key)
        ?? throw new BrokenRuleException("unknownReference", $"Le créneau « {Refus.Citer(key)} » n’est pas, ou n’est plus, proposé : relisez la liste des créneaux, puis recommencez.");

    private static ChoixDeCreneaux RequireChoice(Comite comite, string remede) => comite.Slots
        ?? throw new BrokenRuleException("choiceClosed", $"Aucun choix de créneaux n’est ouvert pour cette séance, {Situation(comite)} : {remede}.");

    private static ChoixDeCreneaux RequireOpen(Comite comite, DateOnly today)
    {
        var choix = RequireChoice(comite, "écrivez à la coordination si cette date ne vous convient pas");
        if (!choix.IsTaken(today))
            throw new BrokenRuleException("choiceClosed", $"Les réponses étaient attendues jusqu’au {Mise.EnForme(choix.AnswerBy)} : écrivez à la coordination, qui retient un créneau.");
        return choix;
    }

    private static string Situation(Comite comite) => comite.State switch
    {
        ComiteState.Held or ComiteState.Decided => $"tenue le {Mise.EnForme(comite.HeldOn!.Value)}",
        ComiteState.Cancelled => "qui est annulée",
        _ => $"fixée au {Mise.EnForme(comite.On)}",
    };
}
