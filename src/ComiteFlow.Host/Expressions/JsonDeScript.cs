using System.Text;
using System.Text.Json;
using ComiteFlow.Engine.Activities;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;

namespace ComiteFlow.Host.Expressions;

/// <summary>Writes a script's value as JSON: data only, of a bounded size and depth.</summary>
internal sealed class JsonDeScript : IDisposable
{
    private const int MaxBytes = 65_536;
    private const int MaxDepth = 64;

    private readonly MemoryStream _stream = new();
    private readonly Utf8JsonWriter _writer;

    private JsonDeScript() => _writer = new Utf8JsonWriter(_stream, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <exception cref="StepFailedException">The value is no data, or too large.</exception>
    public static string Text(JsValue value)
    {
        using var json = new JsonDeScript();
        json.Write(value, 0);
        json._writer.Flush();
        return Encoding.UTF8.GetString(json._stream.ToArray());
    }

    public void Dispose()
    {
        _writer.Dispose();
        _stream.Dispose();
    }

    private void Write(JsValue value, int depth)
    {
        if (depth > MaxDepth || _writer.BytesCommitted + _writer.BytesPending > MaxBytes)
            throw TooLarge();
        switch (value.Type)
        {
            case Types.Boolean:
                _writer.WriteBooleanValue(value.AsBoolean());
                break;
            case Types.Number:
                WriteNumber(value.AsNumber());
                break;
            case Types.String:
                var text = value.AsString();
                _writer.WriteStringValue(text.Length > MaxBytes ? throw TooLarge() : text);
                break;
            case Types.Object:
                WriteObject(value.AsObject(), depth);
                break;
            default:
                _writer.WriteNullValue();
                break;
        }
    }

    private void WriteNumber(double number)
    {
        if (!double.IsFinite(number))
            throw new StepFailedException("expression.number", "L’expression donne un nombre qui n’en est pas un : une valeur manque dans le calcul.");
        _writer.WriteNumberValue(number == 0 ? 0 : number);
    }

    private void WriteObject(ObjectInstance instance, int depth)
    {
        if (instance is JsArray array)
        {
            _writer.WriteStartArray();
            for (uint index = 0; index < array.Length; index++)
            {
                Write(array[index], depth + 1);
            }

            _writer.WriteEndArray();
            return;
        }

        _writer.WriteStartObject();
        foreach (var (key, property) in instance.GetOwnProperties())
        {
            if (key.IsString() && property.Enumerable && !property.Value.IsUndefined())
            {
                _writer.WritePropertyName(key.AsString());
                Write(property.Value, depth + 1);
            }
        }

        _writer.WriteEndObject();
    }

    private static StepFailedException TooLarge() => new("expression.tooLarge", "Le résultat de l’expression dépasse 64 Ko ou 64 niveaux.");
}
