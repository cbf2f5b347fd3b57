using ComiteFlow.Domain.Faits;
using ComiteFlow.Host.Affichage;

namespace ComiteFlow.Host.Pages.Demonstration;

/// <summary>The sample values of the page of components.</summary>
internal sealed partial class ComposantsModel
{
    private static readonly DateOnly Aujourdhui = new(2021, 9, 14);

    private static readonly Pourquoi Regle = new(
        "Tous les six mois (P1)",
        [
            new("départ", "24/03/2020, signature : la publication n’est pas enregistrée"),
            new("calcul", "24/03/2020 + 3 × 6 mois = 24/09/2021"),
            new("calendrier", "vendredi, jour ouvré : non déplacée"),
        ],
        "convention A, art. 2");

    public static IReadOnlyList<Badge> Badges { get; } =
    [
        new(TonBadge.Late, "En retard : 2 jours ouvrés"), new(TonBadge.Warn, "Signé 1 sur 3"), new(TonBadge.Info, "En cours"),
        new(TonBadge.Ok, "Service fait"), new(TonBadge.New, "Nouveau"), new(TonBadge.Moved, "Texte modifié"),
        new(TonBadge.Doubt, "À confirmer"), new(TonBadge.End, "Refusée"),
    ];

    public static IReadOnlyList<Chiffre> Chiffres { get; } =
    [
        new("Accordé (tranches 1 et 2)", 140_661_600, $"sur un plafond de {Formats.Euros(258_070_000)}"),
        new("Engagé (AE)", 131_248_000, "93,3\u00A0% de l’accordé", RepereChiffre.Engage),
        new("Payé (CP)", 123_890_500, $"reste à payer {Formats.Euros(7_357_500)}", RepereChiffre.Paye),
        new("Reste à engager", 9_413_600, null, RepereChiffre.Reste),
    ];

    public static Frise Frise { get; } = new(
    [
        new(new(2020, 9, 24), "Comité stratégique n° 1 : tranche 2 accordée", MarqueJalon.Past, $"{Formats.Euros(60_000_000)} en AE et en CP."),
        new(new(2021, 3, 24), "Comité stratégique n° 2 : tranche refusée", MarqueJalon.Refused),
        new(new(2021, 9, 10), "État des réalisations", MarqueJalon.Late, "Attendu du délégataire.") { Badge = Badges[0] },
        new(new(2021, 9, 24), "Comité stratégique n° 3 et revoyure", MarqueJalon.Provisional)
        {
            Badge = new(TonBadge.Doubt, "Date provisoire"), Pourquoi = Regle, PourquoiOuvert = true, Prochain = true,
        },
        new(new(2021, 12, 31), "Fin de la convention", MarqueJalon.ToCome),
    ], Aujourdhui);

    public static Tableau Tableau { get; } = new(
        "Tranches", [new("Tranche"), new("Décision"), new("AE", true), new("CP", true)],
        [
            new([new Cellule("Tranche 1"), new Cellule("24/03/2020") { Badge = new(TonBadge.Ok, "Versée") }, Formats.Euros(80_661_600), Formats.Euros(80_661_600)]),
            new([new Cellule("Tranche 3"), new Cellule("24/09/2021") { Badge = new(TonBadge.Late, "Demande au-dessus") }, Formats.Euros(120_000_000), Formats.Euros(120_000_000)], GenreLigne.Late),
        ])
    {
        Precision = "AE et CP identiques.",
        Total = new([new Cellule("Total"), "", Formats.Euros(200_661_600), Formats.Euros(200_661_600)]),
    };

    public static IReadOnlyList<CarteTache> Taches { get; } =
    [
        new("Relancer le délégataire : état des réalisations", "Le comité ne peut pas décider sans cet état.", "/composants", "Relancer", new(2021, 9, 10), Aujourdhui)
        {
            Badge = Badges[0], Delai = "2 jours ouvrés de retard", Explication = new(Regle, "Pourquoi moi ?"),
        },
        new("Valider l’ordre du jour", "Dossier complet.", "/composants", "Valider", new(2021, 9, 15), Aujourdhui) { Badge = new(TonBadge.Warn, "Échéance proche") },
        new("Saisir la date de signature", "Aucune date ne peut être calculée.", "/composants", "Saisir", null, Aujourdhui),
    ];

    public static EtatVide Vide { get; } = new(
        "Aucune décision ne vous attend", "Les décisions de revoyure apparaissent ici le jour du comité.", new Lien("Voir les conventions", "/"));

    public static Recapitulatif Recapitulatif { get; } = new("Ce que vous confirmez",
    [
        new("Décision", "Ajuster"), new("AE", Formats.Euros(117_408_400)), new("CP", Formats.Euros(117_408_400)),
        new("Condition n° 1", "Scénario de pérennisation chiffré", "délégataire, 30/11/2021"),
    ]);

    public static IReadOnlyList<PointControle> Points { get; } =
    [
        new(IconePoint.Done, "Votre fonction permet de décider"), new(IconePoint.Missing, "Comité pas encore tenu", "Vendredi 24 septembre 2021"),
        new(IconePoint.Mail, "Décision, au délégataire et à l’équipe"), new(IconePoint.Document, "Relevé de décisions n° 3"),
        new(IconePoint.Next, "Mise à disposition de la tranche 3"),
    ];

    public static IReadOnlyList<LigneSignature> Signatures { get; } =
    [
        new(1, "Direction A", "29 juillet 2021", new(TonBadge.Ok, "Signé"), Faite: true, Vous: false),
        new(2, "Direction B", "demandé le 28 juillet", new(TonBadge.Late, "À signer"), Faite: false, Vous: true),
        new(3, "Direction C", "demandé le 28 juillet", new(TonBadge.Warn, "À signer"), Faite: false, Vous: false),
    ];

    public static Budget Budget { get; } = new("Accordé", 140_661_600, 131_248_000, 123_890_500);

    public static DateExpliquee Date { get; } = new(new(2021, 9, 24), "Troisième comité stratégique", Regle);
}
