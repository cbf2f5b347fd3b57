namespace ComiteFlow.Activities.Conventions;

/// <summary>Names of the events that use cases tell workflows; published names, never changed.</summary>
public static class Evenements
{
    /// <summary>A document was sent for signature; correlation: the document.</summary>
    public const string ActeEnvoye = "acte.envoye";

    /// <summary>The first signature of a document is in; correlation: the document.</summary>
    public const string PremiereSignature = "signature.premiere";

    /// <summary>The last signature of a document is in; correlation: the document.</summary>
    public const string ActeSigne = "acte.signe";

    /// <summary>Something from which comités are counted is known: signature, effect, milestone, avenant; correlation: the convention.</summary>
    public const string ConventionJalon = "convention.jalon";

    /// <summary>The convention took effect; correlation: the convention.</summary>
    public const string ConventionEffet = "convention.effet";

    /// <summary>The end is known or has changed; correlation: the convention.</summary>
    public const string ConventionFin = "convention.fin";

    /// <summary>The comité has another date; correlation: the comité.</summary>
    public const string ComiteDeplace = "comite.deplace";

    /// <summary>The comité will not take place; correlation: the comité.</summary>
    public const string ComiteAnnule = "comite.annule";

    /// <summary>The meeting took place; correlation: the comité.</summary>
    public const string ComiteTenu = "comite.tenu";

    /// <summary>A report came in or was waived; correlation: the comité that waits, or the report.</summary>
    public const string RapportRecu = "rapport.recu";

    /// <summary>The coordinator said what is still owed of a point of a reprise; correlation: the point.</summary>
    public const string RepriseConfirmee = "reprise.confirmee";

    /// <summary>DGEFP decided; correlation: the comité.</summary>
    public const string RevoyureDecidee = "revoyure.decidee";
}
