using System.Globalization;
using System.Text.Json;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Conventions;

/// <summary>What the import found in the tables of a convention's texts: each table, what of it cannot be read, and each figure that contradicts another.</summary>
internal sealed class ConstatsDuTexte(ComiteFlowDb db)
{
    private const string Tableau = "table.registered", Ecart = "anomaly.flagged";

    private static readonly Dictionary<string, string> Controles = new()
    {
        ["lineTotal"] = "Total d’une ligne", ["sectionMonth"] = "Mois d’une rubrique", ["sectionTotal"] = "Total d’une rubrique", ["tableTotal"] = "Total hors taxes",
        ["taxTotal"] = "Total toutes taxes comprises", ["columnTotal"] = "Total d’une colonne", ["rowTotal"] = "Total d’une ligne", ["share"] = "Part en pour cent",
        ["earmarks"] = "Enveloppes d’une tranche", ["sum"] = "Somme", ["headers"] = "Mois en tête de tableau", ["aboveCeiling"] = "Totaux et montant maximum",
        ["outsidePeriod"] = "Mois du tableau et durée du texte",
    };

    /// <summary>The tables, then what does not agree, in the order of the import.</summary>
    public async Task<IReadOnlyList<LigneTableau>> OfAsync(Dossier dossier, CancellationToken ct)
    {
        var rows = await db.Set<FaitRow>().AsNoTracking().Where(f => f.Convention == dossier.Id && (f.Name == Tableau || f.Name == Ecart))
            .OrderBy(f => f.Name == Tableau ? 0 : 1).ThenBy(f => f.Number).ToListAsync(ct);
        return [.. rows.Select(row => Ligne(dossier, row))];
    }

    private static LigneTableau Ligne(Dossier dossier, FaitRow row)
    {
        using var json = JsonDocument.Parse(row.Json);
        var fact = json.RootElement;
        var table = Texte(fact, "table") is { } id ? $"Tableau {id}" : "Hors tableau";
        var place = row.Article is { } article ? Noms.Lieu(article) : Formats.Majuscule(Noms.LActe(dossier.Actes.First(a => a.Id == Texte(fact, "document"))));
        if (row.Name == Tableau)
        {
            var unreadable = FriseDesFaits.Why(row)!.Inputs.Select(input => $"« {input.Value} »").ToList();
            return new LigneTableau(
            [
                table, new Cellule("Tableau entier") { Precision = "Ne sert à aucun contrôle de crédits." },
                unreadable.Count == 0 ? "–" : $"Illisible : {Domain.Mise.Liste(unreadable)}", "–", "–", place, new Cellule("") { Badge = new Badge(TonBadge.Doubt, "Non vérifié") },
            ]);
        }

        return new LigneTableau(
        [
            table, new Cellule($"{Controles.GetValueOrDefault(Texte(fact, "kind") ?? "", "Contrôle")}, {Noms.Typo(Texte(fact, "item") ?? "")}{Mois(fact)}") { Precision = row.Rule },
            Valeur(fact, "printed"), Valeur(fact, "computed"), fact.TryGetProperty("differenceCents", out var by) ? Formats.Euros(by.GetInt64()) : "–", place,
            new Cellule("") { Badge = new Badge(TonBadge.Warn, "Écart") },
        ]);
    }

    private static string Mois(JsonElement fact) => Texte(fact, "month") is { } month ? $", {Noms.Mois(month)}" : "";

    /// <summary>An amount in euros, or a number or words as they are.</summary>
    private static string Valeur(JsonElement fact, string key)
    {
        if (fact.TryGetProperty(key + "Cents", out var cents))
            return Formats.Euros(cents.GetInt64());
        if (!fact.TryGetProperty(key, out var value))
            return "–";
        return value.ValueKind == JsonValueKind.Number ? value.GetDecimal().ToString("0.##", CultureInfo.GetCultureInfo("fr-FR")) : $"« {Noms.Typo(value.ToString())} »";
    }

    private static string? Texte(JsonElement fact, string key) => fact.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
