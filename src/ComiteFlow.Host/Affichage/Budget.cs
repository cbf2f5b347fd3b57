namespace ComiteFlow.Host.Affichage;

/// <summary>The strip enveloppe / engagé / payé / reste of one act or startup.</summary>
/// <param name="Controle">What is really controlled: Enveloppe, Accordé, Annexes.</param>
/// <param name="Ouvert">False while the act is not fully signed: the strip stays at zero.</param>
internal sealed record Budget(string Controle, long EnveloppeCents, long EngageCents, long PayeCents, bool Ouvert = true)
{
    public long ResteCents => EnveloppeCents - EngageCents;

    /// <summary>Width of the committed part, of 1000.</summary>
    public int Engage => Largeur(EngageCents);

    /// <summary>Width of the paid part, of 1000.</summary>
    public int Paye => Largeur(PayeCents);

    /// <summary>True when a white gap separates the paid part from the rest of the committed one.</summary>
    public bool Separe => Engage > Paye && Paye > 0;

    private int Largeur(long cents) => !Ouvert || EnveloppeCents <= 0 ? 0 : (int)Math.Clamp((decimal)cents / EnveloppeCents * 1000, 0m, 1000m);
}

/// <summary>The mark before the label of a figure, the same as in the strip.</summary>
internal enum RepereChiffre
{
    None,
    Engage,
    Paye,
    Reste,
}

/// <summary>One of the four figures under a page's head.</summary>
internal sealed record Chiffre(string Libelle, long Cents, string? Precision = null, RepereChiffre Repere = RepereChiffre.None)
{
    public string? Classe => Repere switch
    {
        RepereChiffre.Engage => "cf-key cf-key--eng",
        RepereChiffre.Paye => "cf-key cf-key--paid",
        RepereChiffre.Reste => "cf-key",
        _ => null,
    };
}

/// <summary>The check of a tranche against its ceiling, AE and CP apart.</summary>
internal sealed record ControlePlafond(string Article, Dotation Plafond, Dotation Accorde, Dotation Demande)
{
    public Dotation Cumul => Accorde + Demande;

    public Dotation Reste => Plafond - Cumul;

    public bool Depasse => Reste.AeCents < 0 || Reste.CpCents < 0;

    /// <summary>The whole of the bar: the ceiling, or the sum when it is above, with room for the black tick.</summary>
    private decimal Echelle => Math.Max(Math.Max(Plafond.AeCents, Cumul.AeCents), 1) * 1.035m;

    public int LargeurAccorde => Largeur(Accorde.AeCents);

    public int LargeurDemande => Largeur(Math.Min(Cumul.AeCents, Plafond.AeCents)) - LargeurAccorde;

    public int Trait => Largeur(Plafond.AeCents);

    public int LargeurAuDela => Math.Max(0, Largeur(Cumul.AeCents) - Trait);

    public string Phrase => Reste.AeCents switch
    {
        < 0 => $"Le cumul dépasse le plafond de {Formats.Euros(-Reste.AeCents)}",
        0 => "Le cumul atteint exactement le plafond",
        _ => $"Il reste {Formats.Euros(Reste.AeCents)} sous le plafond",
    };

    private int Largeur(long cents) => (int)Math.Clamp(cents / Echelle * 1000, 0m, 1000m);
}

/// <summary>An amount in AE and in CP.</summary>
internal readonly record struct Dotation(long AeCents, long CpCents)
{
    public static Dotation operator +(Dotation left, Dotation right) => new(left.AeCents + right.AeCents, left.CpCents + right.CpCents);

    public static Dotation operator -(Dotation left, Dotation right) => new(left.AeCents - right.AeCents, left.CpCents - right.CpCents);
}
