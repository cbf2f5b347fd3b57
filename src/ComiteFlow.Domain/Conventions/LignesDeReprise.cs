using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Rapports;

namespace ComiteFlow.Domain.Conventions;

/// <summary>The history lines that a convention of the past leaves, each with its date and the article that asks for it.</summary>
public sealed class LignesDeReprise(Dossier dossier)
{
    public PointDeReprise Seance(Comite comite) => new(comite.Id, dossier.Id, PointDeReprise.Seance, comite.On)
    {
        Comite = comite.Id,
        Article = new Planification(dossier).TexteDe(comite).Source?.ToString(),
    };

    public PointDeReprise Etat(Comite comite, DateOnly due) => new(Rapport.StatusId(comite.Id), dossier.Id, PointDeReprise.Etat, due)
    {
        Comite = comite.Id,
        Article = SourceDe("STATUS"),
    };

    /// <param name="on">Day of the convocation, a number of working days before the comité.</param>
    public PointDeReprise Convocation(Comite comite, DateOnly on) => new(comite.Id + "/convocation", dossier.Id, PointDeReprise.Convocation, on)
    {
        Comite = comite.Id,
        Article = new Planification(dossier).TexteDe(comite).Source?.ToString(),
    };

    public PointDeReprise Mensuel(string month, DateOnly due) => new(Rapport.MonthlyId(dossier.Id, month), dossier.Id, PointDeReprise.Mensuel, due)
    {
        Month = month,
        Article = SourceDe("MONTHLY_EXPENSES"),
    };

    public PointDeReprise Final(DateOnly end) => new(Rapport.FinalId(dossier.Id), dossier.Id, PointDeReprise.Final, end) { Article = SourceDe("FINAL_EXPENSES") };

    /// <param name="first">Day of the first signature, from which reminders would have run.</param>
    public PointDeReprise Signature(Acte acte, string party, DateOnly first) => new($"{acte.Id}/signature/{party}", dossier.Id, PointDeReprise.Signature, first)
    {
        Document = acte.Id,
        Party = party,
    };

    public PointDeReprise Tache(Tache tache, DateOnly on) => new(tache.Id, dossier.Id, tache.Kind, on)
    {
        Document = tache.Document,
        Party = tache.To ?? tache.Party,
        Place = tache.Place,
        Article = tache.Kind switch
        {
            "close" => dossier.Texte.End.Source?.ToString(),
            "copy" => SourceDeLaCopie(tache.To!),
            _ => null,
        },
    };

    private string? SourceDeLaCopie(string to) => dossier.Actes.SelectMany(a => dossier.TexteDe(a.Id)?.Copies ?? [])
        .FirstOrDefault(copie => copie.To.Any(wording => dossier.Contexte.Aliases.Recipient(wording) == to))?.Source?.ToString();

    private string? SourceDe(string report) => dossier.Texte.Reports.FirstOrDefault(r => r.Code == report)?.Source?.ToString();
}
