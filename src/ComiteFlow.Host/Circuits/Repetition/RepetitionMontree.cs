using ComiteFlow.Domain;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Courriels;
using MimeKit;

namespace ComiteFlow.Host.Circuits.Repetition;

/// <summary>A figure under the head of the page.</summary>
/// <param name="Marque">Its mark on the time line; null for none.</param>
internal sealed record ChiffreDeRepetition(string Libelle, int Nombre, string Precision, string? Marque = null);

/// <summary>A sentence under a mail, with the two values that it compares.</summary>
internal sealed record NoteDeCourriel(string Texte, string? Avant, string? Apres);

/// <summary>A mail as the page shows it.</summary>
/// <param name="Rang">Its place among the mails of the run; null for one that is not written any more.</param>
/// <param name="Paragraphes">Its text; where it changes, with the words that go and come.</param>
internal sealed record CourrielMontre(
    DateOnly Le, string Objet, string Destinataire, Badge? Badge, IReadOnlyList<MotsDeTexte> ObjetCompare, IReadOnlyList<IReadOnlyList<MotsDeTexte>> Paragraphes,
    NoteDeCourriel? Note, int? Rang)
{
    public bool Ouvert { get; init; }
}

/// <summary>The mails of one month.</summary>
/// <param name="Changes">Those that change; the others are folded away.</param>
internal sealed record GroupeDeCourriels(string Titre, string Ancre, string Precision, IReadOnlyList<CourrielMontre> Changes, IReadOnlyList<CourrielMontre> Identiques, bool EstCompare)
{
    public string Reste => EstCompare ? Formats.Compte(Identiques.Count, "courriel identique", "courriels identiques") : Formats.Compte(Identiques.Count, "courriel", "courriels");
}

/// <summary>The result of a rehearsal as its page shows it.</summary>
internal sealed class RepetitionMontree
{
    private readonly ResultatDeRepetition _result;
    private readonly Annuaire _annuaire;
    private readonly Dictionary<string, int> _ranks;

    public RepetitionMontree(ResultatDeRepetition result, Annuaire annuaire)
    {
        (_result, _annuaire) = (result, annuaire);
        _ranks = result.Apres.Courriels.Select((mail, rank) => (mail.Cle, rank)).ToDictionary(pair => pair.Cle, pair => pair.rank);
        Groupes = [.. result.Courriels.GroupBy(mail => new DateOnly(Jour(mail).Year, Jour(mail).Month, 1)).OrderBy(group => group.Key).Select(Groupe)];
    }

    public DemandeDeRepetition Demande => _result.Matiere.Demande;

    public Differences.Difference? Difference => _result.Matiere.Difference;

    public IReadOnlyList<DocumentRepete> Documents => _result.Apres.Documents;

    public IReadOnlyList<GroupeDeCourriels> Groupes { get; }

    public string Duree => $"{_result.Duree.TotalSeconds.ToString("0.0", System.Globalization.CultureInfo.GetCultureInfo("fr-FR"))} {(_result.Duree.TotalSeconds < 2 ? "seconde" : "secondes")}";

    public FriseDeRepetition Frise => new(_result);

    public IEnumerable<(string Convention, IReadOnlyList<Jalon> Points)> Frises => _result.Matiere.Conventions
        .Where(convention => _result.Apres.Frises.ContainsKey(convention.Id)).Select(convention => (convention.Nom, _result.Apres.Frises[convention.Id]));

    public IReadOnlyList<ChiffreDeRepetition> Chiffres
    {
        get
        {
            var (moved, text, news, gone) = (Nombre(SortDeCourriel.Deplace), Nombre(SortDeCourriel.TexteModifie), Nombre(SortDeCourriel.Nouveau), Nombre(SortDeCourriel.Supprime));
            var all = _result.Courriels.Count(mail => mail.Apres is not null);
            if (_result.Matiere.Publie is not { } published)
                return [new("Courriels", all, "aucune version à comparer"), new("Documents", Documents.Count, "produits"), new("Séances", _result.Apres.Seances.Count, "planifiées")];
            return
            [
                new("Courriels", all, $"contre {Formats.Nombre(_result.Courriels.Count(mail => mail.Avant is not null))} en version {Formats.Nombre(published.Version)}"),
                new("Nouveaux", news, gone == 0 ? "aucun supprimé" : Formats.Compte(gone, "supprimé", "supprimés"), "new"),
                new("Modifiés", moved + text, $"{Formats.Compte(moved, "déplacé", "déplacés")}, {Formats.Compte(text, "texte", "textes")}", "moved"),
                new("Identiques", Nombre(SortDeCourriel.Identique), "au caractère près", "soft"),
            ];
        }
    }

    /// <summary>What people should know of how it was played.</summary>
    public IReadOnlyList<string> Avis =>
    [
        .. _result.Matiere.Lancement == Lancement.Aucun ? Array.Empty<string>() : [$"Aucun autre circuit ne lance celui-ci : la répétition le lance {(_result.Matiere.Lancement == Lancement.SurChaqueComite ? "sur chaque comité, dès qu’il est planifié" : "sur la convention, le premier jour")}."],
        .. Demande.Rejouer ? Array.Empty<string>() : ["Joué du début : la convention est signée, publiée et créditée dès le premier jour, quoi qu’il en soit pour de vrai."],
        .. _result.Matiere.Conventions.Where(convention => convention.Omis.Count > 0).Select(convention =>
            $"{convention.Nom} : {Formats.Compte(convention.Omis.Count, "genre d’acte enregistré n’a pas pu être rejoué", "genres d’actes enregistrés n’ont pas pu être rejoués")} ; la suite peut différer de ce qui s’est vraiment passé."),
    ];

    public IReadOnlyList<PointControle> Controles => [.. Incidents(), .. JoursDEnvoi(), .. Ensemble(), Refuses()];

    private IEnumerable<PointControle> Incidents() => _result.Apres.Incidents.Count == 0
        ? [new PointControle(IconePoint.Done, "Aucun incident", "Chaque étape a pu être faite.")]
        : _result.Apres.Incidents.Take(5).Select(one => new PointControle(
            IconePoint.Missing, $"Incident le {Formats.DateCourte(Formats.JourParis(one.Le))} : {one.Message}", $"Circuit « {one.Circuit} », étape « {one.Etape} »."));

    private IEnumerable<PointControle> JoursDEnvoi()
    {
        var off = _result.Courriels.Where(mail => mail.Apres is not null && !_result.EstOuvre(Jour(mail))).ToList();
        var days = off.Select(Jour).Distinct().Order().ToList();
        var isOld = _result.Avant is not null && off.TrueForAll(mail => mail.Sort == SortDeCourriel.Identique);
        yield return days.Count == 0
            ? new PointControle(IconePoint.Done, "Aucun envoi un week-end ni un jour férié")
            : new PointControle(
                isOld ? IconePoint.Next : IconePoint.Missing, Formats.Compte(days.Count, "jour d’envoi non ouvré", "jours d’envoi non ouvrés"),
                (isOld ? "Comme dans la version publiée : " : "") + Jours(days));
    }

    private IEnumerable<PointControle> Ensemble()
    {
        var days = _result.Courriels.Where(mail => mail.Apres is not null).GroupBy(mail => (Day: Jour(mail), mail.Courriel.Destinataire)).Where(group => group.Count() > 1)
            .Select(group => group.Key.Day).Distinct().Order().ToList();
        if (days.Count > 0)
            yield return new PointControle(IconePoint.Next, $"Plusieurs courriels le même jour à la même personne : {Formats.Compte(days.Count, "jour", "jours")}", Jours(days));
    }

    private PointControle Refuses()
    {
        var refused = _result.Apres.Faits.Count(fact => fact.Name == "refused");
        return refused == 0
            ? new PointControle(IconePoint.Done, "Aucun acte refusé")
            : new PointControle(IconePoint.Next, Formats.Compte(refused, "acte refusé par une règle", "actes refusés par une règle"), "Ils sont dans ce qui s’est passé, chacun avec sa raison.");
    }

    private static string Jours(List<DateOnly> days) => Mise.Liste([.. days.Take(5).Select(Formats.DateCourte)]) + (days.Count > 5 ? "…" : ".");

    private int Nombre(SortDeCourriel sort) => _result.Courriels.Count(mail => mail.Sort == sort);

    private static DateOnly Jour(CourrielCompare mail) => Formats.JourParis(mail.Courriel.Le);

    private GroupeDeCourriels Groupe(IGrouping<DateOnly, CourrielCompare> month)
    {
        var changed = month.Where(mail => mail.Sort != SortDeCourriel.Identique).Select(Montrer).ToList();
        if (changed.Count > 0)
            changed[0] = changed[0] with { Ouvert = true };
        var count = Formats.Compte(month.Count(), "courriel", "courriels") + (changed.Count == 0 ? "" : $", {Formats.Compte(changed.Count, "changé", "changés")}");
        return new GroupeDeCourriels(
            Formats.Majuscule(Formats.MoisAnnee(month.Key)), "courriels-" + Formats.Iso(month.Key)[..7], count, changed,
            [.. month.Where(mail => mail.Sort == SortDeCourriel.Identique).Select(Montrer)], _result.Avant is not null);
    }

    private CourrielMontre Montrer(CourrielCompare compared)
    {
        var (after, before) = (compared.Apres, compared.Avant);
        var (text, was) = (Texte(after), Texte(before));
        var paragraphs = after is null
            ? [.. was.Select(line => (IReadOnlyList<MotsDeTexte>)[new MotsDeTexte(line, DifferenceDeTexte.Part)])]
            : before is null ? [.. text.Select(line => (IReadOnlyList<MotsDeTexte>)[new MotsDeTexte(line, DifferenceDeTexte.Reste)])] : DifferenceDeTexte.Paragraphes(was, text);
        var subject = compared.Courriel.Objet;
        return new CourrielMontre(
            Jour(compared), subject, Nom(compared.Courriel.Destinataire), _result.Avant is null ? null : compared.Badge,
            DifferenceDeTexte.Mots(before is null || after is null ? subject : before.Objet, subject), paragraphs, Note(compared), after is null ? null : _ranks[after.Cle]);
    }

    private static NoteDeCourriel? Note(CourrielCompare compared) => compared.Sort switch
    {
        SortDeCourriel.Deplace => new NoteDeCourriel("Date d’envoi :", Quand(compared.Avant!), Quand(compared.Apres!)),
        SortDeCourriel.Supprime => new NoteDeCourriel("La version publiée écrit ce courriel ; le brouillon ne l’écrit plus.", null, null),
        SortDeCourriel.TexteModifie => new NoteDeCourriel("Les mots qui changent sont marqués.", null, null),
        _ => null,
    };

    private static string Quand(CourrielRepete mail) => $"{Formats.DateAbregee(Formats.JourParis(mail.Le))} à {Formats.Heure(mail.Le)}";

    private static IReadOnlyList<string> Texte(CourrielRepete? mail)
    {
        if (mail?.Message is not { } bytes)
            return mail is null ? [] : ["Ce courriel ne serait pas encore parti à la fin de la période."];
        using var stream = new MemoryStream(bytes);
        return TexteDeCourriel.Paragraphes(MimeMessage.Load(stream).TextBody ?? "");
    }

    private string Nom(string recipient) => _annuaire.Knows(recipient) ? _annuaire.Find(recipient).Name ?? recipient : recipient;
}
