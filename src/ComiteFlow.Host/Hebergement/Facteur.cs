using System.Threading.Channels;
using ComiteFlow.Host.Courriels;

namespace ComiteFlow.Host.Hebergement;

/// <summary>On the real clock, takes mail out beside everything else: no act and no timer waits for the mail server.</summary>
internal sealed partial class Facteur(Distribution distribution, ILogger<Facteur> logger) : BackgroundService, ILevee
{
    private readonly Channel<bool> _calls = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Tells that mail may be waiting.</summary>
    public Task CollectAsync(CancellationToken ct)
    {
        _calls.Writer.TryWrite(true);
        return Task.CompletedTask;
    }

    public Task<DateTimeOffset?> NextAsync(CancellationToken ct) => distribution.NextAsync(ct);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var _ in _calls.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await distribution.DeliverAsync(stoppingToken);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                LogFailed(error);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Mail could not be taken out; the next call follows")]
    private partial void LogFailed(Exception error);
}

/// <summary>Registers the postman in the place of an immediate hand-over.</summary>
internal static class FacteurRegistration
{
    public static IServiceCollection AddFacteur(this IServiceCollection services)
    {
        services.AddSingleton<Facteur>();
        services.AddSingleton<ILevee>(provider => provider.GetRequiredService<Facteur>());
        services.AddHostedService(provider => provider.GetRequiredService<Facteur>());
        return services;
    }
}
