using System.Net;
using System.Text.RegularExpressions;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Courriels;
using ComiteFlow.IntegrationTests.Pages;
using Microsoft.Data.Sqlite;
using MimeKit;

namespace ComiteFlow.IntegrationTests.Courriels;

/// <summary>The addresses in the mails of a whole life: each opens for who received it, after sign-in where needed, and looking at one changes nothing.</summary>
[Collection(VieDesConventions.Collection)]
public sealed partial class LiensDesCourrielsTests(VieDesConventions vie, LiensDesCourrielsTests.Apres apres) : IClassFixture<LiensDesCourrielsTests.Apres>
{
    private const string Site = "https?://[^/\\s]+";

    [RequiresToolFact("aiosmtpd")]
    public async Task Links_OfEveryMail_OpenForTheirRecipient()
    {
        var links = await LinksAsync();
        Assert.True(links.Select(link => link.Recipient).Distinct().Count() > 4 && links.Select(link => link.Template).Distinct().Count() > 8, string.Join(", ", links.Select(link => (link.Template, link.Recipient)).Distinct()));
        var closed = new List<string>();
        foreach (var mails in links.GroupBy(link => link.Recipient))
        {
            using var client = await apres.SignInAsync(Function(mails.Key));
            foreach (var link in mails.DistinctBy(link => link.Way))
            {
                using var answer = await client.GetAsync(link.Way);
                if (answer.StatusCode != HttpStatusCode.OK)
                    closed.Add($"{link}: {answer.StatusCode}");
            }
        }

        Assert.Empty(closed);
    }

    [RequiresToolFact("aiosmtpd")]
    public async Task Links_WithoutASession_LeadThroughSignInToTheirPage()
    {
        foreach (var link in (await LinksAsync()).Where(link => !IsSealed(link)).DistinctBy(link => link.Template))
        {
            using var client = apres.Visit();
            using var shut = await client.GetAsync(link.Way);
            Assert.Equal(HttpStatusCode.Redirect, shut.StatusCode);
            var door = shut.Headers.Location!.IsAbsoluteUri ? shut.Headers.Location.PathAndQuery : shut.Headers.Location.OriginalString;
            using var opened = await client.PostFromAsync(door, door, ("fonction", Function(link.Recipient)));
            Assert.Equal(link.Way, opened.Headers.Location!.OriginalString);
        }
    }

    [RequiresToolFact("aiosmtpd")]
    public async Task Links_FollowedByAMailScanner_ChangeNothing()
    {
        var links = await LinksAsync();
        Assert.Contains(links, IsSealed);
        var ways = links.Select(link => link.Way).Distinct().ToList();
        using var signedIn = await apres.SignInAsync(Roles.Coordinator);
        using var anybody = apres.Visit();
        foreach (var way in ways)
        {
            foreach (var client in new[] { anybody, signedIn })
            {
                using var head = new HttpRequestMessage(HttpMethod.Head, new Uri(way, UriKind.Relative));
                using var peeked = await client.Http.SendAsync(head);
                using var read = await client.GetAsync(way);
            }
        }

        Assert.Equal(apres.Content, await ContentAsync(vie.File));
    }

    /// <summary>Each address of this site in each mail that left: those of its text twin, and the one that mail programs offer to unsubscribe.</summary>
    private async Task<IReadOnlyList<LienRecu>> LinksAsync()
    {
        var links = new List<LienRecu>();
        foreach (var row in vie.Rows.Where(row => row.Message is not null))
        {
            var message = await MimeMessage.LoadAsync(new MemoryStream(row.Message!));
            var ways = Address().Matches(message.TextBody + message.Headers[HeaderId.ListUnsubscribe]).Select(match => match.Groups["way"].Value).Where(way => way.Length > 0).ToList();
            Assert.True(ways.Count > 0, $"{row.Template} to {row.Recipient} leads nowhere.");
            links.AddRange(ways.Select(way => new LienRecu(row.Template, row.Recipient, way)));
        }

        return links;
    }

    private static string Function(string recipient) => recipient switch
    {
        _ when Roles.Tous.Contains(recipient) => recipient,
        _ when recipient.StartsWith("team:", StringComparison.Ordinal) => recipient,
        // Those who control budgets read; they decide nothing here.
        _ when recipient.StartsWith("CBCM", StringComparison.Ordinal) => Roles.Auditor,
        _ => "signatory:" + recipient,
    };

    private static bool IsSealed(LienRecu link) => link.Way.StartsWith(DesabonnementSigne.Page, StringComparison.Ordinal);

    /// <summary>Every row of every table.</summary>
    private static async Task<IReadOnlyList<string>> ContentAsync(string file)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly");
        await connection.OpenAsync();
        var content = new List<string>();
        foreach (var table in await RowsAsync(connection, "SELECT name FROM sqlite_master WHERE type = 'table'"))
        {
            content.AddRange((await RowsAsync(connection, $"SELECT * FROM \"{table}\"")).Select(row => $"{table}: {row}").Order(StringComparer.Ordinal));
        }

        return content;
    }

    private static async Task<IReadOnlyList<string>> RowsAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(field => reader.GetValue(field) is byte[] bytes ? Convert.ToHexString(bytes) : reader.GetValue(field).ToString())));
        }

        return rows;
    }

    [GeneratedRegex(Site + @"(?<way>/[^\s)»<>]*)?")]
    private static partial Regex Address();

    /// <summary>The site after those years.</summary>
    public sealed class Apres(VieDesConventions vie) : IAsyncLifetime
    {
        private LivedServer _server = null!;

        public async Task InitializeAsync()
        {
            if (vie.Rows.Count == 0)
                return;
            _server = await LivedServer.StartAsync(DateOnly.FromDateTime(vie.End.UtcDateTime), database: vie.Database);
            Content = await ContentAsync(vie.File);
        }

        /// <summary>What the database holds before anybody looked at a page.</summary>
        public IReadOnlyList<string> Content { get; private set; } = [];

        public PagesClient Visit() => new(_server.Address);

        public async Task<PagesClient> SignInAsync(string function)
        {
            var client = Visit();
            using var answer = await client.PostFromAsync("/connexion", "/connexion", ("fonction", function));
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            return client;
        }

        public async Task DisposeAsync()
        {
            if (_server is not null)
                await _server.DisposeAsync();
        }
    }

    private sealed record LienRecu(string Template, string Recipient, string Way);
}
