using ComiteFlow.Domain;
using ComiteFlow.Domain.Conventions;
using MimeKit;

namespace ComiteFlow.Host.Courriels;

/// <summary>
/// Mailboxes by function and party (<c>conventions/annuaire.json</c>). Addresses belong to functions, never to persons.
/// A correction of the file counts from the next mail on; while the file cannot be read, what was read before stays.
/// </summary>
internal sealed class Annuaire
{
    private readonly FileInfo? _file;
    private readonly Lock _reading = new();

    private volatile Lu _lu;

    public Annuaire(string json) => _lu = new Lu(BoitesLues.Parse(json), null, default);

    private Annuaire(FileInfo file)
    {
        _file = file;
        var stamp = Stamp(file);
        _lu = new Lu(BoitesLues.Read(file.FullName), null, stamp);
    }

    /// <summary>Why a correction of the file has no effect, in a sentence; null when what the file says is what counts.</summary>
    public string? Probleme => Read().Probleme;

    /// <summary>The boxes by their id, with the name that mails show.</summary>
    public IEnumerable<(string Id, string Nom)> Boites => Read().Boites.Par.Select(boite => (boite.Key, boite.Value.Name ?? boite.Key));

    /// <summary>The directory of a file, followed from now on.</summary>
    /// <exception cref="FormatException">The file cannot be read, and no earlier reading of it is there.</exception>
    public static Annuaire OfFile(string path) => new(new FileInfo(path));

    /// <exception cref="MailRefusedException">No mailbox is known for this recipient.</exception>
    public MailboxAddress Find(string recipient)
    {
        var read = Read().Boites;
        if (read.Par.TryGetValue(recipient, out var boite))
            return boite;
        return read.Domaine is not null
            ? new MailboxAddress(recipient, recipient.ToLowerInvariant() + "@" + read.Domaine)
            : throw new MailRefusedException(CauseDEchec.SansAdresse(recipient));
    }

    /// <summary>The name of a recipient's box; the recipient's id where none is known.</summary>
    public string Nom(string recipient) => Knows(recipient) ? Find(recipient).Name ?? recipient : recipient;

    /// <summary>True where the directory names the box itself, and not its last resort alone.</summary>
    public bool Nomme(string recipient) => Read().Boites.Par.ContainsKey(recipient);

    public bool Knows(string recipient) => Read().Boites is var read && (read.Domaine is not null || read.Par.ContainsKey(recipient));

    /// <summary>Before a convention takes effect, everyone whom its workflows will write to must have an address.</summary>
    /// <exception cref="BrokenRuleException">An address is missing.</exception>
    public void Require(Dossier dossier)
    {
        var missing = dossier.Texte.Parties.Select(p => p.Id).Where(id => !Knows(id)).ToList();
        if (missing.Count > 0)
            throw Saisies.Inconnu("L’adresse de", string.Join(", ", missing), Read().Boites.Par.Keys);
    }

    /// <summary>What counts now: one look at the file's date and size, and a reading when either changed.</summary>
    private Lu Read()
    {
        if (_file is null)
            return _lu;
        lock (_reading)
        {
            var stamp = Stamp(_file);
            if (stamp == _lu.Stamp)
                return _lu;
            try
            {
                return _lu = new Lu(BoitesLues.Read(_file.FullName), null, stamp);
            }
            catch (FormatException error)
            {
                return _lu = _lu with { Probleme = $"{error.Message} Les adresses d’avant cette modification restent en service.", Stamp = stamp };
            }
        }
    }

    private static (DateTime, long) Stamp(FileInfo file)
    {
        file.Refresh();
        return file.Exists ? (file.LastWriteTimeUtc, file.Length) : default;
    }

    private sealed record Lu(BoitesLues Boites, string? Probleme, (DateTime, long) Stamp);
}
