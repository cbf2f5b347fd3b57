using ComiteFlow.Domain.Obligations;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Obligations;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Obligations;

/// <summary>What the texts of a convention oblige to, by who is bound: where each stands, by which article, until when, and the next step.</summary>
internal sealed class ListeModel(OutilsDActe outils, HistoireDesFaits histoire) : PageActe(outils)
{
    private IReadOnlyList<(LigneDObligation Ligne, Constat Constat)> _tous = [];
    private EtatsDesObligations _etats = null!;

    [BindProperty(SupportsGet = true, Name = "etat")]
    public string? Etat { get; set; }

    [BindProperty(SupportsGet = true, Name = "qui")]
    public string? Qui { get; set; }

    public override string Verbe => "view";

    public EtatVide? Vide => _tous.Count > 0
        ? null
        : new EtatVide("Aucune obligation listée", "Le texte enregistré de cette convention ne liste pas ses obligations.", new Lien("Revenir à la convention", Retour));

    public IEnumerable<Filtre> FiltresDEtat => ObligationsEnFrancais.Etats
        .Select(one => new Filtre(new Lien($"{one.Nom} ({Formats.Nombre(_tous.Count(o => o.Constat.Etat == one.Etat))})", Ici(one.Mot, Qui)), Etat == one.Mot))
        .Prepend(new Filtre(new Lien($"Toutes ({Formats.Nombre(_tous.Count)})", Ici(null, Qui)), ParMot(Etat) is null));

    public IEnumerable<Filtre> FiltresDOblige => ObligationsEnFrancais.Obliges.Where(one => _tous.Any(o => o.Ligne.Who == one.Who))
        .Select(one => new Filtre(new Lien(one.Nom, Ici(Etat, one.Who)), Qui == one.Who))
        .Prepend(new Filtre(new Lien("Tous les obligés", Ici(Etat, null)), ObligationsEnFrancais.Obliges.All(one => one.Who != Qui)));

    public IReadOnlyList<Tableau> Tableaux =>
    [
        .. ObligationsEnFrancais.Obliges.Where(one => ObligationsEnFrancais.Obliges.All(o => o.Who != Qui) || one.Who == Qui)
            .Select(one => (one.Nom, Lignes: _tous.Where(o => o.Ligne.Who == one.Who && (ParMot(Etat) is not { } etat || o.Constat.Etat == etat)).ToList()))
            .Where(group => group.Lignes.Count > 0)
            .Select(group => new Tableau(
                group.Nom, [new("Obligation"), new("État"), new("Échéance"), new("Article"), new("Preuve et suite")], [.. group.Lignes.Select(Ligne)])
            {
                Precision = Formats.Compte(group.Lignes.Count, "obligation", "obligations"),
            }),
    ];

    protected override async Task ChargerAsync(CancellationToken ct)
    {
        _etats = new EtatsDesObligations(Dossier, await histoire.OfAsync(Dossier, ct), Aujourdhui);
        _tous = _etats.Tous();
    }

    protected override bool Preparer()
    {
        Titre = "Obligations";
        Question = "Obligations de la convention";
        Meta = $"{Noms.Titre(Dossier)} · ce que ses textes demandent, au {Formats.DateLongue(Aujourdhui)}";
        return true;
    }

    protected override Task FaireAsync(CancellationToken ct) => Task.CompletedTask;

    private LigneTableau Ligne((LigneDObligation Ligne, Constat Constat) one) => new(
        [
            new Cellule(Noms.Typo(ObligationsEnFrancais.Titre(Dossier, one.Ligne))) { Adresse = ObligationsEnFrancais.Adresse(Dossier, one.Ligne), Precision = one.Ligne.Id },
            new Cellule("") { Badge = ObligationsEnFrancais.Badge(one.Constat.Etat), Precision = Noms.Typo(one.Constat.Pourquoi) },
            one.Constat.Echeance is { } due ? Formats.DateCourte(due) : "–",
            Formats.Majuscule(ObligationsEnFrancais.Articles(one.Ligne)),
            Suite(one.Ligne, one.Constat),
        ],
        one.Constat.Etat == EtatDObligation.EnRetard ? GenreLigne.Late : GenreLigne.Plain);

    private Cellule Suite(LigneDObligation line, Constat constat)
    {
        if (ObligationsEnFrancais.Suite(Dossier, constat) is { } next)
            return new Cellule(next.Texte) { Adresse = next.Adresse };
        if (_etats.PreuvesDe(line).FirstOrDefault(one => one.WithdrawnBecause is null) is { } preuve)
        {
            return new Cellule(preuve.Link is null ? preuve.Document ?? preuve.Note ?? "Preuve" : "Ouvrir la preuve")
            {
                Adresse = preuve.Link, Precision = $"{Formats.DateCourte(preuve.On)}, {Droits.Label(preuve.By.Split(':')[0])}",
            };
        }

        return line.IsChecklist && Droits.Allows(Acteur, RecordEvidence.Verbe)
            ? new Cellule("Enregistrer une preuve") { Adresse = ObligationsEnFrancais.Adresse(Dossier, line) }
            : "–";
    }

    private static EtatDObligation? ParMot(string? mot) => ObligationsEnFrancais.Etats.Where(one => one.Mot == mot).Select(one => (EtatDObligation?)one.Etat).FirstOrDefault();

    private string Ici(string? etat, string? qui)
    {
        var query = string.Join('&', new[] { etat is null ? null : $"etat={Uri.EscapeDataString(etat)}", qui is null ? null : $"qui={Uri.EscapeDataString(qui)}" }.OfType<string>());
        return Adresses.Acte(Dossier, "obligations") + (query.Length == 0 ? "" : "?" + query);
    }

    /// <summary>A choice above the list, and whether it is the one shown.</summary>
    internal sealed record Filtre(Lien Lien, bool Courant);
}
