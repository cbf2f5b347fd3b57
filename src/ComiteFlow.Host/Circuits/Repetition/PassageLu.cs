using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Courriels;
using ComiteFlow.Host.Persistence;

namespace ComiteFlow.Host.Circuits.Repetition;

/// <summary>A mail that a rehearsal wrote and did not send.</summary>
/// <param name="Cle">Business key: document, person, rung.</param>
/// <param name="Message">The message as it would be handed over (.eml); null when it was called off or could not be written.</param>
internal sealed record CourrielRepete(string Cle, string Modele, string Destinataire, string? Convention, string Objet, DateTimeOffset Le, byte[]? Message, string? Annule)
{
    /// <summary>It left as a part of another message.</summary>
    public bool EstReuni => CourrielReuni.Is(Annule);
}

/// <summary>A document that a rehearsal made.</summary>
internal sealed record DocumentRepete(string Fichier, string Titre, string Convention, DateTimeOffset Le, byte[] Contenu);

/// <summary>A comité as it came out.</summary>
internal sealed record SeanceRepetee(string Convention, string Code, int Occurrence, string? Startup, DateOnly On, DateOnly? EtatAttendu);

/// <summary>A step that could not be done.</summary>
internal sealed record IncidentRepete(DateTimeOffset Le, string Circuit, string Etape, string Message);

/// <summary>What one run left.</summary>
/// <param name="Frises">What happened, by convention, as its page would tell it.</param>
/// <param name="Duree">Time that it took on the wall.</param>
internal sealed record PassageLu(
    IReadOnlyList<FaitRow> Faits, IReadOnlyList<CourrielRepete> Courriels, IReadOnlyList<DocumentRepete> Documents, IReadOnlyList<SeanceRepetee> Seances,
    IReadOnlyList<IncidentRepete> Incidents, IReadOnlyDictionary<string, IReadOnlyList<Jalon>> Frises, TimeSpan Duree);

/// <summary>What a rehearsal shows: the run of the tried text, that of the published one beside it, and how their mails compare.</summary>
internal sealed record ResultatDeRepetition(MatiereDeRepetition Matiere, PassageLu Apres, PassageLu? Avant, IReadOnlyList<CourrielCompare> Courriels, Domain.Calendrier.JoursOuvres Jours)
{
    public bool EstOuvre(DateOnly day) => Jours.EstOuvre(day);

    public TimeSpan Duree => Apres.Duree + (Avant?.Duree ?? TimeSpan.Zero);
}
