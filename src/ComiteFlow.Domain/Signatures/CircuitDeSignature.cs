using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;

namespace ComiteFlow.Domain.Signatures;

/// <summary>The signatures of the documents of a dossier, and what the last one brings about.</summary>
public sealed class CircuitDeSignature(Dossier dossier)
{
    /// <summary>Opens the circuit of a document.</summary>
    /// <exception cref="BrokenRuleException">It is open or signed already.</exception>
    public static void Send(Acte acte, DateOnly today)
    {
        if (acte.SignedOn is { } signed)
            throw Refus.DejaFait($"la signature de {acte.Id}", $"complète depuis le {Mise.EnForme(signed)}");
        if (acte.SentOn is { } sent)
            throw Refus.DejaFait($"l’envoi à la signature de {acte.Id}", $"depuis le {Mise.EnForme(sent)}");
        acte.SentOn = today;
    }

    /// <summary>Asks every party that has not signed.</summary>
    /// <returns>The parties asked, in order.</returns>
    public IReadOnlyList<string> Request(Acte acte)
    {
        foreach (var party in acte.Missing)
        {
            dossier.Raise(new SignatureRequested { Document = acte.Id, Party = party });
        }

        return acte.Missing;
    }

    /// <summary>Records the signature of a party; the last one signs the document.</summary>
    /// <param name="on">The date written; the day of the recording when null.</param>
    /// <returns>True when the document is now signed by all.</returns>
    /// <exception cref="BrokenRuleException">The party does not sign here, has signed, the date cannot be, or the avenant no longer fits what was granted since.</exception>
    public bool Sign(Acte acte, string party, DateOnly? on, DateOnly today)
    {
        var signature = acte.Signatures.FirstOrDefault(s => s.PartyId == party)
            ?? throw Refus.PartieInterdite($"signer {acte.Id}", party);
        if (on is { } written)
            CheckDate(acte, written, today);
        else
            CheckDate(acte, today, today);
        if (signature.On is { } done)
            throw Refus.DejaFait($"la signature de {party}", $"enregistrée au {Mise.EnForme(done)}");

        if (acte.Missing.Count == 1)
            new Avenants.Avenants(dossier).RequireStillPossible(acte);
        Record(acte, signature, on ?? today, today);
        return acte.SignedOn is not null;
    }

    /// <summary>A party asks for a change before it signs; signatures given stay as they are.</summary>
    /// <exception cref="BrokenRuleException">The party does not sign here, has signed, was not asked yet, or gives no reason.</exception>
    public void AskForChange(Acte acte, string party, string? reason, DateOnly today)
    {
        var signature = acte.Signatures.FirstOrDefault(s => s.PartyId == party) ?? throw Refus.PartieInterdite($"demander une modification de {acte.Id}", party);
        if (signature.On is { } done)
            throw Refus.DejaFait($"la signature de {party}", $"enregistrée au {Mise.EnForme(done)}");
        if (acte.SentOn is null && acte.FirstSignature is null)
            throw Refus.SansClause("de modification avant l’envoi à la signature", "écrivez à la coordination, qui prépare le texte");
        if (string.IsNullOrWhiteSpace(reason))
            throw Refus.SansMotif("de la modification demandée");
        dossier.Raise(new SignatureRefused { Document = acte.Id, Party = party, On = today, Reason = reason.Trim() });
    }

    /// <summary>Records the signatures that the text states without doubt and whose day has come.</summary>
    public void RecordStated(Acte acte, DateOnly today)
    {
        foreach (var signataire in dossier.TexteDe(acte.Id)?.Signatories ?? [])
        {
            if (signataire is { Uncertain: false, SignedOn: { } on } && on <= today
                && acte.Signatures.FirstOrDefault(s => s.PartyId == signataire.PartyId) is { On: null } signature)
            {
                Record(acte, signature, on, today);
            }
        }
    }

    /// <summary>The next day on which the text states a signature that is not recorded yet.</summary>
    public DateOnly? NextStated(Acte acte) => (dossier.TexteDe(acte.Id)?.Signatories ?? [])
        .Where(s => s is { Uncertain: false, SignedOn: not null } && acte.Missing.Contains(s.PartyId))
        .Min(s => s.SignedOn);

    private void CheckDate(Acte acte, DateOnly on, DateOnly today)
    {
        if (on > today)
            throw Refus.Date(on, "une signature ne s’enregistre pas à l’avance", $"saisissez une date jusqu’au {Mise.EnForme(today)}");
        if (dossier.TexteDe(acte.Id)?.Founding?.Date is { } founded && on < founded)
        {
            throw Refus.Date(
                on, $"la décision qui fonde la convention est du {Mise.EnForme(founded)}", $"saisissez une date à partir du {Mise.EnForme(founded)}");
        }
    }

    private void Record(Acte acte, Signature signature, DateOnly on, DateOnly today)
    {
        signature.On = on;
        signature.RecordedOn = today;
        dossier.Raise(new SignatureRecorded
        {
            Document = acte.Id,
            Party = signature.PartyId,
            On = on,
            Signed = acte.Signatures.Count(s => s.On is not null),
            Of = acte.Signatures.Count,
        });
        if (acte.Missing.Count == 0)
            Complete(acte, today);
    }

    private void Complete(Acte acte, DateOnly today)
    {
        var last = acte.Signatures.Max(s => s.On)!.Value;
        var first = acte.FirstSignature!.Value;
        acte.SignedOn = last;
        dossier.Raise(new DocumentSigned
        {
            Document = acte.Id,
            On = last,
            Days = last.DayNumber - first.DayNumber,
            Why = new Pourquoi(
                "Un document est signé à la date de la dernière signature.",
                [.. acte.Signatures.OrderBy(s => s.Rank).Select(s => KeyValuePair.Create(s.PartyId, Mise.EnForme(s.On!.Value)))],
                null),
        });
        new PriseDEffet(dossier).AfterSignature(acte, today);
        new AlertesDeSignature(dossier).AfterLast(acte, last);
    }
}
