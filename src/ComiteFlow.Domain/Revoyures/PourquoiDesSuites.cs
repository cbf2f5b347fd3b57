using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;

namespace ComiteFlow.Domain.Revoyures;

/// <summary>Why the draft of a renewed convention has its amounts, and a condition its day.</summary>
internal static class PourquoiDesSuites
{
    public static Pourquoi Of(TexteConvention texte, Money allocation, Money planned) => new(
        "L’allocation est la somme des tranches du texte ; ce que les startups ne prévoient pas n’est pas réparti.",
        [new("Allocation", allocation.ToString()), new("Prévu par startup", planned.ToString())],
        texte.Tranches.FirstOrDefault()?.Source?.ToString());

    public static Pourquoi Echeance(Condition condition) => new(
        "L’échéance d’une condition est portée au jour ouvré (P2).",
        [new("Demandée pour le", Mise.EnForme(condition.Nominal)), new("Portée au", Mise.EnForme(condition.Due))],
        null);
}
