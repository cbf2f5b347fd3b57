using ComiteFlow.Activities.Comites;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Rapports;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Comites;
using ComiteFlow.Host.Conventions;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Comites;

/// <summary>Confirms that the séance is held at one of the proposed slots; where that changes its day, a reason is asked.</summary>
internal sealed class RetenirCreneauModel(OutilsDActe outils, IInvitations invitations) : PageDeComite(outils)
{
    private bool _isConvened;

    /// <summary>The slot, by its key.</summary>
    [BindProperty(SupportsGet = true, Name = "creneau")]
    public string? Creneau { get; set; }

    [BindProperty(Name = "motif")]
    public string? Motif { get; set; }

    public override string Verbe => KeepSlot.Verbe;

    public override string Bouton => "Retenir ce créneau";

    public override string Retour => Adresses.Comite(Comite);

    public override IReadOnlyList<object> Champs => ChangeDeJour
        ? [new ChampTexte("motif", "Motif du changement de date", Motif) { Lignes = 3, Indication = "Repris dans l’invitation et dans le calendrier de la convention.", Erreur = Erreurs?.Pour("motif") }]
        : [];

    public override IReadOnlyList<PointControle> Points => Retenu is not { } slot ? [PointSeance()] :
    [
        Presences(slot),
        new(IconePoint.Next, ChangeDeJour ? $"Le comité passe du {Formats.DateJour(Comite.On)} au {Formats.DateJour(slot.On)}, à\u00A0{Formats.Heure(slot.From)}" : $"Le comité garde son jour, à\u00A0{Formats.Heure(slot.From)}"),
        new(IconePoint.Next, "Le choix est clos", "Les autres créneaux proposés tombent."),
        Invitation(slot),
        .. ChangeDeJour && (Etat is { IsMissing: true } || (Etat is null && new SuiviDesRapports(Dossier).NeedsStatus(Comite)))
            ? new[] { new PointControle(IconePoint.Mail, "L’état des réalisations et ses rappels suivent la nouvelle date") }
            : [],
    ];

    public override EtatVide? DejaFait => Retenu is not null ? null : Comite.Slots is null
        ? CreneauxEnFrancais.Clos(Comite)
        : new("Ce créneau n’est pas proposé", "Choisissez parmi ceux qui le sont.", new Lien("Voir les créneaux proposés", Adresses.Comite(Comite, "creneaux")));

    protected override string Acte => Retenu is { } slot ? $"Retenir le {CreneauxEnFrancais.DansUnePhrase(slot)}" : "Retenir un créneau";

    private Creneau? Retenu => Comite.Slots?.Slots.FirstOrDefault(slot => slot.Key == Creneau);

    private bool ChangeDeJour => Retenu is { } slot && slot.On != Comite.On;

    protected override async Task ChargerAsync(CancellationToken ct) => _isConvened = Trouver() is { } comite && await invitations.FindAsync(comite, ct) is not null;

    protected override bool Preparer()
    {
        if (!base.Preparer())
            return false;
        if (HttpMethods.IsGet(Request.Method))
            Motif = "Créneau retenu après les réponses des parties";
        return true;
    }

    protected override IEnumerable<ErreurChamp> Manques()
    {
        if (ChangeDeJour && string.IsNullOrWhiteSpace(Motif))
            yield return new ErreurChamp("motif", "Écrivez le motif du changement de date, en une phrase.");
    }

    protected override Task FaireAsync(CancellationToken ct) => RunAsync(Pour(new KeepSlot.Commande { Slot = Creneau ?? "", Reason = Motif?.Trim() }), ct);

    private PointControle Presences(Creneau slot)
    {
        var parties = new ChoixDesParties(Dossier);
        var present = $"{Formats.Nombre(Comite.Slots!.Present(slot).Count)} sur {Formats.Nombre(parties.Asked.Count)} parties, suppléances comprises.";
        return CreneauxEnFrancais.Manques(parties, Comite, Comite.Slots, slot) is { Length: > 0 } missing
            ? new PointControle(IconePoint.Missing, missing, present)
            : new PointControle(IconePoint.Done, CreneauxEnFrancais.Exige(Dossier, Comite) ? "La présence exigée par le texte est réunie" : "Le texte n’exige la présence de personne", present);
    }

    private PointControle Invitation(Creneau slot) => _isConvened
        ? ChangeDeJour || slot.From != Comite.StartsAt
            ? new(IconePoint.Mail, "Les personnes convoquées reçoivent une nouvelle invitation", "Elle porte le jour et l’heure, et remplace la précédente dans leur agenda.")
            : new(IconePoint.Done, "Les personnes convoquées ont déjà ce jour et cette heure", "Rien ne leur est envoyé.")
        : new(IconePoint.Mail, "La convocation n’est pas encore partie", "Elle portera ce jour et cette heure, avec l’invitation pour les agendas.");
}
