using ComiteFlow.Host.Affichage;

namespace ComiteFlow.Host.Circuits.Repetition;

/// <summary>A mark of the time line.</summary>
internal sealed record MarqueDeFrise(int X, int Y, string Genre, string? Mot = null)
{
    public string Trace => Tracer(Genre, X, Y);

    /// <summary>The shape of a mark around a point: each kind has its own, so that colour is never alone.</summary>
    public static string Tracer(string kind, int x, int y) => kind switch
    {
        "com" => $"M{x} {y - 9}l9 9-9 9-9-9z",
        "moved" => $"M{x - 5} {y - 5}h10v10h-10z",
        "new" => $"M{x} {y - 8}l8 14h-16z",
        _ => $"M{x - 5} {y}a5 5 0 1 0 10 0a5 5 0 1 0-10 0",
    };
}

/// <summary>A line of the time line.</summary>
internal sealed record LigneDeFrise(string Nom, int Y, IReadOnlyList<MarqueDeFrise> Marques);

/// <summary>The whole period on one drawing: comités, reports, mails of either version.</summary>
internal sealed class FriseDeRepetition(ResultatDeRepetition result)
{
    private const int Gauche = 150, Droite = 1180, PremiereLigne = 70, Pas = 50;

    /// <summary>Most days between two ticks that stand for months, and names of comités that still find room.</summary>
    private const int PeuDeMois = 9, PeuDeSeances = 10;

    private DemandeDeRepetition Demande => result.Matiere.Demande;

    public int Hauteur => PremiereLigne + ((Lignes.Count - 1) * Pas) + 42;

    public string Titre => $"Frise du {Formats.DateLongue(Demande.Du)} au {Formats.DateLongue(Demande.Au)}";

    public string Description =>
        $"{Formats.Compte(Seances.Count, "comité", "comités")}, {Formats.Compte(result.Courriels.Count(mail => mail.Apres is not null), "courriel", "courriels")}, "
        + $"dont {Formats.Compte(result.Courriels.Count(mail => mail.Sort == SortDeCourriel.Nouveau), "nouveau", "nouveaux")}. Le détail est dans la liste qui suit.";

    public IEnumerable<(int X, string Mot)> Reperes
    {
        get
        {
            var step = Demande.Du.AddMonths(PeuDeMois) >= Demande.Au ? 1 : Demande.Du.AddMonths(3 * PeuDeMois) >= Demande.Au ? 3 : 6;
            for (var month = new DateOnly(Demande.Du.Year, Demande.Du.Month, 1).AddMonths(1); month <= Demande.Au; month = month.AddMonths(1))
            {
                if ((month.Month - 1) % step == 0)
                    yield return (X(month), Formats.MoisAnnee(month));
            }
        }
    }

    public IReadOnlyList<LigneDeFrise> Lignes
    {
        get
        {
            List<(string Nom, Func<int, IEnumerable<MarqueDeFrise>> Marques)> lines =
            [
                ("Comités", y => Seances.Select(seance => new MarqueDeFrise(X(seance.On), y, "com", Seances.Count > PeuDeSeances ? null : $"n° {seance.Occurrence}, {Formats.DateCourte(seance.On)[..5]}"))),
                ("États attendus", y => Seances.Select(seance => seance.EtatAttendu).OfType<DateOnly>().Where(Dans).Select(due => new MarqueDeFrise(X(due), y, "soft"))),
            ];
            if (result.Matiere.Publie is { } published)
                lines.Add(($"Courriels, v{published.Version}", y => Marques(result.Courriels.Where(mail => mail.Avant is not null), mail => mail.Avant!, _ => "soft", y)));
            lines.Add(($"Courriels, v{result.Matiere.Repete.Version}", y => Marques(result.Courriels.Where(mail => mail.Apres is not null), mail => mail.Apres!, Genre, y)));
            return [.. lines.Select((line, rank) => new LigneDeFrise(line.Nom, PremiereLigne + (rank * Pas), [.. line.Marques(PremiereLigne + (rank * Pas))]))];
        }
    }

    private List<SeanceRepetee> Seances => [.. result.Apres.Seances.Where(seance => Dans(seance.On)).OrderBy(seance => seance.On)];

    /// <summary>Mails of one kind on one day are one mark; those that change lie above the others.</summary>
    private IEnumerable<MarqueDeFrise> Marques(IEnumerable<CourrielCompare> mails, Func<CourrielCompare, CourrielRepete> which, Func<CourrielCompare, string> kind, int y) =>
        mails.Select(mail => new MarqueDeFrise(X(Formats.JourParis(which(mail).Le)), y, kind(mail))).Distinct().OrderBy(mark => mark.Genre == "soft" ? 0 : 1);

    private static string Genre(CourrielCompare mail) => mail.Sort switch
    {
        SortDeCourriel.Nouveau => "new",
        SortDeCourriel.Deplace or SortDeCourriel.TexteModifie => "moved",
        _ => "soft",
    };

    private bool Dans(DateOnly day) => day >= Demande.Du && day <= Demande.Au;

    private int X(DateOnly day)
    {
        var days = Math.Max(1, Demande.Au.DayNumber - Demande.Du.DayNumber);
        return Gauche + ((Droite - Gauche) * Math.Clamp(day.DayNumber - Demande.Du.DayNumber, 0, days) / days);
    }
}
