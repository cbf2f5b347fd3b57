namespace ComiteFlow.Domain.Conventions;

/// <summary>At which level commitments are limited: <c>global</c>, <c>global+earmarks</c> or <c>startup</c>.</summary>
public sealed record TexteControle
{
    public string Level { get; init; } = "global";

    public IReadOnlyList<string> Dimensions { get; init; } = [];

    public string? InheritsFrom { get; init; }

    public Sources? Source { get; init; }
}

/// <summary>The montant maximum of a convention, cents.</summary>
public sealed record TextePlafond
{
    public string Scope { get; init; } = "convention";

    public long AmountCents { get; init; }

    public string? RaisableBy { get; init; }

    public Sources? Source { get; init; }
}

/// <summary>A tranche that the text itself grants, cents, with its envelopes.</summary>
public sealed record TexteTranche
{
    public int No { get; init; }

    public long AmountCents { get; init; }

    public bool Ae { get; init; } = true;

    public bool Cp { get; init; } = true;

    /// <summary>What makes it available: <c>signature</c> or <c>effect</c>.</summary>
    public string? AvailableOn { get; init; }

    public string? Uo { get; init; }

    public IReadOnlyList<TexteEnveloppe> Earmarks { get; init; } = [];

    public Sources? Source { get; init; }
}

/// <summary>A part of a tranche set aside for one purpose, cents.</summary>
public sealed record TexteEnveloppe
{
    public required string Id { get; init; }

    public long AmountCents { get; init; }

    public string? What { get; init; }
}

/// <summary>Whether further tranches may follow, and whether each needs an avenant.</summary>
public sealed record TexteTranchesUlterieures
{
    public bool Allowed { get; init; }

    public bool RequiresAvenant { get; init; }

    public string? Trigger { get; init; }

    public long? BoundCents { get; init; }

    public string? Note { get; init; }

    public string? InheritsFrom { get; init; }

    public Sources? Source { get; init; }
}

/// <summary>A startup that the document funds, with its annexe.</summary>
public sealed record TexteStartup
{
    public required string Id { get; init; }

    public string Name { get; init; } = "";

    /// <summary><c>file/number</c>, such as <c>3/1</c>.</summary>
    public string? Annex { get; init; }

    public long? BudgetCents { get; init; }

    public string? BudgetBasis { get; init; }

    public long? PrevisionalCents { get; init; }

    /// <summary>First month, <c>yyyy-MM</c>.</summary>
    public string? PeriodStart { get; init; }

    /// <summary>Last month, <c>yyyy-MM</c>.</summary>
    public string? PeriodEnd { get; init; }

    public TexteComiteAPlanifier? CommitteeToPlan { get; init; }

    public IReadOnlyList<TexteJalon> Milestones { get; init; } = [];

    public IReadOnlyList<TexteRessource> Resources { get; init; } = [];

    public int? ResourceDaysTotal { get; init; }

    public TexteApport? ThirdPartyContribution { get; init; }

    public IReadOnlyList<TextePoste> Lines { get; init; } = [];

    public TexteReprise? TransferFrom { get; init; }

    public IReadOnlyList<string> NamesAsPrinted { get; init; } = [];

    public Sources? Source { get; init; }

    /// <summary>Number of the annexe inside its document; null without one.</summary>
    public string? AnnexNumber => Annex?.Split('/')[^1];
}

/// <summary>When the startup's comité is to be held, in words of the text. Word: <c>mi</c>, <c>fin</c>, <c>en</c>, <c>quinzaine</c>.</summary>
public sealed record TexteComiteAPlanifier
{
    public string? Text { get; init; }

    public string? Month { get; init; }

    public string? Word { get; init; }

    public bool Uncertain { get; init; }

    public IReadOnlyList<string> Participants { get; init; } = [];
}

/// <summary>A milestone of a startup in words of the text.</summary>
public sealed record TexteJalon
{
    public string Text { get; init; } = "";

    public string? Month { get; init; }

    public string? Word { get; init; }
}

/// <summary>People's days that an annexe counts.</summary>
public sealed record TexteRessource
{
    public string? Who { get; init; }

    public int Days { get; init; }
}

/// <summary>What a third party brings outside the délégation, cents.</summary>
public sealed record TexteApport
{
    public string? By { get; init; }

    public long? ApproxCents { get; init; }
}

/// <summary>A line of a startup's budget with its printed share.</summary>
public sealed record TextePoste
{
    public string Poste { get; init; } = "";

    public long Cents { get; init; }

    public int? PrintedPct { get; init; }
}

/// <summary>The convention from which the startup is taken over.</summary>
public sealed record TexteReprise
{
    public string? ConventionId { get; init; }

    public string? Delegataire { get; init; }

    public string? To { get; init; }

    public string? PrintedDelegataire { get; init; }

    public DateOnly? Effective { get; init; }

    public bool Uncertain { get; init; }

    public Sources? Source { get; init; }
}

/// <summary>The printed total of an annexe that several startups share, cents.</summary>
public sealed record TexteTotalAnnexe
{
    public string Annex { get; init; } = "";

    public long PrintedTotalCents { get; init; }

    public Sources? Source { get; init; }
}

/// <summary>A CHORUS key as printed. Scope: <c>convention</c> or a startup's id.</summary>
public sealed record TexteChorus
{
    public string Scope { get; init; } = "convention";

    public string? AxeMinisteriel1 { get; init; }

    public string? DomaineFonctionnel { get; init; }

    public string? CentreFinancier { get; init; }

    public IReadOnlyList<string> Activites { get; init; } = [];

    public string? CentreDeCout { get; init; }

    public IReadOnlyList<TexteCentreDeCout> CentresDeCoutPossibles { get; init; } = [];

    public IReadOnlyList<string> RawAsPrinted { get; init; } = [];

    public string? Programme { get; init; }

    public bool Uncertain { get; init; }

    public Sources? Source { get; init; }

    /// <summary>The programmes that the codes begin with, else the one named; four digits each.</summary>
    public IReadOnlyList<string> ProgrammesLus()
    {
        var codes = new[] { DomaineFonctionnel, CentreFinancier }.Concat(Activites).OfType<string>()
            .Select(c => string.Concat(c.Replace('O', '0').TakeWhile(char.IsAsciiDigit).Take(4))).Where(p => p.Length == 4).Distinct().ToList();
        if (codes.Count > 0 || Programme is null)
            return codes;
        var named = string.Concat(Programme.SkipWhile(c => !char.IsAsciiDigit(c)).TakeWhile(char.IsAsciiDigit));
        return named.Length == 0 ? [] : [named.PadLeft(4, '0')];
    }
}

/// <summary>A cost centre from which the délégataire chooses.</summary>
public sealed record TexteCentreDeCout
{
    public required string Code { get; init; }

    public string? Designation { get; init; }
}
