using System.Reflection;
using System.Text.Json.Nodes;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Activities.Obligations;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Host.Circuits;
using ComiteFlow.Host.Circuits.Differences;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Persistence.Moteur;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Courriels;

/// <summary>An automatic mail: what makes it leave, to whom, on which days.</summary>
/// <param name="Modele">Folder of its template.</param>
/// <param name="Source">The step of a published workflow that sends it; null where the product does by itself.</param>
/// <param name="Moments">Settings of the days, in words.</param>
/// <param name="EstEnvoye">False where this site keeps it silent.</param>
/// <param name="Partis">How many left in the last thirty days, by whatever sends this template.</param>
internal sealed record CourrielAutomatique(
    string Modele, string Quand, EtapeQuiEnvoie? Source, IReadOnlyList<string> Destinataires, IReadOnlyList<string> Moments, string? Obligation, NatureDeCourriel Nature, bool EstEnvoye, int Partis);

/// <summary>A step of a published workflow.</summary>
internal sealed record EtapeQuiEnvoie(string Circuit, string NomDuCircuit, string Etape);

/// <summary>Every automatic mail of this site, computed from the steps of the published workflows and from what the product sends by itself.</summary>
internal sealed class InventaireDesCourriels(ComiteFlowDb db, DifferencesDeCircuit differences, CourrielsDuSite site, TimeProvider clock)
{
    public const int Jours = 30;

    /// <summary>What sends a mail, with the type of its step in files; null for what the product does by itself.</summary>
    private static readonly IReadOnlyList<(string? Step, SendsMailAttribute Mail)> Envois =
    [
        .. from type in (Type[])[.. typeof(SendsMailAttribute).Assembly.GetTypes(), .. typeof(InventaireDesCourriels).Assembly.GetTypes()]
           from mail in type.GetCustomAttributes<SendsMailAttribute>()
           select (mail.Step ?? type.GetCustomAttribute<ActivityTypeAttribute>()?.Type, mail),
    ];

    /// <summary>By template; what steps send comes first.</summary>
    public async Task<IReadOnlyList<CourrielAutomatique>> ReadAsync(CancellationToken ct)
    {
        var since = clock.GetUtcNow().AddDays(-Jours).ToUniversalTime();
        var sent = await db.Set<CourrielRow>().AsNoTracking().Where(c => c.SentAt > since).GroupBy(c => c.Template).Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(one => one.Key, one => one.Count, ct);
        var circuits = await db.Set<DefinitionRow>().AsNoTracking().Where(d => d.IsPublished).OrderBy(d => d.Name).Select(d => new { d.DefinitionId, d.Name, d.Json }).ToListAsync(ct);
        var words = await differences.MotsAsync(ct);
        return
        [
            .. circuits.SelectMany(circuit => Etapes(words, circuit.DefinitionId, circuit.Name, circuit.Json, sent))
                .Concat(Envois.Where(one => one.Step is null).Select(one => new CourrielAutomatique(
                    one.Mail.Template, one.Mail.When, null, [one.Mail.Who!], [], null, one.Mail.Nature, EstEnvoye(one.Mail.Template), sent.GetValueOrDefault(one.Mail.Template))))
                .OrderBy(one => one.Modele, StringComparer.Ordinal).ThenBy(one => one.Source is null),
        ];
    }

    private IEnumerable<CourrielAutomatique> Etapes(MotsDeCircuit words, string id, string name, string json, Dictionary<string, int> sent) =>
        from step in new EtapesDuTexte(JsonNode.Parse(json)!.AsObject()).Etapes.Values
        from mail in Envois.Where(one => one.Step == step.Type).Select(one => one.Mail)
        where mail.ChosenBy is not { } chooser || MotsDeCircuit.Texte(step, chooser) == mail.Template
        where mail.Days.Length == 0 || mail.Days.Any(input => words.Dit(step, input) is not null)
        select new CourrielAutomatique(
            mail.Template, mail.When, new EtapeQuiEnvoie(id, name, words.Nom(step)),
            [.. Enumerable.Repeat(mail.Who, 1).OfType<string>(), .. mail.To.Select(input => words.Dit(step, input)).OfType<string>().Select(SansGuillemets)],
            [.. mail.Days.Select(input => words.Dit(step, input) is { } said ? $"{words.Entree(step, input)?.Label ?? input} : {said}" : null).OfType<string>()],
            words.Dit(step, ObligationServie.Input) is { } served ? SansGuillemets(served) : null, mail.Nature, EstEnvoye(mail.Template), sent.GetValueOrDefault(mail.Template));

    /// <summary>Names of a list, which need no quotes here.</summary>
    private static string SansGuillemets(string words) => words.Replace("« ", "", StringComparison.Ordinal).Replace(" »", "", StringComparison.Ordinal);

    private bool EstEnvoye(string template) => !CourrielsDuSite.Connus.Contains(template) || site.Envoie(template);
}
