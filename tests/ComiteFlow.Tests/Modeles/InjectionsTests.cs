using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ComiteFlow.Host.Agendas;
using ComiteFlow.Host.Courriels;
using ComiteFlow.Host.Modeles;
using ComiteFlow.Host.Persistence;
using MimeKit;

namespace ComiteFlow.Tests.Modeles;

/// <summary>
/// Each injection in each text of each sample of each shipped template. In one rendering every text gets another injection, and after as many renderings as
/// there are injections each text had each of them. What comes out has the tree that harmless words have.
/// </summary>
public sealed partial class InjectionsTests
{
    private const string Harmless = "Xyz";

    /// <summary>One of so many renderings is also written as a message or a Word file.</summary>
    private const int Step = 15;

    /// <summary>The kinds of mail that one message may join.</summary>
    private static readonly string[] Reminders = ["escalade", "escaladeSignature", "insistance", "rappelDepenses", "rappelEtat", "rappelSignature", "rappelTache", "relance"];

    private static readonly DossierDeModeles Livres = new(Depot.Templates);

    private static readonly DocxWriter Docx = new(Livres);

    private static readonly CourrielComposer Composer = new(Livres, new Expediteur("ComiteFlow", "comiteflow@exemple.fr", () => "conventions@exemple.gouv.fr"));

    public static TheoryData<string> Samples() => [.. Livres.Noms().SelectMany(Livres.Exemples)];

    [Fact]
    public void Injections_AreAtLeastThreeHundredAndAllDifferent()
    {
        Assert.InRange(Injections.All.Count, 300, 1000);
        Assert.Equal(Injections.All.Count, Injections.All.Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Write_AnyInjectionInAnyText_KeepsTheTreeAndAddsNoLink(string sample)
    {
        var name = sample[..sample.LastIndexOf('/')];
        var (texts, choices) = Leaves(name, sample);

        Try(name, sample, texts);
        if (choices.Count > 0)
            Try(name, sample, [.. texts.Where(leaf => Composes(name, With(sample, [leaf, .. choices], _ => Harmless))), .. choices]);
    }

    /// <summary>What a filter must read, such as a day, is refused with a sentence, whatever stands there.</summary>
    [Theory]
    [MemberData(nameof(Samples))]
    public void Write_AnInjectionWhereAFilterReads_IsRefusedInASentence(string sample)
    {
        var name = sample[..sample.LastIndexOf('/')];
        var number = 0;
        foreach (var leaf in Strings(Data(sample)).Where(leaf => !Composes(name, With(sample, [leaf], _ => Harmless))))
        {
            var hostile = Injections.All[number++ * 7 % Injections.All.Count];
            Assert.False(Composes(name, With(sample, [leaf], _ => hostile)), $"{leaf}: {hostile}");
        }
    }

    /// <summary>One message joins reminders as Markdown: none of them reaches into another, nor into what holds them together.</summary>
    [Fact]
    public void Join_RemindersWithAnyInjectionInAnyText_KeepsTheTreeAndAddsNoLink()
    {
        var joined = new RappelsReunis(Depot.Store, new DonneesCompletes(new ModelesDuSite(Livres), new EpreuveDeModele(Livres, Depot.Store, Docx), Depot.Store));
        var samples = Reminders.Select(name => Livres.Exemples($"{NomDeModele.Courriels}/{name}")[0]).ToList();
        var leaves = samples.ConvertAll(sample => Leaves(sample[..sample.LastIndexOf('/')], sample).Texts);

        Hold(place => $"place {place}", value =>
        {
            var before = 0;
            var rows = samples.Zip(Reminders, leaves).Select(one =>
            {
                var first = before;
                before += one.Third.Count;
                return Row(one.Second, With(one.First, one.Third, place => value(first + place)));
            });
            var mail = joined.Render([.. rows.Select(row => (row, new DemandesDuCourriel([], null)))]);
            return new Written(mail, mail.Corps);
        });
    }

    /// <summary>Title, place and text of an entry of a calendar, and the name of the calendar, are typed by people too.</summary>
    [Fact]
    public void Write_AnyInjectionInACalendar_AddsNoLine()
    {
        var expected = Lines(Harmless, Entry(Harmless, Harmless) with { Lieu = Harmless });

        Assert.All(Injections.All, hostile => Assert.Equal(expected, Lines(hostile, Entry(hostile, hostile) with { Lieu = hostile })));
    }

    private static void Try(string name, string sample, IReadOnlyList<string> leaves) =>
        Hold(place => leaves[place], value => Compose(name, With(sample, leaves, value)));

    /// <summary>Each injection in each place leaves the tree, the links and the form that harmless words have.</summary>
    /// <param name="compose">Writes with a text for each place.</param>
    private static void Hold(Func<int, string> name, Func<Func<int, string>, Written> compose)
    {
        var places = 0;
        var harmless = compose(place =>
        {
            places = Math.Max(places, place + 1);
            // No two places say the same: equal reasons of two reminders are told once.
            return $"{Harmless}{(char)('a' + place % 26)}{(char)('a' + place / 26)}";
        });
        var (expected, form) = (Tree(Html(harmless)), Form(harmless));
        for (var turn = 0; turn < Injections.All.Count; turn++)
        {
            string Hostile(int place) => Injections.All[(turn + place) % Injections.All.Count];
            var written = compose(Hostile);
            var html = Html(written);
            if (expected != Tree(html) || Foreign(html).Count > 0)
                Assert.Fail($"turn {turn}: {string.Join(" ¦ ", Enumerable.Range(0, places).Select(place => $"{name(place)} = {Hostile(place)}"))}");
            Assert.DoesNotMatch("[\\r\\n]", written.Mail?.Objet ?? "");
            if (turn % Step == 0)
                Assert.Equal(form, Form(written));
        }
    }

    private static CourrielRow Row(string template, JsonObject data) =>
        new() { Key = template, Template = template, TemplateHash = "", Recipient = "DINUM", Cc = "", Obligation = "", Data = data.ToJsonString() };

    /// <summary>Texts that may be anything, and those that a template compares with words of its own.</summary>
    private static (IReadOnlyList<string> Texts, IReadOnlyList<string> Choices) Leaves(string name, string sample)
    {
        var data = Data(sample);
        var free = Strings(data).Where(leaf => Composes(name, With(sample, [leaf], _ => Harmless))).ToList();
        var source = Livres.Read(NomDeModele.Chemin(name)) + string.Concat(Depot.Store.PartielsDe(name).Select(partial => Livres.Read(NomDeModele.Chemin(partial))));
        return ([.. free.Where(leaf => !Compared(leaf))], [.. free.Where(Compared)]);

        bool Compared(string leaf) => source.Contains($"'{At(data, leaf)!.GetValue<string>()}'", StringComparison.Ordinal);
    }

    private static JsonObject Data(string sample) => JsonNode.Parse(Livres.Read(sample)!)!.AsObject();

    private static IEnumerable<string> Strings(JsonNode node) => node switch
    {
        JsonObject fields => fields.Where(field => field.Value is not null).SelectMany(field => Strings(field.Value!)),
        JsonArray list => list.Where(item => item is not null).SelectMany(item => Strings(item!)),
        JsonValue value when value.TryGetValue<string>(out _) => [node.GetPath()],
        _ => [],
    };

    private static JsonNode? At(JsonNode data, string path) =>
        Part().Matches(path[1..]).Aggregate((JsonNode?)data, (node, part) => part.Groups["index"].Success ? node![int.Parse(part.Groups["index"].Value, System.Globalization.CultureInfo.InvariantCulture)] : node![part.Groups["key"].Value]);

    private static JsonObject With(string sample, IReadOnlyList<string> leaves, Func<int, string> value)
    {
        var data = Data(sample);
        for (var place = 0; place < leaves.Count; place++)
        {
            At(data, leaves[place])!.ReplaceWith(value(place));
        }

        return data;
    }

    private static bool Composes(string name, JsonObject data)
    {
        try
        {
            Compose(name, data);
            return true;
        }
        catch (ModeleException)
        {
            return false;
        }
    }

    private static Written Compose(string name, JsonObject data)
    {
        var plain = data.ToDictionary(field => field.Key, field => Plain(field.Value), StringComparer.Ordinal);
        if (!NomDeModele.EstCourriel(name))
            return new Written(null, Depot.Store.Render(name, plain));
        var mail = Depot.Store.RenderCourriel(NomDeModele.Court(name), plain);
        return new Written(mail, mail.Corps);
    }

    private static object? Plain(JsonNode? node) => node switch
    {
        null => null,
        JsonObject fields => fields.ToDictionary(field => field.Key, field => Plain(field.Value), StringComparer.Ordinal),
        JsonArray list => list.Select(Plain).ToList(),
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        JsonValue value when value.TryGetValue<bool>(out var truth) => truth,
        JsonValue value when value.TryGetValue<long>(out var whole) => whole,
        JsonValue value => value.GetValue<decimal>(),
        _ => throw new InvalidOperationException("No such value in a sample."),
    };

    /// <summary>A mail as the whole page that its reader gets.</summary>
    private static string Html(Written written) => written.Mail is { } mail ? Composer.Html(mail) : HtmlWriter.Write(written.Text);

    /// <summary>All tags with the names of their attributes, in order; « 1er » is raised wherever it stands.</summary>
    private static string Tree(string html) =>
        string.Concat(Tag().Matches(html).Select(tag => Value().Replace(tag.Value, "").Replace("<sup>", "", StringComparison.Ordinal).Replace("</sup>", "", StringComparison.Ordinal)));

    /// <summary>Addresses that lead elsewhere than to this site.</summary>
    private static List<string> Foreign(string html) => [.. Href().Matches(html).Select(match => match.Groups[1].Value)
        .Where(link => link != "mailto:conventions@exemple.gouv.fr" && (!Uri.TryCreate(System.Net.WebUtility.HtmlDecode(link), UriKind.Absolute, out var to) || to.Host != "comites.exemple.fr"))];

    private static EntreeDAgenda Entry(string title, string text) => new("essai@comites.exemple.fr", new DateOnly(2021, 9, 14), title, text, "https://comites.exemple.fr/a-faire");

    /// <summary>Names of the lines of a calendar.</summary>
    private static string Lines(string calendar, EntreeDAgenda entry)
    {
        var lines = Encoding.UTF8.GetString(AgendaIcs.Write(calendar, DateTimeOffset.UnixEpoch, [entry])).Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n");
        Assert.DoesNotContain(lines, line => line.AsSpan().ContainsAny('\r', '\n'));
        return string.Join(',', lines.Select(line => line.StartsWith("BEGIN", StringComparison.Ordinal) ? line : line.Split(';', ':')[0]));
    }

    /// <summary>What a message has for headers and parts, a calendar for lines, or a Word file for elements and relations.</summary>
    private static string Form(Written written)
    {
        if (written.Mail is { } mail)
        {
            var bytes = CourrielComposer.ToEml(Composer.Compose(mail, "essai", new MailboxAddress("Essai", "essai@exemple.fr"), DateTimeOffset.UnixEpoch, []));
            using var read = new MemoryStream(bytes);
            var message = MimeMessage.Load(read);
            return string.Join(',', message.Headers.Select(header => header.Field)) + message.To + message.Cc + message.Bcc + string.Join(',', message.BodyParts.Select(part => part.ContentType.MimeType));
        }

        if (NomDeModele.EstAgenda(written.Text.Modele))
        {
            var (title, text) = RedactionDAgenda.Lire(written.Text);
            return Lines(title, Entry(title, text) with { Lieu = title });
        }

        using var zip = new ZipArchive(new MemoryStream(Docx.Write(written.Text, new DocxDetails("Essai", "essai", DateTimeOffset.UnixEpoch))));
        return string.Concat(zip.Entries.OrderBy(entry => entry.FullName, StringComparer.Ordinal).Select(entry => entry.FullName + ":" + Elements(entry)));
    }

    private static string Elements(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(entry.Open(), Encoding.UTF8);
        var text = reader.ReadToEnd();
        return entry.FullName.EndsWith(".rels", StringComparison.Ordinal)
            ? string.Join(',', External().Matches(text).Select(match => new Uri(match.Groups[1].Value).Host).Distinct())
            : string.Join(',', Structure().Matches(text).Select(match => match.Groups[1].Value));
    }

    private sealed record Written(RenduCourriel? Mail, Rendu Text);

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tag();

    [GeneratedRegex("=\"[^\"]*\"")]
    private static partial Regex Value();

    [GeneratedRegex("href=\"([^\"]*)\"")]
    private static partial Regex Href();

    [GeneratedRegex("Target=\"([^\"]*)\"[^>]*TargetMode=\"External\"")]
    private static partial Regex External();

    [GeneratedRegex("<w:(p|tbl|tr|tc|hyperlink|drawing|object|fldSimple|instrText|altChunk)[ >/]")]
    private static partial Regex Structure();

    [GeneratedRegex("\\.(?<key>[A-Za-z]\\w*)|\\[(?<index>\\d+)\\]")]
    private static partial Regex Part();
}
