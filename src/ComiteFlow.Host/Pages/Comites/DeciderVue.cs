using ComiteFlow.Domain;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Revoyures;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Conventions;

namespace ComiteFlow.Host.Pages.Comites;

/// <summary>What the two pages of a decision show: fields, check, list of what is missing, what will follow.</summary>
internal sealed partial class DeciderModel
{
    /// <summary>The check against the ceiling, while the text has one and an amount is asked.</summary>
    public ControlePlafond? Controle => Donne && Dossier.Ceiling is { } ceiling
        ? new ControlePlafond(
            Noms.Article(Dossier.Texte.Ceilings.FirstOrDefault()?.Source), Deux(ceiling.Cents), Deux(Dossier.Granted.Cents),
            new Dotation(Saisie.Montant(Ae) ?? 0, Saisie.Montant(Cp) ?? 0))
        : null;

    public long? ResteSousPlafond => Dossier.Ceiling is { } ceiling ? (ceiling - Dossier.Granted).Cents : null;

    public ChampChoix ChampIssue => new("issue", "Issue", Issue,
    [
        new("grant", "Accorder", "La tranche demandée, pour la période prévue."),
        new("adjust", "Ajuster", "Un autre montant ou une autre durée."),
        .. new DecisionProvisoire(Dossier).IsOn
            ? new[] { new OptionChoix(Decision.Provisional, "Accorder provisoirement", $"De {Duree("revoyure.provisionalMin")} à {Duree("revoyure.provisionalMax")}, contre une preuve demandée en condition.") }
            : [],
        new("refuse", "Refuser", $"Aucune tranche. Le cumul reste à {Formats.Euros(Dossier.Granted.Cents)}."),
        new("perenniser", "Pérenniser", "Le service change de cadre."),
        new("stop", "Arrêter", "Le financement s’arrête."),
    ])
    { Riche = true, Erreur = Erreurs?.Pour("issue") };

    public ChampTexte ChampMotif => new("motif", "Motif", Motif)
    {
        Indication = "Demandé pour un refus ou un arrêt, facultatif sinon. Un motif par ligne : la lettre et le relevé de décisions le reprennent.", Lignes = 3, Erreur = Erreurs?.Pour("motif"),
    };

    public ChampMontant ChampAe => new("ae", "AE (autorisations d’engagement)", Ae) { Erreur = Erreurs?.Pour("ae") ?? Exces(Controle?.Reste.AeCents) };

    public ChampMontant ChampCp => new("cp", "CP (crédits de paiement)", Cp) { Erreur = Erreurs?.Pour("cp") ?? Exces(Controle?.Reste.CpCents) };

    public ChampDate ChampJusqu => new("jusqu", "Dernier jour de la période", Jusqu)
    {
        Indication = Dossier.EndsOn is { } end ? $"Laissez vide pour la période habituelle, bornée au {Formats.DateLongue(end)}." : "Laissez vide pour la période habituelle.",
        Erreur = Erreurs?.Pour("jusqu"),
    };

    public IReadOnlyList<object> ChampsConditions =>
    [
        .. ConditionOuverte is { } open
            ? new object[]
            {
                new ChampChoix("remplie", $"Condition précédente : « {open.Text} »", Remplie, [new("oui", "Remplie"), new("non", "Non remplie")]) { Riche = true, Erreur = Erreurs?.Pour("remplie") },
            }
            : [],
        new ChampTexte("condition", "Condition nouvelle", Condition) { Indication = "Facultative : ce qui est attendu. Elle revient au prochain comité, et sa décision attend la réponse.", Erreur = Erreurs?.Pour("condition") },
        new ChampChoix("responsable", "Responsable de la condition", Responsable, [.. new Conditions(Dossier).Owners.Select(o => new OptionChoix(o, Noms.Responsable(Dossier, o)))]) { Invite = "Personne en particulier" },
        new ChampTexte("preuve", "Preuve demandée", Preuve) { Indication = "Facultative : le lien ou le document qui montrera que la condition est remplie.", Erreur = Erreurs?.Pour("preuve") },
        new ChampDate("echeance", "Échéance de la condition", Echeance) { Erreur = Erreurs?.Pour("echeance") },
    ];

    private string Duree(string policy) => Mise.Duree(Dossier.Politiques.Periode(policy));

    public override IReadOnlyList<PointControle> Points =>
    [
        new(Permis ? IconePoint.Done : IconePoint.Missing, Permis ? "Votre fonction permet de décider" : "Votre fonction ne permet pas de décider"),
        PointEtat(),
        PointSeance(),
        .. ConditionOuverte is null || string.IsNullOrEmpty(Remplie)
            ? Ouvertes.Select(open => new PointControle(IconePoint.Missing, "Condition sans réponse", $"« {open.Text} »"))
            : [],
        .. Controle is { Depasse: true } check
            ? new[] { new PointControle(IconePoint.Missing, "Montant au-dessus du plafond", $"De {Formats.Euros(-Math.Min(check.Reste.AeCents, check.Reste.CpCents))}") }
            : [],
        .. Comite.DecidedOn is { } on ? new[] { new PointControle(IconePoint.Done, "Décision déjà prise", $"Le {Formats.DateLongue(on)}") } : [],
    ];

    public override Recapitulatif Reperes => new("Situation",
    [
        new("Accordé", Formats.Euros(Dossier.Granted.Cents)),
        new("À disposition, AE", Formats.Euros(Dossier.AllocatedAe.Cents)),
        new("À disposition, CP", Formats.Euros(Dossier.AllocatedCp.Cents)),
        new("Engagé (AE)", Formats.Euros(Dossier.Committed.Cents)),
        new("Payé (CP)", Formats.Euros(Dossier.Paid.Cents)),
        new("Reste à engager", Formats.Euros((Dossier.AllocatedAe - Dossier.Committed).Cents)),
    ]);

    public IEnumerable<Lien> Precedentes => Dossier.Comites.Where(c => c.DecidedOn is not null && c.Code == Comite.Code && c.Startup == Comite.Startup).OrderBy(c => c.DecidedOn)
        .Select(c => new Lien(
            $"{Formats.DateCourte(c.DecidedOn!.Value)} : {Noms.Issue(c.Outcome).ToLowerInvariant()}{(c.GrantedAe is { } ae ? $", {Formats.Euros(ae.Cents)}" : "")}", Adresses.Comite(c)));

    /// <summary>What the confirmation asks for: the decision as the rules would take it.</summary>
    public Recapitulatif Recap => new("Ce que vous confirmez", [.. Lignes()]);

    /// <summary>The refusal that the rules would give now; null when they would accept.</summary>
    public Refus? Annonce { get; private set; }

    public string Phrase => Issue switch
    {
        "grant" => $"Vous accordez {Formats.Euros(Saisie.Montant(Ae) ?? 0)}",
        "adjust" => $"Vous ajustez à {Formats.Euros(Saisie.Montant(Ae) ?? 0)}",
        Decision.Provisional => $"Vous accordez provisoirement {Formats.Euros(Saisie.Montant(Ae) ?? 0)}",
        "refuse" => "Vous refusez la tranche",
        "perenniser" => "Vous pérennisez le service",
        _ => "Vous arrêtez le financement",
    };

    public IEnumerable<PointControle> Suites()
    {
        var form = Verdict?.Form;
        yield return new PointControle(IconePoint.Mail, "Décision, aux parties");
        yield return new PointControle(IconePoint.Document, $"Relevé de décisions n° {Noms.Rang(Comite.Occurrence)}");
        if (form == "tranche" && Donne)
            yield return new PointControle(IconePoint.Next, "La tranche s’ouvre", $"Mise à disposition à faire par {Dossier.Delegant}");
        if (form == "avenant")
            yield return new PointControle(IconePoint.Document, "Projet d’avenant", "À signer par toutes les parties");
    }

    private Revoyure.Verdict? Verdict { get; set; }

    /// <summary>Asks the rules without deciding.</summary>
    public void Examiner()
    {
        try
        {
            Verdict = new Revoyure(Dossier).Examine(Comite, Commande().Decision(), Aujourdhui);
        }
        catch (BrokenRuleException broken)
        {
            Annonce = Affichage.Refus.De(broken);
        }
    }

    private IEnumerable<LigneRecapitulatif> Lignes()
    {
        yield return new("Décision", Noms.Issue(Issue));
        if (Donne)
        {
            yield return new("AE", Formats.Euros(Saisie.Montant(Ae) ?? 0));
            yield return new("CP", Formats.Euros(Saisie.Montant(Cp) ?? 0));
            if (Verdict is { } verdict)
                yield return new("Période", $"du {Formats.DateLongue(verdict.From)} au {Formats.DateLongue(verdict.Until)}");
        }

        if (Vide(Motif) is { } reason)
            yield return new("Motif", reason);
        if (!string.IsNullOrWhiteSpace(Condition))
            yield return new("Condition", Condition, Echeance.Date is { } due ? $"pour le {Formats.DateLongue(due)}" : null);
        if (!string.IsNullOrWhiteSpace(Condition) && !string.IsNullOrWhiteSpace(Responsable))
            yield return new("Responsable", Noms.Responsable(Dossier, Responsable));
        if (!string.IsNullOrWhiteSpace(Condition) && !string.IsNullOrWhiteSpace(Preuve))
            yield return new("Preuve demandée", Preuve);
        if (ConditionOuverte is not null)
            yield return new("Condition précédente", Remplie == "oui" ? "Remplie" : "Non remplie");
        if (Etat?.ReceivedOn is { } received)
            yield return new("État des réalisations", $"Reçu le {Formats.DateCourte(received)}");
    }

    private string? Exces(long? left) => left is < 0 && ResteSousPlafond is { } most
        ? $"Au-dessus du plafond de {Formats.Euros(-left.Value)}. {(most > 0 ? $"Saisissez {Formats.Euros(most)} au plus." : "Seul un avenant peut le relever.")}"
        : null;

    private static Dotation Deux(long cents) => new(cents, cents);
}
