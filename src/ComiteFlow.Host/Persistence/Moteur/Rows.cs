namespace ComiteFlow.Host.Persistence.Moteur;

/// <summary>Rows of one kind, of which each column becomes an array.</summary>
internal sealed class Rows<T>(List<T> rows) : IEnumerable<T>
{
    public int Count => rows.Count;

    /// <summary>True where there is one row alone.</summary>
    public bool IsOne(out T alone)
    {
        alone = rows.Count == 1 ? rows[0] : default!;
        return rows.Count == 1;
    }

    public TColumn[] Of<TColumn>(Func<T, TColumn> column) => rows.Count == 0 ? [] : [.. rows.Select(column)];

    /// <summary>Nothing where there are no rows.</summary>
    public IEnumerable<Order> Into(string sql, Array first, params object?[] others) => rows.Count == 0 ? [] : [new Order(sql, [first, .. others])];

    public IEnumerator<T> GetEnumerator() => rows.GetEnumerator();

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
}
