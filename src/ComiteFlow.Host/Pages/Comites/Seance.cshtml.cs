using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Obligations;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Domain.Rapports;
using ComiteFlow.Domain.Revoyures;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Comites;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Documents;
using ComiteFlow.Host.Revoyures;

namespace ComiteFlow.Host.Pages.Comites;

/// <summary>One occurrence of a comité: its date and why, what is there, what was decided, what can be done.</summary>
internal sealed class SeanceModel(OutilsDActe outils, ILectureDocuments lecture) : PageDeComite(outils)
{
    public override string Verbe => "view";

    public IEnumerable<Lien> Actes =>
    [
        .. CreneauxEnFrancais.Bulletin(Comite, Acteur, Aujourdhui) is { } ballot ? new[] { ballot } : [],
        .. Tous().Where(entry => Droits.Allows(Acteur, entry.Acte, Dossier.Politiques)).Select(entry => new Lien(entry.Texte, Adresses.Comite(Comite, entry.Page))),
    ];

    public IReadOnlyList<string> Participants => Comite.HeldBy.Count > 0
        ? Domain.Comites.Participants.Present(Dossier, Comite)
        : [.. Domain.Comites.Participants.Expected(Dossier, Comite).Select(Noms.Attendu)];

    public override IReadOnlyList<PointControle> Points => [PointEtat(), .. Comptes(), PointSeance(), .. Choix()];

    /// <summary>What is there to read: dossier, convocation, sheets, relevé, letter.</summary>
    public IReadOnlyList<DocumentResume> Documents { get; private set; } = [];

    /// <summary>The revoyures that rules opened out of turn for this comité.</summary>
    public IReadOnlyList<Ouverture> Ouvertures => [.. Dossier.Ouvertures.Where(o => o.ComiteId == Comite.Id)];

    /// <summary>The conditions that this comité set or answered, and those that its decision waits for.</summary>
    public Tableau? Conditions => new Conditions(Dossier).Of(Comite) is { Count: > 0 } all
        ? new Tableau("Conditions", [new("Condition"), new("Responsable"), new("Échéance"), new("Preuve"), new("Réponse")], [.. all.Select(Ligne)])
        {
            Precision = all.Any(c => c.Met is null && c.ComiteId != Comite.Id) ? "Une condition sans réponse bloque la décision de ce comité." : null,
        }
        : null;

    public override Recapitulatif? Reperes => Comite.Outcome is { } outcome
        ? new("Décision",
        [
            new("Issue", Noms.Issue(outcome), Comite.DecidedOn is { } on ? $"le {Formats.DateLongue(on)}" : null),
            .. Comite.GrantedAe is { } ae ? new[] { new LigneRecapitulatif("AE", Formats.Euros(ae.Cents)), new LigneRecapitulatif("CP", Formats.Euros((Comite.GrantedCp ?? ae).Cents)) } : [],
            .. Comite.Decision is { From: { } from, Until: { } until } && Comite.GrantedAe is not null ? new[] { new LigneRecapitulatif("Période", $"du {Formats.DateLongue(from)} au {Formats.DateLongue(until)}") } : [],
        ])
        : null;

    protected override string Acte => Noms.Comite(Dossier, Comite);

    protected override async Task ChargerAsync(CancellationToken ct)
    {
        if (Trouver() is { } comite)
            Documents = await lecture.AboutAsync(Acteur, Dossier.Id, comite.Id, ct);
    }

    protected override Task FaireAsync(CancellationToken ct) => Task.CompletedTask;

    /// <summary>The accounts that its decision still waits for.</summary>
    private IEnumerable<PointControle> Comptes() => Comite.DecidedOn is not null ? [] : new SuiviDesRapports(Dossier).Missing(Comite)
        .Select(what => Dossier.Rapports.FirstOrDefault(r => r.Month is { } month && what == "monthly:" + month)).OfType<Rapport>()
        .Select(missing => new PointControle(IconePoint.Missing, $"{Noms.Rapport(Dossier, missing)} attendu", $"Le {Formats.DateLongue(missing.Due)}"));

    /// <summary>The slots that are proposed for it.</summary>
    private IEnumerable<PointControle> Choix() => Comite.Slots is { } choix
        ? [new PointControle(IconePoint.Mail, $"{Formats.Compte(choix.Slots.Count, "créneau proposé", "créneaux proposés")}", $"{CreneauxEnFrancais.Compte(Dossier, choix)}, jusqu’au {Formats.DateLongue(choix.AnswerBy)}")]
        : [];

    private LigneTableau Ligne(Condition condition) => new(
        [
            condition.Text,
            condition.Owner is { } owner ? Noms.Responsable(Dossier, owner) : "–",
            Formats.DateCourte(condition.Due),
            condition.Evidence is { } given
                ? new Cellule(given) { Adresse = Preuves.IsWebAddress(given) ? given : null }
                : condition.EvidenceAsked is { } asked ? new Cellule("Attendue") { Precision = asked } : "–",
            Reponse(condition),
        ],
        condition.Met is null && condition.Due < Aujourdhui ? GenreLigne.Late : GenreLigne.Plain);

    private Cellule Reponse(Condition condition) => condition switch
    {
        { Met: { } met } => new Cellule(met ? "Remplie" : "Non remplie") { Precision = condition.AnsweredOn is { } on ? $"Le {Formats.DateCourte(on)}" : null },
        _ when condition.ComiteId != Comite.Id && Comite.DecidedOn is null && Droits.Allows(Acteur, AnswerCondition.Verbe) => new Cellule("Répondre") { Adresse = Adresses.Condition(Comite, condition) },
        _ => new Cellule("Attendue") { Badge = condition.Due < Aujourdhui ? new Badge(TonBadge.Late, "En retard") : null },
    };

    private IEnumerable<(string Acte, string Texte, string Page)> Tous()
    {
        if (Etat is { IsMissing: true })
        {
            yield return ("submitStatusReport", "Transmettre l’état des réalisations", "etat");
            yield return ("waiveStatusReport", "Déroger à l’état des réalisations", "derogation");
        }

        if (Comite.HeldOn is null && Comite.State == Domain.Comites.ComiteState.Planned)
        {
            yield return ("holdCommittee", "Enregistrer la tenue", "tenir");
            yield return (ConveneDetails.Verbe, "Fixer l’heure, le lieu et l’ordre du jour", "convocation");
            yield return ("rescheduleCommittee", "Déplacer le comité", "deplacer");
            yield return (ProposeSlots.Verbe, Comite.Slots is null ? "Proposer des créneaux" : "Voir les réponses aux créneaux", "creneaux");
        }

        if (Comite.DecidedOn is null && Noms.Decide(Dossier, Comite))
            yield return ("decideRevoyure", "Décider la revoyure", "decider");
        yield return (EstablishDocument.Verbe, "Établir un document", "documents");
    }
}
