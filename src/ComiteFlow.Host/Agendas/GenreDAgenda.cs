using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Personnes;

namespace ComiteFlow.Host.Agendas;

/// <summary>What a private calendar holds, by the names of the table <c>abonnements</c>.</summary>
internal static class GenreDAgenda
{
    /// <summary>Séances and due days of the person.</summary>
    public const string Personne = "personne";

    /// <summary>Séances of all conventions that the person sees.</summary>
    public const string Portefeuille = "portefeuille";

    private const string Programme = "programme/";

    /// <summary>All that a person may have, from the conventions that the person sees now.</summary>
    public static IReadOnlyList<string> Tous(IEnumerable<Dossier> dossiers) =>
        [Personne, Portefeuille, .. dossiers.SelectMany(Programmes).Distinct().Order(StringComparer.Ordinal).Select(code => Programme + code)];

    public static string? ProgrammeDe(string kind) => kind.StartsWith(Programme, StringComparison.Ordinal) ? kind[Programme.Length..] : null;

    /// <summary>The séances that a calendar of the kind takes from a convention.</summary>
    public static bool Prend(string kind, Dossier dossier) => ProgrammeDe(kind) is not { } code || Programmes(dossier).Contains(code);

    public static string Titre(string kind, Actor actor) => kind switch
    {
        Personne => $"ComiteFlow, {Personnes.Fonctions.Titre(actor.Role)}{(actor.Scope is { } scope ? $" {scope}" : "")}",
        Portefeuille => "ComiteFlow, toutes les conventions",
        _ => $"ComiteFlow, programme {ProgrammeDe(kind)!.TrimStart('0')}",
    };

    /// <summary>Programmes that the CHORUS keys of a convention and its avenants name.</summary>
    private static IEnumerable<string> Programmes(Dossier dossier) =>
        dossier.Actes.Select(acte => dossier.TexteDe(acte.Id)).OfType<TexteConvention>().SelectMany(texte => texte.Chorus).SelectMany(key => key.ProgrammesLus()).Distinct();
}
