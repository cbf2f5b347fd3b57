using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Circuits;
using ComiteFlow.Host.Circuits.Repetition;
using ComiteFlow.Host.Circuits.Studio;
using ComiteFlow.Host.Courriels;
using ComiteFlow.Host.Personnes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Circuits;

/// <summary>One rehearsal: how far it is, then what came out of it.</summary>
[Authorize(AccesAuxCircuits.Lecture)]
internal sealed class RepeteeModel(Repetitions repetitions, LectureCircuits lecture, ActorAccessor actors, Annuaire annuaire) : PageComite
{
    private const int Rythme = 1;

    public RepetitionLancee Repetition { get; private set; } = null!;

    /// <summary>What is shown of it; null until it has ended well.</summary>
    public RepetitionMontree? Montree { get; private set; }

    public IReadOnlyList<DossiersEnCours> EnCours { get; private set; } = [];

    /// <summary>True when the reader wrote the draft: another one publishes it.</summary>
    public bool EstAuteur { get; private set; }

    /// <summary>“oui” for a page that does not load itself anew: who goes through it by keyboard is not set back each second.</summary>
    [BindProperty(Name = "fixe", SupportsGet = true)]
    public string? Fixe { get; set; }

    public bool EstFixe => Fixe == "oui";

    public string Circuit => Repetition.Matiere.Demande.Circuit;

    public string Adresse => "/circuits/" + Uri.EscapeDataString(Circuit);

    public string Ici => $"{Adresse}/repetition/{Repetition.Id}";

    /// <summary>The same rehearsal under another assumption.</summary>
    public string Autre(OptionChoix option) =>
        $"{Adresse}/repetition?{string.Join('&', Repetition.Matiere.Demande.Conventions.Select(id => "convention=" + Uri.EscapeDataString(id)))}&hypothese={option.Valeur}";

    public bool PeutArreter => Droits.Allows(actors.Required, "editCircuit") || Droits.Allows(actors.Required, "publishCircuit");

    public bool PeutPublier => Droits.Allows(actors.Required, "publishCircuit");

    public override bool EnErreur => Repetition.EstFinie && Repetition.Resultat is null;

    public async Task<IActionResult> OnGetAsync(string id, string run, CancellationToken ct)
    {
        if (!Trouver(id, run))
            return NotFound();
        if (!Repetition.EstFinie && !EstFixe)
            Response.Headers["Refresh"] = Formats.Nombre(Rythme);
        if (Repetition.Resultat is not { } result)
            return Page();
        Montree = new RepetitionMontree(result, annuaire);
        EnCours = await lecture.EnCoursAsync(id, ct);
        var tried = (await lecture.VersionsAsync(id, ct)).FirstOrDefault(version => version.Version == result.Matiere.Repete.Version);
        EstAuteur = tried is { EstBrouillon: true } && tried.ChangedBy == Fonctions.Nom(actors.Required);
        return Page();
    }

    /// <summary>Stops it.</summary>
    public IActionResult OnPost(string id, string run)
    {
        if (!Trouver(id, run))
            return NotFound();
        if (!PeutArreter)
            return Forbid();
        Repetition.Annuler();
        return LocalRedirect(Ici);
    }

    private bool Trouver(string id, string run)
    {
        if (repetitions.Trouver(id, run) is not { } found)
            return false;
        Repetition = found;
        Titre = found.EstFinie ? "Résultat de la répétition" : "Répétition en cours";
        Rubrique = "/circuits";
        Fil = [new Lien("Circuits", "/circuits"), new Lien(found.Matiere.Nom, Adresse), new Lien("Répétition générale", Adresse + "/repetition")];
        return true;
    }
}
