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

    /// <summary>The last day for payments has moved: the closing is due by it.</summary>
    internal void MoveClosing()
    {
        foreach (var close in dossier.Taches.Where(t => t is { Kind: "close", DoneOn: null }))
        {
            close.Due = dossier.PaymentsUntil ?? dossier.EndsOn;
        }
    }

    /// <summary>A termination carries the associated services: they are to be ended by its last day.</summary>
    internal void OpenEndOfServices(DateOnly due, DateOnly today) =>
        Open(new Tache(dossier.Id + "/terminateServices", dossier.Id, "terminateServices", dossier.Id) { Due = due, OpenedOn = today }, due);

    /// <summary>The services go on after all.</summary>
    internal void CancelEndOfServices()
    {
        if (dossier.Taches.FirstOrDefault(t => t is { Kind: "terminateServices", DoneOn: null }) is not { } tache)
            return;
        dossier.Remove(tache);
        dossier.Raise(new TaskCancelled { Task = tache.Kind, Document = tache.Document, Due = tache.Due, Why = WhyDue() });
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

    /// <summary>Finds the task of a copy.</summary>
    /// <exception cref="BrokenRuleException">The text asks for no such copy, or the document is not signed by all yet.</exception>
    public Tache Copy(Acte acte, string to)
    {
        var copies = dossier.Taches.Where(t => t.Kind == "copy" && t.Document == acte.Id).ToList();
        return copies.Find(t => t.To == to) ?? throw Refus.Inconnu("La copie à", to, copies.Select(t => t.To ?? ""));
    }

    /// <summary>Someone says that a copy has left; the same day said again changes nothing.</summary>
    /// <returns>False when it was said already.</returns>
    /// <exception cref="BrokenRuleException">A day ahead, before the last signature, or other than the one recorded.</exception>
    public bool Transmit(Tache copie, DateOnly on, DateOnly today)
    {
        if (copie.DoneOn == on)
            return false;
        if (copie.DoneOn is { } done)
            throw Refus.DejaFait("cette copie", $"transmise le {Mise.EnForme(done)}");
        if (on > today)
            throw Refus.Date(on, "une transmission ne s’enregistre pas à l’avance", $"saisissez une date jusqu’au {Mise.EnForme(today)}");
        if (dossier.Actes.FirstOrDefault(a => a.Id == copie.Document)?.SignedOn is { } signed && on < signed)
            throw Refus.Date(on, $"la dernière signature est du {Mise.EnForme(signed)}", $"saisissez une date à partir du {Mise.EnForme(signed)}");
        copie.DoneOn = on;
        return true;
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

    /// <summary>The places where texts of this convention, or of the house, are published; by id or as worded.</summary>
    /// <exception cref="BrokenRuleException">No text and no table names this place.</exception>
    internal void RequirePlace(string? place)
    {
        var aliases = dossier.Contexte.Aliases;
        var worded = dossier.Actes.SelectMany(a => dossier.TexteDe(a.Id)?.Publication ?? []).Select(p => p.Where).OfType<string>().ToList();
        var known = worded.Select(aliases.Place).Concat(aliases.Places.Values).Distinct().ToList();
        if (place is not null && known.Count > 0 && !known.Contains(aliases.Place(place)))
            throw Refus.Inconnu("Le lieu de publication", place, known);
    }

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
        var publications = texte is not { Publication.Count: > 0 }
            ? dossier.Texte.Publication.Where(p => acte.IsAvenant && p.Doc?.Contains("avenant", StringComparison.Ordinal) == true)
            : texte.Publication.Any(p => p.InheritsFrom is not null)
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
            Why = tache.Due is null ? null : WhyDue(),
        });
    }

    /// <summary>Why a task of the end is due when it is.</summary>
    private Pourquoi WhyDue() => new(
        "La tâche est à faire au plus tard le dernier jour des paiements, ou à la fin des services.",
        [
            new("Fin", dossier.EndsOn is { } end ? Mise.EnForme(end) : "pas encore connue"),
            new("Dernier paiement", dossier.PaymentsUntil is { } last ? Mise.EnForme(last) : "pas encore connu"),
        ],
        dossier.Texte.End.Source?.ToString());
}
