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

    /// <summary>What samples show and these people never bring about, each with its reason.</summary>
    private static readonly string[] OutsideTheLife =
    [
        // They spend nothing, forecast nothing and write no comment; none of their accounts is free.
        "depensesDuMois: chiffres.engage", "depensesDuMois: chiffres.paye", "depensesDuMois: commentaire", "depensesDuMois: ecarts.paye", "depensesDuMois: prevision.ae", "depensesDuMois: prevision.cp",
        "echeance: impaye", "finDeConvention: impaye", "rappelDepenses: elements[].volontaire", "clotureGestion: restes[].montant", "clotureGestion: restes[].startup",
        // No convention switches on the rules that bring a comité forward, and no first séance with an interval of its own is left to be asked for.
        "comiteAPlanifier: raison.avant", "comiteAPlanifier: raison.cadence", "comiteAPlanifier: raison.disposition", "comiteAPlanifier: raison.engage", "comiteAPlanifier: raison.epuisement",
        "comiteAPlanifier: raison.fin", "comiteAPlanifier: raison.jours", "comiteAPlanifier: raison.motif", "comiteAPlanifier: raison.ouverteLe", "comiteAPlanifier: raison.premier",
        // No condition stands before their decisions, and no PDF file is made there.
        "dossierPret: manquants[].limite", "dossierPret: manquants[].texte", "depensesDuMois: pdf",
        // Nobody sets hour, place or agenda, moves or cancels a séance.
        "convocation: changement.de", "convocation: changement.genre", "convocation: changement.motif", "convocation: comite.heure", "convocation: comite.lieu", "convocation: ordreDuJour[]", "dossierPret: comite.heure",
        // They grant all that is left, without conditions, reasons or a sum that was asked for, and ask for no avenant by themselves.
        "decision: conditions[].echeance", "decision: conditions[].preuve", "decision: conditions[].responsable", "decision: conditions[].texte", "decision: demande", "decision: etapes[].le", "decision: motif",
        "projetAvenant: changements[].ancien", "projetAvenant: changements[].ecart", "projetAvenant: changements[].nouveau",
        // The shipped circuit has no ladder.
        "rappelSignature: elements[].appui.a[]", "rappelSignature: elements[].appui.le", "rappelSignature: elements[].dernier",
        // A digest is about several conventions, each with an article of its own.
        "recapitulatif: pourquoi[].article",
        // Nobody has more than thirty things to do, or several of one kind that are told together; no convention is told of after its end.
        "recapitulatif: autres", "recapitulatif: elements[].geste.nombre", "echeance: terminee",
    ];

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

    [RequiresToolFact("aiosmtpd")]
    public void Samples_OfMailsThatLeft_ShowNothingThatNoMailOfTheLifeHolds()
    {
        var held = vie.Rows.GroupBy(row => row.Template).ToDictionary(group => group.Key, group => group.SelectMany(row => Filled(row.Data)).ToHashSet());

        var alone = held.SelectMany(one => Directory.EnumerateFiles(Tests.Depot.Path("templates", "courriels", one.Key), "donnees*.json")
            .SelectMany(file => Filled(File.ReadAllText(file))).Distinct().Except(one.Value).Select(path => $"{one.Key}: {path}")).Order(StringComparer.Ordinal).ToList();

        Assert.True(alone.SequenceEqual(OutsideTheLife.Order(StringComparer.Ordinal)), string.Join('\n', alone.Except(OutsideTheLife).Concat(OutsideTheLife.Except(alone).Select(path => $"no more outside: {path}"))));
    }

    private static string MessageId(byte[] message) => MimeMessage.Load(new MemoryStream(message)).MessageId!;

    /// <summary>The texts in a JSON value.</summary>
    private static IEnumerable<string> Values(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. Texts(document.RootElement)];
    }

    /// <summary>Paths of what a JSON value says: no nulls, no empty texts and lists, no zeros; items of a list count as one.</summary>
    private static IEnumerable<string> Filled(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. Filled(document.RootElement, "").Distinct()];
    }

    private static IEnumerable<string> Filled(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(one => Filled(one.Value, path.Length == 0 ? one.Name : $"{path}.{one.Name}")),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(one => Filled(one, path + "[]")),
        JsonValueKind.Null => [],
        JsonValueKind.String when element.GetString()!.Length == 0 => [],
        JsonValueKind.Number when element.GetDecimal() == 0 => [],
        JsonValueKind.False => [],
        _ => [path],
    };

    private static IEnumerable<string> Texts(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => [PhrasesDuCode.Plain(element.GetString()!)],
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Texts),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(one => Texts(one.Value)),
        _ => [],
    };
}
