using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Nodes;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Activities.Obligations;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Host.Modeles;
using ComiteFlow.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Courriels;

/// <summary>The outgoing mail as rows of the current transaction; a key enters once, whoever else is adding it at this moment.</summary>
internal sealed class SqlOutbox(ComiteFlowDb db, ModeleStore modeles, IDossiers dossiers, HeuresDePoste heures, TimeProvider clock) : IOutbox
{
    private const string Columns = "key, template, template_hash, recipient, cc, convention, document, obligation, data, asks, created_at, due_at, thread, invitation, attempts";
    private const string Values = "{0}, {1}, {2}, {3}, {4}, {5}, {6}, {7}, {8}, {9}, {10}, {11}, {12}, {13}, 0";

    /// <summary>The database gives the numbers; those of a transaction that is taken back stay unused.</summary>
    private const string OnPostgres = $"INSERT INTO courriels ({Columns}) VALUES ({Values}) ON CONFLICT (key) DO NOTHING";

    /// <summary>The file has one writer: nobody else takes the next number.</summary>
    private const string OnFile =
        $"INSERT INTO courriels ({Columns}, number) VALUES ({Values}, (SELECT COALESCE(MAX(number), 0) + 1 FROM courriels)) ON CONFLICT (key) DO NOTHING";

    public async Task EnqueueAsync(Courriel courriel, CancellationToken ct)
    {
        var data = new Dictionary<string, object?>(courriel.Data) { ["pourquoi"] = await PourquoiAsync(courriel, ct) };
        data[NaturesDeCourriel.Copies] = courriel.Cc;
        data[NaturesDeCourriel.CopieDe] = null;
        if (courriel.Nature != NatureDeCourriel.Acte)
            data[NaturesDeCourriel.Cle] = courriel.Nature.ToString();
        var now = clock.GetUtcNow();
        await InsertAsync(
            new CourrielRow
            {
                Key = courriel.Key, Template = courriel.Template, TemplateHash = modeles.VersionOfCourriel(courriel.Template), Recipient = courriel.To,
                Cc = JsonSerializer.Serialize(courriel.Cc, Colonnes.Json), Convention = courriel.Convention, Document = courriel.Document, Obligation = courriel.Obligation,
                Data = JsonSerializer.Serialize(data, Colonnes.Json), Asks = courriel.Demandes.Count == 0 ? null : JsonSerializer.Serialize(courriel.Demandes, Colonnes.Json),
                CreatedAt = now, DueAt = await DueAsync(courriel, now, ct), Thread = courriel.Fil, Invitation = courriel.Invitation,
            },
            ct);
    }

    /// <summary>The same words to somebody whom a mail that has left tells to have a copy: a message of its own in the same conversation, at once.</summary>
    public async Task CopyAsync(CourrielRow row, string to, CancellationToken ct)
    {
        var data = JsonNode.Parse(row.Data)!.AsObject();
        data.Remove(NaturesDeCourriel.Cle);
        data.Remove(NaturesDeCourriel.CleDeLot);
        data[NaturesDeCourriel.CopieDe] = row.Recipient;
        var now = clock.GetUtcNow();
        await InsertAsync(
            new CourrielRow
            {
                Key = $"{row.Key}/copie/{to}", Template = row.Template, TemplateHash = row.TemplateHash, Recipient = to, Cc = "[]", Convention = row.Convention, Document = row.Document,
                Obligation = row.Obligation, Data = data.ToJsonString(Colonnes.Json), Asks = row.Asks, CreatedAt = now, DueAt = now, Thread = row.Thread,
            },
            ct);
    }

    private async Task InsertAsync(CourrielRow row, CancellationToken ct)
    {
        var isServer = db.Database.IsNpgsql();
        object?[] values =
        [
            row.Key, row.Template, row.TemplateHash, row.Recipient, row.Cc, row.Convention, row.Document, row.Obligation, row.Data, row.Asks,
            isServer ? row.CreatedAt.ToUniversalTime() : row.CreatedAt.UtcTicks, isServer ? row.DueAt.ToUniversalTime() : row.DueAt.UtcTicks, row.Thread, row.Invitation,
        ];
        try
        {
            await db.Database.ExecuteSqlRawAsync(isServer ? OnPostgres : OnFile, values!, ct);
        }
        catch (DbException error)
        {
            // What stands in a circle with another writer is told like any other change of rows.
            throw new DbUpdateException(error.Message, error);
        }
    }

    /// <summary>At once, or in the hours of the post by the working days of its convention.</summary>
    private async Task<DateTimeOffset> DueAsync(Courriel courriel, DateTimeOffset now, CancellationToken ct)
    {
        if (courriel.Nature == NatureDeCourriel.Acte)
            return now;
        var dossier = courriel.Convention is null ? null : await dossiers.FindAsync(courriel.Convention, ct);
        return dossier is null ? heures.Next(now) : heures.Next(now, dossier.Jours);
    }

    /// <summary>The obligations that a mail serves, as templates take them: number, name, article.</summary>
    private async Task<IReadOnlyList<object?>> PourquoiAsync(Courriel courriel, CancellationToken ct)
    {
        var served = new List<ObligationServie>();
        foreach (var (convention, id) in courriel.Servies)
        {
            served.Add(ObligationServie.Find(await dossiers.TextesAsync(convention, ct), id)
                ?? throw new StepFailedException("obligation.unknown", $"Le courriel « {courriel.Key} » ne sert aucune obligation connue (« {id} ») : il ne part pas."));
        }

        return [.. served.Distinct().Select(one => (object?)new Dictionary<string, object?> { ["id"] = one.Id, ["nom"] = one.Nom, ["article"] = one.Article })];
    }
}
