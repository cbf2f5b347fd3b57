using ComiteFlow.Domain.Conventions;

namespace ComiteFlow.Domain.Depenses;

/// <summary>The CHORUS key of a startup or a convention: completed by people, checked before any engagement (P9).</summary>
public sealed class ControleChorus(Dossier dossier)
{
    /// <summary>The parts of a key that the law of the ledger needs.</summary>
    public sealed record Cle(string? DomaineFonctionnel, string? CentreFinancier, string? Activite, string? CentreDeCout);

    /// <summary>The key in force: the startup's own or the convention's, with what people completed.</summary>
    public Cle KeyFor(string? startup)
    {
        var printed = Printed(startup);
        var own = Completed(startup ?? "convention");
        var common = startup is null ? null : Completed("convention");
        // What the text prints for the startup itself is nearer than what people completed for the whole convention.
        string? Part(string? completed, string? shared, string? text) =>
            completed ?? (printed?.Scope == startup ? text ?? shared : shared ?? text);
        return new Cle(
            Part(own?.DomaineFonctionnel, common?.DomaineFonctionnel, printed?.DomaineFonctionnel),
            Part(own?.CentreFinancier, common?.CentreFinancier, printed?.CentreFinancier),
            Part(own?.Activite, common?.Activite, printed?.Activites.FirstOrDefault()),
            Part(own?.CentreDeCout, common?.CentreDeCout, printed?.CentreDeCout));
    }

    /// <summary>Completes the parts that the text leaves open.</summary>
    /// <exception cref="BrokenRuleException">The startup or the cost centre is not in the text.</exception>
    public void Complete(string? startup, Cle parts)
    {
        var startups = dossier.Startups().Select(s => s.Startup.Id).Distinct().ToList();
        if (startup is not null && !startups.Contains(startup))
            throw Refus.Inconnu("La startup", startup, startups);
        foreach (var (part, isOfProgramme) in new[] { (parts.DomaineFonctionnel, true), (parts.CentreFinancier, true), (parts.Activite, true), (parts.CentreDeCout, false) })
        {
            if (part is not null)
                RequireCode(part, isOfProgramme);
        }

        if (parts.CentreDeCout is { } centre)
            CheckCostCentre(centre);
        var cle = Completed(startup ?? "convention");
        if (cle is null)
        {
            cle = new CleChorus(dossier.Id, startup ?? "convention");
            dossier.Add(cle);
        }

        cle.DomaineFonctionnel = parts.DomaineFonctionnel ?? cle.DomaineFonctionnel;
        cle.CentreFinancier = parts.CentreFinancier ?? cle.CentreFinancier;
        cle.Activite = parts.Activite ?? cle.Activite;
        cle.CentreDeCout = parts.CentreDeCout ?? cle.CentreDeCout;
    }

    internal void CheckCostCentre(string centre)
    {
        var codes = dossier.Texte.Chorus.SelectMany(c => c.CentresDeCoutPossibles).Select(c => c.Code).ToList();
        if (codes.Count > 0 && !codes.Contains(centre))
            throw Refus.Inconnu("Le centre de coût", centre, codes);
        RequireCode(centre, isOfProgramme: false);
    }

    /// <summary>Codes of CHORUS are capitals, figures, hyphens and points; all but those of cost centres begin with the four figures of a programme.</summary>
    private static void RequireCode(string code, bool isOfProgramme)
    {
        if (code.Length is >= 4 and <= 40 && code.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.') && (!isOfProgramme || code[..4].All(char.IsAsciiDigit)))
            return;
        throw new BrokenRuleException(
            "unknownReference",
            $"« {Refus.Citer(code)} » n’est pas un code CHORUS, car un code s’écrit en lettres, chiffres, points et traits d’union{(isOfProgramme ? " et commence par les quatre chiffres du programme" : "")} : corrigez-le, par exemple {(isOfProgramme ? "0103-04" : "XXXXX00075")}.");
    }

    /// <exception cref="BrokenRuleException">The key is incoherent, incomplete, or waits for a human.</exception>
    internal void Check(string? startup)
    {
        var cle = KeyFor(startup);
        var programmes = new[] { cle.DomaineFonctionnel, cle.CentreFinancier, cle.Activite }
            .Where(part => part is { Length: >= 4 }).Select(part => part![..4]).Distinct().ToList();
        if (programmes.Count > 1)
        {
            throw new BrokenRuleException(
                "chorusIncoherent",
                $"Les codes CHORUS ne désignent pas le même programme ({Mise.Liste(programmes)}) : corrigez-les pour qu’ils commencent tous par les mêmes quatre chiffres.");
        }

        var missing = Missing(cle);
        if (missing.Count > 0)
        {
            throw new BrokenRuleException(
                "chorusIncomplete",
                $"L’imputation CHORUS est incomplète ({Mise.Liste(missing)}) : le correspondant budgétaire doit la renseigner avant tout engagement.",
                new Dictionary<string, object?> { ["missing"] = missing });
        }

        var doute = dossier.Doutes.FirstOrDefault(d => d is { Subject: "chorusCode", Value: null }
            && (d.Startup is null ? Printed(startup) is { Scope: "convention" } && d.Document == dossier.Id : d.Startup == startup));
        if (doute is not null)
        {
            throw new BrokenRuleException(
                "chorusUnconfirmed",
                $"Le code « {doute.Printed} », lu dans {doute.Article ?? doute.Document}, attend une vérification : confirmez-le{(doute.Proposal is { } p ? $" ou remplacez-le par « {p} »" : "")} dans la page des doutes.");
        }
    }

    internal static List<string> Missing(Cle cle)
    {
        var missing = new List<string>();
        if (cle.DomaineFonctionnel is null)
            missing.Add("domaineFonctionnel");
        if (cle.CentreFinancier is null)
            missing.Add("centreFinancier");
        if (cle.Activite is null)
            missing.Add("activite");
        if (cle.CentreDeCout is null)
            missing.Add("centreDeCout");
        return missing;
    }

    /// <summary>The key as the texts print it: the startup's own, the latest first, or the convention's.</summary>
    public TexteChorus? Printed(string? startup)
    {
        var keys = dossier.Actes.SelectMany(a => dossier.TexteDe(a.Id)?.Chorus ?? []).ToList();
        return keys.LastOrDefault(k => k.Scope == startup) ?? keys.FirstOrDefault(k => k.Scope == "convention");
    }

    private CleChorus? Completed(string scope) => dossier.Cles.FirstOrDefault(c => c.Scope == scope);
}
