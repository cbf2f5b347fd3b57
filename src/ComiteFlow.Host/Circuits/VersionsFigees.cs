using ComiteFlow.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Circuits;

/// <summary>
/// The database itself refuses to change or take away the text of a version that is published, that an instance follows or followed, or
/// that a later version has replaced: whoever writes, and by whatever means. Only the draft that is being written may still change.
/// </summary>
internal static class VersionsFigees
{
    public const string Rule = "definition.figee";

    private const string Fixed =
        "(OLD.is_published OR EXISTS (SELECT 1 FROM instances i WHERE i.definition_id = OLD.definition_id AND i.definition_version = OLD.version) "
        + "OR EXISTS (SELECT 1 FROM definitions d WHERE d.definition_id = OLD.definition_id AND d.version > OLD.version))";

    private const string OnSqlite =
        "CREATE TRIGGER IF NOT EXISTS definitions_figees BEFORE UPDATE OF definition_id, version, name, json, hash ON definitions "
        + $"WHEN {Fixed} BEGIN SELECT RAISE(ABORT, '{Rule}'); END; "
        + $"CREATE TRIGGER IF NOT EXISTS definitions_gardees BEFORE DELETE ON definitions WHEN {Fixed} BEGIN SELECT RAISE(ABORT, '{Rule}'); END;";

    private const string OnPostgres =
        $"CREATE OR REPLACE FUNCTION definitions_figees() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {Fixed} AND (TG_OP = 'DELETE' "
        + "OR (OLD.definition_id, OLD.version, OLD.name, OLD.json, OLD.hash) IS DISTINCT FROM (NEW.definition_id, NEW.version, NEW.name, NEW.json, NEW.hash)) "
        + $"THEN RAISE EXCEPTION '{Rule}'; END IF; IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$; "
        + "CREATE OR REPLACE TRIGGER definitions_figees BEFORE UPDATE OR DELETE ON definitions FOR EACH ROW EXECUTE FUNCTION definitions_figees();";

    private const string IsProtected = "SELECT COUNT(*)::int AS \"Value\" FROM pg_trigger WHERE tgname = 'definitions_figees'";

    /// <summary>On PostgreSQL hosts that start together take turns, and one that finds the guard leaves it alone.</summary>
    public static async Task ProtectAsync(ComiteFlowDb db, CancellationToken ct)
    {
        if (db.Database.IsSqlite())
        {
            await db.Database.ExecuteSqlRawAsync(OnSqlite, ct);
            return;
        }

        if (await db.Database.SqlQueryRaw<int>(IsProtected).SingleAsync(ct) > 0)
            return;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Database.ExecuteSqlRawAsync("SELECT pg_advisory_xact_lock(hashtextextended('definitions_figees', 7))", ct);
        await db.Database.ExecuteSqlRawAsync(OnPostgres, ct);
        await transaction.CommitAsync(ct);
    }
}
