using ComiteFlow.Domain;
using ComiteFlow.Domain.Depenses;
using ComiteFlow.Domain.Gestion;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Gestion;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Gestion;

/// <summary>The end of a budget year: balances by startup, last days, and the dialogue de gestion.</summary>
internal sealed class FinDeGestionModel(OutilsDActe outils) : PageActe(outils)
{
    [BindProperty(SupportsGet = true, Name = "annee")]
    public int Annee { get; set; }

    public override string Verbe => "holdDialogue";

    public override string Bouton => "Enregistrer que le dialogue s’est tenu";

    public override string Retour => Adresses.FinDeGestion(Dossier, Annee);

    public override Recapitulatif? Reperes => DatesLimites() is { Count: > 0 } lines ? new Recapitulatif($"Dates de l’année {Noms.Rang(Annee)}", lines) : null;

    /// <summary>Who records that the dialogue was held.</summary>
    public string AQui => $"L’enregistrement de sa tenue revient à {Mise.Liste([.. Droits.RolesFor(Verbe).Select(Droits.Label)])}.";

    /// <summary>The dialogue of the year; null where there is none.</summary>
    public Recapitulatif? Dialogue => Prevu is { } dialogue
        ? new Recapitulatif("Dialogue de gestion",
        [
            new("Au plus tard le", Formats.DateJour(dialogue.On), dialogue.HeldOn is null && dialogue.CancelledOn is null ? Formats.Relatif(dialogue.On, Aujourdhui) : null),
            new("Tenue", dialogue.HeldOn is { } held ? $"Tenu le {Formats.DateLongue(held)}" : dialogue.CancelledOn is { } off ? $"Annulé le {Formats.DateLongue(off)}" : "Pas encore tenu"),
            .. Dossier.Texte.EndOfYear.DialogueDeGestion?.Topics is { Count: > 0 } topics ? [new LigneRecapitulatif("Ordre du jour", Formats.Majuscule(Mise.Liste([.. topics])))] : Array.Empty<LigneRecapitulatif>(),
        ])
        : null;

    /// <summary>True while its holding may be recorded.</summary>
    public bool EstATenir => Annee <= Aujourdhui.Year && Prevu is { HeldOn: null, CancelledOn: null };

    /// <summary>Said when the dialogue comes before the day to which the balance is counted.</summary>
    public string? Avertissement => Prevu is { CancelledOn: null } dialogue && Fin.IsDialogueBeforeBalance(Annee) && Fin.BalanceDay(Annee) is { } balance
        ? $"Le solde s’apprécie au {Formats.DateLongue(balance)}, mais le dialogue {(dialogue.HeldOn is { } held ? $"s’est tenu le {Formats.DateLongue(held)}" : $"se tient au plus tard le {Formats.DateLongue(dialogue.On)}")} : "
            + "les montants qui y sont discutés peuvent encore changer. Vérifiez-les avant de décider."
        : null;

    public Tableau Tableau
    {
        get
        {
            var rows = Soldes.Startups.Select(Chiffres).ToList();
            return new Tableau(
                $"Soldes de l’année {Noms.Rang(Annee)}",
                [new("Startup"), new("Limite AE", true), new("Engagé", true), new("Solde AE", true), new("Limite CP", true), new("Payé", true), new("Solde CP", true), new("Décision")],
                [.. rows.Select(row => new LigneTableau([new Cellule(Nom(row.Startup)), .. row.Montants.Select(cents => new Cellule(Formats.Euros(cents))), Decision(row.Startup)]))])
            {
                Precision = "Montants cumulés depuis le début de la convention.",
                Dense = true,
                Total = new LigneTableau(["Total", .. Enumerable.Range(0, 6).Select(i => new Cellule(Formats.Euros(rows.Sum(row => row.Montants[i])))), ""]),
            };
        }
    }

    private FinDeGestion Fin => new(Dossier);

    private Soldes Soldes => new(Dossier);

    private DialogueDeGestion? Prevu => Fin.Dialogue(Annee);

    protected override bool Preparer()
    {
        if (!Fin.HasRules || !Fin.Years.Contains(Annee))
            return false;
        Titre = $"Fin de gestion {Noms.Rang(Annee)}";
        Question = Titre;
        Meta = Noms.Titre(Dossier);
        return true;
    }

    protected override Task FaireAsync(CancellationToken ct) => RunAsync(new HoldDialogue.Commande { Convention = Dossier.Id, Year = Annee }, ct);

    private (string Startup, IReadOnlyList<long> Montants) Chiffres(string startup)
    {
        var (limitAe, limitCp) = Soldes.Limits(startup, new DateOnly(Annee, 12, 31));
        var (leftAe, leftCp) = Soldes.Unconsumed(startup, Annee);
        return (startup, [limitAe.Cents, (limitAe - leftAe).Cents, leftAe.Cents, limitCp.Cents, (limitCp - leftCp).Cents, leftCp.Cents]);
    }

    private string Nom(string startup) => Dossier.Texte.BudgetControl.Level == "startup" ? Noms.Startup(Dossier, startup) : "Toute la convention";

    private Cellule Decision(string startup)
    {
        if (Soldes.Decision(startup, Annee) is { } done)
        {
            return new Cellule($"Décidé le {Formats.DateCourte(done.DecidedOn)}")
            {
                Precision = $"Retour : {Formats.Euros(done.ReturnAe.Cents)} en AE, {Formats.Euros(done.ReturnCp.Cents)} en CP. Report : {Formats.Euros(done.CarryAe.Cents)} en AE, {Formats.Euros(done.CarryCp.Cents)} en CP.",
            };
        }

        if (!Soldes.AreDecided || Annee > Aujourdhui.Year || !Soldes.IsOpen(startup, Annee))
            return "–";
        return Droits.Allows(Acteur, "decideBalance") ? new Cellule("Décider du solde") { Adresse = Adresses.Solde(Dossier, Annee, startup) } : "Pas encore décidé";
    }

    private List<LigneRecapitulatif> DatesLimites()
    {
        var limites = new DatesLimites(Dossier);
        return
        [
            .. Ligne("Derniers engagements (AE)", limites.LastDay(isPayment: false, Annee)),
            .. Ligne("Derniers paiements (CP)", limites.LastDay(isPayment: true, Annee)),
            .. Ligne("Solde apprécié au", Fin.BalanceDay(Annee)),
        ];
    }

    private IEnumerable<LigneRecapitulatif> Ligne(string label, DateOnly? day) =>
        day is { } on ? [new LigneRecapitulatif(label, Formats.DateLongue(on), Formats.Relatif(on, Aujourdhui))] : [];
}
