using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using ComiteFlow.Domain;
using ComiteFlow.Domain.Personnes;

namespace ComiteFlow.Host.Actes;

/// <summary>What someone asks for: the keys of a verb of FORMAT.md. Amounts and dates are kept as typed until the rules read them.</summary>
internal abstract record Commande
{
    /// <summary>Convention concerned, where the verb names one.</summary>
    public string? Convention { get; init; }
}

/// <summary>A human act: one transaction, with the same rules for page, API and simulator.</summary>
internal interface IUseCase<in TCommande>
    where TCommande : Commande
{
    /// <exception cref="BrokenRuleException">A rule refuses; nothing has changed.</exception>
    Task RunAsync(Actor actor, TCommande commande, CancellationToken ct);
}

/// <summary>An amount in cents as it was typed.</summary>
[JsonConverter(typeof(Converter))]
internal sealed record MontantSaisi(string Cents)
{
    public Money Lire() => Saisies.Montant(Cents);

    public Money LireOuZero() => Saisies.MontantOuZero(Cents);

    internal sealed class Converter : JsonConverter<MontantSaisi>
    {
        public override MontantSaisi Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var document = JsonDocument.ParseValue(ref reader);
            var value = document.RootElement;
            if (value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var cents) && cents == decimal.Truncate(cents))
                return new MontantSaisi(decimal.Truncate(cents).ToString("0", CultureInfo.InvariantCulture));
            // Cents are a number: a text, also of figures, is another notation and stays in its quotes, so that no rule takes it for one.
            return new MontantSaisi(value.ValueKind == JsonValueKind.String ? $"« {value.GetString()} »" : value.GetRawText());
        }

        public override void Write(Utf8JsonWriter writer, MontantSaisi value, JsonSerializerOptions options) => writer.WriteStringValue(value.Cents);
    }
}
