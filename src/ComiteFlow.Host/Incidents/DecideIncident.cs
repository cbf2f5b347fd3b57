using System.Text.Json;
using ComiteFlow.Domain;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Personnes;

namespace ComiteFlow.Host.Incidents;

/// <summary>A person decides what becomes of a workflow that an incident stopped.</summary>
internal sealed class DecideIncident(IIncidents incidents) : IUseCase<DecideIncident.Commande>
{
    /// <summary>The act, by its verb.</summary>
    public const string Verbe = "decideIncident";

    public async Task RunAsync(Actor actor, Commande commande, CancellationToken ct)
    {
        var (incident, who, why) = (commande.Incident, Fonctions.Nom(actor), commande.Reason);
        try
        {
            await (commande.Decision switch
            {
                Decisions.Retry => incidents.RetryAsync(incident, who, why, ct),
                Decisions.Skip => incidents.SkipAsync(incident, commande.Outcome ?? "", who, why, ct),
                Decisions.Set => incidents.SetVariableAsync(incident, commande.Variable ?? "", commande.Value, who, why, ct),
                Decisions.Cancel => incidents.CancelAsync(incident, who, why, ct),
                _ => throw new StepFailedException("incident.decision", $"La décision « {commande.Decision} » n’existe pas : choisissez l’une des décisions de la page."),
            });
        }
        catch (StepFailedException refused)
        {
            throw new BrokenRuleException(refused.Code, refused.Message);
        }
    }

    internal sealed record Commande : Actes.Commande
    {
        public Guid Incident { get; init; }

        /// <summary>One of <see cref="Decisions"/>.</summary>
        public string Decision { get; init; } = "";

        /// <summary>The way out by which the failed step is taken as done.</summary>
        public string? Outcome { get; init; }

        public string? Variable { get; init; }

        public JsonElement? Value { get; init; }

        public string Reason { get; init; } = "";
    }
}
