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
        [new ChampTexte("valeur", "Valeur retenue", Valeur) { Indication = _doute.Printed is null ? "Le texte ne porte rien à cet endroit, ou rien de lisible." : "Le texte imprimé est conservé à côté.", Erreur = Erreurs?.Pour("valeur") }];

    public override Recapitulatif Reperes => new("Dans le texte",
    [
        new("Imprimé", _doute.Printed is { } printed ? $"« {Doutes.Lu(Dossier, printed)} »" : "rien d’imprimé"), new("Proposé", _doute.Proposal is { } proposal ? $"« {Doutes.Lu(Dossier, proposal)} »" : "aucune proposition"),
        new("Texte", Formats.Majuscule(Noms.LActe(Dossier.Actes.First(a => a.Id == _doute.Document)))), new("Article", _doute.Article is { } place ? Noms.Lieu(place) : "–"),
    ]);

    protected override bool Preparer()
    {
        if (Dossier.Doutes.FirstOrDefault(d => d.Number == Numero) is not { } doute)
            return false;
        _doute = doute;
        Titre = Doutes.Sujet(doute);
        var about = Doutes.Sujet(doute) + (doute.Startup is { } startup ? $", {Noms.Startup(Dossier, startup)}" : "");
        Question = doute.Printed is { } text ? $"Que veut dire « {Doutes.Lu(Dossier, text)} » ?" : $"{about} : que retenir ?";
        Meta = $"{about} · {Noms.Titre(Dossier)}";
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
        RunAsync(
            _doute.Printed is { } printed
                ? new ResolveDoubt.Commande { Document = _doute.Document, Printed = printed, Value = Valeur!.Trim() }
                : new ResolveDoubt.Commande { Document = _doute.Document, Subject = _doute.Subject, Startup = _doute.Startup, Value = Valeur!.Trim() },
            ct);
}
