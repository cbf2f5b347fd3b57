namespace ComiteFlow.IntegrationTests.Scenarios;

/// <summary>Gives as many entries as possible a fact of their own, by augmenting paths.</summary>
internal sealed class MaximumMatching
{
    private readonly IReadOnlyList<IReadOnlyList<int>> _options;
    private readonly Dictionary<int, int> _owners = [];

    private MaximumMatching(IReadOnlyList<IReadOnlyList<int>> options) => _options = options;

    /// <summary>Entries that get no fact, given the facts that each could take; those with the fewest are served first.</summary>
    public static IReadOnlySet<int> LeftOver(IReadOnlyList<IReadOnlyList<int>> options)
    {
        var matching = new MaximumMatching(options);
        return Enumerable.Range(0, options.Count).OrderBy(entry => options[entry].Count).Where(entry => !matching.Place(entry, [])).ToHashSet();
    }

    private bool Place(int entry, HashSet<int> seen)
    {
        foreach (var fact in _options[entry])
        {
            if (seen.Add(fact) && (!_owners.TryGetValue(fact, out var owner) || Place(owner, seen)))
            {
                _owners[fact] = entry;
                return true;
            }
        }

        return false;
    }
}
