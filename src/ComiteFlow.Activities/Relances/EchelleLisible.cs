using System.Globalization;
using ComiteFlow.Activities.Conventions;
using ComiteFlow.Domain.Calendrier;
using ComiteFlow.Engine.Definitions;

namespace ComiteFlow.Activities.Relances;

/// <summary>Refuses a ladder with a line that is no rung, that says one twice, that asks somebody whom nobody knows, or whose rungs come when they serve no more.</summary>
/// <param name="isBox">True for the id of a box of the directory.</param>
public sealed class EchelleLisible(Politiques politiques, Func<string, bool> isBox) : IStepCheck
{
    /// <summary>Name of the input that holds a ladder.</summary>
    public const string Entree = Echelle.Input;

    private const string Etat = "ComiteFlow.RequestStatusReport", Signatures = "ComiteFlow.RemindSignatories";

    public IReadOnlyList<string> Types { get; } =
    [
        Etat, Signatures, "ComiteFlow.RequestMonthlyReport", "ComiteFlow.RequestFinalReport", "ComiteFlow.ChooseDate", "ComiteFlow.HoldComite", "ComiteFlow.RequestRelease",
        "ComiteFlow.RequestDialogue",
    ];

    public IEnumerable<StepProblem> Check(StepInputs step)
    {
        if (step.Texts(Echelle.Input) is not { Count: > 0 } lines)
            yield break;
        var seen = new HashSet<string>();
        foreach (var line in lines)
        {
            if (Echelon.Parse(line) is not { } rung)
                yield return new(Echelle.Input, $"« {line} » n’est pas un échelon : écrivez-le comme J-7, J0 ou J+10 suppleance.");
            else if (!seen.Add($"{rung.Days} {string.Join(' ', rung.To)}"))
                yield return new(Echelle.Input, $"l’échelon « {line} » est écrit deux fois : retirez-le.");
            else if (rung.To.Select(Unknown).FirstOrDefault(why => why is not null) is { } unknown)
                yield return new(Echelle.Input, $"l’échelon « {line} » demande l’appui de {unknown}");
            else if (Late(step, rung) is { } problem)
                yield return new(Echelle.Input, $"l’échelon « {line} » {problem}");
        }

        var rungs = lines.Select(Echelon.Parse).OfType<Echelon>().ToList();
        if (rungs.Count > 0 && rungs.TrueForAll(rung => rung.IsSupport))
            yield return new(Echelle.Input, "l’échelle demande un appui sans rien rappeler à qui est attendu : ajoutez un échelon sans destinataire, par exemple J0.");
        if (step.IsSet("reminders") || step.IsSet("escalation"))
            yield return new(Echelle.Input, "l’échelle remplace les autres rappels de l’étape, qui ne partiront pas : videz-les pour que la lecture soit claire.", IsAdvice: true);
    }

    /// <summary>Null for somebody who can be written to.</summary>
    private string? Unknown(string word) => word is Echelon.Suppleance or Echelon.Hierarchie ? null : Destinataires.Inconnu(word, isBox);

    private string? Late(StepInputs step, Echelon rung) => step.Type switch
    {
        Signatures when rung.Days < 1 => "part avant le lendemain de la première signature : l’échelle y compte depuis elle. Écrivez J+1 au plus tôt.",
        // Working days fill five of seven days at most.
        Etat when Due(step) is { } due && rung.Days * 5 >= due * 7 => $"part le jour du comité ou après lui, car l’état est dû {due} jours ouvrés avant : rapprochez-le de l’échéance.",
        _ => null,
    };

    private int? Due(StepInputs step)
    {
        var text = step.IsSet("due") ? step.Text("due") : "status.due";
        if (text is not null && politiques.Connait(text))
            return politiques.Entier(text);
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var days) ? days : null;
    }
}
