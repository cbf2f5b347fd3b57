using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Obligations;
using ComiteFlow.Engine.Activities;

namespace ComiteFlow.Activities.Obligations;

/// <summary>The obligation that a step or a mail serves: its number, its name, and the article of the text that holds it.</summary>
/// <param name="Article">Null where the text of the convention does not list it, as in a voluntary follow-up.</param>
public sealed record ObligationServie(string Id, string Nom, string? Article)
{
    /// <summary>Name of the input that every step which writes to people has.</summary>
    public const string Input = "obligation";

    /// <summary>Null for a number that neither the convention nor the catalogue holds.</summary>
    public static ObligationServie? Find(IEnumerable<TexteConvention> textes, string? id)
    {
        if (string.IsNullOrWhiteSpace(id))
            return null;
        if (LigneDObligation.Find(textes, id) is { } line)
            return new ObligationServie(line.Id, line.Title, line.Place.Places.FirstOrDefault());
        return Catalogue.Find(id) is { } model ? new ObligationServie(model.Id, model.Title, null) : null;
    }

    /// <summary>The number that a step names.</summary>
    /// <exception cref="StepFailedException">It names none, or one that nothing holds: nobody is written to.</exception>
    public static string Require(ActivityContext context, Dossier dossier)
    {
        var id = context.Input<string>(Input);
        if (string.IsNullOrWhiteSpace(id))
            throw new StepFailedException("obligation.missing", "Aucun courriel ne part sans l’obligation qu’il sert : indiquez-la.");
        return Find(dossier.Textes(), id)?.Id
            ?? throw new StepFailedException("obligation.unknown", $"L’obligation « {id} » n’est ni dans la convention ni au catalogue : indiquez un numéro connu, par exemple {Catalogue.Tous.First().Id}.");
    }
}
