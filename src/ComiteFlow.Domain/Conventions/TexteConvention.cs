using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ComiteFlow.Domain.Conventions;

/// <summary>What the text of a convention or an avenant says, as registered: never changed afterwards. An absent key is null or an empty list.</summary>
public sealed record TexteConvention
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LaisserVide } },
    };

    public required string Id { get; init; }

    /// <summary><c>convention</c> or <c>avenant</c>.</summary>
    public string Kind { get; init; } = "convention";

    public int? Number { get; init; }

    public string Title { get; init; } = "";

    /// <summary>Convention that an avenant amends.</summary>
    public string? Amends { get; init; }

    public bool AmendsUncertain { get; init; }

    public TexteRenouvellement? Renews { get; init; }

    public IReadOnlyList<TextePartie> Parties { get; init; } = [];

    public IReadOnlyList<TexteSignataire> Signatories { get; init; } = [];

    public TexteSignature Signing { get; init; } = new();

    public TexteEffet Effect { get; init; } = new();

    public TexteFin End { get; init; } = new();

    public TexteDureeAnnoncee? StatedDuration { get; init; }

    public TexteFondation? Founding { get; init; }

    public TexteControle BudgetControl { get; init; } = new();

    public IReadOnlyList<TextePlafond> Ceilings { get; init; } = [];

    public IReadOnlyList<TexteTranche> Tranches { get; init; } = [];

    public TexteTranchesUlterieures LaterTranches { get; init; } = new();

    public IReadOnlyList<TexteStartup> Startups { get; init; } = [];

    public IReadOnlyList<TexteTotalAnnexe> AnnexTotals { get; init; } = [];

    public IReadOnlyList<TexteComite> Committees { get; init; } = [];

    public IReadOnlyList<TexteRapport> Reports { get; init; } = [];

    public IReadOnlyList<TexteAlerte> Alerts { get; init; } = [];

    public TexteFinDeGestion EndOfYear { get; init; } = new();

    public IReadOnlyList<TexteChorus> Chorus { get; init; } = [];

    public TexteComptable? ComptableAssignataire { get; init; }

    public IReadOnlyList<TexteCopie> Copies { get; init; } = [];

    public IReadOnlyList<TextePublication> Publication { get; init; } = [];

    public string? PublicationSource { get; init; }

    public TexteAvenant Amendment { get; init; } = new();

    public TexteResiliation Termination { get; init; } = new();

    /// <summary>What the text obliges to; an avenant adds its own.</summary>
    public IReadOnlyList<TexteObligation> Obligations { get; init; } = [];

    /// <summary>Budget tables as printed; read by the import checks only, they control nothing.</summary>
    public IReadOnlyList<JsonElement> BudgetTables { get; init; } = [];

    /// <summary>Policy settings that this text overrides.</summary>
    public IReadOnlyDictionary<string, JsonElement> Settings { get; init; } = new Dictionary<string, JsonElement>();

    /// <summary>Policy settings that its clauses state: the day on which the accounts are due.</summary>
    public IReadOnlyDictionary<string, JsonElement> SettingsOfClauses =>
        new[] { "MONTHLY_EXPENSES", "FINAL_EXPENSES" }.Select(code => Reports.FirstOrDefault(r => r.Code == code)?.DueDayInText).FirstOrDefault(day => day is not null) is { } day
            ? new Dictionary<string, JsonElement> { ["monthly.day"] = JsonSerializer.SerializeToElement(day) }
            : new Dictionary<string, JsonElement>();

    public bool IsAvenant => Kind == "avenant";

    public TextePartie? Delegant => Parties.FirstOrDefault(p => p.Role == "delegant");

    public TextePartie? Delegataire => Parties.FirstOrDefault(p => p.Role == "delegataire");

    /// <summary>Reads the text of a convention or an avenant.</summary>
    /// <exception cref="JsonException">The text is not of this shape.</exception>
    public static TexteConvention Read(string json)
    {
        var texte = JsonSerializer.Deserialize<TexteConvention>(json, Json) ?? throw new JsonException("Le fichier est vide.");
        if (string.IsNullOrWhiteSpace(texte.Id))
            throw new JsonException("L’identifiant est vide.", "$.id", null, null);
        if (texte.Kind is not ("convention" or "avenant"))
            throw new JsonException("Le genre est inconnu.", "$.kind", null, null);
        return texte;
    }

    /// <summary>A key that holds null is as one that is absent, unless the text cannot do without it.</summary>
    private static void LaisserVide(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(p => !p.IsSetNullable && p.Set is not null))
        {
            var set = property.Set!;
            var needed = property.IsRequired;
            property.Set = (owner, value) =>
            {
                if (value is null && needed)
                    throw new JsonException("Une clé nécessaire est vide.");
                if (value is not null)
                    set(owner, value is System.Collections.IEnumerable items and not string ? SansVides(items) : value);
            };
        }
    }

    private static object SansVides(System.Collections.IEnumerable items) =>
        items.Cast<object?>().Contains(null) ? throw new JsonException("Une liste contient un élément vide.") : items;
}

/// <summary>One or several places of a text, such as <c>000_….txt, art. 2</c>.</summary>
[JsonConverter(typeof(SourcesConverter))]
public sealed record Sources(IReadOnlyList<string> Places)
{
    /// <summary>The part after the file's name: <c>art. 2</c>. Empty when the file gives none.</summary>
    public string Article => Places.Count == 0 ? "" : ArticleOf(Places[0]);

    public static string ArticleOf(string place)
    {
        var comma = place.IndexOf(", ", StringComparison.Ordinal);
        return comma < 0 ? place : place[(comma + 2)..];
    }

    public override string ToString() => string.Join(" ; ", Places);
}

/// <summary>Reads a source written as one string or as a list.</summary>
public sealed class SourcesConverter : JsonConverter<Sources>
{
    public override Sources Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
            return new Sources([reader.GetString() ?? ""]);
        return new Sources(JsonSerializer.Deserialize<List<string>>(ref reader, options) ?? []);
    }

    public override void Write(Utf8JsonWriter writer, Sources value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value.Places, options);
}
