using ComiteFlow.Domain;

namespace ComiteFlow.Host.Affichage;

/// <summary>A refusal as people read it: what and why, then what to do, and the code to quote.</summary>
internal sealed record Refus(string Code, string Phrase, string? AFaire)
{
    private const string Deux = " : ";

    /// <summary>Splits the one sentence of the rule at its last colon, which stands before the repair.</summary>
    public static Refus De(BrokenRuleException broken)
    {
        var sentence = broken.Message.Replace("\u00A0:", " :", StringComparison.Ordinal);
        var cut = sentence.LastIndexOf(Deux, StringComparison.Ordinal);
        return cut < 0
            ? new Refus(broken.Code, sentence, null)
            : new Refus(broken.Code, sentence[..cut] + ".", Formats.Majuscule(sentence[(cut + Deux.Length)..]));
    }
}
