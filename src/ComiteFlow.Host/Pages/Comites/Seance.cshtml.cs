using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Conventions;

namespace ComiteFlow.Host.Pages.Comites;

/// <summary>One occurrence of a comité: its date and why, what is there, what was decided, what can be done.</summary>
internal sealed class SeanceModel(OutilsDActe outils) : PageDeComite(outils)
{
    public override string Verbe => "view";

    public IEnumerable<Lien> Actes => Tous().Where(entry => Droits.Allows(Acteur, entry.Acte)).Select(entry => new Lien(entry.Texte, Adresses.Comite(Comite, entry.Page)));

    public IReadOnlyList<string> Participants => Comite.HeldBy.Count > 0
        ? Domain.Comites.Participants.Present(Dossier, Comite)
        : Domain.Comites.Participants.Expected(Dossier, Comite);

    public override Recapitulatif? Reperes => Comite.Outcome is { } outcome
        ? new("Décision",
        [
            new("Issue", Noms.Issue(outcome), Comite.DecidedOn is { } on ? $"le {Formats.DateLongue(on)}" : null),
            .. Comite.GrantedAe is { } ae ? new[] { new LigneRecapitulatif("AE", Formats.Euros(ae.Cents)), new LigneRecapitulatif("CP", Formats.Euros((Comite.GrantedCp ?? ae).Cents)) } : [],
            .. Comite.Decision is { From: { } from, Until: { } until } && Comite.GrantedAe is not null ? new[] { new LigneRecapitulatif("Période", $"du {Formats.DateLongue(from)} au {Formats.DateLongue(until)}") } : [],
        ])
        : null;

    protected override string Acte => Noms.Comite(Dossier, Comite);

    protected override Task FaireAsync(CancellationToken ct) => Task.CompletedTask;

    private IEnumerable<(string Acte, string Texte, string Page)> Tous()
    {
        if (Etat is { IsMissing: true })
        {
            yield return ("submitStatusReport", "Transmettre l’état des réalisations", "etat");
            yield return ("waiveStatusReport", "Déroger à l’état des réalisations", "derogation");
        }

        if (Comite.HeldOn is null && Comite.State == Domain.Comites.ComiteState.Planned)
        {
            yield return ("holdCommittee", "Enregistrer la tenue", "tenir");
            yield return ("rescheduleCommittee", "Déplacer le comité", "deplacer");
        }

        if (Comite.DecidedOn is null && Noms.Decide(Dossier, Comite))
            yield return ("decideRevoyure", "Décider la revoyure", "decider");
    }
}
