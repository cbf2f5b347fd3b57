using ComiteFlow.Domain.Faits;

namespace ComiteFlow.Domain.Conventions;

/// <summary>Duties that people confirm outside the product: copies, publications, closing.</summary>
public sealed class Taches(Dossier dossier)
{
    /// <summary>Opens the closing task, once; due on the last day for payments.</summary>
    public void OpenClosing(DateOnly today)
    {
        var due = dossier.PaymentsUntil ?? dossier.EndsOn ?? dossier.Texte.End.LatestPayment ?? dossier.Texte.End.Date;
        Open(new Tache(dossier.Id + "/close", dossier.Id, "close", dossier.Id) { Due = due, OpenedOn = today }, due);
    }

    /// <summary>Opens one task for each recipient that the text names for a copy of this document; two wordings of one recipient make one task.</summary>
    /// <returns>The recipients, in order.</returns>
    public IReadOnlyList<string> OpenCopies(Acte acte, DateOnly today)
    {
        var recipients = RecipientsOf(acte);
        foreach (var to in recipients)
        {
            Open(new Tache($"{acte.Id}/copy/{to}", dossier.Id, "copy", acte.Id) { To = to, OpenedOn = today }, acte.SignedOn);
        }

        return recipients;
    }

    /// <summary>Opens one task for each place of publication; the ministries' own ways make one for each party.</summary>
    public void OpenPublications(Acte acte, DateOnly today)
    {
        foreach (var (place, party) in PlacesOf(acte))
        {
            Open(
                new Tache($"{acte.Id}/publish/{place}/{party}", dossier.Id, "publish", acte.Id) { Place = place, Party = party, OpenedOn = today },
                acte.SignedOn);
        }
    }

    /// <summary>The place of a publication in the words of the texts.</summary>
    public string PlaceOf(Tache tache) => PlaceOf(tache.Place);

    /// <inheritdoc cref="PlaceOf(Tache)"/>
    public string PlaceOf(string? place) => dossier.Actes.SelectMany(a => dossier.TexteDe(a.Id)?.Publication ?? []).Select(p => p.Where)
        .FirstOrDefault(wording => wording is not null && dossier.Contexte.Aliases.Place(wording) == place) ?? place ?? "";

    /// <summary>The recipient of a copy in the words of the texts.</summary>
    public string RecipientOf(Tache tache) => RecipientOf(tache.To);

    /// <inheritdoc cref="RecipientOf(Tache)"/>
    public string RecipientOf(string? to) => dossier.Actes.SelectMany(a => dossier.TexteDe(a.Id)?.Copies ?? []).SelectMany(c => c.To)
        .FirstOrDefault(wording => dossier.Contexte.Aliases.Recipient(wording) == to) ?? to ?? "";

    /// <summary>Marks the publication tasks of a place done.</summary>
    internal void PublishedAt(Acte acte, string? place, DateOnly today)
    {
        foreach (var tache in dossier.Taches.Where(t => t.Kind == "publish" && t.Document == acte.Id && t.DoneOn is null
            && (t.Place == place || t.Place == dossier.Contexte.Aliases.Place(place ?? ""))))
        {
            tache.DoneOn = today;
        }
    }

    /// <summary>The recipients of copies of a document, by their one id.</summary>
    internal IReadOnlyList<string> RecipientsOf(Acte acte)
    {
        var texte = dossier.TexteDe(acte.Id);
        var copies = texte is { Copies.Count: > 0 } ? texte.Copies : dossier.Texte.Copies;
        return [.. copies
            .Where(copie => acte.IsAvenant ? copie.Doc.Contains("avenant", StringComparison.Ordinal) : copie.Doc.Contains("convention", StringComparison.Ordinal))
            .SelectMany(copie => copie.To)
            .Select(dossier.Contexte.Aliases.Recipient)
            .Distinct()];
    }

    private IEnumerable<(string Place, string Party)> PlacesOf(Acte acte)
    {
        var texte = dossier.TexteDe(acte.Id);
        if (texte is null || texte.Publication.Count == 0)
            yield break;
        var publications = texte.Publication.Any(p => p.InheritsFrom is not null)
            ? texte.Publication.Where(p => p.InheritsFrom is null).Concat(dossier.Texte.Publication)
            : texte.Publication;
        foreach (var publication in publications.Where(p => p.Where is not null))
        {
            var place = dossier.Contexte.Aliases.Place(publication.Where!);
            if (publication.By == "each party")
            {
                foreach (var party in dossier.Texte.Parties)
                {
                    yield return (place, party.Id);
                }
            }
            else
            {
                yield return (place, PartyOf(publication.By));
            }
        }
    }

    private string PartyOf(string? by) => by switch
    {
        "delegataire" => dossier.Delegataire,
        "delegant" => dossier.Delegant,
        _ => by ?? "",
    };

    /// <param name="on">The day from which it is owed.</param>
    private void Open(Tache tache, DateOnly? on)
    {
        if (dossier.Taches.Any(t => t.Id == tache.Id))
            return;
        if (on is { } day && dossier.IsHistory(day) && new Reprise(dossier).Keeps(new LignesDeReprise(dossier).Tache(tache, day)))
            return;
        dossier.Add(tache);
        dossier.Raise(new TaskOpened
        {
            Task = tache.Kind, Document = tache.Document, To = tache.To, Place = tache.Place, Party = tache.Party, Due = tache.Due,
        });
    }
}
