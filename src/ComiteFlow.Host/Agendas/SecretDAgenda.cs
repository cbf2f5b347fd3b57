using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ComiteFlow.Host.Agendas;

/// <summary>The secret part of a private calendar's address: 256 bits of chance, shown once; only its hash is stored.</summary>
internal static class SecretDAgenda
{
    private const int Octets = 32;

    public static string Tirer() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Octets));

    public static string Empreinte(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    public static string Chemin(string secret) => $"/agenda/{secret}.ics";
}
