using ComiteFlow.Domain;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Domain.Rapports;

namespace ComiteFlow.Host.Conventions;

/// <summary>Why the dates that stand in no row of their own are what they are.</summary>
internal static class PourquoiDesDates
{
    public static Pourquoi Rapport(Dossier dossier, Rapport rapport, Comite? comite)
    {
        var code = rapport.Kind switch { "status" => "STATUS", "final" => "FINAL_EXPENSES", _ => "MONTHLY_EXPENSES" };
        var source = dossier.Texte.Reports.FirstOrDefault(r => r.Code == code)?.Source?.ToString();
        return comite is null
            ? new Pourquoi(
                rapport.Kind == "final" ? "Attendu dans le mois qui suit la fin, au jour du compte rendu mensuel (P7)." : "Attendu le mois suivant, ou le jour ouvré suivant (P7).",
                [new(rapport.Kind == "final" ? "Fin" : "Mois", rapport.Month is { } month ? Noms.Mois(month) : dossier.EndsOn is { } end ? Mise.EnForme(end) : ""), new("Attendu le", Mise.EnForme(rapport.Due))],
                rapport.Voluntary ? null : source)
            : new Pourquoi(
                $"Attendu {Noms.Rang(dossier.Jours.Entre(rapport.Due, comite.On))} jours ouvrés avant le comité (P6).",
                [new("Comité", Mise.EnForme(comite.On)), new("Attendu le", Mise.EnForme(rapport.Due))], source);
    }

    public static Pourquoi Fin(Dossier dossier)
    {
        var inputs = new List<KeyValuePair<string, string>>();
        var fin = dossier.Texte.End;
        if (fin.Duration is { } duration && dossier.NominalEnd is { } nominal)
            inputs.Add(new("Durée", $"{Mise.Duree(Domain.Calendrier.Periode.Parse(duration))}, jusqu’au {Mise.EnForme(nominal)}"));
        if (fin.LatestPayment is { } latest)
            inputs.Add(new("Dernier paiement", Mise.EnForme(latest)));
        if (dossier.Actes.LastOrDefault(a => a.IsAvenant && a.SignedOn is not null && a.Changes?.End is not null) is { } avenant)
            inputs.Add(new("Changée par", Noms.LActe(avenant)));
        return new Pourquoi(fin.Date is null ? "Le texte donne une durée." : "Le texte donne cette date.", inputs, fin.Source?.ToString());
    }
}
