using ComiteFlow.Domain.Faits;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Conventions;

namespace ComiteFlow.IntegrationTests.Pages;

/// <summary>A portfolio of three acts with their startups.</summary>
internal static class SamplePortefeuille
{
    private static readonly Pourquoi Reminder = new("Un rappel tous les 7 jours après la première signature (29/07/2021), à qui n’a pas signé (P8).", [], null);

    private static readonly Pourquoi MidMonth = new("« mi » désigne le 15 du mois (P4)", [new("texte", "« mi-septembre »"), new("lu", "15 septembre, jour ouvré : non déplacé")], "avenant n° 1, annexe 1");

    private static readonly ActePortefeuille Avenant = new(
        new("Avenant n° 1 à la convention tripartite", "/conventions/TRIPARTITE-2021-AV1", "3 parties · 2 signatures manquent", new(TonBadge.Warn, "Signé 1 sur 3"),
            new(new(2021, 9, 16), "Rappel de signature n° 7", Reminder), null, new("Enveloppe", 187_507_000, 0, 0, Ouvert: false), new("DGEFP et DINUM", "depuis 47 jours")),
        [
            new("Pass emploi", null, "juillet à septembre 2021", new(TonBadge.Late, "Comité sans crédits"),
                new(new(2021, 9, 15), "Comité d’investissement, demain", MidMonth, Ouvert: true), null, new("Enveloppe", 20_000_000, 0, 0), new("DGEFP", "signature")),
            new("Diagoriente", null, "portée par la DNUM depuis juillet 2021", new(TonBadge.Doubt, "Imputation à confirmer"),
                new(new(2021, 12, 31), "Comité d’investissement", MidMonth), null, new("Enveloppe", 137_507_000, 0, 0), new("DNUM", "code « COO3 »")),
        ]);

    private static readonly ActePortefeuille Tripartite = new(
        new("Convention tripartite 2021", "/conventions/TRIPARTITE-2021", "3 parties · fin le 31/12/2022", new(TonBadge.Info, "En cours"),
            new(new(2021, 9, 15), "Réunion : préparer les arbitrages", MidMonth), null, new("Annexes", 100_000_000, 72_430_000, 43_495_000), new("DNUM", "chiffres d’usage")),
        [
            new("Carnet de bord", null, "juin à octobre 2021", new(TonBadge.Info, "À l’heure"),
                new(new(2021, 10, 29), "Comité d’investissement", MidMonth), null, new("Enveloppe", 30_000_000, 18_240_000, 9_625_000), new("Équipe produit", null)),
        ]);

    private static readonly ActePortefeuille Eva = new(
        new("Convention Eva 2020", "/conventions/EVA-2020", "DGEFP, DINUM · paiements clos le 31/12/2020", new(TonBadge.Doubt, "Date de signature absente"),
            null, "Aucune date calculable. Le texte porte « le … à … ».", new("Enveloppe", 37_000_000, 36_762_000, 36_762_000), null), []);

    public static Portefeuille Read(FiltrePortefeuille filter) => new(
        "4 conventions et 1 avenant, 8 startups. Trois actes ouverts, deux échus à clore.",
        new Dictionary<FiltrePortefeuille, int> { [FiltrePortefeuille.Tous] = 3, [FiltrePortefeuille.Retard] = 1, [FiltrePortefeuille.Ouverts] = 2 },
        [
            new("Enveloppe des actes ouverts", 428_168_600, "dont 1 875 070,00 € bloqués : avenant n° 1 non signé"),
            new("Engagé (AE)", 203_678_000, "85 % de l’enveloppe disponible", RepereChiffre.Engage),
            new("Payé (CP)", 167_385_500, "82 % de l’engagé", RepereChiffre.Paye),
            new("Reste à engager", 36_983_600, "hors avenant ; AE fermées après le 30 novembre (tripartite)", RepereChiffre.Reste),
        ],
        filter == FiltrePortefeuille.Clore ? [] : [Avenant, Tripartite, Eva],
        "DiagOriente figure dans deux actes : 3 955 770,00 € d’exposition cumulée, à examiner en comité.");
}
