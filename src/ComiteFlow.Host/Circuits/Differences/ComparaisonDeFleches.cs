using ComiteFlow.Domain;

namespace ComiteFlow.Host.Circuits.Differences;

/// <summary>Where the ways out of steps lead now. A step that is put between two others, or taken out from between them, tells its arrows itself.</summary>
internal sealed class ComparaisonDeFleches(MotsDeCircuit mots, EtapesDuTexte avant, EtapesDuTexte apres)
{
    public IEnumerable<Changement> De(EtapeLue etape)
    {
        foreach (var port in avant.Fleches.Concat(apres.Fleches).Where(arrow => arrow.De == etape.Id).Select(arrow => arrow.Sortie).Distinct())
        {
            var (before, after) = (Mene(avant, apres, etape.Id, port), Mene(apres, avant, etape.Id, port));
            var (lost, gained) = (before.Except(after).ToList(), after.Except(before).ToList());
            if (lost.Count + gained.Count > 0)
                yield return Phrase(etape, port, (lost, gained), before.Count);
        }
    }

    /// <summary>Where a step that only one text has stands in it: after which steps, before which.</summary>
    public string Place(EtapeLue etape, EtapesDuTexte texte, bool estAjoutee)
    {
        var sources = texte.Fleches.Where(arrow => arrow.Vers == etape.Id && arrow.De != etape.Id).Select(arrow => (arrow.De, Words: Depuis(texte, arrow))).DistinctBy(one => one.Words).ToList();
        var targets = texte.Fleches.Where(arrow => arrow.De == etape.Id && arrow.Vers != etape.Id).Select(arrow => (arrow.Vers, Words: Vers(texte, etape, arrow))).DistinctBy(one => one.Words).ToList();
        var before = Mise.Liste([.. sources.Select(source => source.Words)]);
        var after = Mise.Liste([.. targets.Select(target => target.Words)]);
        var other = ReferenceEquals(texte, apres) ? avant : apres;
        var isBetween = estAjoutee && sources is [var (source, _)] && targets is [var (target, _)]
            && other.Fleches.Exists(arrow => arrow.De == source && arrow.Vers == target) && !texte.Fleches.Exists(arrow => arrow.De == source && arrow.Vers == target);
        return (before.Length, after.Length) switch
        {
            (0, 0) => "sans flèche",
            (0, _) => $"avant {after}, sans rien qui y mène",
            (_, 0) => $"après {before}",
            _ when isBetween => $"entre {before} et {after}",
            _ => $"après {before} et avant {after}",
        };
    }

    private Changement Phrase(EtapeLue etape, string port, (List<string> Lost, List<string> Gained) arrows, int before)
    {
        var way = mots.Sortie(apres.Etapes.GetValueOrDefault(etape.Id) ?? etape, port);
        var start = $"Après « {mots.Nom(etape)} », " + (way is null or "Ensuite" ? "le circuit" : $"la sortie « {way} »");
        return new((arrows.Lost.Count, arrows.Gained.Count) switch
        {
            (0, _) => $"{start} mène désormais {(before > 0 ? "aussi " : "")}à {Noms(apres, arrows.Gained)}.",
            (_, 0) => $"{start} ne mène plus à {Noms(avant, arrows.Lost)}.",
            _ => $"{start} mène désormais à {Noms(apres, arrows.Gained)} au lieu de {Noms(avant, arrows.Lost)}.",
        });
    }

    private string Noms(EtapesDuTexte texte, List<string> ids) => Mise.Liste([.. ids.Select(id => Nom(texte, id))]);

    private string Nom(EtapesDuTexte texte, string id) => texte.Etapes.TryGetValue(id, out var step) ? $"« {mots.Nom(step)} »" : $"une étape absente (« {id} »)";

    private string Depuis(EtapesDuTexte texte, Fleche arrow)
    {
        var way = mots.Sortie(texte.Etapes.GetValueOrDefault(arrow.De), arrow.Sortie);
        return Nom(texte, arrow.De) + (way is null or "Ensuite" ? "" : $" (sortie « {way} »)");
    }

    private string Vers(EtapesDuTexte texte, EtapeLue etape, Fleche arrow)
    {
        var way = mots.Sortie(etape, arrow.Sortie);
        return Nom(texte, arrow.Vers) + (way is null or "Ensuite" ? "" : $" (par la sortie « {way} »)");
    }

    /// <summary>The steps of both texts that a way out leads to, through those that only this text has.</summary>
    private static HashSet<string> Mene(EtapesDuTexte texte, EtapesDuTexte autre, string de, string port)
    {
        var reached = new HashSet<string>();
        var seen = new HashSet<string>();
        var open = new Queue<string>(texte.Fleches.Where(arrow => arrow.De == de && arrow.Sortie == port).Select(arrow => arrow.Vers));
        while (open.TryDequeue(out var id))
        {
            if (!seen.Add(id))
                continue;
            if (autre.Etapes.ContainsKey(id) || !texte.Etapes.ContainsKey(id))
                reached.Add(id);
            else
                texte.Fleches.Where(arrow => arrow.De == id).ToList().ForEach(arrow => open.Enqueue(arrow.Vers));
        }

        return reached;
    }
}
