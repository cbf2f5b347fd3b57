using System.Security.Cryptography;
using System.Text;

namespace ComiteFlow.Host.Documents;

/// <summary>What a document is known by in all its forms: the hash of its text and of the data that the text was made from. A file cannot hold its own hash.</summary>
internal static class Empreinte
{
    private const int Shown = 16;

    /// <summary>SHA-256 of the rendered Markdown, a NUL and the data, hexadecimal.</summary>
    public static string Of(string text, string data) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{text}\0{data}")));

    /// <summary>The beginning of it, as it stands at the foot of each page: groups of four.</summary>
    public static string Short(string hash) => string.Join(' ', hash[..Shown].Chunk(4).Select(four => new string(four)));
}
