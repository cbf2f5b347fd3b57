using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Documents;
using ComiteFlow.Host.Modeles;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Modeles;

/// <summary>What the preview of a template works with beside its state.</summary>
internal sealed record OutilsDApercu(ApercusDeModele Apercus, EssaiDeModele Essai, DocxWriter Docx, ConversionPdf Pdf, TimeProvider Clock);

/// <summary>A template as its reader will get it, on a real file: mail with its text twin, document as page, Word and PDF file.</summary>
internal sealed class ApercuModel(OutilsDeModele outils, OutilsDApercu apercu) : PageModele(outils)
{
    private const string Brouillon = "brouillon", Publie = "publie", Livre = "livre", Essai = "essai";

    private const string Word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    /// <summary>A converter takes one file at a time, as for the documents themselves.</summary>
    private static readonly SemaphoreSlim Un = new(1, 1);

    private IReadOnlyList<MatiereDApercu> _matieres = [];

    /// <summary>Data to look with.</summary>
    [BindProperty(SupportsGet = true, Name = "avec")]
    public string? Avec { get; set; }

    /// <summary>Which text: the draft, the one in force, the shipped one.</summary>
    [BindProperty(SupportsGet = true, Name = "texte")]
    public string? Quel { get; set; }

    /// <summary>The template in which a common part is looked at.</summary>
    [BindProperty(SupportsGet = true, Name = "dans")]
    public string? Dans { get; set; }

    public ApercuDeModele Apercu { get; private set; } = new(null, null, null);

    public bool ResteIci => apercu.Essai.ResteIci;

    public string Boite => apercu.Essai.BoiteDe(Acteur).Address;

    public string? AbsenceDePdf => apercu.Pdf.Absence;

    public EtatVide? Sans => Montre is null
        ? new("Rien à montrer", "Aucun modèle ne reprend cette partie commune : elle ne se lit nulle part.", new Lien("Revenir au texte", Adresse()))
        : null;

    public string? Fait => Acte == Essai ? $"Essai envoyé à {Boite}, et à personne d’autre." : null;

    public IReadOnlyList<object> Champs =>
    [
        .. NomDeModele.EstPartiel(Modele) ? (IEnumerable<object>)[new ChampChoix("dans", "Dans le modèle", Montre, [.. Incluants.Select(one => new OptionChoix(one, NomDeModele.Court(one)))])] : [],
        new ChampChoix("avec", "Dossier ou exemple", AvecQuoi, [.. _matieres.Select(one => new OptionChoix(one.Id, one.Libelle))])
        {
            Indication = "Un dossier : les données du dernier courriel ou document de ce modèle.",
        },
        new ChampChoix("texte", "Texte", Choisi, [.. Textes()]),
    ];

    protected override string? Suite => "Aperçu";

    private IReadOnlyList<string> Incluants => Outils.Mots.Incluants(Modele);

    /// <summary>The template that is shown: itself, or one that includes it.</summary>
    private string? Montre => !NomDeModele.EstPartiel(Modele) ? Modele : Incluants.FirstOrDefault(one => one == Dans) ?? Incluants.FirstOrDefault();

    /// <summary>The newest real one unless another was chosen.</summary>
    private string AvecQuoi => string.IsNullOrEmpty(Avec) ? _matieres.FirstOrDefault()?.Id ?? "" : Avec;

    private string Choisi => Quel is Publie or Livre || (Quel == Brouillon && Etat.Brouillon is not null) ? Quel : Etat.Brouillon is null ? Publie : Brouillon;

    private string Texte => Choisi switch
    {
        Brouillon => Etat.Brouillon!.Text,
        Livre => Etat.Livre,
        _ => Etat.EnVigueur,
    };

    /// <summary>The same preview as a file, or by a button.</summary>
    public string Fichier(string? handler) => $"{Adresse("apercu")}?avec={Uri.EscapeDataString(AvecQuoi)}&texte={Choisi}&dans={Uri.EscapeDataString(Dans ?? "")}{(handler is null ? "" : "&handler=" + handler)}";

    public async Task<IActionResult> OnGetWordAsync(CancellationToken ct) =>
        await LoadAsync(ct) ?? (Apercu.Document is { } text ? File(Docx(text), Word, Nom + "-apercu.docx") : NotFound());

    public async Task<IActionResult> OnGetPdfAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } elsewhere)
            return elsewhere;
        if (Apercu.Document is not { } text)
            return NotFound();
        await Un.WaitAsync(ct);
        try
        {
            var (pdf, failure) = await apercu.Pdf.MakeAsync(Docx(text), ct);
            return pdf is not null
                ? File(pdf, "application/pdf", Nom + "-apercu.pdf")
                : await TryAsync(() => throw RefusDeModele.De("noPdf", $"{failure!.TrimEnd('.')} : ouvrez le fichier Word, qui dit la même chose."));
        }
        finally
        {
            Un.Release();
        }
    }

    public async Task<IActionResult> OnGetMessageAsync(CancellationToken ct) =>
        await LoadAsync(ct) ?? (Apercu.Courriel is { } mail ? File(CourrielComposer.ToEml(apercu.Essai.Message(Acteur, Modele, mail)), "message/rfc822", Nom + "-essai.eml") : NotFound());

    protected override async Task ChargerAsync(CancellationToken ct)
    {
        if (Montre is not { } shown)
            return;
        _matieres = await apercu.Apercus.MatieresAsync(Acteur, shown, ct);
        var data = await apercu.Apercus.DonneesAsync(Acteur, shown, AvecQuoi, ct);
        Apercu = apercu.Apercus.Composer(shown, Modele, Texte, data);
    }

    protected override async Task<IActionResult> FaireAsync(CancellationToken ct) => Etape == Essai && Apercu.Courriel is { } mail
        ? await TryAsync(async () =>
        {
            await apercu.Essai.EnvoyerAsync(Acteur, Modele, mail, ct);
            return LocalRedirect($"{Fichier(null)}&fait={Essai}");
        })
        : Page();

    private IEnumerable<OptionChoix> Textes()
    {
        if (Etat.Brouillon is not null)
            yield return new OptionChoix(Brouillon, "Brouillon");
        yield return new OptionChoix(Publie, "En vigueur");
        if (Etat.EstAdapte)
            yield return new OptionChoix(Livre, "Livré");
    }

    private byte[] Docx(Rendu text) => apercu.Docx.Write(text, new DocxDetails("Aperçu : " + Libelle, "apercu", apercu.Clock.GetUtcNow()));
}
