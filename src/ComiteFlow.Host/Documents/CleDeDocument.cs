using System.Globalization;
using System.Text.RegularExpressions;

namespace ComiteFlow.Host.Documents;

/// <summary>How the versions of one document share its business key: the first has it alone, the others a <c>/v2</c> after it.</summary>
internal static partial class CleDeDocument
{
    public static string Of(string key, int version) => version == 1 ? key : $"{Later(key)}{version.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>With what the keys of all later versions begin.</summary>
    public static string Later(string key) => key + "/v";

    /// <summary>Number that people read, and the name of the files.</summary>
    public static string Number(string key) => key.Replace('/', '-');

    /// <summary>The key without its version.</summary>
    public static string Family(string key) => Version().Replace(key, "");

    public static int VersionOf(string key) =>
        Version().Match(key) is { Success: true } match && int.TryParse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture, out var version) ? version : 1;

    [GeneratedRegex("/v([0-9]{1,4})$")]
    private static partial Regex Version();
}
