namespace ComiteFlow.Host.Persistence;

/// <summary>A compiled query belongs to one model; one process may know both, that of the file and that of the server.</summary>
internal static class ParModele
{
    public static Func<ComiteFlowDb, TResult> Of<TResult>(Func<Func<ComiteFlowDb, TResult>> compile)
    {
        Lazy<Func<ComiteFlowDb, TResult>> file = new(compile), server = new(compile);
        return db => (db is PostgresComiteFlowDb ? server : file).Value(db);
    }

    public static Func<ComiteFlowDb, TValue, TResult> Of<TValue, TResult>(Func<Func<ComiteFlowDb, TValue, TResult>> compile)
    {
        Lazy<Func<ComiteFlowDb, TValue, TResult>> file = new(compile), server = new(compile);
        return (db, value) => (db is PostgresComiteFlowDb ? server : file).Value(db, value);
    }
}
