using ComiteFlow.Domain.Calendrier;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Domain.Gestion;
using ComiteFlow.Domain.Rapports;
using ComiteFlow.Domain.Resiliations;
using ComiteFlow.Domain.Tranches;

namespace ComiteFlow.Domain.Conventions;

/// <summary>When documents produce their effects, and the ends that follow from it.</summary>
public sealed class PriseDEffet(Dossier dossier)
{
    /// <summary>Records a publication; without a place, the one that gives effect.</summary>
    /// <exception cref="BrokenRuleException">A signature is missing, the date cannot be, or it is recorded already.</exception>
    public void Publish(Acte acte, string? place, DateOnly on, DateOnly today)
    {
        new Taches(dossier).RequirePlace(place);
        if (on > today)
            throw Refus.Date(on, "une publication ne s’enregistre pas à l’avance", $"saisissez une date jusqu’au {Mise.EnForme(today)}");
        var givesEffect = place is null && !acte.IsAvenant && TriggerOf(acte) == "publication";
        if (givesEffect && acte.InEffectOn is { } done)
            throw Refus.DejaFait($"la publication de {acte.Id}", $"enregistrée au {Mise.EnForme(done)}");
        if (acte.SignedOn is not { } signed)
            throw Refus.Signatures(acte.Id, acte.Missing);
        if (on < signed)
            throw Refus.Date(on, $"la dernière signature est du {Mise.EnForme(signed)}", $"saisissez une date à partir du {Mise.EnForme(signed)}");

        if (givesEffect && dossier.EndsOn is { } end && on > end)
        {
            throw new BrokenRuleException(
                "conventionEnded",
                $"La convention {dossier.Id} a pris fin le {Mise.EnForme(end)}, et une publication postérieure ne lui donnerait plus d’effet : saisissez le jour de la publication, ou clôturez la convention.",
                new Dictionary<string, object?> { ["end"] = end });
        }

        dossier.Raise(new DocumentPublished { Document = acte.Id, Place = place, On = on });
        new Taches(dossier).PublishedAt(acte, place, today);
        if (givesEffect)
            TakeEffect(acte, on, today);
    }

    /// <summary>What the last signature brings about.</summary>
    internal void AfterSignature(Acte acte, DateOnly today)
    {
        var signed = acte.SignedOn!.Value;
        if (acte.IsAvenant)
        {
            acte.InEffectOn = signed;
            ApplyAvenant(acte, today);
            new Fonds(dossier).OpenOfAvenant(acte, today);
            return;
        }

        dossier.SignedOn = signed;
        var stated = dossier.Texte.Effect is { Uncertain: false, Date: { } date } ? date : (DateOnly?)null;
        if (stated is { } known)
            TakeEffect(acte, known < signed ? signed : known, today);
        else if (TriggerOf(acte) != "publication")
            TakeEffect(acte, signed, today);
    }

    private string? TriggerOf(Acte acte) => dossier.TexteDe(acte.Id)?.Effect.Trigger;

    private void TakeEffect(Acte acte, DateOnly on, DateOnly today)
    {
        acte.InEffectOn = on;
        dossier.EffectOn = on;
        SetEnds();
        if (dossier.EndsOn is { } end && end < on)
            throw Refus.Date(on, $"la convention prend fin le {Mise.EnForme(end)}, avant de prendre effet", "vérifiez cette date et la fin que donne le texte");
        if (HasMonthlyReport() || dossier.Politiques.Vrai("voluntaryMonthlyReports"))
            dossier.MonthlyFrom = Mots.Mois(on);
        new MoisAttendus(dossier).KeepPast();
        var fin = dossier.Texte.End;
        dossier.Raise(new ConventionInEffect
        {
            On = on,
            End = dossier.EndsOn,
            NominalEnd = dossier.NominalEnd,
            PaymentsUntil = dossier.PaymentsUntil,
            Why = new Pourquoi(
                TriggerOf(acte) == "publication" ? "La convention prend effet à sa publication." : "La convention prend effet à sa dernière signature.",
                [new("Fin", fin.Date is { } date ? Mise.EnForme(date) : $"{fin.Duration} au plus tard le {(fin.LatestPayment is { } p ? Mise.EnForme(p) : "terme")}")],
                dossier.Texte.Effect.Source?.ToString()),
        });
        new FinDeGestion(dossier).Plan(today);
    }

    /// <summary>An end given as a duration is the start plus the duration, clamped and included, at most the latest payment.</summary>
    internal void SetEnds()
    {
        var fin = dossier.Texte.End;
        var start = fin.From == "signature" ? dossier.SignedOn : dossier.EffectOn;
        dossier.NominalEnd = fin.Date ?? (fin.Duration is { } iso && start is { } from ? Periode.Parse(iso).Apres(from) : null);
        dossier.EndsOn = fin.LatestPayment is { } latest && (dossier.NominalEnd is null || dossier.NominalEnd > latest) ? latest : dossier.NominalEnd;
        dossier.PaymentsUntil = fin.LatestPayment ?? dossier.EndsOn;
    }

    private bool HasMonthlyReport() => dossier.Texte.Reports.Any(r => r.Code == "MONTHLY_EXPENSES");

    private void ApplyAvenant(Acte acte, DateOnly today)
    {
        var texte = dossier.TexteDe(acte.Id);
        if ((acte.Changes?.Ceiling ?? (texte?.Ceilings.FirstOrDefault() is { } c ? Money.FromCents(c.AmountCents) : null)) is { } ceiling)
            dossier.Ceiling = ceiling;
        if ((acte.Changes?.End ?? texte?.End.Date) is { } end)
        {
            dossier.NominalEnd = dossier.EndsOn = end;
            var last = texte?.End.LatestPayment ?? dossier.PaymentsUntil;
            dossier.PaymentsUntil = last > end ? last : end;
            new Preavis(dossier).FollowContract();
            new MoisAttendus(dossier).KeepPast();
            new FinDeGestion(dossier).Plan(today);
        }
    }
}
