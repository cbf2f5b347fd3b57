using System.Globalization;
using System.Text.Json.Serialization;

namespace ComiteFlow.Domain.Comites;

/// <summary>A time at which a séance could be held.</summary>
public sealed record Creneau(DateOnly On, TimeOnly From, TimeOnly Until)
{
    /// <summary>Names the slot among those proposed: <c>2020-09-23T10:00-11:00</c>.</summary>
    [JsonIgnore]
    public string Key => Name("yyyy-MM-dd", "HH:mm");

    /// <summary>The same without separators, as the keys of mails have it: <c>20200923T1000-1100</c>.</summary>
    [JsonIgnore]
    public string ShortKey => Name("yyyyMMdd", "HHmm");

    private string Name(string day, string hour) =>
        $"{On.ToString(day, CultureInfo.InvariantCulture)}T{From.ToString(hour, CultureInfo.InvariantCulture)}-{Until.ToString(hour, CultureInfo.InvariantCulture)}";
}

/// <summary>What a party answered.</summary>
/// <param name="Fits">Keys of the slots that suit it; none where none does.</param>
/// <param name="Deputies">Those of them to which it sends somebody in its place.</param>
/// <param name="On">Business day of the answer.</param>
public sealed record ReponseDeCreneaux(string Party, IReadOnlyList<string> Fits, IReadOnlyList<string> Deputies, DateOnly On);

/// <summary>The slots that the parties choose from for a séance, until it is moved, held or cancelled.</summary>
/// <param name="AnswerBy">Last day on which an answer is taken.</param>
/// <param name="Answers">One for each party that has answered.</param>
public sealed record ChoixDeCreneaux(IReadOnlyList<Creneau> Slots, DateOnly AnswerBy, IReadOnlyList<ReponseDeCreneaux> Answers)
{
    /// <summary>True until the end of the day by which answers are awaited.</summary>
    public bool IsTaken(DateOnly today) => today <= AnswerBy;

    public ReponseDeCreneaux? Of(string party) => Answers.FirstOrDefault(answer => answer.Party == party);

    /// <summary>The parties to which a slot suits, represented by a deputy or not.</summary>
    public IReadOnlyList<string> Present(Creneau slot) => [.. Answers.Where(answer => answer.Fits.Contains(slot.Key)).Select(answer => answer.Party)];

    internal ChoixDeCreneaux With(ReponseDeCreneaux answer) => this with { Answers = [.. Answers.Where(other => other.Party != answer.Party), answer] };
}

/// <summary>What a slot that is kept changes for those convened.</summary>
public enum CreneauRetenu
{
    AutreJour,
    AutreHeure,
}
