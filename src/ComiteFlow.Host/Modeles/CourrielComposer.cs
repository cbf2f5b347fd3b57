using System.Security.Cryptography;
using System.Text;
using ComiteFlow.Host.Courriels;
using MimeKit;

namespace ComiteFlow.Host.Modeles;

/// <summary>Who mails come from and where answers go: a box that people read.</summary>
/// <param name="Reponse">Tells the box for answers as it is now: a site corrects its directory while the service runs.</param>
internal sealed record Expediteur(string Nom, string Adresse, Func<string> Reponse)
{
    /// <summary>Where a site names no address of its own.</summary>
    public static Expediteur Livre { get; } = new("ComiteFlow", SmtpOptions.AdresseDExpediteur, () => "conventions@comiteflow.example");

    /// <summary>Where answers go by now.</summary>
    public string AdresseDeReponse => Reponse();

    /// <summary>Right-hand side of ids that stay when a site changes its address: those of conversations and of calendar entries.</summary>
    public const string DomaineStable = "comiteflow.example";

    /// <summary>Right-hand side of each Message-ID: filters of spam look for that of the sender.</summary>
    public string Domaine => Adresse[(Adresse.LastIndexOf('@') + 1)..];
}

/// <summary>A file that goes with a mail.</summary>
internal sealed record PieceJointe(string Nom, string TypeMime, byte[] Contenu);

/// <summary>A calendar entry that goes with a mail.</summary>
/// <param name="Methode">What the calendar is asked: the same word as in the entry.</param>
internal sealed record PartieDAgenda(string Methode, byte[] Contenu)
{
    /// <summary>The same entry as a file, for programs that overlook the part.</summary>
    public PieceJointe Fichier => new("invite.ics", "application/ics", Contenu);
}

/// <summary>Makes the message of a rendered mail: plain text and HTML, one visible recipient, the same bytes for the same key.</summary>
/// <param name="source">Where <c>apparence/courriel.css</c> is read.</param>
internal sealed class CourrielComposer(IModeleSource source, Expediteur expediteur)
{
    private static readonly FormatOptions Wire = new() { NewLineFormat = NewLineFormat.Dos };

    private readonly Lazy<string> _css = new(() => Minify(
        source.Read("apparence/courriel.css") ?? throw new ModeleException("apparence", "le fichier « courriel.css » n’existe pas.")));

    /// <param name="key">Business key of the mail (document, person, rung): the Message-ID and the boundaries come from it.</param>
    /// <param name="date">Business time of the mail.</param>
    /// <param name="fil">What it belongs to: mail programs show all mails of one act as one conversation.</param>
    /// <param name="agenda">A calendar entry: an alternative of the text, which mail programs offer to accept, and a file.</param>
    public MimeMessage Compose(
        RenduCourriel rendu, string key, MailboxAddress recipient, DateTimeOffset date, IReadOnlyList<PieceJointe> pieces, string? fil = null,
        PartieDAgenda? agenda = null)
    {
        var print = Print(key);
        var message = new MimeMessage { Subject = rendu.Objet, Date = date, MessageId = $"{print[..32]}@{expediteur.Domaine}" };
        message.From.Add(new MailboxAddress(expediteur.Nom, expediteur.Adresse));
        message.ReplyTo.Add(new MailboxAddress(expediteur.Nom, expediteur.AdresseDeReponse));
        // A copy: an address knows, and so keeps, every list that it stands in.
        message.To.Add(recipient.Clone());
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Headers.Add("Content-Language", "fr");

        if (fil is not null)
        {
            var root = $"fil-{Print(fil)[..32]}@{Expediteur.DomaineStable}";
            message.InReplyTo = root;
            message.References.Add(root);
        }

        var texts = new MultipartAlternative { Part("plain", TexteWriter.Write(rendu.Corps)), Part("html", Html(rendu)) };
        texts.ContentType.Boundary = "texte-" + print[..24];
        if (agenda is not null)
        {
            texts.Add(Part(agenda));
            pieces = [.. pieces, agenda.Fichier];
        }

        message.Body = pieces.Count == 0 ? texts : Mixed(texts, pieces, print);
        return message;
    }

    /// <summary>Lets mail programs show their own button that ends a list (RFC 2369); over https one click does it (RFC 8058), else the page or an answer.</summary>
    /// <param name="page">Address of the page that ends it; null for an answer by mail.</param>
    public void AddUnsubscribe(MimeMessage message, Uri? page)
    {
        message.Headers.Add(HeaderId.ListUnsubscribe, page is null ? $"<mailto:{expediteur.AdresseDeReponse}?subject=desabonnement>" : $"<{page}>");
        if (page?.Scheme == Uri.UriSchemeHttps)
            message.Headers.Add(HeaderId.ListUnsubscribePost, "List-Unsubscribe=One-Click");
    }

    /// <summary>The message as it goes over the wire and as an .eml file holds it.</summary>
    public static byte[] ToEml(MimeMessage message)
    {
        using var bytes = new MemoryStream();
        message.WriteTo(Wire, bytes);
        return bytes.ToArray();
    }

    /// <summary>The whole HTML page of a mail; it loads nothing from anywhere.</summary>
    public string Html(RenduCourriel rendu)
    {
        var subject = HtmlWriter.Encode(rendu.Objet);
        return "<!DOCTYPE html>\n<html lang=\"fr\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
            + $"<title>{subject}</title>\n<style>{_css.Value}</style>\n</head>\n<body>\n"
            + $"<div style=\"display:none;max-height:0;overflow:hidden\" aria-hidden=\"true\">{HtmlWriter.Encode(rendu.Preentete)}</div>\n"
            + "<div class=\"page\" style=\"max-width:40rem;margin:0 auto\">\n"
            + $"<header><p class=\"service\">{HtmlWriter.Encode(expediteur.Nom)}</p></header>\n<main class=\"texte\">\n<h1>{subject}</h1>\n"
            + HtmlWriter.Write(rendu.Corps)
            + "</main>\n</div>\n</body>\n</html>\n";
    }

    private static Multipart Mixed(MimeEntity texts, IReadOnlyList<PieceJointe> pieces, string print)
    {
        var mixed = new Multipart("mixed") { texts };
        mixed.ContentType.Boundary = "pieces-" + print[..24];
        foreach (var piece in pieces)
        {
            mixed.Add(new MimePart(ContentType.Parse(piece.TypeMime))
            {
                Content = new MimeContent(new MemoryStream(piece.Contenu)),
                ContentDisposition = new ContentDisposition(ContentDisposition.Attachment) { FileName = piece.Nom },
                ContentTransferEncoding = ContentEncoding.Base64,
            });
        }

        return mixed;
    }

    private static TextPart Part(string subtype, string text)
    {
        var part = new TextPart(subtype) { ContentTransferEncoding = ContentEncoding.QuotedPrintable };
        part.SetText(Encoding.UTF8, text);
        return part;
    }

    private static MimePart Part(PartieDAgenda agenda)
    {
        var part = new MimePart("text", "calendar") { Content = new MimeContent(new MemoryStream(agenda.Contenu)), ContentTransferEncoding = ContentEncoding.Base64 };
        part.ContentType.Parameters.Add("charset", "utf-8");
        part.ContentType.Parameters.Add("method", agenda.Methode);
        return part;
    }

    private static string Print(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Minify(string css) => string.Concat(css.Split('\n').Select(line => line.Trim()));
}
