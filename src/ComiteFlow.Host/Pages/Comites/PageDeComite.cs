using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Rapports;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Conventions;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Comites;

/// <summary>A page for one act on an occurrence of a comité.</summary>
internal abstract class PageDeComite(OutilsDActe outils) : PageActe(outils)
{
    [BindProperty(SupportsGet = true, Name = "code")]
    public string Code { get; set; } = "";

    [BindProperty(SupportsGet = true, Name = "startup")]
    public string? Startup { get; set; }

    [BindProperty(SupportsGet = true, Name = "n")]
    public int Numero { get; set; }

    public Comite Comite { get; private set; } = null!;

    public Rapport? Etat => Dossier.Rapports.FirstOrDefault(r => r.Id == Rapport.StatusId(Comite.Id));

    public override IReadOnlyList<PointControle> Points => [PointEtat(), PointSeance()];

    protected abstract string Acte { get; }

    protected override bool Preparer()
    {
        if (Trouver() is not { } comite)
            return false;
        Comite = comite;
        Titre = Noms.Comite(Dossier, comite);
        Question = Acte;
        Meta = $"{(Question == Titre ? "" : $"{Titre}, ")}{Formats.DateJour(comite.HeldOn ?? comite.On)} · {Noms.Titre(Dossier)}";
        return true;
    }

    /// <summary>The occurrence of the address; null when there is none.</summary>
    protected Comite? Trouver() => Dossier.Comites.FirstOrDefault(c => c.Code == Code && c.Startup == Startup && c.Occurrence == Numero);

    protected T Pour<T>(T commande)
        where T : CommandeDeComite => commande with { Convention = Dossier.Id, Committee = Comite.Code, Startup = Comite.Startup, Occurrence = Comite.Occurrence };

    protected PointControle PointEtat() => Etat switch
    {
        { ReceivedOn: { } on } => new(IconePoint.Done, "État des réalisations reçu", $"Le {Formats.DateLongue(on)}"),
        { WaivedBecause: { } reason } => new(IconePoint.Done, "Dérogation à l’état des réalisations", reason),
        { } asked => new(IconePoint.Missing, asked.Due < Aujourdhui ? "État des réalisations en retard" : "État des réalisations attendu", $"Attendu de {Dossier.Delegataire} le {Formats.DateLongue(asked.Due)}. Sans lui, une dérogation motivée est demandée."),
        null when new SuiviDesRapports(Dossier).NeedsStatus(Comite) => new(IconePoint.Missing, "État des réalisations pas encore demandé", "La demande part avant le comité."),
        null => new(IconePoint.Done, "Aucun état des réalisations dans le texte"),
    };

    protected PointControle PointSeance() => Comite.HeldOn is { } on
        ? new(IconePoint.Done, "Séance tenue", $"Le {Formats.DateJour(on)}")
        : new(IconePoint.Missing, "Comité pas encore tenu", Formats.DateJour(Comite.On));
}
