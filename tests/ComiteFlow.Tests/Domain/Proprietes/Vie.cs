using ComiteFlow.Domain;
using ComiteFlow.Domain.Conventions;

namespace ComiteFlow.Tests.Domain.Proprietes;

/// <summary>A convention that lives a sequence of steps; every property is checked after each, and a broken one tells the sequence.</summary>
internal sealed class Vie
{
    private readonly DossierDEssai _essai;
    private readonly Commandes _commandes;
    private readonly Invariants _invariants;
    private readonly List<string> _recit = [];
    private DateOnly _jour = DossierDEssai.Debut;

    private Vie(DossierDEssai essai)
    {
        _essai = essai;
        _commandes = new Commandes(essai.Dossier);
        _invariants = new Invariants(essai.Dossier);
    }

    /// <summary>Commands that were accepted and those that were refused.</summary>
    public (int Acceptees, int Refusees) Compte { get; private set; }

    public static Vie De(DossierDEssai essai, IEnumerable<Pas> pas)
    {
        var vie = new Vie(essai);
        foreach (var un in pas)
            vie.Vivre(un);
        return vie;
    }

    private void Vivre(Pas pas)
    {
        if (pas.Verbe == Verbe.Avancer)
            Avancer(pas);
        else if (_commandes.De(pas, _jour) is { } commande)
            Donner(commande);
        Exiger([.. _invariants.Rompus(_jour)]);
    }

    private void Avancer(Pas pas)
    {
        _jour = pas.Borne switch
        {
            0 => Suivant(11, 30),
            1 => Suivant(12, 1),
            2 => Suivant(12, 31),
            3 when _essai.Dossier.EndsOn >= _jour => _essai.Dossier.EndsOn.Value.AddDays(pas.Nombre % 2),
            4 or 5 => _jour.AddDays(1),
            _ => _jour.AddDays(pas.Nombre % 45),
        };
        _recit.Add($"{_jour:O}");
        new Cloture(_essai.Dossier).End(_jour);
    }

    private DateOnly Suivant(int mois, int jour)
    {
        var cible = new DateOnly(_jour.Year, mois, jour);
        return cible >= _jour ? cible : cible.AddYears(1);
    }

    private void Donner(Commande commande)
    {
        if (Essayer(commande) && commande.UneFois && Essayer(commande with { Recit = "encore : " + commande.Recit }))
            Exiger(["une commande qui ne vaut qu’une fois a été acceptée deux fois"]);
    }

    /// <summary>True when accepted; a refusal leaves the dossier and the facts as they were.</summary>
    private bool Essayer(Commande commande)
    {
        var (avant, faits) = (Photo.De(_essai.Dossier), _essai.Faits.Count);
        try
        {
            commande.Faire();
        }
        catch (BrokenRuleException refus)
        {
            _recit.Add($"{commande.Recit} → {refus.Code}");
            Compte = (Compte.Acceptees, Compte.Refusees + 1);
            if (Photo.De(_essai.Dossier) != avant || _essai.Faits.Count != faits)
                Exiger(["une commande refusée a changé le dossier ou ajouté un fait"]);
            return false;
        }
        catch (Exception erreur)
        {
            _recit.Add($"{commande.Recit} → {erreur}");
            Exiger(["une commande a échoué sans refus"]);
        }

        _recit.Add(commande.Recit);
        Compte = (Compte.Acceptees + 1, Compte.Refusees);
        return true;
    }

    private void Exiger(IReadOnlyCollection<string> rompus)
    {
        if (rompus.Count > 0)
            Assert.Fail(string.Join('\n', [.. rompus, "Suite des commandes :", .. _recit]));
    }
}
