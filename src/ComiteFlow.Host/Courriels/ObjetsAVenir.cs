using ComiteFlow.Host.Modeles;
using ComiteFlow.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Courriels;

/// <summary>What mail that has not left yet would be called: its subject as the template gives it today.</summary>
internal sealed class ObjetsAVenir(ComiteFlowDb db, RappelsReunis rappels, ModelesEnFrancais modeles)
{
    /// <summary>Their subjects, or else their kinds.</summary>
    /// <param name="numbers">Mails without a subject.</param>
    public async Task<IReadOnlyDictionary<long, string>> ReadAsync(IReadOnlyList<long> numbers, CancellationToken ct)
    {
        if (numbers.Count == 0)
            return new Dictionary<long, string>();
        var rows = await db.Set<CourrielRow>().AsNoTracking().Where(mail => numbers.Contains(mail.Number)).ToListAsync(ct);
        return rows.ToDictionary(row => row.Number, row => Objet(row) ?? $"Modèle « {Genre(row)} »");
    }

    /// <summary>What mails of this kind are called, as the pages of the templates tell it: the subject of an example.</summary>
    public string Genre(CourrielRow row) => modeles.Titre($"{NomDeModele.Courriels}/{row.Template}");

    /// <summary>Null where the subject cannot be rendered: the post tells why when the mail's turn comes.</summary>
    public string? Objet(CourrielRow row)
    {
        try
        {
            return rappels.Objet(row);
        }
        catch (Exception error) when (error is ModeleException or TimeoutException || Tournee.IsOfTheData(error))
        {
            return null;
        }
    }
}
