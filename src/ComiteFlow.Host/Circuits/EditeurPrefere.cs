namespace ComiteFlow.Host.Circuits;

/// <summary>Which of the two editors a person took last: links lead there, and each editor leads to the other.</summary>
internal static class EditeurPrefere
{
    public const string Diagramme = "diagramme";
    public const string Liste = "liste";

    private const string Cookie = "comiteflow.editeur";

    public static string De(HttpRequest request) => request.Cookies[Cookie] == Liste ? Liste : Diagramme;

    /// <summary>Called by the page of an editor: who opens it has chosen it.</summary>
    public static void Retenir(HttpContext context, string editor) => context.Response.Cookies.Append(Cookie, editor, new CookieOptions
    {
        HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, MaxAge = TimeSpan.FromDays(365), IsEssential = true, Path = "/",
    });

    /// <summary>Address of a workflow in the editor that the person prefers.</summary>
    public static string Adresse(HttpRequest request, string definitionId) => De(request) == Liste ? AdressesDeCircuit.Liste(definitionId) : AdressesDeCircuit.Diagramme(definitionId);

    /// <summary>Address of its files, or of all: who works in the list follows them in a list.</summary>
    public static string Dossiers(HttpRequest request, string? definitionId) => De(request) == Liste ? AdressesDeCircuit.DossiersEnListe(definitionId) : AdressesDeCircuit.Dossiers(definitionId);
}

/// <summary>Addresses of the pages of a workflow.</summary>
internal static class AdressesDeCircuit
{
    public static string Diagramme(string definitionId) => "/circuits/" + Uri.EscapeDataString(definitionId);

    public static string Liste(string definitionId) => Diagramme(definitionId) + "/liste";

    public static string Repetition(string definitionId) => Diagramme(definitionId) + "/repetition";

    public static string Publier(string definitionId) => Diagramme(definitionId) + "/publier";

    public static string Historique(string definitionId) => Diagramme(definitionId) + "/historique";

    public static string Lancer(string definitionId) => Diagramme(definitionId) + "/lancer";

    public static string Export(string definitionId) => $"{Studio.ApiDeStudio.Prefix}/workflow-definitions/{Uri.EscapeDataString(definitionId)}/export?versionOptions=Latest";

    /// <summary>The files in the list of Elsa Studio.</summary>
    /// <param name="definitionId">Workflow whose files are meant; null for all.</param>
    public static string Dossiers(string? definitionId) => "/circuits/instances" + Circuit(definitionId);

    /// <summary>The same as a plain table.</summary>
    public static string DossiersEnListe(string? definitionId) => "/circuits/instances/liste" + Circuit(definitionId);

    public static string Dossier(Guid instance) => $"/circuits/instances/{instance:N}";

    private static string Circuit(string? definitionId) => definitionId is null ? "" : "?circuit=" + Uri.EscapeDataString(definitionId);
}
