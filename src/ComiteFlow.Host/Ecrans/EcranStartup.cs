using ComiteFlow.Domain;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Depenses;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Actes;

namespace ComiteFlow.Host.Ecrans;

/// <summary>A startup across its conventions: who manages it where, under which key, and what two conventions at once may spend together.</summary>
internal sealed class EcranStartup(LectureCroisee lecture, TimeProvider clock) : IEcran
{
    public string Name => "startup";

    public async Task<ScreenShown> ShowAsync(Actor actor, ViewScreen.Commande commande, CancellationToken ct)
    {
        var startup = commande.Startup ?? "";
        var dossiers = await lecture.OfStartupAsync(actor, startup, ct);
        return dossiers.Count == 0
            ? throw Saisies.Inconnu("La startup", startup, (await lecture.NamesAsync(actor, ct)).Startups)
            : Of(dossiers, startup, clock.Today());
    }

    /// <summary>What the page and the verb show of a startup's dossiers.</summary>
    public static ScreenShown Of(IReadOnlyList<Dossier> dossiers, string startup, DateOnly today)
    {
        var both = dossiers.Where(d => d.Partages.Any(p => p.Startup == startup && p.Until >= today)).ToList();
        return new ScreenShown
        {
            Screen = "startup",
            Startup = startup,
            Rows = [.. dossiers.Select(dossier => Row(dossier, startup))],
            JointCents = both.Count == 0 ? null : both.Sum(d => new Partages(d).Exposure(startup).Cents),
            Warnings = both.Count == 0 ? [] : ["overlap"],
            Why = new Pourquoi("L’exposition commune ajoute ce que chacune des conventions peut dépenser pour la startup.", [.. both.Select(d => KeyValuePair.Create(d.Id, new Partages(d).Exposure(startup).ToString()))], null),
        };
    }

    private static StartupRow Row(Dossier dossier, string startup)
    {
        var printed = new ControleChorus(dossier).Printed(startup);
        return new StartupRow
        {
            Convention = dossier.Id,
            Delegataire = dossier.Delegataire is { Length: > 0 } party ? party : null,
            CentreFinancier = printed?.CentreFinancier,
            Activite = printed is { Activites: [var activite, ..] } ? activite : null,
        };
    }
}
