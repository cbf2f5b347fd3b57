using ComiteFlow.Activities.Comites;
using ComiteFlow.Domain;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Comites;
using ComiteFlow.Host.Conventions;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Comites;

/// <summary>Sets hour, place and agenda of a séance: what convocation, its document and the calendars say.</summary>
internal sealed class ConvocationModel(OutilsDActe outils, IInvitations invitations) : PageDeComite(outils)
{
    private Comite? _comite;
    private bool _isConvened;

    [BindProperty(Name = "heure")]
    public string? Heure { get; set; }

    [BindProperty(Name = "lieu")]
    public string? Lieu { get; set; }

    [BindProperty(Name = "ordre")]
    public string? Ordre { get; set; }

    public override string Verbe => ConveneDetails.Verbe;

    public override string Retour => Adresses.Comite(Comite);

    public override IReadOnlyList<object> Champs =>
    [
        new ChampTexte("heure", "Heure de début (optionnel)", Heure) { Indication = "Heure de Paris. Exemple : 14 h 30. Sans heure, la séance occupe la journée dans les agendas.", Erreur = Erreurs?.Pour("heure") },
        new ChampTexte("lieu", "Lieu, ou adresse de visioconférence (optionnel)", Lieu) { Indication = "Exemple : salle 4, 2e étage. Une adresse commence par https://.", Erreur = Erreurs?.Pour("lieu") },
        .. EstArrete ? (object[])[] :
        [
            new ChampTexte("ordre", "Ordre du jour (optionnel)", Ordre)
            {
                Lignes = 6, Indication = $"Un point par ligne, {DetailsDeSeance.PointsMax} au plus. Laissez vide pour l’ordre du jour habituel. Il n’est plus modifiable à partir du septième jour avant la séance.", Erreur = Erreurs?.Pour("ordre"),
            },
        ],
    ];

    public override IReadOnlyList<PointControle> Points =>
    [
        .. EstArrete && _comite is { } settled ? (PointControle[])
        [
            new(IconePoint.Done, $"L’ordre du jour est arrêté depuis le {Formats.DateLongue(DetailsDeSeance.OrdreArreteLe(settled))}", "Les personnes convoquées préparent la séance avec lui. L’heure et le lieu restent modifiables."),
        ] : [],
        _isConvened
            ? new(IconePoint.Mail, "Les personnes convoquées reçoivent une nouvelle invitation", "Elle remplace la précédente dans leur agenda.")
            : new(IconePoint.Mail, "La convocation n’est pas encore partie", "Elle portera ces indications, avec l’invitation pour les agendas."),
    ];

    private bool EstArrete => _comite is { } comite && DetailsDeSeance.OrdreEstArrete(comite, Aujourdhui);

    protected override string Acte => "Fixer l’heure, le lieu et l’ordre du jour";

    protected override async Task ChargerAsync(CancellationToken ct)
    {
        if (Dossier.Comites.FirstOrDefault(c => c.Code == Code && c.Startup == Startup && c.Occurrence == Numero) is not { } comite)
            return;
        _comite = comite;
        _isConvened = await invitations.FindAsync(comite, ct) is not null;
        if (HttpMethods.IsPost(Request.Method))
            return;
        Heure = comite.StartsAt is { } hour ? Formats.Heure(hour) : null;
        (Lieu, Ordre) = (comite.Place, string.Join('\n', comite.Agenda ?? []));
    }

    protected override IEnumerable<ErreurChamp> Manques()
    {
        if (!string.IsNullOrWhiteSpace(Heure) && Saisies.HeureLue(Heure) is null)
            yield return new ErreurChamp("heure", "Saisissez une heure de la journée, par exemple 14 h 30, ou laissez vide.");
        var place = Saisies.SurUneLigne(Lieu);
        if (place.Length > DetailsDeSeance.LieuMax)
            yield return new ErreurChamp("lieu", $"Le lieu dépasse {DetailsDeSeance.LieuMax} caractères : abrégez-le.");
        else if (place.Contains("://", StringComparison.Ordinal) && !DetailsDeSeance.IsAddress(place))
            yield return new ErreurChamp("lieu", "Donnez l’adresse de visioconférence seule, à partir de https://.");
        if (Lignes().Count > DetailsDeSeance.PointsMax)
            yield return new ErreurChamp("ordre", $"L’ordre du jour compte {Lignes().Count} points, {DetailsDeSeance.PointsMax} au plus : regroupez-en.");
        else if (Lignes().Exists(line => line.Length > DetailsDeSeance.PointMax))
            yield return new ErreurChamp("ordre", $"Un point dépasse {DetailsDeSeance.PointMax} caractères : abrégez-le.");
    }

    protected override Task FaireAsync(CancellationToken ct) => RunAsync(Pour(new ConveneDetails.Commande { Time = Heure, Place = Lieu, Agenda = EstArrete && Lignes().Count == 0 ? _comite?.Agenda : Lignes() }), ct);

    private List<string> Lignes() => [.. (Ordre ?? "").Split('\n').Select(Saisies.SurUneLigne).Where(line => line.Length > 0)];
}
