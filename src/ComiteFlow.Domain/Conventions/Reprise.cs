using ComiteFlow.Domain.Calendrier;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Domain.Rapports;

namespace ComiteFlow.Domain.Conventions;

/// <summary>
/// A convention registered after its life had begun: some comité or its end lies before the registration. Whatever fell due before is kept as
/// a line, nobody is asked or told, and the coordinator confirms line by line what is still owed. Nothing is chosen for her.
/// </summary>
public sealed class Reprise(Dossier dossier)
{
    public bool HasBegunBefore(DateOnly today)
    {
        var texte = dossier.Texte;
        if ((texte.End.Date ?? texte.End.LatestPayment) is { } end && end < today)
            return true;
        return texte.Committees.Any(comite => First(comite.Cadence, texte) is { } first && first < today)
            || texte.Startups.Any(startup => (startup.CommitteeToPlan?.Month ?? startup.PeriodEnd) is { } month && Mots.FinDeMois(month) < today);
    }

    /// <summary>Keeps a line of what fell due before the registration, once.</summary>
    /// <returns>True while nobody is to be asked; false once the coordinator said that it is still owed.</returns>
    public bool Keeps(PointDeReprise point)
    {
        if (Find(point.Id) is { } known)
            return !known.IsOwed;
        dossier.Add(point);
        return true;
    }

    public PointDeReprise? Find(string id) => dossier.PointsDeReprise.FirstOrDefault(p => p.Id == id);

    /// <summary>True once the coordinator said that the point is still owed.</summary>
    public bool IsOwed(string id) => Find(id)?.IsOwed == true;

    /// <summary>The lines that wait for the coordinator, by date; one that an act has settled since is no question any more.</summary>
    public IReadOnlyList<PointDeReprise> ToConfirm(DateOnly today) =>
        [.. dossier.PointsDeReprise.Where(point => point.Choice is null && Stands(point, today)).OrderBy(point => point.Due).ThenBy(point => point.Id, StringComparer.Ordinal)];

    /// <summary>True where the coordinator alone may say that a point has no object: only the délégant goes without the report of a comité still to come.</summary>
    public bool MayBeMoot(PointDeReprise point) => point.Kind != PointDeReprise.Etat || ComiteOf(point) is not { State: ComiteState.Planned };

    /// <summary>The day of a reminder of something that fell due before the registration and is still owed: the request goes out on the day of the choice, what follows keeps its distance in working days.</summary>
    public DateOnly Postpone(string point, DateOnly due, DateOnly on)
    {
        if (Find(point) is not { IsOwed: true, SettledOn: { } from } || on >= from)
            return on;
        return on <= due ? from : dossier.Jours.Ajouter(from, dossier.Jours.Entre(due, on));
    }

    /// <summary>Records what the coordinator says of one or several points: all of it, or nothing.</summary>
    /// <returns>The points, settled.</returns>
    /// <exception cref="BrokenRuleException">No answer, a point that is unknown or settled, or an answer that cannot be.</exception>
    public IReadOnlyList<PointDeReprise> Confirm(IReadOnlyList<ReponseDeReprise> reponses, string by, DateOnly today)
    {
        if (reponses.Count == 0)
            throw Refus.SansReponse();
        return [.. reponses.Select(reponse => Settle(reponse, by, today))];
    }

    private PointDeReprise Settle(ReponseDeReprise reponse, string by, DateOnly today)
    {
        var point = Find(reponse.Point) ?? throw Refus.Inconnu("Le point de reprise", reponse.Point, ToConfirm(today).Select(p => p.Id));
        if (point.SettledOn is { } settled)
            throw Refus.DejaFait("ce point de reprise", $"confirmé le {Mise.EnForme(settled)}");
        if (!Stands(point, today))
            throw Refus.DejaFait("ce point de reprise", "réglé depuis par un autre acte");
        Check(point, reponse, today);
        point.Settle(reponse, by, today);
        Apply(point, today);
        dossier.Raise(new RepriseConfirmed
        {
            Point = point.Id, Kind = point.Kind, Due = point.Due, Choice = reponse.Choice, On = reponse.On, Reason = reponse.Reason, By = by,
            Why = new Pourquoi("Ce point était dû avant l’enregistrement du texte : la coordination dit ce qu’il en reste.", [new("Dû le", Mise.EnForme(point.Due)), new("Texte enregistré le", Mise.EnForme(dossier.RegisteredOn))], null),
        });
        return point;
    }

    private void Check(PointDeReprise point, ReponseDeReprise reponse, DateOnly today)
    {
        switch (reponse.Choice)
        {
            case PointDeReprise.DejaFait:
                if (reponse.On is { } done && done > today)
                    throw Refus.Date(done, "ce qui est déjà fait ne peut pas être daté dans l’avenir", $"saisissez une date jusqu’au {Mise.EnForme(today)}");
                break;
            case PointDeReprise.EncoreDu:
                if (reponse.On is { } day && point.Kind != PointDeReprise.Seance)
                    throw Refus.Date(day, "seule une séance encore à tenir reçoit une nouvelle date", "laissez la date vide");
                break;
            case PointDeReprise.SansObjet:
                if (string.IsNullOrWhiteSpace(reponse.Reason))
                    throw Refus.SansMotif("d’un point sans objet");
                if (!MayBeMoot(point))
                    throw Refus.SansClause("de comité sans état des réalisations hors d’une dérogation du délégant", "demandez-lui cette dérogation, ou choisissez une autre réponse");
                break;
            default:
                throw Refus.Inconnu("Le choix", reponse.Choice, [PointDeReprise.DejaFait, PointDeReprise.EncoreDu, PointDeReprise.SansObjet]);
        }
    }

    /// <summary>What the choice changes here; the workflows go on from the event that the act tells them.</summary>
    private void Apply(PointDeReprise point, DateOnly today)
    {
        switch (point)
        {
            case { Kind: PointDeReprise.Seance, IsOwed: true }:
                var comite = ComiteOf(point)!;
                comite.State = ComiteState.Planned;
                if (point.On is { } on)
                    new Planification(dossier).Reschedule(comite, on, "Reprise : séance encore à tenir", today);
                break;
            case { Kind: PointDeReprise.Etat, Choice: PointDeReprise.DejaFait }:
                new SuiviDesRapports(dossier).ReceivedBefore(point.Id, point.On ?? today);
                break;
            case { Kind: "close", IsOwed: true }:
                new Taches(dossier).OpenClosing(today);
                break;
        }
    }

    private bool Stands(PointDeReprise point, DateOnly today) => point.Kind switch
    {
        PointDeReprise.Seance => ComiteOf(point) is { State: ComiteState.Past },
        PointDeReprise.Etat => ComiteOf(point) is { State: ComiteState.Past or ComiteState.Planned }
            && !dossier.Rapports.Any(r => r.Id == point.Id && (!r.IsMissing || r.Due >= dossier.RegisteredOn)),
        PointDeReprise.Convocation => ComiteOf(point) is { State: ComiteState.Planned } comite && comite.On >= today,
        PointDeReprise.Mensuel or PointDeReprise.Final => dossier.Rapports.All(r => r.Id != point.Id),
        PointDeReprise.Signature => dossier.Actes.Any(a => a.Id == point.Document && a.Missing.Contains(point.Party)),
        _ => dossier.Taches.All(t => t.Id != point.Id),
    };

    private Comite? ComiteOf(PointDeReprise point) => dossier.Comites.FirstOrDefault(c => c.Id == point.Comite);

    private static DateOnly? First(TexteCadence cadence, TexteConvention texte) =>
        cadence.Every is { } every && (cadence.AnchorDate ?? texte.Signing.Date) is { } anchor
            ? Periode.Parse(cadence.FirstAfter ?? every).Apres(anchor)
            : null;
}
