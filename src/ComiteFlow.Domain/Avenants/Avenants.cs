using System.Globalization;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Domain.Tranches;

namespace ComiteFlow.Domain.Avenants;

/// <summary>Drafts of avenants: numbered after the highest registered, and checked against what is granted already.</summary>
public sealed class Avenants(Dossier dossier)
{
    /// <summary>Opens the draft that the parties ask for, outside a revoyure.</summary>
    /// <exception cref="BrokenRuleException">The change cannot be made.</exception>
    public Acte Request(Changements changes, DateOnly today)
    {
        if (dossier.Convention.SignedOn is null)
            throw Refus.Signatures(dossier.Id, dossier.Convention.Missing);
        RequireRoomFor("avenant");
        if (changes is { Ceiling: null, Allocation: null, End: null })
            throw new BrokenRuleException("invalidAmount", "L’avenant ne change rien : indiquez un nouveau montant maximum, une nouvelle allocation ou une nouvelle fin.");
        if (changes.Ceiling is { } ceiling)
            CheckCeiling(ceiling);
        if (changes.Allocation is { } allocation)
            CheckAllocation(allocation, changes.Ceiling ?? dossier.Ceiling);
        if (changes.End is { } end && end < today)
            throw Refus.Date(end, "une fin ne se fixe pas dans le passé", $"choisissez une date à partir du {Mise.EnForme(today)}");
        return Open(changes);
    }

    /// <summary>Opens the draft that a decision calls for, once per comité.</summary>
    public Acte OpenFor(Comite comite)
    {
        if (dossier.Actes.FirstOrDefault(a => a.Changes?.Comite == comite.Id) is { } known)
            return known;
        var decision = comite.Decision;
        return Open(new Changements(
            Allocation: comite.Startup is null && comite.GrantedAe is { } ae ? dossier.Granted + ae : null,
            Startup: comite.Startup,
            Amount: comite.GrantedAe ?? Money.Zero,
            From: decision?.From,
            Until: decision?.Until,
            Comite: comite.Id));
    }

    /// <summary>Says that the draft is made.</summary>
    public void Announce(Acte acte, string reason, string file)
    {
        var changes = acte.Changes ?? new Changements();
        var list = ChangesOf(acte);
        dossier.Raise(new AvenantDrafted
        {
            Avenant = acte.Id,
            Number = acte.Number ?? 0,
            Reason = reason,
            Startup = changes.Startup,
            AnnexeVersion = changes.Startup is { } startup ? AnnexeVersion(startup) : null,
            AmountCents = changes.Amount?.Cents,
            Changes = list,
            ByAgreement = dossier.Texte.Amendment.ByAgreement,
            Why = new Pourquoi(
                "Le projet suit le dernier numéro enregistré ; chaque changement part de ce qui est en vigueur à son ouverture.",
                [new("Numéro", $"{acte.Number}"), .. list.Select(c => KeyValuePair.Create(c.What, Words(c)))],
                dossier.Texte.Amendment.Source?.ToString()),
            File = file,
        });
    }

    /// <summary>What changes, article by article.</summary>
    public IReadOnlyList<ChangementFait> ChangesOf(Acte acte)
    {
        var changes = acte.Changes ?? new Changements();
        var list = new List<ChangementFait>();
        if (changes.Ceiling is { } ceiling)
            list.Add(Change("ceiling", dossier.Texte.Ceilings.FirstOrDefault()?.Source, changes.OldCeiling ?? dossier.Ceiling ?? Money.Zero, ceiling));
        if (changes.Allocation is { } allocation)
            list.Add(Change("allocation", dossier.Texte.Tranches.FirstOrDefault()?.Source, changes.OldAllocation ?? dossier.Granted, allocation));
        if (changes.End is { } end)
            list.Add(new ChangementFait { What = "end", Article = dossier.Texte.End.Source?.Article, From = changes.OldEnd ?? dossier.EndsOn, To = end });
        if (changes.Startup is { } startup)
        {
            var before = new Fonds(dossier).SignedBudget(startup);
            var source = dossier.Startups().FirstOrDefault(s => s.Startup.Id == startup).Startup?.Source;
            list.Add(Change("annexe", source, before, before + (changes.Amount ?? Money.Zero)));
        }

        return list;
    }

    private static string Words(ChangementFait change) => change.ToCents is { } cents
        ? $"{Money.FromCents(change.FromCents ?? 0)}, puis {Money.FromCents(cents)}"
        : $"{(change.From is { } from ? Mise.EnForme(from) : "aucune date")}, puis {(change.To is { } to ? Mise.EnForme(to) : "aucune date")}";

    private static ChangementFait Change(string what, Sources? source, Money from, Money to) => new()
    {
        What = what, Article = source?.Article, FromCents = from.Cents, ToCents = to.Cents, DifferenceCents = (to - from).Cents,
    };

    /// <summary>Number of the latest version of a startup's annexe, drafts included.</summary>
    internal int AnnexeVersion(string startup) =>
        dossier.Startups().Count(s => s.Startup.Id == startup) + dossier.Actes.Count(a => a.Changes?.Startup == startup);

    /// <summary>Checks before the last signature that what the draft changes still fits what was granted since.</summary>
    /// <exception cref="BrokenRuleException">The tranches would be above the ceiling.</exception>
    internal void RequireStillPossible(Acte acte)
    {
        RequirePossible(dossier.TexteDe(acte.Id));
        if (acte.Changes is not { } changes)
            return;
        if (changes.Ceiling is { } ceiling)
            CheckCeiling(ceiling);
        var allocation = changes.Allocation ?? dossier.Granted + (changes.Amount ?? Money.Zero);
        if (allocation > dossier.Granted)
            CheckAllocation(allocation, changes.Ceiling ?? dossier.Ceiling);
    }

    /// <summary>Checks what the text of an avenant changes, when it is registered and before its last signature.</summary>
    /// <exception cref="BrokenRuleException">Its ceiling is under what is granted, or its end before the effect.</exception>
    internal void RequirePossible(TexteConvention? avenant)
    {
        if (avenant is not { IsAvenant: true })
            return;
        if (avenant.Ceilings.FirstOrDefault() is { } plafond)
            CheckGranted(Money.FromCents(plafond.AmountCents));
        if (avenant.End.Date is { } end && end < dossier.EffectOn)
            throw Refus.Date(end, $"la convention a pris effet le {Mise.EnForme(dossier.EffectOn.Value)}", "corrigez la fin que donne l’avenant");
    }

    /// <summary>Where the text wants one avenant open at a time, the open one is signed first.</summary>
    /// <param name="form">What is to be opened; only an avenant needs room.</param>
    /// <exception cref="BrokenRuleException">An avenant waits for signatures.</exception>
    internal void RequireRoomFor(string form)
    {
        if (form == "avenant" && dossier.Texte.Amendment.OneAtATime && dossier.Actes.FirstOrDefault(a => a is { IsAvenant: true, SignedOn: null }) is { } open)
            throw Refus.Signatures(open.Id, open.Missing);
    }

    private void CheckCeiling(Money ceiling)
    {
        if (dossier.Ceiling is null)
            throw Refus.SansClause("de montant maximum", "demandez un avenant sur l’allocation ou sur l’annexe d’une startup");
        CheckGranted(ceiling);
    }

    private void CheckGranted(Money ceiling)
    {
        if (ceiling >= dossier.Granted)
            return;
        throw new BrokenRuleException(
            "ceilingTooLow",
            $"Le nouveau montant maximum ({ceiling}) serait inférieur de {dossier.Granted - ceiling} aux tranches déjà ouvertes ({dossier.Granted}) : proposez au moins {dossier.Granted}.",
            new Dictionary<string, object?> { ["byCents"] = (dossier.Granted - ceiling).Cents });
    }

    private void CheckAllocation(Money allocation, Money? ceiling)
    {
        if (allocation <= dossier.Granted)
        {
            throw new BrokenRuleException(
                "invalidAmount", $"La nouvelle allocation ({allocation}) doit dépasser ce qui est déjà ouvert ({dossier.Granted}) : augmentez-la.");
        }

        if (ceiling is { } max && allocation > max)
        {
            throw new BrokenRuleException(
                "ceilingExceeded",
                $"La nouvelle allocation ({allocation}) dépasse de {allocation - max} le montant maximum de {max} : relevez aussi le montant maximum par le même avenant.",
                new Dictionary<string, object?> { ["byCents"] = (allocation - max).Cents, ["wouldBeCents"] = allocation.Cents, ["maxCents"] = (max - dossier.Granted).Cents });
        }
    }

    private Acte Open(Changements changes)
    {
        var number = dossier.Actes.Where(a => a.IsAvenant).Select(a => a.Number ?? 0).DefaultIfEmpty(0).Max() + 1;
        var id = dossier.Id + "-AV" + number.ToString(CultureInfo.InvariantCulture);
        var acte = new Acte(id, dossier.Id, "avenant", number, dossier.Texte.Signatories.Select(s => s.PartyId))
        {
            Changes = changes with
            {
                OldCeiling = changes.Ceiling is null ? null : dossier.Ceiling,
                OldAllocation = changes.Allocation is null ? null : dossier.Granted,
                OldEnd = changes.End is null ? null : dossier.EndsOn,
            },
        };
        dossier.Add(acte);
        return acte;
    }
}
