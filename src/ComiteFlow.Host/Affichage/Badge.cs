namespace ComiteFlow.Host.Affichage;

/// <summary>The eight tones of a badge; each has its own icon, so that colour is never alone.</summary>
internal enum TonBadge
{
    /// <summary>Late, above the ceiling, blocked.</summary>
    Late,

    /// <summary>Soon, partly done.</summary>
    Warn,

    /// <summary>Under way, in time.</summary>
    Info,

    /// <summary>Done.</summary>
    Ok,

    New,

    Moved,

    /// <summary>A doubt of the text that a person must settle; nothing else is violet.</summary>
    Doubt,

    /// <summary>Closed, refused, unchanged.</summary>
    End,
}

/// <summary>A state in one or two words; never an action.</summary>
internal sealed record Badge(TonBadge Ton, string Mot)
{
    public string Classe => $"fr-badge fr-badge--{Ton switch
    {
        TonBadge.Late => "late",
        TonBadge.Warn => "warn",
        TonBadge.Info => "info",
        TonBadge.Ok => "ok",
        TonBadge.New => "new",
        TonBadge.Moved => "moved",
        TonBadge.Doubt => "doubt",
        _ => "end",
    }}";
}

/// <summary>A link: its words and an address of this site.</summary>
internal sealed record Lien(string Texte, string Adresse);

/// <summary>What stands where a list would be empty: what is missing, why it matters, one way to start.</summary>
internal sealed record EtatVide(string Titre, string Phrase, Lien? Depart = null);
