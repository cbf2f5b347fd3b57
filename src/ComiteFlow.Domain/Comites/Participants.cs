using System.Text.RegularExpressions;
using ComiteFlow.Domain.Conventions;

namespace ComiteFlow.Domain.Comites;

/// <summary>Who is awaited at a comité and who was there: what a file adds in brackets to a name is a note, no part of it.</summary>
public static partial class Participants
{
    /// <summary>Those awaited.</summary>
    public static IReadOnlyList<Attendu> Expected(Dossier dossier, Comite comite)
    {
        var texte = dossier.Texte.Committees.First(c => c.Code == comite.Code);
        var plan = dossier.Startups().Select(s => s.Startup).FirstOrDefault(s => s.Id == comite.Startup)?.CommitteeToPlan;
        return [.. (plan is { Participants.Count: > 0 } ? plan.Participants : texte.Attendees).Select(WithoutNote)
            .Select(name => new Attendu(name, texte.MinimumParties.Contains(name)))];
    }

    /// <summary>Those who were there; names that people typed stay as they are.</summary>
    public static IReadOnlyList<string> Present(Dossier dossier, Comite comite)
    {
        var printed = dossier.Texte.Committees.First(c => c.Code == comite.Code).Attendees;
        return [.. comite.HeldBy.Select(name => printed.Contains(name) ? WithoutNote(name) : name)];
    }

    /// <summary>Parties without which the meeting is not valid and of which nobody is there.</summary>
    public static IReadOnlyList<string> Missing(TexteComite texte, IReadOnlyList<string> present) =>
        [.. texte.MinimumParties.Where(party => !present.Any(name => name.StartsWith(party, StringComparison.OrdinalIgnoreCase)))];

    /// <summary>A name without the note that a file adds in brackets at its end.</summary>
    public static string WithoutNote(string name) => Note().Replace(name, "");

    [GeneratedRegex(@"\s*\([^()]*\)$")]
    private static partial Regex Note();
}

/// <summary>Somebody who is awaited at a comité.</summary>
/// <param name="IsRequired">True for a party without which the meeting is not valid.</param>
public sealed record Attendu(string Name, bool IsRequired);
