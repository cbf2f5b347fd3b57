using ComiteFlow.Domain.Faits;

namespace ComiteFlow.Domain.Conventions.Examen;

/// <summary>Doubts on the end: a decision, an announced duration or a nominal end that is not the end.</summary>
internal sealed class DoutesDeFin(TexteConvention texte, VieDuTexte vie)
{
    public IEnumerable<DoubtFlagged> All()
    {
        var end = vie.End is { } known ? DoutesDuTexte.Iso(known) : null;
        if (texte.Founding is { Until: { } until } founding && until != vie.End)
            yield return Doubt("La décision fondatrice nomme une autre fin que la convention.", DoutesDuTexte.Iso(until), end, founding.Source);

        if (texte.StatedDuration is { Iso: { } iso } stated)
        {
            var announced = VieDuTexte.After(vie.EarliestStart, iso);
            // Without a start the two cannot be compared; the reader's own doubt then decides.
            if (announced is null || vie.End is null ? stated.Uncertain : announced != vie.End)
                yield return Doubt("La durée annoncée ne mène pas à la fin de la convention.", iso, end, stated.Source);
        }

        if (vie is { NominalEnd: { } nominal, End: { } last } && nominal != last)
            yield return Doubt($"La durée mène au {Mise.EnForme(nominal)}, pas à la fin de la convention.", texte.End.Duration, end, texte.End.Source);
    }

    private DoubtFlagged Doubt(string rule, string? printed, string? proposal, Sources? source) => new()
    {
        Document = texte.Id,
        Subject = "endDate",
        Printed = printed,
        Proposal = proposal,
        Article = DoutesDuTexte.Article(source),
        Why = DoutesDuTexte.Why(rule, printed, proposal, source),
    };
}
