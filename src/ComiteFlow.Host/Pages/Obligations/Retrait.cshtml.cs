using ComiteFlow.Domain.Obligations;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Obligations;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Obligations;

/// <summary>Withdraws an evidence that was a mistake; it stays written with the reason.</summary>
internal sealed class RetraitModel(OutilsDActe outils, HistoireDesFaits histoire) : PageActe(outils)
{
    private Preuve? _preuve;

    [BindProperty(SupportsGet = true, Name = "entree")]
    public int Entree { get; set; }

    [BindProperty(Name = "motif")]
    public string? Motif { get; set; }

    public override string Verbe => WithdrawEvidence.Verbe;

    public override string Bouton => "Retirer la preuve";

    public override string Retour => Adresses.Acte(Dossier, "obligations");

    public override IReadOnlyList<object> Champs => [new ChampTexte("motif", "Motif du retrait", Motif) { Lignes = 3, Erreur = Erreurs?.Pour("motif") }];

    public override IReadOnlyList<PointControle> Points => [new(IconePoint.Next, "La preuve reste écrite, avec votre motif", "L’obligation reprend l’état qu’elle avait sans elle.")];

    public override Recapitulatif? Reperes => new("La preuve",
    [
        new("Date", Formats.DateLongue(_preuve!.On)), new("Contenu", _preuve.Document ?? _preuve.Link ?? _preuve.Note ?? "–"), new("Enregistrée le", Formats.DateLongue(_preuve.RecordedOn)),
    ]);

    protected override async Task ChargerAsync(CancellationToken ct) =>
        _preuve = Preuve.Of(await histoire.OfAsync(Dossier, ct)).FirstOrDefault(one => one.Number == Entree);

    protected override bool Preparer()
    {
        if (_preuve is null || LigneDObligation.Find(Dossier, _preuve.Obligation, _preuve.Startup) is not { } line)
            return false;
        Titre = "Retrait d’une preuve";
        Fil = [.. Fil, new Lien("Obligations", Retour)];
        Question = $"Retirer une preuve : {Noms.Typo(ObligationsEnFrancais.Titre(Dossier, line))}";
        Meta = Noms.Titre(Dossier);
        return true;
    }

    protected override IEnumerable<ErreurChamp> Manques()
    {
        if (string.IsNullOrWhiteSpace(Motif))
            yield return new ErreurChamp("motif", "Écrivez le motif du retrait en une phrase.");
    }

    protected override Task FaireAsync(CancellationToken ct) => RunAsync(new WithdrawEvidence.Commande { Convention = Dossier.Id, Entry = Entree, Reason = Motif }, ct);
}
