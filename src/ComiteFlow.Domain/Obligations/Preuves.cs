using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;

namespace ComiteFlow.Domain.Obligations;

/// <summary>What someone recorded about an obligation.</summary>
/// <param name="Number">Rank in its convention.</param>
/// <param name="State"><c>done</c> or <c>moot</c>.</param>
public sealed record Preuve(int Number, string Obligation, string? Startup, string State, DateOnly On, string By, DateOnly RecordedOn)
{
    public const string Faite = "done", Vide = "moot";

    public string? Link { get; init; }

    public string? Document { get; init; }

    public string? Note { get; init; }

    /// <summary>Why it was withdrawn; null while it counts.</summary>
    public string? WithdrawnBecause { get; init; }

    /// <summary>The entries of a convention as its facts tell them, oldest first; none is ever deleted.</summary>
    public static IReadOnlyList<Preuve> Of(IEnumerable<FaitPasse> facts)
    {
        var all = new List<Preuve>();
        foreach (var fact in facts)
        {
            if (fact.Name == "obligation.recorded")
            {
                all.Add(new Preuve(
                    fact.Number("entry") ?? 0, fact.Text("obligation")!, fact.Text("startup"), fact.Text("state")!, fact.Day("on") ?? fact.On, fact.Text("by") ?? "", fact.On)
                {
                    Link = fact.Text("link"), Document = fact.Text("document"), Note = fact.Text("note"),
                });
            }
            else if (fact.Name == "obligation.withdrawn" && all.FindIndex(one => one.Number == fact.Number("entry")) is >= 0 and var index)
            {
                all[index] = all[index] with { WithdrawnBecause = fact.Text("reason") };
            }
        }

        return all;
    }
}

/// <summary>Evidence of the obligations that people follow: recorded and withdrawn by new lines, never changed.</summary>
public sealed class Preuves(Dossier dossier, IReadOnlyList<Preuve> recorded)
{
    /// <exception cref="BrokenRuleException">No such obligation, one that the acts prove, or no proof at all.</exception>
    public void Record(string obligation, string? startup, Saisie saisie, string by, DateOnly today)
    {
        var line = Require(obligation, startup);
        if (!line.IsChecklist)
        {
            throw Refus.SansClause(
                $"de preuve saisie pour « {line.Title} », que les actes enregistrés prouvent", "enregistrez l’acte lui-même, son état suivra");
        }

        if (saisie.State is not (Preuve.Faite or Preuve.Vide))
            throw Refus.Inconnu("L’état", saisie.State, [Preuve.Faite, Preuve.Vide]);
        if (saisie.On > today)
            throw Refus.Date(saisie.On, "une preuve ne s’enregistre pas à l’avance", $"saisissez une date jusqu’au {Mise.EnForme(today)}");
        if (saisie.State == Preuve.Vide && string.IsNullOrWhiteSpace(saisie.Note))
            throw Refus.SansMotif("pour lequel cette obligation est sans objet");
        if (string.IsNullOrWhiteSpace(saisie.Link) && string.IsNullOrWhiteSpace(saisie.Document) && string.IsNullOrWhiteSpace(saisie.Note))
            throw new BrokenRuleException("proofRequired", "Rien ne prouve encore cette obligation : indiquez un lien, un document ou une note.");
        if (saisie.Link is { Length: > 0 } link && !IsWebAddress(link))
            throw new BrokenRuleException("invalidLink", $"L’adresse « {link} » ne s’ouvre pas : saisissez une adresse qui commence par https:// ou http://.");
        dossier.Raise(new ObligationRecorded
        {
            Entry = recorded.Count + 1, Obligation = line.Id, Startup = line.Startup, State = saisie.State, On = saisie.On,
            Link = Kept(saisie.Link), Document = Kept(saisie.Document), Note = Kept(saisie.Note), By = by,
        });
    }

    /// <exception cref="BrokenRuleException">No such entry, withdrawn already, or no reason.</exception>
    public void Withdraw(int entry, string? reason, string by)
    {
        var preuve = recorded.FirstOrDefault(one => one.Number == entry)
            ?? throw Refus.Inconnu("La preuve", $"{entry}", recorded.Select(one => $"{one.Number}"));
        if (preuve.WithdrawnBecause is not null)
            throw Refus.DejaFait("le retrait de cette preuve", preuve.WithdrawnBecause);
        if (string.IsNullOrWhiteSpace(reason))
            throw Refus.SansMotif("du retrait");
        dossier.Raise(new ObligationWithdrawn { Entry = entry, Obligation = preuve.Obligation, Startup = preuve.Startup, Reason = reason.Trim(), By = by });
    }

    /// <summary>True for an address that a browser opens.</summary>
    public static bool IsWebAddress(string text) => Uri.TryCreate(text.Trim(), UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http";

    private LigneDObligation Require(string obligation, string? startup)
    {
        var lines = LigneDObligation.Of(dossier);
        var same = lines.Where(line => line.Id == obligation).ToList();
        if (same.Count == 0)
            throw Refus.Inconnu("L’obligation", obligation, lines.Select(line => line.Id).Distinct());
        return same.Find(line => line.Startup == startup)
            ?? throw Refus.Inconnu("La startup de cette obligation", startup ?? "", same.Select(line => line.Startup ?? "toute la convention"));
    }

    private static string? Kept(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>What people type about one obligation.</summary>
    public sealed record Saisie(string State, DateOnly On, string? Link = null, string? Document = null, string? Note = null);
}
