using ComiteFlow.Domain;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Actes;

namespace ComiteFlow.Host.Ecrans;

/// <summary>One page as data: what it shows to whom reads it now.</summary>
internal interface IEcran
{
    /// <summary>Name of the screen in the verb <c>view</c>.</summary>
    string Name { get; }

    /// <exception cref="BrokenRuleException">What the screen is about does not exist, or is not for the actor.</exception>
    Task<ScreenShown> ShowAsync(Actor actor, ViewScreen.Commande commande, CancellationToken ct);
}

/// <summary>A page is read.</summary>
internal sealed class ViewScreen(IEnumerable<IEcran> ecrans, IJournalFaits faits) : IUseCase<ViewScreen.Commande>
{
    public async Task RunAsync(Actor actor, Commande commande, CancellationToken ct)
    {
        var ecran = ecrans.FirstOrDefault(e => e.Name == commande.Screen) ?? throw Saisies.Inconnu("La page", commande.Screen, ecrans.Select(e => e.Name));
        faits.Add(await ecran.ShowAsync(actor, commande, ct));
    }

    internal sealed record Commande : Actes.Commande
    {
        public string Screen { get; init; } = "";

        public string? Startup { get; init; }

        public string? Activite { get; init; }

        public int? Year { get; init; }
    }
}
