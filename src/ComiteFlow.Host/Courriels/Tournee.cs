using System.Text.Json;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Modeles;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Rapports;

namespace ComiteFlow.Host.Courriels;

/// <summary>What one round of the post works with, in the scope of its own context.</summary>
internal sealed partial class Tournee(IServiceProvider services)
{
    public ComiteFlowDb Db { get; } = services.GetRequiredService<ComiteFlowDb>();

    public UnitOfWork Work { get; } = services.GetRequiredService<UnitOfWork>();

    public FileDAttente File { get; } = services.GetRequiredService<FileDAttente>();

    public RappelsReunis Rappels { get; } = services.GetRequiredService<RappelsReunis>();

    /// <summary>Which of the things that each mail asks for still stand. A mail whose data cannot be read says so, and stops no other.</summary>
    public async Task<IReadOnlyList<(CourrielRow Row, DemandesDuCourriel Asked)>> AskedAsync(IReadOnlyList<CourrielRow> unit)
    {
        try
        {
            return [.. unit.Zip(await ReadAsync(unit))];
        }
        catch (Exception error) when (IsOfTheData(error))
        {
            if (unit.Count == 1)
            {
                LogUnreadable(services.GetRequiredService<ILogger<Tournee>>(), error, unit[0].Key);
                return [(unit[0], new DemandesDuCourriel([], null) { Faute = CauseDEchec.Illisible($"{NomDeModele.Courriels}/{unit[0].Template}") })];
            }
        }

        var one = new List<(CourrielRow Row, DemandesDuCourriel Asked)>();
        foreach (var row in unit)
        {
            one.AddRange(await AskedAsync([row]));
        }

        return one;
    }

    /// <summary>The files that go with a mail; its data tell them.</summary>
    public Task<IReadOnlyList<PieceJointe>> PiecesAsync(CourrielRow row) => services.GetRequiredService<PiecesDuCompte>().OfAsync(row, CancellationToken.None);

    /// <summary>Puts off what waits for a file that is being made.</summary>
    /// <returns>True when it waits.</returns>
    public async Task<bool> IsIncompleteAsync(CourrielRow row)
    {
        var until = await services.GetRequiredService<PiecesDuCompte>().AttendreAsync(row, services.GetRequiredService<TimeProvider>().GetUtcNow(), CancellationToken.None);
        row.DueAt = until ?? row.DueAt;
        return until is not null;
    }

    /// <summary>True when what became of a mail is told by other mails.</summary>
    public bool HasWritten { get; set; }

    /// <summary>Tells what became of the message of some rows: a fact and its copies when it left, a task when it never will.</summary>
    public async Task RecordAsync(IReadOnlyList<CourrielRow> unit)
    {
        if (unit.FirstOrDefault(row => row.SentAt is not null) is { } sent)
        {
            Work.Add(Sent(sent, unit));
            await CopyAsync(Told(sent, unit));
        }

        foreach (var refused in unit.Where(row => row.Failure is not null).DistinctBy(row => row.Failure))
        {
            await services.GetRequiredService<CourriersRefuses>().OpenAsync(refused, CancellationToken.None);
            HasWritten = true;
        }
    }

    private async Task<IReadOnlyList<DemandesDuCourriel>> ReadAsync(IReadOnlyList<CourrielRow> unit)
    {
        var asked = await DemandesDuCourriel.ReadAsync(Db, unit, CancellationToken.None);
        return NaturesDeCourriel.Of(unit[0]) == NatureDeCourriel.Recapitulatif
            ? [await services.GetRequiredService<RecapitulatifDeLaSemaine>().RecheckAsync(unit[0], asked[0], services.GetRequiredService<TimeProvider>().Today(), CancellationToken.None)]
            : asked;
    }

    /// <summary>False for a database that is away, which the access to it may wrap: then every mail waits.</summary>
    public static bool IsOfTheData(Exception error) => error is JsonException or KeyNotFoundException or FormatException or InvalidOperationException { InnerException: null };

    private async Task CopyAsync(IEnumerable<CourrielRow> told)
    {
        if (!services.GetRequiredService<CourrielsDuSite>().EnvoieLesCopies)
            return;
        foreach (var (row, to) in told.SelectMany(row => Copies(row).Where(to => to != row.Recipient).Select(to => (row, to))))
        {
            await services.GetRequiredService<SqlOutbox>().CopyAsync(row, to, CancellationToken.None);
            HasWritten = true;
        }
    }

    /// <summary>The rows that one message told.</summary>
    private static IEnumerable<CourrielRow> Told(CourrielRow sent, IEnumerable<CourrielRow> unit) => unit.Where(one => one == sent || CourrielReuni.Is(one));

    private static List<string> Copies(CourrielRow row) => JsonSerializer.Deserialize<List<string>>(row.Cc, Colonnes.Json) ?? [];

    private static EmailSent Sent(CourrielRow row, IReadOnlyList<CourrielRow> unit) => new()
    {
        Convention = row.Convention,
        Template = row.Template,
        To = row.Recipient,
        Cc = [.. Told(row, unit).SelectMany(Copies).Distinct()],
        Subject = row.Subject!,
        Document = row.Document,
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "The data of mail {Key} cannot be read; it is held")]
    private static partial void LogUnreadable(ILogger logger, Exception error, string key);
}

/// <summary>A reminder that left as a part of another one’s message.</summary>
internal static class CourrielReuni
{
    private const string Debut = "Ce rappel est parti avec d’autres, en un seul courriel";

    public static string Motif(string objet) => $"{Debut} : « {objet} ».";

    public static bool Is(CourrielRow row) => Is(row.CancelledBecause);

    public static bool Is(string? reason) => reason?.StartsWith(Debut, StringComparison.Ordinal) == true;
}
