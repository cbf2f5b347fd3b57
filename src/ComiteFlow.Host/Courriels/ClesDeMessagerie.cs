using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MimeKit.Cryptography;

namespace ComiteFlow.Host.Courriels;

/// <summary>The key that signs mail (DKIM), read at start so that a wrong one is told then.</summary>
internal static class CleDkim
{
    /// <summary>Null when no signature is asked for.</summary>
    /// <exception cref="FormatException">Something of it is missing or cannot be read.</exception>
    public static DkimSigner? Read(SmtpOptions options)
    {
        var given = new[] { options.DkimDomaine, options.DkimSelecteur, options.DkimCle }.Count(one => !string.IsNullOrWhiteSpace(one));
        if (given == 0)
            return null;
        if (given < 3)
            throw new FormatException("La signature DKIM demande trois réglages : Smtp:DkimDomaine, Smtp:DkimSelecteur et Smtp:DkimCle.");
        try
        {
            return new DkimSigner(options.DkimCle!, options.DkimDomaine!, options.DkimSelecteur!)
            {
                HeaderCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed, BodyCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed,
            };
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or FormatException or InvalidCastException or ArgumentException)
        {
            throw new FormatException($"La clé DKIM {options.DkimCle} ne peut pas être lue : il faut une clé privée RSA au format PEM. {error.Message}", error);
        }
    }
}

/// <summary>The authority of one's own that signed the certificate of the mail server.</summary>
internal static class AutoriteDeMessagerie
{
    /// <exception cref="FormatException">The file holds no certificate.</exception>
    public static X509Certificate2Collection? Read(string? file)
    {
        if (string.IsNullOrWhiteSpace(file))
            return null;
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPemFile(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new FormatException($"L’autorité de certification {file} (Smtp:Autorite) ne peut pas être lue : {error.Message}", error);
        }

        return certificates.Count > 0 ? certificates : throw new FormatException($"L’autorité de certification {file} (Smtp:Autorite) ne contient aucun certificat au format PEM.");
    }

    /// <summary>A certificate of another name is never taken.</summary>
    public static bool Accepts(X509Certificate2Collection authority, X509Certificate? certificate, SslPolicyErrors errors)
    {
        if (certificate is null || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != 0)
            return false;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.CustomTrustStore.AddRange(authority);
        using var given = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        return chain.Build(given);
    }
}
