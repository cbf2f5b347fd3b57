using System.Globalization;
using System.Text.Json;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Domain.Revoyures;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Persistence;

namespace ComiteFlow.Host.Conventions;

/// <summary>The past of a convention as its facts tell it.</summary>
/// <param name="documents">File names by the business key of the document.</param>
internal sealed class FriseDesFaits(Dossier dossier, IReadOnlyList<FaitRow> facts, IReadOnlyDictionary<string, string> documents)
{
    /// <summary>The facts that make a point of the time line.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "document.registered", "document.signed", "signature.recorded", "document.published", "convention.inEffect", "convention.ended", "tranche.opened",
        "funds.released", "committee.held", "committee.rescheduled", "committee.detailed", "revoyure.opened", "revoyure.decided", "condition.answered", "report.received", "report.waived", "avenant.drafted", "signature.refused",
        "signature.changeAnswered", "slots.proposed", "slots.answered", "slots.kept", "report.corrected", "mail.suspended", "mail.resumed", "reminders.stopped", "refused",
    ];

    public IEnumerable<Affichage.Jalon> Passe() => facts.Where(row => !EstDitAilleurs(row)).Select(Jalon).OfType<Affichage.Jalon>();

    /// <summary>True for a fact that another one of the same moment tells as well.</summary>
    private bool EstDitAilleurs(FaitRow row) => row.Name switch
    {
        "committee.held" => facts.Any(other => other.Name == "revoyure.decided" && other.Number > row.Number && SameSeance(row, other)),
        "tranche.opened" => facts.Any(other => other.Name == "revoyure.decided" && other.Number < row.Number && other.At == row.At),
        "signature.recorded" => facts.Any(other => other.Name == "document.signed" && other.Number > row.Number && other.At == row.At),
        "document.published" => facts.Any(other => other.Name == "convention.inEffect" && other.Number > row.Number && other.At == row.At),
        _ => false,
    };

    private static bool SameSeance(FaitRow held, FaitRow decided)
    {
        using var left = JsonDocument.Parse(held.Json);
        using var right = JsonDocument.Parse(decided.Json);
        var (a, b) = (new Cles(left.RootElement), new Cles(right.RootElement));
        return a.Texte("committee") == b.Texte("committee") && a.Texte("startup") == b.Texte("startup") && a.Entier("occurrence") == b.Entier("occurrence")
            && Formats.JourParis(held.At) == Formats.JourParis(decided.At);
    }

    private Affichage.Jalon? Jalon(FaitRow row)
    {
        using var json = JsonDocument.Parse(row.Json);
        var fact = new Cles(json.RootElement);
        var on = fact.Jour("on") ?? Formats.JourParis(row.At);
        var point = row.Name switch
        {
            "document.registered" => Fait(on, $"Texte enregistré{Acte(fact)}"),
            "document.signed" => Fait(on, $"Signature de toutes les parties{Acte(fact)}"),
            "signature.recorded" when fact.Entier("signed") < fact.Entier("of") => Fait(on, $"Signature : {fact.Texte("party")}{Acte(fact)}"),
            "document.published" => Fait(on, "Publication", Lieu(fact)),
            "convention.inEffect" => Fait(on, dossier.Texte.Effect.Trigger == "publication" ? "Publication et prise d’effet" : "Prise d’effet", fact.Jour("end") is { } end ? $"Fin le {Formats.DateLongue(end)}." : null),
            "convention.ended" => Fait(on, "Fin de la convention"),
            "tranche.opened" => Fait(on, $"Tranche {fact.Entier("tranche")} ouverte : {Formats.Euros(fact.Cents("amountCents"))}", Cumul(fact)),
            "funds.released" => Fait(on, $"Crédits mis à disposition{(fact.Entier("tranche") is > 0 and var n ? $", tranche {Noms.Rang(n)}" : "")}{Startup(fact)} : {Formats.Euros(fact.Cents("aeCents"))} en AE",
                $"{Formats.Euros(fact.Cents("cpCents"))} en CP."),
            "committee.held" => Fait(on, $"{Comite(fact)} : séance tenue"),
            "committee.rescheduled" => Fait(Formats.JourParis(row.At), $"{Comite(fact)} déplacé au {Formats.DateLongue(on)}", fact.Texte("reason")),
            "committee.detailed" => Fait(Formats.JourParis(row.At), $"{Comite(fact)} du {Formats.DateLongue(on)} : heure, lieu ou ordre du jour fixés", Seance(fact)),
            "revoyure.opened" => Fait(Formats.JourParis(row.At), $"{Comite(fact)} : revoyure ouverte hors calendrier", $"{ReglesDOuverture.EnMots(fact.Texte("rule") ?? "")}, séance demandée le {Formats.DateLongue(on)}."),
            "condition.answered" => Fait(on, $"Condition {(fact.Vrai("met") ? "remplie" : "non remplie")} : {fact.Texte("text")}", fact.Texte("evidence")),
            "revoyure.decided" => Decision(fact, on),
            "report.received" => Recu(fact, on),
            "report.waived" => Fait(on, "Dérogation : séance sans état des réalisations", fact.Texte("reason")),
            "avenant.drafted" => Fait(on, $"Projet d’avenant n° {fact.Entier("number")}", null) with { Lien = Document("avenant/" + fact.Texte("avenant"), "Projet d’avenant") },
            "signature.refused" => Fait(on, $"{fact.Texte("party")} demande une modification{Acte(fact)}", fact.Texte("reason")),
            "signature.changeAnswered" => Fait(on, $"Réponse à {fact.Texte("party")}{Acte(fact)} : {(fact.Vrai("kept") ? "texte maintenu" : "autre texte annoncé")}", fact.Texte("answer")),
            "slots.proposed" => Fait(on, $"{Comite(fact)} : créneaux proposés"),
            "slots.answered" => Fait(on, $"{Comite(fact)} : réponse de {fact.Texte("party")} aux créneaux proposés"),
            "slots.kept" => Fait(on, $"{Comite(fact)} : créneau retenu parmi ceux proposés"),
            "report.corrected" => Fait(on, $"Compte rendu rectifié : {(fact.Texte("month") is { } month ? Modeles.DatesEnFrancais.OfMonth(month) : "toute la période")}", fact.Texte("reason")),
            "mail.suspended" => Fait(on, "Envois suspendus", fact.Texte("reason")),
            "mail.resumed" => Fait(on, "Envois repris", fact.Texte("by") is { } by ? $"Par {by}." : null),
            "reminders.stopped" => Fait(on, $"Rappels arrêtés : {fact.Texte("taskName")}", fact.Texte("reason")),
            "refused" => new Affichage.Jalon(on, $"Refus : {Actes.ActesEnFrancais.Nom(fact.Texte("do") ?? "")}", MarqueJalon.Refused, fact.Texte("message")),
            _ => null,
        };
        return point is null ? null : point with { Pourquoi = Why(row) };
    }

    /// <summary>A place in the words of the texts; what people typed stays as it is.</summary>
    private string? Lieu(Cles fact) => fact.Texte("place") is { } place
        ? Formats.Majuscule(Noms.Typo(dossier.Taches.FirstOrDefault(t => t.Kind == "publish" && t.Place == place) is { } task ? new Taches(dossier).PlaceOf(task) : place))
        : null;

    private static string? Seance(Cles fact) =>
        string.Join(", ", new[] { fact.Texte("time") is { } time ? Formats.Heure(TimeOnly.ParseExact(time, "HH:mm", CultureInfo.InvariantCulture)) : null, fact.Texte("place") }.OfType<string>()) is { Length: > 0 } words
            ? words + "." : null;

    private Affichage.Jalon Decision(Cles fact, DateOnly on)
    {
        var outcome = fact.Texte("outcome");
        var form = fact.Texte("form") == "tranche" ? ", tranche de " : ", ";
        var money = Domain.Revoyures.Decision.Gives(outcome) ? form + Formats.Euros(fact.Cents("amountCents")) : "";
        var id = Domain.Comites.Comite.IdOf(dossier.Id, fact.Texte("committee") ?? "", fact.Texte("startup"), fact.Entier("occurrence"));
        return new Affichage.Jalon(on, $"{Comite(fact)} : {Noms.Issue(outcome).ToLowerInvariant()}{money}", outcome == "refuse" ? MarqueJalon.Refused : MarqueJalon.Past, Cumul(fact))
        {
            Lien = Document("releve/" + id, "Relevé de décisions"),
        };
    }

    private static Affichage.Jalon? Recu(Cles fact, DateOnly on)
    {
        var late = fact.Entier("workingDaysLate");
        var name = fact.Texte("report") switch
        {
            "status" => "État des réalisations",
            "final" => "Compte rendu final des dépenses",
            _ => $"Compte rendu des dépenses {Modeles.DatesEnFrancais.OfMonth(fact.Texte("month") ?? "")}",
        };
        return Fait(on, $"{name} reçu", late > 0 ? $"{Formats.Compte(late, "jour ouvré", "jours ouvrés")} après l’échéance." : "Reçu à temps.");
    }

    private static string? Cumul(Cles fact) => fact.Cents("remainingCents") is var left && fact.A("remainingCents")
        ? $"Cumul {Formats.Euros(fact.Cents("cumulatedCents"))}, reste {Formats.Euros(left)} sous le plafond."
        : fact.A("cumulatedCents") ? $"Cumul {Formats.Euros(fact.Cents("cumulatedCents"))}." : null;

    private string Acte(Cles fact) => fact.Texte("document") is { } id && id != dossier.Id && dossier.Actes.FirstOrDefault(a => a.Id == id) is { } acte
        ? $", avenant n° {Noms.Rang(acte.Number ?? 0)}"
        : "";

    private string Startup(Cles fact) => fact.Texte("startup") is { } id ? $", {Noms.Startup(dossier, id)}" : "";

    private string Comite(Cles fact) =>
        dossier.Comites.FirstOrDefault(c => c.Code == fact.Texte("committee") && c.Startup == fact.Texte("startup") && c.Occurrence == fact.Entier("occurrence")) is { } comite
            ? Noms.Comite(dossier, comite)
            : "Comité";

    private Lien? Document(string key, string words) => documents.TryGetValue(key, out var file) ? new Lien(words, Adresses.Document(file)) : null;

    private static Affichage.Jalon Fait(DateOnly on, string title, string? detail = null) => new(on, title, MarqueJalon.Past, detail);

    internal static Pourquoi? Why(FaitRow row) => row.Rule is null
        ? null
        : new Pourquoi(row.Rule, row.Inputs is { } inputs ? JsonSerializer.Deserialize<List<KeyValuePair<string, string>>>(inputs, Colonnes.Json)! : [], row.Article);

    /// <summary>The keys of one fact.</summary>
    private readonly struct Cles(JsonElement json)
    {
        public bool A(string key) => json.TryGetProperty(key, out var value) && value.ValueKind != JsonValueKind.Null;

        public string? Texte(string key) => json.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

        public bool Vrai(string key) => json.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.True;

        public int Entier(string key) => (int)Cents(key);

        public long Cents(string key) => json.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt64() : 0;

        public DateOnly? Jour(string key) => DateOnly.TryParseExact(Texte(key), "yyyy-MM-dd", out var day) ? day : null;
    }
}
