using ComiteFlow.Domain;
using ComiteFlow.Host.Affichage;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace ComiteFlow.Host.Pages.Erreurs;

/// <summary>What people read when a page cannot be shown: what happened, what is kept, what to do.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
internal sealed class ErreurModel : PageComite
{
    /// <summary>A broken rule, with what to do about it.</summary>
    public Refus? Refus { get; private set; }

    public string Phrase { get; private set; } = "";

    /// <summary>The way out; null where there is none.</summary>
    public Lien? Retour { get; private set; }

    /// <summary>The same reference stands in the log.</summary>
    public string Reference => HttpContext.TraceIdentifier;

    public override bool EnErreur => true;

    // The request that failed may have been of any method, so no handler is named after one.
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        var broken = HttpContext.Features.Get<IExceptionHandlerFeature>()?.Error as BrokenRuleException;
        Refus = broken is null ? null : Refus.De(broken);
        Response.StatusCode = Code();
        (Titre, Phrase) = Words(Response.StatusCode);
        Retour = Response.StatusCode == StatusCodes.Status401Unauthorized ? null : Back();
    }

    private int Code()
    {
        if (HttpContext.Features.Get<IExceptionHandlerFeature>() is not null)
        {
            return Refus is null ? StatusCodes.Status500InternalServerError : StatusCodes.Status409Conflict;
        }

        return HttpContext.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalStatusCode ?? StatusCodes.Status404NotFound;
    }

    private static (string Title, string Sentence) Words(int code) => code switch
    {
        StatusCodes.Status400BadRequest => ("Demande incomplète",
            "La page était ouverte depuis trop longtemps ou le formulaire est incomplet. Rien n’a été enregistré\u00A0: revenez à la page, puis recommencez."),
        StatusCodes.Status401Unauthorized => ("Connexion non configurée",
            "Ce service n’a pas encore de moyen de connexion. Son exploitant doit en configurer un\u00A0; la démonstration ne s’ouvre que depuis l’ordinateur qui l’héberge."),
        StatusCodes.Status403Forbidden => ("Accès refusé",
            "Votre fonction ne donne pas accès à cette page ou à cet acte. Changez de fonction ou adressez-vous à la coordination."),
        StatusCodes.Status404NotFound => ("Page introuvable",
            "L’adresse est inexacte, ou ce qu’elle désigne n’est pas dans votre périmètre."),
        StatusCodes.Status409Conflict => ("Acte refusé", ""),
        < StatusCodes.Status500InternalServerError => ("Demande refusée",
            "Le service n’a pas pu traiter cette demande. Rien n’a été enregistré."),
        _ => ("Une erreur s’est produite",
            "Le service n’a pas pu terminer. Ce qui était enregistré l’est toujours\u00A0; cette demande ne l’est pas. Recommencez dans quelques minutes."),
    };

    private Lien Back()
    {
        var from = Uri.TryCreate(Request.Headers.Referer, UriKind.Absolute, out var referer) && referer.Authority == Request.Host.Value
            ? referer.PathAndQuery
            : null;
        return from is not null && Url.IsLocalUrl(from) ? new Lien("Revenir à la page précédente", from) : new Lien("Aller à l’accueil", "/");
    }
}
