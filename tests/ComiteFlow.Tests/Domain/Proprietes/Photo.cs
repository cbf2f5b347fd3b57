using System.Reflection;
using System.Text.Json;
using ComiteFlow.Domain.Conventions;

namespace ComiteFlow.Tests.Domain.Proprietes;

/// <summary>All that a dossier shows, as one canonical text: two photos are equal when nothing has changed.</summary>
internal static class Photo
{
    /// <summary>What a dossier works with and does not hold.</summary>
    private static readonly HashSet<string> Ailleurs = [nameof(Dossier.Texte), nameof(Dossier.Politiques), nameof(Dossier.Jours)];

    private static readonly PropertyInfo[] Proprietes =
        [.. typeof(Dossier).GetProperties().Where(p => !Ailleurs.Contains(p.Name)).OrderBy(p => p.Name, StringComparer.Ordinal)];

    public static string De(Dossier dossier) =>
        string.Join('\n', Proprietes.Select(p => p.Name + " " + JsonSerializer.Serialize(p.GetValue(dossier), p.PropertyType)));
}
