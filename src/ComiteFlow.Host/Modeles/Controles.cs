namespace ComiteFlow.Host.Modeles;

/// <summary>Something that the reading of a template found.</summary>
/// <param name="Bloque">True when the template cannot be published so.</param>
/// <param name="Modele">Where it stands, when that is not the template that is read.</param>
internal sealed record Remarque(bool Bloque, string Phrase, int? Ligne = null, string? Modele = null)
{
    /// <summary>The name that nothing gives, where that is what was found.</summary>
    public string? Variable { get; init; }

    public override string ToString() => (Modele, Ligne) switch
    {
        (null, null) => Phrase,
        (null, { } line) => $"Ligne {line} : {Phrase}",
        ({ } name, null) => $"{name} : {Phrase}",
        ({ } name, { } line) => $"{name}, ligne {line} : {Phrase}",
    };

    public static Remarque De(ModeleException fault, string modele) => new(true, fault.Raison, fault.Ligne, fault.Modele == modele ? null : fault.Modele);
}

/// <summary>The pages that this site has, as far as a host with pages knows them.</summary>
internal interface IPagesDuSite
{
    bool Existe(string path);
}

/// <summary>Texts with one of them replaced: a draft is looked at before anybody publishes it.</summary>
internal sealed class SourceModifiee(IModeleSource source, string name, string text) : IModeleSource
{
    private readonly IModeleSource _figee = source.Figee();
    private readonly string _path = NomDeModele.Chemin(name);

    public string? Read(string path) => path == _path ? text : _figee.Read(path);
}

/// <summary>Reads a template as a careful colleague would: what cannot work, what leads nowhere, what is hard to read.</summary>
internal sealed class ControleDeModele(ModelesDuSite site, EpreuveDeModele epreuve, ModeleStore store, IServiceProvider services)
{
    /// <summary>What is to say about a text, what forbids its publication first.</summary>
    public IReadOnlyList<Remarque> Controler(string name, string text)
    {
        var source = new SourceModifiee(site, name, text);
        var found = new List<Remarque>();
        if (Structure(name, text) is { } broken)
            return [broken];
        found.AddRange(Variables(source, name));
        if (found.Count == 0 && epreuve.Faute(source, name) is { } fault)
            found.Add(Remarque.De(fault, name));
        found.AddRange(Liens.Controler(text));
        if (!found.Exists(remark => remark.Bloque))
            found.AddRange(Rendus(source, name));
        return [.. found.Distinct().OrderByDescending(remark => remark.Bloque)];
    }

    /// <summary>Names that a template may use: those that its samples give.</summary>
    public IReadOnlyList<string> Noms(string name)
    {
        var usages = new UsagesDesPartiels(site, epreuve, site.Livres, store.Communes);
        return [.. (NomDeModele.EstPartiel(name) ? usages.Donnees(name) : usages.Exemples([name])).Noms()];
    }

    private LiensDeModele Liens => new(services.GetService<IPagesDuSite>(), Adresse);

    private string Adresse => store.Communes.GetValueOrDefault("service") is IReadOnlyDictionary<string, object?> service ? service.GetValueOrDefault("adresse") as string ?? "" : "";

    /// <summary>A tag that is not closed makes everything behind it unreadable: nothing else is said.</summary>
    private static Remarque? Structure(string name, string text)
    {
        try
        {
            var (head, body) = NomDeModele.EstPartiel(name) ? (null, text) : EnTete.Read(name, text);
            StructureDeModele.Verifier(name, body, head?.LigneDuCorps ?? 1, inclut: true);
            foreach (var key in ModeleStore.Keys(name, head))
            {
                StructureDeModele.Verifier(name, head!.Get(name, key), head.LigneDe(key), inclut: false);
            }

            return null;
        }
        catch (ModeleException wrong)
        {
            return Remarque.De(wrong, name);
        }
    }

    /// <summary>A partial is read with the data of each template that includes it.</summary>
    private IEnumerable<Remarque> Variables(IModeleSource source, string name)
    {
        var usages = new UsagesDesPartiels(source, epreuve, site.Livres, store.Communes);
        if (!NomDeModele.EstPartiel(name))
            return new VariablesConnues(source, usages.Exemples([name]), usages).Controler(name).Select(remark => remark.Modele == name ? remark with { Modele = null } : remark);
        return epreuve.Incluants(source, name).SelectMany(one => new VariablesConnues(source, usages.Exemples([one]), usages).Controler(one))
            .Where(remark => remark.Modele == name).Select(remark => remark with { Modele = null }).Distinct();
    }

    /// <summary>What only shows once the text is composed: subject, addresses that are seen, length of sentences.</summary>
    private IEnumerable<Remarque> Rendus(IModeleSource source, string name)
    {
        if (NomDeModele.EstPartiel(name))
            return [];
        var tried = store.Avec(source);
        var found = new List<Remarque>();
        foreach (var sample in site.Livres.Exemples(name))
        {
            if (NomDeModele.EstCourriel(name))
            {
                var mail = tried.RenderCourriel(NomDeModele.Court(name), epreuve.Donnees(sample));
                found.AddRange(Liens.Controler(mail.Corps, Path.GetFileName(sample), site.Livres.Read(sample)!));
                found.AddRange(LectureDeRendu.Courriel(mail, Path.GetFileName(sample), tried.PartielsDe(name)));
                found.AddRange(LectureDeRendu.Phrases(mail.Corps, LectureDeRendu.MotsDeCourriel));
            }
            else
            {
                var document = tried.Render(name, epreuve.Donnees(sample));
                found.AddRange(Liens.Controler(document, Path.GetFileName(sample), site.Livres.Read(sample)!));
                found.AddRange(LectureDeRendu.Phrases(document, LectureDeRendu.MotsDeDocument));
            }
        }

        return found;
    }
}
