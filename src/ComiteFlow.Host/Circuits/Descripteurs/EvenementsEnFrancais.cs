using ComiteFlow.Activities.Conventions;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Engine.Tasks;

namespace ComiteFlow.Host.Circuits.Descripteurs;

/// <summary>The events that circuits may wait for, in words.</summary>
internal static class EvenementsEnFrancais
{
    public static IReadOnlyDictionary<string, string> Tous { get; } = new Dictionary<string, string>
    {
        [Evenements.ActeEnvoye] = "Acte envoyé à la signature",
        [Evenements.PremiereSignature] = "Première signature reçue",
        [Evenements.ActeSigne] = "Acte signé par tous",
        [Evenements.ConventionJalon] = "Date de la convention connue ou changée",
        [Evenements.ConventionEffet] = "Prise d’effet de la convention",
        [Evenements.ConventionFin] = "Fin de la convention connue ou changée",
        [Evenements.ComiteDeplace] = "Comité déplacé",
        [Evenements.ComiteAnnule] = "Comité annulé",
        [Evenements.ComiteTenu] = "Comité tenu",
        [Evenements.RapportRecu] = "Compte rendu ou état reçu",
        [Evenements.RepriseConfirmee] = "Point de reprise tranché",
        [Evenements.RevoyureDecidee] = "Revoyure décidée",
        [HumanTask.DoneEvent] = "Tâche faite",
        [Instance.CompletedEvent] = "Circuit lancé terminé",
    };
}
