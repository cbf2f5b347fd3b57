using ComiteFlow.Domain;
using ComiteFlow.Host.Affichage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ComiteFlow.Host.Pages;

/// <summary>What the frame needs of every page: title, breadcrumb, entry of the menu.</summary>
internal abstract class PageComite : PageModel
{
    /// <summary>Title of the tab and last word of the breadcrumb.</summary>
    public string Titre { get; protected set; } = "ComiteFlow";

    /// <summary>Pages between the home page and this one.</summary>
    public IReadOnlyList<Lien> Fil { get; protected set; } = [];

    /// <summary>Address of the menu's entry that this page belongs to.</summary>
    public string? Rubrique { get; protected set; }

    /// <summary>True when the title begins with “Erreur :”.</summary>
    public virtual bool EnErreur => false;
}

/// <summary>A page with a form: what was typed stays when the form or a rule refuses it.</summary>
internal abstract class PageFormulaire : PageComite
{
    /// <summary>Gaps of the form.</summary>
    public ResumeErreurs? Erreurs { get; private set; }

    /// <summary>Refusal of a rule.</summary>
    public Refus? Refus { get; private set; }

    public override bool EnErreur => Erreurs is not null || Refus is not null;

    /// <summary>The form again with its gaps, 400.</summary>
    protected PageResult Corriger(ResumeErreurs errors)
    {
        Erreurs = errors;
        return new PageResult { StatusCode = StatusCodes.Status400BadRequest };
    }

    /// <summary>Acts; a broken rule shows the form again with what was typed, 409.</summary>
    protected async Task<IActionResult> TryAsync(Func<Task<IActionResult>> act)
    {
        try
        {
            return await act();
        }
        catch (BrokenRuleException broken)
        {
            Refus = Refus.De(broken);
            return new PageResult { StatusCode = StatusCodes.Status409Conflict };
        }
    }
}
