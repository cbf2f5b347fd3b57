using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Rapports;
using ComiteFlow.Domain.Resiliations;

namespace ComiteFlow.Activities.Documents;

/// <summary>The documents of a dossier, each with its business key: what steps, jobs and people's acts ask for is the same.</summary>
public static class DemandesDeDocument
{
    public static DocumentRequest Avenant(Dossier dossier, Acte acte, Comite? comite) => new(
        CleDAvenant(acte), "avenant", dossier.Id, DonneesDAvenant.Of(dossier, acte, comite));

    /// <summary>Business key of the draft of an avenant.</summary>
    public static string CleDAvenant(Acte acte) => "avenant/" + acte.Id;

    public static DocumentRequest Convocation(Dossier dossier, Comite comite, DateOnly today) => new(
        "convocation/" + comite.Id, "convocation", dossier.Id, DonneesDeSeance.Convocation(dossier, comite, today));

    public static DocumentRequest DossierDeSeance(Dossier dossier, Comite comite, DateOnly today) => new(
        "dossier/" + comite.Id, "dossier-de-seance", dossier.Id, DonneesDeSeance.Dossier(dossier, comite, today));

    public static DocumentRequest Presence(Dossier dossier, Comite comite) => new(
        "presence/" + comite.Id, "feuille-de-presence", dossier.Id, DonneesDeSeance.Presence(dossier, comite));

    public static DocumentRequest Sponsor(Dossier dossier, Comite comite, DateOnly today) => new(
        "sponsor/" + comite.Id, "fiche-sponsor", dossier.Id, DonneesDeSeance.Sponsor(dossier, comite, today));

    public static DocumentRequest Lettre(Dossier dossier, Comite comite) => new(
        "lettre/" + comite.Id, "lettre-de-decision", dossier.Id, DonneesDeLettre.Decision(dossier, comite));

    public static DocumentRequest Releve(Dossier dossier, Comite comite) => new(
        "releve/" + comite.Id, "releve-de-decisions", dossier.Id, DonneesDeDocument.Releve(dossier, comite));

    /// <param name="empreinte">Hash of the draft, where the product made it.</param>
    public static DocumentRequest Preuve(Dossier dossier, Acte acte, string? empreinte, DateOnly today) => new(
        "preuve/" + acte.Id, "preuve-de-signature", dossier.Id, DonneesDeLettre.Preuve(dossier, acte, empreinte, today));

    public static DocumentRequest Resiliation(Dossier dossier, Resiliation resiliation) => new(
        $"resiliation/{dossier.Id}/{resiliation.Number}", "notification-de-resiliation", dossier.Id, DonneesDeLettre.Resiliation(dossier, resiliation));

    public static DocumentRequest Compte(Dossier dossier, Rapport rapport) => rapport.Month is { } month
        ? new("compte/" + rapport.Id, "compte-rendu-mensuel", dossier.Id, DonneesDeDocument.Compte(dossier, rapport))
        : new("compte/" + rapport.Id, "compte-rendu-final", dossier.Id, DonneesDeLettre.CompteFinal(dossier, rapport));
}
