using System.Globalization;
using System.Text.Json;
using ComiteFlow.Activities.Conventions;
using ComiteFlow.Domain;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Simulation;

/// <summary>Every date and amount that a run computed, one line each: date, convention, what, rule, inputs, source.</summary>
internal sealed class ExplicationsDePassage(ComiteFlowDb db, IReadOnlyDictionary<string, Dossier> dossiers)
{
    private const string Entre = " | ";

    /// <summary>Keys of facts that hold the date in question, the first that is there.</summary>
    private static readonly string[] Dates = ["due", "on", "nominal"];

    private static readonly string[] Montants = ["amountCents", "computedCents", "cents"];

    private static readonly Dictionary<string, string> Sujets = new()
    {
        ["committee.scheduled"] = "date fixée",
        ["committee.notScheduled"] = "non planifié",
        ["committee.moveProposed"] = "nouvelle date proposée",
        ["committee.rescheduled"] = "date déplacée",
        ["convention.inEffect"] = "Prise d’effet",
        ["convention.ended"] = "Fin de la convention atteinte",
        ["document.signed"] = "Signature de toutes les parties",
        ["milestone.scheduled"] = "Étape prévue",
        ["tranche.opened"] = "Tranche ouverte",
        ["revoyure.decided"] = "décision sur les moyens",
        ["doubt.flagged"] = "Doute",
        ["table.registered"] = "Tableau enregistré",
        ["amount.read"] = "Montant lu",
        ["import.checked"] = "Contrôle concordant",
        ["anomaly.flagged"] = "Écart relevé",
    };

    public async Task<IReadOnlyList<string>> LinesAsync(CancellationToken ct)
    {
        var lines = new List<string>();
        await foreach (var row in db.Set<FaitRow>().AsNoTracking().Where(f => f.Rule != null).OrderBy(f => f.Number).AsAsyncEnumerable().WithCancellation(ct))
        {
            using var json = JsonDocument.Parse(row.Json);
            lines.Add(Line(Date(json.RootElement) ?? HeureDeParis.Day(row.At), row.Convention, What(row, json.RootElement), FriseDesFaits.Why(row)!));
        }

        foreach (var dossier in dossiers.Values.Where(d => d.EndsOn is not null))
        {
            lines.Add(Line(dossier.EndsOn!.Value, dossier.Id, "Fin de la convention", PourquoiDesDates.Fin(dossier)));
        }

        return lines;
    }

    internal static string Line(DateOnly date, string? convention, string what, Pourquoi why) => string.Join(
        Entre,
        new[]
        {
            Formats.Iso(date), convention ?? "", what, why.Rule, string.Join(" ; ", why.Inputs.Select(input => $"{input.Key} : {input.Value}")),
            why.Source ?? "règle du service",
        }.Select(part => part.ReplaceLineEndings(" ").Replace(Entre, " / ", StringComparison.Ordinal)));

    private string What(FaitRow row, JsonElement fact)
    {
        var dossier = row.Convention is { } id ? dossiers.GetValueOrDefault(id) : null;
        var subject = row.Name == "report.requested" ? Rapport(fact) : Sujets.GetValueOrDefault(row.Name, row.Name);
        if (Text(fact, "committee") is { } code)
            subject = $"{Comite(dossier, fact, code)}, {subject}";
        var about = new[] { "document", "startup", "table", "tranche" }
            .Where(key => key is not "startup" || !fact.TryGetProperty("committee", out _)).Select(key => Text(fact, key))
            .OfType<string>().Where(value => value != row.Convention);
        var amount = Montants.Select(key => Amount(fact, key)).FirstOrDefault(value => value is not null);
        var where = string.Join(", ", about);
        return subject + (where.Length > 0 ? $" ({where})" : "") + (amount is null ? "" : $" : {amount}");
    }

    private static string Rapport(JsonElement fact) => Text(fact, "report") switch
    {
        "status" => "état des réalisations attendu",
        "final" => "Compte rendu final des dépenses attendu",
        _ => $"Compte rendu des dépenses {Modeles.DatesEnFrancais.OfMonth(Text(fact, "month") ?? "")} attendu",
    };

    private static string Comite(Dossier? dossier, JsonElement fact, string code)
    {
        var number = fact.TryGetProperty("occurrence", out var occurrence) ? occurrence.GetInt32() : 0;
        var startup = Text(fact, "startup");
        var comite = dossier?.Comites.FirstOrDefault(c => c.Code == code && c.Startup == startup && c.Occurrence == number);
        return dossier is not null && comite is not null
            ? Noms.Comite(dossier, comite)
            : $"{Formats.Majuscule(Noms.Typo(dossier?.Texte.Committees.FirstOrDefault(c => c.Code == code)?.Name ?? code))} n° {Noms.Rang(number)}{(startup is null ? "" : ", " + startup)}";
    }

    private static DateOnly? Date(JsonElement fact)
    {
        foreach (var key in Dates)
        {
            if (DateOnly.TryParseExact(Text(fact, key), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                return day;
        }

        return null;
    }

    private static string? Amount(JsonElement fact, string key) =>
        fact.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.Number ? Money.FromCents(value.GetInt64()).ToString() : null;

    private static string? Text(JsonElement fact, string key) => fact.TryGetProperty(key, out var value)
        ? value.ValueKind switch { JsonValueKind.String => value.GetString(), JsonValueKind.Number => value.GetRawText(), _ => null }
        : null;
}
