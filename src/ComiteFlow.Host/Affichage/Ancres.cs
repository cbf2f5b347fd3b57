namespace ComiteFlow.Host.Affichage;

/// <summary>Ids of form fields, so that the summary, the field and its message point at each other.</summary>
internal static class Ancres
{
    /// <summary>The id of the field with this name: <c>Cond[0].Qui</c> gives <c>cond-0--qui</c>.</summary>
    public static string De(string name) =>
        string.Concat(name.Select(sign => char.IsAsciiLetterOrDigit(sign) ? char.ToLowerInvariant(sign) : '-'));

    public static string? Description(string name, string? error) => error is null ? null : $"{De(name)}-erreur";

    public static string? Invalide(string? error) => error is null ? null : "true";
}
