using ComiteFlow.Activities.Courriels;
using ComiteFlow.Domain;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Depenses;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Actes;

namespace ComiteFlow.Host.Depenses;

/// <summary>The délégataire tells the délégant at once that the consumption is behind its forecast; what was consumed is read in the ledger.</summary>
[SendsMail("sousConsommation", "quand le délégataire signale une sous-consommation", Who = "le délégant")]
internal sealed class ReportUnderConsumption(IDossiers dossiers, IOutbox outbox, TimeProvider clock) : IUseCase<ReportUnderConsumption.Commande>
{
    /// <summary>The act, by its verb.</summary>
    public const string Verbe = "reportUnderConsumption";

    private const string Obligation = "O-52";

    public async Task RunAsync(Actor actor, Commande commande, CancellationToken ct)
    {
        var dossier = await dossiers.RequireAsync(commande.Convention, ct);
        var amount = commande.ForecastCents?.Lire() ?? throw Saisies.SansMontant();
        var cause = Saisies.SurUneLigne(commande.Cause).TrimEnd('.');
        var prevision = new Prevision(commande.Startup, commande.Dimension, Saisies.Date(commande.On ?? ""), amount, cause.Length == 0 ? null : cause);
        var suivi = new SousConsommation(dossier);
        var gap = suivi.Signal(prevision, clock.Today());
        await outbox.EnqueueAsync(
            new Courriel(
                $"sousConsommation/{dossier.Id}/{gap.Startup ?? dossier.Id}/{gap.Dimension}/{gap.Month}", "sousConsommation", dossier.Delegant, [], dossier.Id, null,
                Obligation, Data(dossier, prevision, gap, suivi.Clause?.Source?.Places.FirstOrDefault())),
            ct);
    }

    private static Dictionary<string, object?> Data(Dossier dossier, Prevision prevision, EcartDeConsommation gap, string? article) => new()
    {
        ["convention"] = DonneesDeCourriel.Intitule(dossier),
        ["produit"] = DonneesDeCourriel.Produit(dossier, gap.Startup),
        ["article"] = article,
        ["arreteAu"] = DonneesDeCourriel.Iso(prevision.On),
        ["dimension"] = gap.Dimension,
        ["prevu"] = prevision.Amount.Cents,
        ["realise"] = gap.Consumed.Cents,
        ["ecart"] = gap.Gap.Cents,
        ["cause"] = prevision.Cause,
        ["lien"] = $"/conventions/{dossier.Id}",
    };

    internal sealed record Commande : Actes.Commande
    {
        /// <summary>May be left out where the text does not control by startup, or has only one.</summary>
        public string? Startup { get; init; }

        /// <summary><c>AE</c> or <c>CP</c>.</summary>
        public string Dimension { get; init; } = "";

        /// <summary>Day by which the amount was forecast.</summary>
        public string? On { get; init; }

        public MontantSaisi? ForecastCents { get; init; }

        public string? Cause { get; init; }
    }
}
