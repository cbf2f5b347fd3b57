using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Revoyures;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Comites;
using ComiteFlow.Host.Conventions;

namespace ComiteFlow.Host.Pages.Conventions;

/// <summary>The dates that the planner proposes, beside those in force; nothing moves before the confirmation.</summary>
internal sealed class CalendrierModel(OutilsDActe outils) : PageActe(outils)
{
    public override string Verbe => "confirmPlanning";

    public override string Bouton => "Confirmer toutes ces dates";

    public IReadOnlyList<Comite> Proposes => [.. Dossier.Comites.Where(c => c.ProposedOn is not null).OrderBy(c => c.On)];

    public Tableau Tableau => new(
        "Dates proposées", [new("Comité"), new("Date en vigueur"), new("Date proposée"), new("Écart"), new("Règle")],
        [.. Proposes.Select(c => new LigneTableau(
        [
            new Cellule(Noms.Comite(Dossier, c)) { Adresse = Adresses.Comite(c) },
            Formats.DateAbregee(c.On),
            new Cellule(Formats.DateAbregee(c.ProposedOn!.Value)) { Badge = new Badge(TonBadge.Moved, "Proposée") },
            $"{(c.ProposedOn > c.On ? "plus tard de" : "plus tôt de")} {Formats.Compte(Math.Abs(c.ProposedOn.Value.DayNumber - c.On.DayNumber), "jour", "jours")}",
            new Cellule(c.ProposedRule is { } rule ? ReglesDOuverture.EnMots(rule) : "Cadence du texte")
            {
                Precision = c.ProposedWhy is { } why ? string.Join(". ", why.Inputs.Select(input => $"{input.Key} : {input.Value}")) : null,
            },
        ]))]);

    public EtatVide Rien => new("Aucune date proposée", "Quand un événement change le calcul des dates, les nouvelles dates attendent ici votre accord.", new Lien("Revenir à la convention", Retour));

    public override IReadOnlyList<PointControle> Points =>
        [new(IconePoint.Next, "Les comités se déplacent"), new(IconePoint.Mail, "Les demandes et rappels suivent les nouvelles dates")];

    protected override bool Preparer()
    {
        Titre = "Calendrier proposé";
        Question = "Confirmer le calendrier proposé";
        Meta = Noms.Titre(Dossier);
        return true;
    }

    protected override Task FaireAsync(CancellationToken ct) => RunAsync(new ConfirmPlanning.Commande { Convention = Dossier.Id }, ct);
}
