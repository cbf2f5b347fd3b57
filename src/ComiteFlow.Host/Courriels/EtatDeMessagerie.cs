using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Modeles;

namespace ComiteFlow.Host.Courriels;

/// <summary>Whether the mail server takes our mail, as its last connection told.</summary>
internal sealed class EtatDeMessagerie
{
    private volatile string? _problem;

    /// <summary>Why no mail can leave, in a sentence; null while it can.</summary>
    public string? Probleme => _problem;

    /// <summary>False where mail stays in the local mailbox.</summary>
    public bool APourServeur { get; init; }

    public void Works() => _problem = null;

    public void Fails(string problem) => _problem = problem;
}

/// <summary>At start, finds out beside everything else whether the account can sign in to the mail server, and write in the name of the site's address.</summary>
internal sealed partial class EssaiDeMessagerie(SmtpTransport transport, ILogger<EssaiDeMessagerie> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        try
        {
            await transport.CheckAsync(stoppingToken);
        }
        catch (MailServerGoneException error)
        {
            LogFailed(error.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The mail server was tried at start: {Problem}")]
    private partial void LogFailed(string problem);
}

/// <summary>Registers the mail server of the configuration (section <c>Smtp</c>); without one, mail stays in the local mailbox.</summary>
internal static class MessagerieRegistration
{
    /// <returns>What is wrong with the configuration, in a sentence; null for nothing.</returns>
    public static string? AddMessagerie(this IServiceCollection services, IConfiguration configuration)
    {
        if (configuration.GetSection("Courriels").Get<OptionsDePoste>() is { } poste)
            services.AddSingleton(poste);
        if (configuration.GetSection("Smtp").Get<SmtpOptions>() is not { Host.Length: > 0 } smtp)
            return null;
        var etat = new EtatDeMessagerie { APourServeur = true };
        try
        {
            var transport = new SmtpTransport(smtp, etat);
            services.AddSingleton(etat);
            services.AddSingleton(transport);
            services.AddSingleton(provider => Expediteur.Livre with
            {
                Adresse = smtp.Expediteur, Reponse = () => smtp.Reponse ?? Coordination(provider.GetRequiredService<Annuaire>()) ?? smtp.Expediteur,
            });
            services.AddSingleton<IMailTransport>(transport);
            services.AddHostedService<EssaiDeMessagerie>();
            return null;
        }
        catch (FormatException error)
        {
            return error.Message;
        }
    }

    /// <summary>The box of those who answer questions about mails; null where the directory has none.</summary>
    private static string? Coordination(Annuaire annuaire) => annuaire.Knows(Roles.Coordinator) ? annuaire.Find(Roles.Coordinator).Address : null;
}
