using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ComiteFlow.Host.Agendas;

/// <summary>The secret part of a private calendar's address: 256 bits of chance, shown once; only its hash is stored.</summary>
internal static class SecretDAgenda
{
    private const int Octets = 32;

    private const string Dossier = "/agenda", Fin = ".ics";

    public static string Tirer() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Octets));

    public static string Empreinte(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    public static string Chemin(string secret) => $"{Dossier}/{secret}{Fin}";

    /// <summary>True for an address that could be one of these; whether it is one, only its hash tells.</summary>
    public static bool EstChemin(PathString path) =>
        path.StartsWithSegments(Dossier, StringComparison.OrdinalIgnoreCase, out var rest) && rest.Value!.EndsWith(Fin, StringComparison.OrdinalIgnoreCase);
}
