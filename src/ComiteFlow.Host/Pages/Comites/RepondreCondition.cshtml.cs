using ComiteFlow.Domain.Conventions;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Revoyures;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Comites;

/// <summary>Answers a condition of an earlier decision, with its proof, before the decision of this comité.</summary>
internal sealed class RepondreConditionModel(OutilsDActe outils) : PageDeComite(outils)
{
    private Condition _condition = null!;

    [BindProperty(SupportsGet = true, Name = "numero")]
    public int NumeroDeCondition { get; set; }

    [BindProperty(Name = "remplie")]
    public string? Remplie { get; set; }

    [BindProperty(Name = "preuve")]
    public string? Preuve { get; set; }

    public override string Verbe => AnswerCondition.Verbe;

    public override string Bouton => "Enregistrer la réponse";

    public override string Retour => Adresses.Comite(Comite);

    public override IReadOnlyList<object> Champs =>
    [
        new ChampChoix("remplie", "La condition est-elle remplie ?", Remplie, [new("oui", "Remplie"), new("non", "Non remplie")]) { Riche = true, Erreur = Erreurs?.Pour("remplie") },
        new ChampTexte("preuve", "Preuve", Preuve)
        {
            Lignes = 2, Erreur = Erreurs?.Pour("preuve"),
            Indication = _condition.EvidenceAsked is { } asked ? $"Demandée : {asked.TrimEnd('.')}. Un lien, ou le nom d’un document." : "Facultative : un lien, ou le nom d’un document.",
        },
    ];

    public override IReadOnlyList<PointControle> Points => [new(IconePoint.Next, "La décision du comité n’attend plus cette condition", "Une réponse enregistrée ne change plus.")];

    public override Recapitulatif Reperes => new("Condition", [.. Lignes()]);

    protected override string Acte => $"Répondre à la condition « {_condition.Text} »";

    protected override bool Preparer()
    {
        if (Dossier.Conditions.FirstOrDefault(c => c.Number == NumeroDeCondition) is not { } condition)
            return false;
        _condition = condition;
        return base.Preparer();
    }

    protected override IEnumerable<ErreurChamp> Manques()
    {
        if (Remplie is not ("oui" or "non"))
            yield return new ErreurChamp("remplie", "Dites si la condition est remplie.");
        if (Remplie == "oui" && _condition.EvidenceAsked is not null && string.IsNullOrWhiteSpace(Preuve))
            yield return new ErreurChamp("preuve", "Indiquez la preuve demandée, par un lien ou le nom d’un document.");
    }

    protected override Task FaireAsync(CancellationToken ct) =>
        RunAsync(Pour(new AnswerCondition.Commande { Condition = NumeroDeCondition, Met = Remplie == "oui", Evidence = Preuve }), ct);

    private IEnumerable<LigneRecapitulatif> Lignes()
    {
        yield return new("À remplir avant le", Formats.DateLongue(_condition.Due));
        if (_condition.Owner is { } owner)
            yield return new("Responsable", Noms.Responsable(Dossier, owner));
        if (_condition.AnsweredOn is { } on)
            yield return new("Réponse", _condition.Met == true ? "Remplie" : "Non remplie", $"le {Formats.DateLongue(on)}");
    }
}
