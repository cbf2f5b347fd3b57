using ComiteFlow.Domain.Faits;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Conventions;

namespace ComiteFlow.IntegrationTests.Pages;

/// <summary>The file of DiagOriente on 14 September 2021.</summary>
internal static class SampleConvention
{
    private static readonly Pourquoi Committee = new(
        "tous les six mois (P1)",
        [
            new("départ", "24/03/2020, signature : la publication, qui donne effet (art. 7), n’est pas enregistrée"),
            new("calcul", "24/03/2020 + 3 × 6 mois = 24/09/2021"),
            new("calendrier", "vendredi, jour ouvré : non déplacée"),
            new("borne", "fin de la convention, 31/12/2021"),
        ],
        "convention DiagOriente 2020, art. 2");

    private static readonly Pourquoi Report = new("Dix jours ouvrés avant le comité : l’article 3 dit « avant », sans délai (P6).", [], "convention DiagOriente 2020, art. 3");

    private static readonly Badge Late = new(TonBadge.Late, "2 jours ouvrés de retard");

    public static FicheConvention Diagoriente { get; } = new(
        "DIAGORIENTE-2020", "Convention DiagOriente 2020", "DiagOriente 2020",
        "DGEFP (délégant) et DINUM (délégataire) · signée le 24 mars 2020 · fin le 31 décembre 2021, dans 108 jours",
        [
            new("Accordé (tranches 1 et 2)", 140_661_600, "sur un plafond de 2 580 700,00 €"),
            new("Engagé (AE)", 131_248_000, "93,3 % de l’accordé", RepereChiffre.Engage),
            new("Payé (CP)", 123_890_500, "reste à payer 73 575,00 €", RepereChiffre.Paye),
            new("Reste à engager", 9_413_600, "épuisé entre le 29 septembre et le 14 octobre", RepereChiffre.Reste),
        ],
        new Frise(
        [
            new(new(2020, 3, 24), "Signature, tranche 1 : 806 616,00 €", MarqueJalon.Past, "AE et CP disponibles dès la signature (art. 2)."),
            new(new(2020, 9, 24), "Comité stratégique n° 1 : tranche 2 accordée, 600 000,00 €", MarqueJalon.Past, "État reçu à temps.") { Lien = new("Relevé de décisions", "/documents/d1.docx") },
            new(new(2021, 3, 24), "Comité stratégique n° 2 : tranche refusée", MarqueJalon.Refused, "Cumul inchangé : 1 406 616,00 €. Deux conditions posées."),
            new(new(2021, 9, 10), "État des réalisations", MarqueJalon.Late, "Attendu de la DINUM. Rappel envoyé le 13/09.") { Badge = Late, Pourquoi = Report },
            new(new(2021, 9, 10), "Compte rendu des dépenses d’août", MarqueJalon.Late) { Badge = Late },
            new(new(2021, 9, 17), "Recours à la DGEFP si l’état manque encore", MarqueJalon.Provisional, "Annulé dès réception de l’état."),
            new(new(2021, 9, 24), "Comité stratégique n° 3 et revoyure", MarqueJalon.Provisional, "Présidé par la DGEFP. Demande : tranche 3 de 1 200 000,00 €.")
            {
                Badge = new(TonBadge.Doubt, "Date provisoire"), Pourquoi = Committee, PourquoiOuvert = true, Prochain = true,
            },
            new(new(2021, 12, 31), "Fin de la convention", MarqueJalon.ToCome, "Tout doit être payé à cette date (art. 7)."),
        ], new DateOnly(2021, 9, 14)))
    {
        Badges = [new(TonBadge.Late, "État des réalisations en retard"), new(TonBadge.Doubt, "Dates provisoires")],
        Tableaux = [Tranches],
        PointsAConfirmer = ["24 mois de soutien dans une convention de 21 mois et 7 jours (art. 2 et 7)", "Date de publication absente"],
        Personnes = [new("Délégué général", "DGEFP · signataire"), new("Coordination", "DGEFP · vous")],
        Documents = [new("d1.docx", "Relevé de décisions n° 1", "Word", 198_000, new(2020, 9, 24))],
        Imputation = [new("Domaine", "0103-04"), new("Centre financier", "0103-CEFP-C003"), new("Activité", "010300000623")],
        SourceImputation = "Art. 5.",
    };

    private static Tableau Tranches => new(
        "Tranches", [new("Tranche"), new("Décision"), new("AE", true), new("CP", true), new("Cumul", true), new("Sous le plafond", true)],
        [
            Row("Tranche 1", "24/03/2020", new(TonBadge.Ok, "Versée"), 80_661_600, 80_661_600),
            Row("Tranche 2", "24/09/2020", new(TonBadge.Ok, "Versée"), 60_000_000, 140_661_600),
            Row("Tranche 3", "24/09/2021", new(TonBadge.Late, "Demande au-dessus"), 120_000_000, 260_661_600),
        ])
    { Precision = "Plafond 2 580 700,00 € (art. 2), relevable par avenant." };

    private static LigneTableau Row(string name, string on, Badge badge, long cents, long sum)
    {
        var left = 258_070_000 - sum;
        return new(
            [name, new Cellule(on) { Badge = badge }, Formats.Euros(cents), Formats.Euros(cents), Formats.Euros(sum), new Cellule(Formats.Euros(left)) { Alerte = left < 0 }],
            left < 0 ? GenreLigne.Late : GenreLigne.Plain);
    }
}
