using ComiteFlow.Domain.Conventions;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Documents;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Signatures;

/// <summary>Has a document of an act made, or made anew, and leads to it.</summary>
internal sealed class EtablirModel(OutilsDActe outils, ILectureDocuments lecture) : PageActe(outils)
{
    private Acte _acte = null!;

    [BindProperty(SupportsGet = true, Name = "acte")]
    public string Document { get; set; } = "";

    [BindProperty(Name = "genre")]
    public string? Genre { get; set; }

    public override string Verbe => EstablishDocument.Verbe;

    public override string Bouton => "Établir le document";

    public override string Retour => Adresses.Signature(_acte);

    public override IReadOnlyList<object> Champs =>
    [
        new ChampChoix("genre", "Document à établir", Genre ?? "preuve",
        [
            new("preuve", "Preuve de signature", "Qui a signé, quand et par quel moyen."),
            .. _acte.IsAvenant ? new[] { new OptionChoix("avenant", "Texte de l’avenant", "Visas, parties, articles, annexes, budgets et imputations.") } : [],
        ]) { Riche = true, Erreur = Erreurs?.Pour("genre") },
    ];

    protected override bool Preparer()
    {
        if (Dossier.Actes.FirstOrDefault(a => a.Id == Document) is not { } acte)
            return false;
        _acte = acte;
        Titre = "Établir un document";
        Question = $"Établir un document sur {Noms.LActe(acte)}";
        Meta = Noms.Titre(Dossier);
        return true;
    }

    protected override IEnumerable<ErreurChamp> Manques()
    {
        if (Genre != "preuve" && (Genre != "avenant" || !_acte.IsAvenant))
            yield return new ErreurChamp("genre", "Choisissez le document à établir.");
    }

    protected override Task FaireAsync(CancellationToken ct) =>
        RunAsync(new EstablishDocument.Commande { Convention = Dossier.Id, Kind = Genre!, Document = _acte.Id }, ct);

    protected override async Task<IActionResult> SuivreAsync(CancellationToken ct)
    {
        await FaireAsync(ct);
        var made = (await lecture.ListAsync(Acteur, ct)).Where(d => d.Famille == $"{Genre}/{_acte.Id}").MaxBy(d => d.Version);
        return LocalRedirect(made is null ? Retour : $"{Adresses.Document(made.Numero)}?fait={Verbe}");
    }
}
