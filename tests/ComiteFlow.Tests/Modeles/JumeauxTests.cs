using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using ComiteFlow.Host.Modeles;

namespace ComiteFlow.Tests.Modeles;

/// <summary>Each shipped mail, in each of its samples: the plain text says all that the HTML says, and neither asks anything of anybody else.</summary>
public sealed partial class JumeauxTests
{
    private static readonly CourrielComposer Composer = new(
        new DossierDeModeles(Depot.Templates), new Expediteur("ComiteFlow", "comiteflow@exemple.fr", () => "conventions@exemple.gouv.fr"));

    public static TheoryData<string> Mails() => ObligationsServiesTests.Mails();

    [Theory]
    [MemberData(nameof(Mails))]
    public void Mail_HasTheSameLinksAndFiguresInBothTexts(string sample)
    {
        var mail = Read(sample);
        var (html, text) = (Composer.Html(mail), Flat(TexteWriter.Write(mail.Corps)));
        var shown = Shown(html);

        Assert.Equal(Links(html).Order(StringComparer.Ordinal), Addresses(text).Order(StringComparer.Ordinal));
        Assert.Equal(Figures(shown), Figures(text));
        Assert.All(Words(shown), word => Assert.Contains(word, text, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [MemberData(nameof(Mails))]
    public void Mail_IsOnePageThatLoadsNothing(string sample)
    {
        var html = Composer.Html(Read(sample));

        Assert.Contains("<html lang=\"fr\">", html, StringComparison.Ordinal);
        Assert.Single(Title().Matches(html));
        Assert.DoesNotMatch("(?i)\\ssrc=|url\\(|@import|<link|<script|<img", html);
        Assert.All(Table().Matches(html), table => Assert.Contains("<th", table.Value, StringComparison.Ordinal));
        Assert.InRange(Encoding.UTF8.GetByteCount(html), 1, 100_000);
    }

    [Theory]
    [MemberData(nameof(Mails))]
    public void Mail_ShowsTheAddressUnderItsButton(string sample)
    {
        var mail = Read(sample);
        var html = Composer.Html(mail);

        var action = Regex.Escape(HtmlWriter.Encode(mail.Action));

        // What gathers several things to do has one link for each in its list; the text twin shows their addresses.
        Assert.Matches($"<strong><a href=\"(?<to>https://[^\"]+)\">{action}[^<]*</a></strong><br>\\s*Adresse de la page.: \\k<to>|<li>.*<a href=\"https://[^\"]+\">{action}", html);
        Assert.Contains("Vous recevez ce message", html, StringComparison.Ordinal);
        Assert.Contains("Répondez à ce message", html, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Mails))]
    public void Subject_IsShortAndTellsNoAmount(string sample)
    {
        var subject = Read(sample).Objet;

        Assert.InRange(subject.Length, 10, 70);
        Assert.DoesNotContain("€", subject, StringComparison.Ordinal);
        Assert.DoesNotContain("@", subject, StringComparison.Ordinal);
    }

    private static RenduCourriel Read(string sample) => Depot.Store.RenderCourriel(sample.Split(Path.DirectorySeparatorChar)[1], Depot.Sample(sample));

    /// <summary>What a reader of the HTML sees below the title.</summary>
    private static string Shown(string html)
    {
        var body = html[(html.IndexOf("</h1>", StringComparison.Ordinal) + 5)..];
        return Flat(WebUtility.HtmlDecode(Tag().Replace(body.Replace("<sup>er</sup>", "er", StringComparison.Ordinal), " ")));
    }

    private static string Flat(string text) => Space().Replace(text.Replace('\u00A0', ' ').Replace('\u202F', ' '), " ").Trim();

    private static IEnumerable<string> Links(string html) => Href().Matches(html).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value)).Distinct();

    private static IEnumerable<string> Addresses(string text) => Address().Matches(text).Select(match => match.Value.TrimEnd('.', ')', ',')).Distinct();

    private static IEnumerable<string> Figures(string text) => Figure().Matches(Address().Replace(text, "")).Select(match => match.Value).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Words(string text) => Word().Matches(Address().Replace(text, "")).Select(match => match.Value).Distinct();

    [GeneratedRegex("<h1[ >]")]
    private static partial Regex Title();

    [GeneratedRegex("<table.*?</table>", RegexOptions.Singleline)]
    private static partial Regex Table();

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tag();

    [GeneratedRegex("\\s+")]
    private static partial Regex Space();

    [GeneratedRegex("href=\"([^\"]+)\"")]
    private static partial Regex Href();

    [GeneratedRegex("https?://\\S+|mailto:\\S+")]
    private static partial Regex Address();

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Figure();

    [GeneratedRegex("\\p{L}{2,}")]
    private static partial Regex Word();
}
