namespace ComiteFlow.Activities.Conventions;

/// <summary>Names of the lists that inputs of steps are chosen from; the host fills them from what is registered.</summary>
public static class SourcesDeChoix
{
    /// <summary>Mails of <c>templates/courriels</c> that a drawn step may send.</summary>
    public const string Modeles = "modeles";

    /// <summary>Who may be written to: the words of <see cref="Destinataires"/>, parties, roles and other boxes of the directory.</summary>
    public const string Destinataires = "destinataires";

    /// <summary>Policies that are a number of days, and numbers of one's own.</summary>
    public const string Jours = "jours";

    /// <summary>Policies that are a day of the month, and days of one's own.</summary>
    public const string JoursDuMois = "joursDuMois";

    /// <summary>Policies that are an interval, and intervals of one's own.</summary>
    public const string Intervalles = "intervalles";

    /// <summary>Obligations of the catalogue.</summary>
    public const string Obligations = "obligations";

    /// <summary>Comités of the registered conventions.</summary>
    public const string Comites = "comites";
}

/// <summary>French headings under which the steps of business sense are listed, and the words that their inputs share.</summary>
internal static class Rubriques
{
    public const string Comites = "Comités";
    public const string Revoyures = "Revoyures et décisions";
    public const string Actes = "Actes et signatures";
    public const string Credits = "Crédits";
    public const string Rapports = "Comptes rendus";
    public const string Courriels = "Courriels et relances";
    public const string Conventions = "Vie de la convention";

    public const string Obligation = "Obligation servie";
    public const string ObligationAide = "Obligation que le courriel sert ; aucun courriel ne part sans elle.";
    public const string Destinataires = "Destinataires";
    public const string DestinatairesAide = "Qui reçoit le courriel.";
}
