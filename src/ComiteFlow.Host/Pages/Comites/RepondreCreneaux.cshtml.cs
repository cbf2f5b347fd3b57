using ComiteFlow.Domain.Comites;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Comites;
using ComiteFlow.Host.Conventions;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Comites;

/// <summary>A party says which of the proposed slots suit it; the mail leads here.</summary>
internal sealed class RepondreCreneauxModel(OutilsDActe outils) : PageDeComite(outils)
{
    /// <summary>Field of the slots that suit.</summary>
    public const string Champ = "convient";

    [BindProperty(Name = Champ)]
    public List<string> Convient { get; set; } = [];

    [BindProperty(Name = "suppleance")]
    public List<string> Suppleance { get; set; } = [];

    /// <summary>Not null when no slot suits.</summary>
    [BindProperty(Name = "aucun")]
    public string? Aucun { get; set; }

    public override string Verbe => AnswerSlots.Verbe;

    public override string Bouton => Donnee is null ? "Envoyer ma réponse" : "Changer ma réponse";

    public override string Retour => Adresses.Comite(Comite);

    /// <summary>True for the party that must preside in person: no deputy is offered to it.</summary>
    public bool EnPersonne => new ChoixDesParties(Dossier).InPerson(Comite) is { } chair && chair == Acteur.Scope;

    /// <summary>The slots in order, with what is ticked.</summary>
    public IReadOnlyList<Bulletin> Bulletins => [.. (Comite.Slots?.Slots ?? []).Select((slot, rank) => new Bulletin(
        rank == 0 ? Champ : $"{Champ}-{Formats.Nombre(rank)}", slot.Key, CreneauxEnFrancais.Nom(slot), Convient.Contains(slot.Key), Suppleance.Contains(slot.Key)))];

    public override IReadOnlyList<PointControle> Points => DejaFait is not null ? [PointSeance()] :
    [
        .. Donnee is { } given ? new[] { new PointControle(IconePoint.Done, "Votre réponse est enregistrée", $"Le {Formats.DateLongue(given.On)}") } : [],
        new(IconePoint.Next, $"Une réponse se change jusqu’au {Formats.DateLongue(Comite.Slots!.AnswerBy)} inclus"),
        new(IconePoint.Next, "La coordination retient un créneau", "La convocation suit, avec l’invitation pour les agendas."),
    ];

    public override EtatVide? DejaFait => Comite.Slots switch
    {
        null => CreneauxEnFrancais.Clos(Comite),
        { } choix when !choix.IsTaken(Aujourdhui) => new(
            "Les réponses ne sont plus prises", $"Elles étaient attendues jusqu’au {Formats.DateLongue(choix.AnswerBy)}. Écrivez à la coordination, qui retient un créneau.", new Lien("Voir le comité", Adresses.Comite(Comite))),
        _ => null,
    };

    protected override string Acte => DejaFait is null ? "Quels créneaux vous conviennent ?" : "Choix des créneaux";

    /// <summary>What the party answered before.</summary>
    private ReponseDeCreneaux? Donnee => Comite.Slots?.Of(Acteur.Scope ?? "");

    protected override bool Preparer()
    {
        if (!base.Preparer())
            return false;
        if (HttpMethods.IsGet(Request.Method) && Donnee is { } given)
            (Convient, Suppleance, Aucun) = ([.. EnPersonne ? given.Fits.Except(given.Deputies) : given.Fits], [.. given.Deputies], given.Fits.Count == 0 ? "oui" : null);
        return true;
    }

    protected override IEnumerable<ErreurChamp> Manques()
    {
        var isTicked = Convient.Count > 0 || Suppleance.Count > 0;
        if (DejaFait is null && isTicked == Aucun is not null)
        {
            yield return new ErreurChamp(Champ, isTicked
                ? "Gardez les créneaux cochés, ou la case « Aucun de ces créneaux ne convient »."
                : "Cochez les créneaux qui vous conviennent, ou la case « Aucun de ces créneaux ne convient ».");
        }
    }

    protected override Task FaireAsync(CancellationToken ct) => RunAsync(Pour(new AnswerSlots.Commande { Fits = Convient, Deputies = Suppleance, None = Aucun is not null }), ct);

    /// <summary>One slot of the form.</summary>
    internal sealed record Bulletin(string Id, string Cle, string Libelle, bool Convient, bool Suppleance);
}
