using ComiteFlow.Domain.Conventions;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Conventions;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Conventions;

/// <summary>A person says what a printed string means.</summary>
internal sealed class LeverDouteModel(OutilsDActe outils) : PageActe(outils)
{
    private Doute _doute = null!;

    [BindProperty(SupportsGet = true, Name = "numero")]
    public int Numero { get; set; }

    [BindProperty(Name = "valeur")]
    public string? Valeur { get; set; }

    public override string Verbe => "resolveDoubt";

    public override string Bouton => "Lever le doute";

    public override string Retour => Adresses.Acte(Dossier, "doutes");

    public override IReadOnlyList<object> Champs =>
        [new ChampTexte("valeur", "Valeur retenue", Valeur) { Indication = "Le texte imprimé est conservé à côté.", Erreur = Erreurs?.Pour("valeur") }];

    public override Recapitulatif Reperes => new("Dans le texte",
    [
        new("Imprimé", _doute.Printed is { } printed ? $"« {printed} »" : "–"), new("Proposé", _doute.Proposal is { } proposal ? $"« {proposal} »" : "aucune proposition"),
        new("Texte", _doute.Document), new("Article", _doute.Article is { } place ? Sources.ArticleOf(place) : "–"),
    ]);

    protected override bool Preparer()
    {
        if (Dossier.Doutes.FirstOrDefault(d => d.Number == Numero) is not { } doute)
            return false;
        _doute = doute;
        Titre = Doutes.Sujet(doute);
        Question = $"Que veut dire « {Noms.Typo(doute.Printed ?? doute.Subject)} » ?";
        Meta = $"{Doutes.Sujet(doute)} · {Noms.Titre(Dossier)}";
        if (HttpContext.Request.Method == "GET")
            Valeur ??= doute.Value ?? doute.Proposal;
        return true;
    }

    protected override IEnumerable<ErreurChamp> Manques()
    {
        if (string.IsNullOrWhiteSpace(Valeur))
            yield return new ErreurChamp("valeur", "Écrivez la valeur que le texte devrait porter.");
    }

    protected override Task FaireAsync(CancellationToken ct) =>
        RunAsync(new ResolveDoubt.Commande { Document = _doute.Document, Printed = _doute.Printed ?? "", Value = Valeur!.Trim() }, ct);
}
