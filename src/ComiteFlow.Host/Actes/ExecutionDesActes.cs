using ComiteFlow.Domain;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Travail;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Actes;

/// <summary>Runs human acts: rights, one transaction, and at once the bursts that they wake. A refusal leaves one line and nothing else.</summary>
internal sealed class ExecutionDesActes(IServiceScopeFactory scopes, Pompe pompe)
{
    private const int MaxConflicts = 5;

    /// <exception cref="BrokenRuleException">The act was refused; the refusal is recorded.</exception>
    public Task RunAsync<TCommande>(string act, Actor actor, TCommande commande, CancellationToken ct)
        where TCommande : Commande => RunAsync(act, actor, () => commande, commande, ct);

    /// <summary>Runs an act whose keys are read once it is clear that the actor may do it.</summary>
    /// <param name="read">Reads the keys; may refuse.</param>
    /// <param name="vise">What the act is about, for the refusal of keys that cannot be read.</param>
    /// <exception cref="BrokenRuleException">The act was refused; the refusal is recorded.</exception>
    public async Task RunAsync<TCommande>(string act, Actor actor, Func<TCommande> read, Commande vise, CancellationToken ct)
        where TCommande : Commande
    {
        TCommande? commande = null;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await TryAsync(act, actor, () => commande ??= read(), ct);
                break;
            }
            catch (DbUpdateException) when (attempt < MaxConflicts)
            {
                // Another writer of the same dossier was first: the rules are checked again on what it left.
            }
            catch (BrokenRuleException refusal)
            {
                await RecordRefusalAsync(act, actor, commande ?? vise, refusal, ct);
                await pompe.DrainAsync(ct);
                throw;
            }
        }

        await pompe.DrainAsync(ct);
    }

    private async Task TryAsync<TCommande>(string act, Actor actor, Func<TCommande> read, CancellationToken ct)
        where TCommande : Commande
    {
        await using var scope = scopes.CreateAsyncScope();
        using var turn = await pompe.TurnAsync(ct);
        Droits.Require(actor, act);
        var commande = read();
        var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        work.Actor = actor;
        await work.BeginAsync(ct);
        await scope.ServiceProvider.GetRequiredService<IUseCase<TCommande>>().RunAsync(actor, commande, ct);
        await work.CommitAsync(ct);
    }

    private async Task RecordRefusalAsync(string act, Actor actor, Commande commande, BrokenRuleException refusal, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        using var turn = await pompe.TurnAsync(ct);
        var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        work.Actor = actor;
        await work.BeginAsync(ct);
        var dossier = await DossierOfAsync(scope.ServiceProvider.GetRequiredService<IDossiers>(), commande, ct);
        work.Add(new Refused
        {
            Convention = dossier?.Id ?? commande.Convention,
            Do = act,
            By = actor.Label,
            Code = refusal.Code,
            Message = refusal.Message,
            Details = refusal.Details.ToDictionary(),
            Why = Why(refusal),
        });
        if (dossier is not null)
            await scope.ServiceProvider.GetRequiredService<Depenses.AlerteCredits>().AfterAsync(dossier, commande, refusal, ct);
        await work.CommitAsync(ct);
    }

    /// <summary>A refusal that tells amounts or dates says in its sentence how they were counted.</summary>
    private static Pourquoi? Why(BrokenRuleException refusal)
    {
        var inputs = refusal.Details
            .Select(detail => (detail.Key, Words: detail.Value switch { long cents => Money.FromCents(cents).ToString(), DateOnly day => Mise.EnForme(day), _ => null }))
            .Where(input => input.Words is not null).Select(input => KeyValuePair.Create(Nom(input.Key), input.Words!)).ToList();
        return inputs.Count == 0 ? null : new Pourquoi(refusal.Message, inputs, null);
    }

    private static string Nom(string key) => key switch
    {
        "byCents" => "Dépassement",
        "maxCents" => "Possible au plus",
        "wouldBeCents" => "Total demandé",
        _ => "Date limite",
    };

    private static async Task<Dossier?> DossierOfAsync(IDossiers dossiers, Commande commande, CancellationToken ct) => commande switch
    {
        { Convention: { } convention } => await dossiers.FindAsync(convention, ct),
        ICommandeDeDocument { DocumentVise: { } document } => await dossiers.OfDocumentAsync(document, ct),
        _ => null,
    };
}

/// <summary>What an act is about whose other keys cannot be read.</summary>
internal sealed record ActeVise : Commande, ICommandeDeDocument
{
    public ActeVise(string? convention, string? document) => (Convention, DocumentVise) = (convention, document);

    public string? DocumentVise { get; }
}

/// <summary>A command that names a document rather than a convention.</summary>
internal interface ICommandeDeDocument
{
    string? DocumentVise { get; }
}
