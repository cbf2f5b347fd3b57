using System.Text.Json;
using ComiteFlow.Activities.Conventions;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Activities.Rapports;
using ComiteFlow.Activities.Signatures;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Engine.Tasks;

namespace ComiteFlow.Activities.Relances;

/// <summary>
/// Issues all rungs due on a day: one fact each, and one mail for each person, kind of duty and convention, so that each convention has copies and a halt of its own. The post makes one
/// message of all that one person gets on a day.
/// </summary>
[SendsMail(CourrielsDuSite.Insistance, "à partir du cinquième rappel d’une tâche, une fois par jour", Who = "la coordination")]
public sealed class EmissionDesRelances(ITasks tasks, IDossiers dossiers, IJournalFaits faits, IOutbox outbox, IArretsDeRelance arrets, CourrielsDuSite site, TimeProvider clock)
{
    /// <summary>From this reminder on the coordination is asked whether it still makes sense.</summary>
    public const int Insistance = 5;

    /// <summary>How many things one mail asks for at most: with more it would be too heavy to be handed over.</summary>
    private const int AuPlus = 50;

    /// <summary>Template of the mail that asks for support with a signature.</summary>
    public const string AppuiPourSigner = "escaladeSignature";

    private const string Information = "information";

    private readonly List<Envoi> _insistants = [];

    /// <returns>How many rungs were issued.</returns>
    public async Task<int> IssueAsync(DateOnly today, CancellationToken ct)
    {
        var lots = new Dictionary<(string To, string Template, string Convention, string? Alone), List<Envoi>>();
        var issued = 0;
        foreach (var task in await tasks.WithRungDueAsync(today, ct))
        {
            var (count, letters) = await IssueAsync(task, today, ct);
            issued += count;
            foreach (var ((to, template), letter) in letters)
            {
                // The mail that asks for support tells of one signature alone; who is only told of a reminder is not asked to sign.
                var lot = (to, template, letter.Relance.Convention, template == AppuiPourSigner ? task.Key : IsForInformation(letter, to) ? Information : null);
                if (!lots.TryAdd(lot, [letter]))
                    lots[lot].Add(letter);
            }
        }

        foreach (var ((to, template, _, _), lot) in lots.SelectMany(one => one.Value.Chunk(AuPlus).Select(part => (one.Key, part.ToList()))))
        {
            await SendAsync(to, template, lot, today, ct);
        }

        foreach (var insistants in site.Envoie(CourrielsDuSite.Insistance) ? _insistants.GroupBy(one => one.Relance.Convention).SelectMany(one => one.Chunk(AuPlus)) : [])
        {
            await InsistAsync(insistants, today, ct);
        }

        _insistants.Clear();
        return issued;
    }

    /// <summary>The rungs of one task that are due: each is its own fact. After an outage there are several, and the last one speaks for all to each person.</summary>
    private async Task<(int Issued, Dictionary<(string To, string Template), Envoi> Letters)> IssueAsync(HumanTask task, DateOnly today, CancellationToken ct)
    {
        var (issued, rank) = (0, task.Issued);
        var isStopped = await arrets.IsStoppedAsync(task.Key, ct);
        var letters = new Dictionary<(string To, string Template), Envoi>();
        foreach (var rung in task.TakeDue(today, clock.GetUtcNow(), isStopped))
        {
            issued++;
            rank += rung.Kind == Rung.Reminder ? 1 : 0;
            if (isStopped || await RelanceAsync(task, rung, ct) is not { } relance)
                continue;
            Raise(relance);
            var element = await ElementAsync(relance, rung, rank, task.Rungs, today, ct);
            if (rung.Kind == Rung.Reminder && rank >= Insistance)
            {
                _insistants.RemoveAll(one => one.Task.Key == task.Key);
                _insistants.Add(new Envoi(relance, new Dictionary<string, object?>(element) { ["rang"] = rank }, task));
            }

            foreach (var to in relance.To)
            {
                letters[(to, relance.Template)] = new Envoi(relance, element, task) { HasCopies = letters.Keys.All(other => other.Template != relance.Template || other.To == to) };
            }
        }

        return (issued, letters);
    }

    private async Task<Relance?> RelanceAsync(HumanTask task, Rung rung, CancellationToken ct) => Relance.Read(rung.Details) ?? await RappelDeTache.OfAsync(dossiers, task, rung, ct);

    /// <summary>Asks the coordination, in one mail, whether reminders of one convention that bring nothing are to go on.</summary>
    private async Task InsistAsync(Envoi[] insistants, DateOnly today, CancellationToken ct)
    {
        var elements = new List<object?>();
        foreach (var (relance, element, task) in insistants)
        {
            var dossier = await dossiers.FindAsync(relance.Convention, ct);
            elements.Add(new Dictionary<string, object?>
            {
                ["genre"] = relance.Template, ["rang"] = element["rang"], ["convention"] = dossier is null ? relance.Convention : DonneesDeCourriel.Intitule(dossier),
                ["acte"] = element.GetValueOrDefault("acte"), ["produit"] = element.GetValueOrDefault("produit"), ["periode"] = element.GetValueOrDefault("periode"),
                ["geste"] = element.GetValueOrDefault("geste"), ["a"] = relance.To.Cast<object?>().ToList(), ["prochain"] = DonneesDeCourriel.Iso(task.NextReminderOn),
                ["lien"] = "/envois/rappels?tache=" + Uri.EscapeDataString(task.Key),
            });
        }

        var first = insistants[0].Relance;
        await outbox.EnqueueAsync(
            new Courriel(
                $"{CourrielsDuSite.Insistance}/{today:yyyy-MM-dd}/{insistants[0].Task.Key}", CourrielsDuSite.Insistance, "coordinator", [], first.Convention, null, first.Obligation,
                new Dictionary<string, object?> { ["elements"] = elements })
            {
                Servies = [.. insistants.Select(one => (one.Relance.Convention, one.Relance.Obligation)).Distinct()],
                Demandes = [.. insistants.Select(one => Demande.Tache(one.Task.Key))],
                Nature = NatureDeCourriel.Rappel,
                Fil = null,
            },
            ct);
    }

    /// <summary>Begin of the keys of mails with which people remind by hand.</summary>
    public const string ParMain = "rappelManuel/";

    /// <summary>Whom the next reminder of a task would reach, or the last one reached; nobody where there was none either.</summary>
    public async Task<IReadOnlyList<string>> NextRecipientsAsync(HumanTask task, CancellationToken ct) =>
        Next(task) is { } rung && await RelanceAsync(task, rung, ct) is { } relance ? relance.To : [];

    /// <summary>The mail of that reminder of a task to some of those whom it reaches, at once; what is planned stays planned.</summary>
    public async Task RemindNowAsync(HumanTask task, IEnumerable<string> to, CancellationToken ct)
    {
        if (Next(task) is not { } rung || await RelanceAsync(task, rung, ct) is not { } relance)
            return;
        var now = clock.GetUtcNow();
        var element = await ElementAsync(relance, rung, task.Issued + 1, task.Rungs, HeureDeParis.Day(now), ct);
        foreach (var person in to)
        {
            await SendAsync(person, relance.Template, [new Envoi(relance, element, task) { HasCopies = true }], $"{ParMain}{task.Key}/{person}/{now.UtcDateTime:yyyy-MM-ddTHH:mm}", NatureDeCourriel.Acte, ct);
        }
    }

    /// <summary>Never a demand for support: that one asks somebody else, and comes on its day.</summary>
    private static Rung? Next(HumanTask task) => task.Rungs.FirstOrDefault(one => one.Kind == Rung.Reminder) ?? task.LastReminder;

    /// <summary>True for a reminder of a signature to somebody other than who is to sign.</summary>
    private static bool IsForInformation(Envoi letter, string to) => letter.Relance.Template == RequestSignatures.Rappel && letter.Relance.Party != to;

    private Task SendAsync(string to, string template, List<Envoi> lot, DateOnly today, CancellationToken ct)
    {
        var subject = template == AppuiPourSigner ? lot[0].Task.Key
            : string.Join('+', lot.Select(item => item.Relance.Document ?? item.Relance.Task ?? $"{item.Relance.Convention}/{item.Relance.Month ?? item.Relance.Committee}").Distinct())
                + (IsForInformation(lot[0], to) ? $"/{Information}" : "");
        return SendAsync(to, template, lot, $"{template}/{subject}/{to}/{today:yyyy-MM-dd}", NatureDeCourriel.Rappel, ct);
    }

    private async Task SendAsync(
        string to, string template, List<Envoi> lot, string key, NatureDeCourriel nature, CancellationToken ct)
    {
        var first = lot[0].Relance;
        List<string> copies = [.. lot.Where(item => item.HasCopies).SelectMany(item => item.Relance.Cc).Distinct()];
        var next = lot.MinBy(item => item.Task.NextReminderOn ?? DateOnly.MaxValue)!.Task;
        var data = DonneesDeCourriel.Lot([.. lot.Select(item => item.Element)], next.NextReminderOn);
        if (template == RequestStatusReport.Escalade)
        {
            var dossier = await dossiers.FindAsync(first.Convention, ct);
            data["delegataire"] = (first.Cc.FirstOrDefault(cc => dossier?.Texte.Parties.Any(party => party.Id == cc) != false) ?? dossier?.Delegataire) is { Length: > 0 } reminded ? DonneesDeCourriel.Avec(reminded) : null;
            data["seance"] = lot.TrueForAll(item => item.Element.GetValueOrDefault("comite") is not null);
            data["decide"] = dossier?.Delegant == to;
        }
        else if (template == AppuiPourSigner)
        {
            data = new Dictionary<string, object?>(lot[0].Element) { ["prochainRappel"] = DonneesDeCourriel.Iso(next.NextReminderOn) };
        }
        else if (template == RequestSignatures.Rappel)
        {
            data["signataire"] = !IsForInformation(lot[0], to);
        }
        else if (template == RelancesDeCompte.Rappel)
        {
            data["repete"] = next.Rungs.FirstOrDefault(one => one.Kind == Rung.Reminder)?.RepeatEvery;
        }

        await outbox.EnqueueAsync(
            new Courriel(
                key, template, to, copies, first.Convention, first.Document, first.Obligation, data)
            {
                Servies = [.. lot.Select(item => (item.Relance.Convention, item.Relance.Obligation)).Distinct()],
                Demandes = [.. lot.Select(item => Demande.Tache(item.Task.Key))],
                Nature = nature,
                Fil = first.Document ?? first.Task ?? lot[0].Task.CorrelationId,
            },
            ct);
    }

    /// <param name="left">The rungs of the task that are still to come.</param>
    private async Task<Dictionary<string, object?>> ElementAsync(Relance relance, Rung rung, int rank, IReadOnlyList<Rung> left, DateOnly today, CancellationToken ct)
    {
        if (relance is { Document: { } document, Party: { } party } && await dossiers.OfDocumentAsync(document, ct) is { } dossier)
        {
            return relance.Template == AppuiPourSigner
                ? DonneesDeCourriel.AppuiPourSigner(dossier, dossier.Acte(document), party, rank)
                : DonneesDeSignature.Rappel(dossier, dossier.Acte(document), party, rank, left, today);
        }

        var element = new Dictionary<string, object?>(relance.Element ?? []);
        foreach (var (key, value) in element.ToList())
        {
            element[key] = value is JsonElement json ? DonneesDeCourriel.Plain(json) : value;
        }

        if (element.ContainsKey("rang"))
            element["rang"] = rung.Kind == Rung.Request ? 0 : rank;
        if (element.ContainsKey("rappels"))
            element["rappels"] = rank;
        if (element.ContainsKey("enRetard"))
            element["enRetard"] = relance.Due < today;
        return element;
    }

    private void Raise(Relance relance)
    {
        Fait? fait = relance.Fact switch
        {
            "signature.reminded" => new SignatureReminded { Document = relance.Document!, Party = relance.Party! },
            "report.reminded" => new ReportReminded
            {
                Report = relance.Report!, Committee = relance.Committee, Occurrence = relance.Occurrence, Startup = relance.Startup,
                Month = relance.Month, Due = relance.Due!.Value, Voluntary = relance.Voluntary, To = relance.To, Cc = relance.Cc,
            },
            "report.escalated" => new ReportEscalated
            {
                Report = relance.Report!, Committee = relance.Committee, Occurrence = relance.Occurrence, Startup = relance.Startup,
                Month = relance.Month, Due = relance.Due!.Value, Voluntary = relance.Voluntary, To = relance.To, Cc = relance.Cc,
            },
            _ => null,
        };
        if (fait is not null)
            faits.Add(fait with { Convention = relance.Convention, Why = Why(relance) });
    }

    private static Pourquoi? Why(Relance relance) => relance.Due is { } due
        ? new Pourquoi(
            relance.Report == "status" ? "L’état des réalisations n’est pas reçu : rappel après son échéance, puis appui demandé avant le comité (P6)."
                : "Le compte rendu n’est pas reçu : rappels du jour ouvré suivant jusqu’à sa réception (P7).",
            [new("Échéance", Domain.Mise.EnForme(due))], null)
        : null;

    /// <summary>A rung on its way to one person.</summary>
    private sealed record Envoi(Relance Relance, Dictionary<string, object?> Element, HumanTask Task)
    {
        /// <summary>True for the one of several mails of a rung by which copies go out: nobody gets two.</summary>
        public bool HasCopies { get; init; }
    }
}
