using System.Text.Json;
using ComiteFlow.Host.Courriels;
using ComiteFlow.Tests.Modeles;
using MimeKit;

namespace ComiteFlow.IntegrationTests.Courriels;

/// <summary>What people receive in the whole life of the five conventions.</summary>
[Collection(VieDesConventions.Collection)]
public sealed class VieDesConventionsTests(VieDesConventions vie)
{
    /// <summary>Bytes of a message.</summary>
    private const int Heaviest = 100 * 1024;

    [RequiresToolFact("aiosmtpd")]
    public void Life_OfTheFiveConventions_ArrivesExactlyOnceEach()
    {
        var (received, sent) = (vie.Server.Received, vie.Rows.Where(row => row.SentAt is not null).ToList());

        // What the site says that it sent is what came, and nothing is left behind.
        Assert.Equal(sent.Select(row => MessageId(row.Message!)).Order(StringComparer.Ordinal), received.Select(message => message.MessageId).Order(StringComparer.Ordinal));
        Assert.All(vie.Rows.Except(sent), row => Assert.NotNull(row.CancelledBecause));
        Assert.All(vie.Rows, row => Assert.Null(row.Failure));
        // Nobody can tell two of them apart by their keys: no person gets the same words twice; a digest sums up each Monday what is still to do.
        Assert.Empty(received.GroupBy(message => (message.To.ToString(), message.Subject, message.TextBody, message.Headers.Contains(HeaderId.ListUnsubscribe) ? message.Date : default)).Where(same => same.Count() > 1).Select(same => same.Key));
        Assert.All(received, message => Assert.Equal(Assert.Single(message.To.Mailboxes).Address, message.Headers["X-Destinataires"]));
        Assert.All(vie.Server.Bytes, bytes => Assert.InRange(bytes.Length, 1, Heaviest));
        // The five lived, and the server was in the way.
        Assert.All(VieDesConventions.Conventions, convention => Assert.Contains(sent, row => row.Convention == convention || row.Document == convention));
        Assert.InRange(sent.Count(row => row.Attempts > 0), received.Count / 10, received.Count);
    }

    [RequiresToolFact("aiosmtpd")]
    public void Inventory_AfterTheLife_TellsEveryMailThatLeft()
    {
        var lately = vie.Rows.Where(row => row.SentAt > vie.End.AddDays(-InventaireDesCourriels.Jours)).ToLookup(row => row.Template);

        Assert.Empty(vie.Rows.Select(row => row.Template).Distinct().Except(vie.Inventory.Where(one => one.EstEnvoye).Select(one => one.Modele)));
        Assert.All(vie.Inventory, one => Assert.Equal(lately[one.Modele].Count(), one.Partis));
    }

    [RequiresToolFact("aiosmtpd")]
    public void Data_OfEveryMail_HoldAllThatItsTemplateReads() => Assert.Empty(vie.Incomplete);

    [RequiresToolFact("aiosmtpd")]
    public void Texts_OfMailsAndDocuments_StandInTemplates()
    {
        var data = string.Join('\n', vie.Rows.Select(row => row.Data).Concat(vie.Rows.Select(row => row.Invitation).OfType<string>()).Concat(vie.Documents.Select(document => document.Data)).SelectMany(Values).Distinct());
        var texts = string.Join('\n', Directory.EnumerateFiles(Tests.Depot.Path("conventions"), "*.json").Select(File.ReadAllText).SelectMany(Values));

        var found = PhrasesDuCode.All()
            .Where(one => data.Contains(one.Phrase, StringComparison.Ordinal) && !texts.Contains(one.Phrase, StringComparison.Ordinal)).ToList();

        Assert.True(found.Count == 0, string.Join('\n', found.Select(one => $"{one.Where} « {one.Phrase} »")));
    }

    private static string MessageId(byte[] message) => MimeMessage.Load(new MemoryStream(message)).MessageId!;

    /// <summary>The texts in a JSON value.</summary>
    private static IEnumerable<string> Values(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. Texts(document.RootElement)];
    }

    private static IEnumerable<string> Texts(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => [PhrasesDuCode.Plain(element.GetString()!)],
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Texts),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(one => Texts(one.Value)),
        _ => [],
    };
}
