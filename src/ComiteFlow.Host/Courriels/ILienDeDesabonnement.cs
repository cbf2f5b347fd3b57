using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace ComiteFlow.Host.Courriels;

/// <summary>The address at which whoever holds a digest ends it without signing in.</summary>
internal interface ILienDeDesabonnement
{
    /// <summary>The page for one mailbox, from the root of the site; null where nobody could open it.</summary>
    string? Pour(string recipient);
}

/// <summary>Where there are no pages: an answer to the mail ends it.</summary>
internal sealed class SansDesabonnement : ILienDeDesabonnement
{
    public string? Pour(string recipient) => null;
}

/// <summary>The address holds the mailbox, sealed by this site: it opens this one choice and nothing else.</summary>
internal sealed class DesabonnementSigne(IDataProtectionProvider protection) : ILienDeDesabonnement
{
    /// <summary>Pages below it are open to people who did not sign in.</summary>
    public const string Page = "/recapitulatif";

    private readonly IDataProtector _seal = protection.CreateProtector("recapitulatif");

    public string Pour(string recipient) => $"{Page}/{_seal.Protect(recipient)}";

    /// <summary>The mailbox of an address; null for one that this site did not make.</summary>
    public string? Lire(string sealedRecipient)
    {
        try
        {
            return _seal.Unprotect(sealedRecipient);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
