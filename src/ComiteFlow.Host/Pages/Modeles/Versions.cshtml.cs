using System.Globalization;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Modeles;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Personnes;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Modeles;

/// <summary>The versions of a template with who wrote, who published and why; any two compared, any of them taken up again.</summary>
internal sealed class VersionsModel(OutilsDeModele outils) : PageModele(outils)
{
    private const string Livre = "livre", Revenir = "revenir";

    /// <summary>The earlier and the later text of the comparison.</summary>
    [BindProperty(SupportsGet = true, Name = "de")]
    public string? De { get; set; }

    [BindProperty(SupportsGet = true, Name = "a")]
    public string? A { get; set; }

    /// <summary>Version to take up again.</summary>
    [BindProperty(Name = "version")]
    public string? Version { get; set; }

    public IReadOnlyList<LigneDeDifference> Lignes => DifferenceDeModele.Entre(Texte(Avant)!, Texte(Apres)!);

    public string TitreDeDifference => $"{(Avant == Livre ? "Du texte livré" : $"De la version {Avant}")} {(Apres == Livre ? "au texte livré" : $"à la version {Apres}")}";

    public IReadOnlyList<object> ChampsDeComparaison => [new ChampChoix("de", "De", Avant, [.. Options()]), new ChampChoix("a", "À", Apres, [.. Options()])];

    public IReadOnlyList<object> ChampsDeRetour => [new ChampChoix("version", "Version", Version, [.. Options().Where(one => Texte(one.Valeur) != Etat.Courant)])];

    public Tableau Tableau => new(
        "Versions", [new("Version"), new("État"), new("Écrite par"), new("Publiée par"), new("Motif")],
        [.. Etat.Rows.Reverse().Select(Ligne), new LigneTableau(["Texte livré", new Cellule("") { Badge = Etat.EstAdapte ? new Badge(TonBadge.End, "remplacé ici") : new Badge(TonBadge.Ok, "en vigueur") }, "ComiteFlow", "–", "–"])]);

    protected override string? Suite => "Versions";

    private string Avant => Texte(De) is not null ? De! : Etat.Brouillon is not null && Etat.EstAdapte ? Cle(Etat.Publiee!) : Livre;

    private string Apres => Texte(A) is not null ? A! : Etat.Rows.Count > 0 ? Cle(Etat.Rows[^1]) : Livre;

    protected override async Task<IActionResult> FaireAsync(CancellationToken ct)
    {
        if (Etape != Revenir)
            return Page();
        return Texte(Version) is { } text
            ? await EcrireAsync(text, Version == Livre, "repris", ct, $"Reprise : {Nommer(Version!)}.")
            : await TryAsync(() => throw RefusDeModele.De("invalid", "Aucune version n’est choisie : choisissez celle à reprendre dans la liste."));
    }

    private LigneTableau Ligne(VersionDeModeleRow row) => new(
    [
        $"Version {row.Version}", new Cellule("") { Badge = Badge(row) }, new Cellule(Fonctions.NomDe(row.WrittenBy)) { Precision = Formats.InstantCourt(row.WrittenAt) },
        row.PublishedBy is { } by ? new Cellule(Fonctions.NomDe(by)) { Precision = Formats.InstantCourt(row.PublishedAt!.Value) } : "–", Pourquoi(row),
    ]);

    /// <summary>Why it was published; the reason of who wrote it beside, where it says something else.</summary>
    private static Cellule Pourquoi(VersionDeModeleRow row) => (row.PublishedBecause ?? "", row.Reason) switch
    {
        ("", "") => new Cellule("–"),
        ("", var written) => new Cellule(written),
        (var published, var written) when written.Length == 0 || written == published => new Cellule(published),
        (var published, var written) => new Cellule(published) { Precision = $"À l’écriture : {written}" },
    };

    private Badge Badge(VersionDeModeleRow row) =>
        row == Etat.Publiee && Etat.EstAdapte ? new(TonBadge.Ok, "en vigueur")
        : row == Etat.Publiee ? new(TonBadge.Ok, "suit le texte livré")
        : row.PublishedAt is not null ? new(TonBadge.End, "remplacée")
        : row == Etat.Brouillon ? new(TonBadge.Info, "brouillon") : new(TonBadge.End, "étape du brouillon");

    private IEnumerable<OptionChoix> Options() => [new OptionChoix(Livre, "Texte livré"), .. Etat.Rows.Select(row => new OptionChoix(Cle(row), $"Version {row.Version}"))];

    private string? Texte(string? key) => key == Livre ? Etat.Livre : Etat.Rows.FirstOrDefault(row => Cle(row) == key)?.Text;

    private static string Nommer(string key) => key == Livre ? "texte livré" : $"version {key}";

    private static string Cle(VersionDeModeleRow row) => row.Version.ToString(CultureInfo.InvariantCulture);
}
