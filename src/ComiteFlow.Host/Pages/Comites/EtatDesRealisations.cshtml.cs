using ComiteFlow.Activities.Rapports;
using ComiteFlow.Domain.Rapports;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Courriels;
using ComiteFlow.Host.Rapports;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Comites;

/// <summary>Sends the état des réalisations of a comité, with what it tells of impact; the form begins with the measures of the report before.</summary>
internal sealed class EtatDesRealisationsModel(OutilsDActe outils, EchelonsPrevus echelons) : PageDeComite(outils)
{
    private Rapport? _avant;

    [BindProperty(Name = "mesures")]
    public List<MesureTapee> Mesures { get; set; } = [];

    [BindProperty(Name = "niveaux")]
    public List<NiveauTape> Niveaux { get; set; } = [];

    /// <summary>Rank of the measure of the cost, from 1.</summary>
    [BindProperty(Name = "cout")]
    public string? Cout { get; set; }

    public override string Verbe => "submitStatusReport";

    public override string Bouton => "Transmettre l’état des réalisations";

    public override bool Permis => base.Permis && SubmitStatusReport.EstDe(Acteur, Dossier, Comite);

    public override EtatVide PasPourVous => base.Permis
        ? new("Cet état ne vous revient pas", $"Il revient à {(Startup is { } id ? $"l’équipe {Noms.Startup(Dossier, id)}" : "une équipe de la convention")} ou à la correspondance budgétaire.", new Lien("Revenir à la convention", Retour)) : base.PasPourVous;

    public override IReadOnlyList<object> Champs => Formulaire.Champs(Erreurs);

    public override IReadOnlyList<PointControle> Points =>
        DejaFait is not null ? [PointEtat()] : [PointEtat(), new(IconePoint.Mail, "Les rappels s’arrêtent dès la réception"), new(IconePoint.Next, "La séance pourra décider"), .. Cibles()];

    public override EtatVide? DejaFait => Etat?.ReceivedOn is { } on
        ? new("L’état des réalisations est reçu", $"Reçu le {Formats.DateLongue(on)} : rien d’autre n’est attendu avant la séance.", new Lien("Voir le comité", Adresses.Comite(Comite)))
        : null;

    public override Recapitulatif? Reperes => Etat?.Impact is { Measures.Count: > 0 } impact
        ? new("Mesures reçues", [.. impact.Measures.Select(m => new LigneRecapitulatif(m.Name, $"{Formats.Decimal(m.Value)} {m.Unit}".TrimEnd(), m.Target is { } target ? $"Cible : {Formats.Decimal(target)}" : null))])
        : null;

    protected override string Acte => DejaFait is null ? "Transmettre l’état des réalisations" : "État des réalisations";

    private FormulaireDImpact Formulaire => new(Mesures, Niveaux, Cout, _avant);

    protected override async Task ChargerAsync(CancellationToken ct) =>
        Echelons = await echelons.OfAsync([RequestStatusReport.TaskKey(Rapport.StatusId(Domain.Comites.Comite.IdOf(Dossier.Id, Code, Startup, Numero)))], Acteur, ct);

    protected override bool Preparer()
    {
        if (!base.Preparer())
            return false;
        _avant = new CoutDImpact(Dossier).Precedent(Comite);
        if (!HttpMethods.IsPost(Request.Method) && _avant?.Impact is { } before)
            (Mesures, Cout) = FormulaireDImpact.Repris(before);
        return true;
    }

    /// <summary>What a missed target does, where the convention says that it does.</summary>
    private IEnumerable<PointControle> Cibles() => Dossier.Politiques.TauxOuRien("revoyure.missedImpact") is { } share
        ? [new(IconePoint.Next, $"Une revoyure s’ouvre si une mesure reste sous {Formats.Decimal(share)} % de sa cible")] : [];

    protected override IEnumerable<ErreurChamp> Manques() => Formulaire.Manques();

    protected override Task FaireAsync(CancellationToken ct)
    {
        var (measures, levels, denominator) = Formulaire.Lu();
        return RunAsync(Pour(new SubmitStatusReport.Commande { Measures = measures, Levels = levels, Denominator = denominator }), ct);
    }
}
