using System.Text.Json;
using ComiteFlow.Domain.Calendrier;

namespace ComiteFlow.Domain.Conventions;

/// <summary>The settings that people switch for one convention.</summary>
public sealed class Choix(Dossier dossier)
{
    /// <summary>Switches a setting; monthly reports that the text does not have begin with the running month.</summary>
    /// <exception cref="BrokenRuleException">No such setting, one that says who may do what, or a value that it does not take.</exception>
    public void Set(string option, JsonElement value, DateOnly today)
    {
        ReglagesPossibles.Require(option, value);
        if (ReglagesPossibles.Find(option) is { EstReserve: true })
        {
            throw new BrokenRuleException(
                "forbidden", $"Le réglage « {option} » dit à qui revient une décision et ne se change pas ici : demandez à l’administration de l’inscrire dans le fichier de la convention.");
        }

        dossier.SetOption(option, value);
        if (option == "voluntaryMonthlyReports" && dossier.Texte.Reports.All(r => r.Code != "MONTHLY_EXPENSES"))
            dossier.MonthlyFrom = value.ValueKind == JsonValueKind.True ? Mots.Mois(today) : null;
        if (Revoyures.VerificationDesRegles.Reglages.Contains(option))
            new Revoyures.VerificationDesRegles(dossier).Schedule(today);
    }
}
