namespace ComiteFlow.Host.Modeles;

/// <summary>A version of a template that a second person published.</summary>
/// <param name="ShippedHash">Hash of the shipped text that it comes from.</param>
internal sealed record VersionPubliee(string Name, int Version, string Text, string ShippedHash)
{
    /// <summary>True when it says what was shipped: the site then follows the file, whatever comes with an update.</summary>
    public bool SuitLeProduit => ModelesLus.Empreinte(Text) == ShippedHash;
}

/// <summary>The shipped templates with what this site published over them. Every host takes the same versions from the database.</summary>
internal sealed class ModelesDuSite(DossierDeModeles livres) : IModeleSource
{
    private readonly Lock _turn = new();
    private volatile IModeleSource _base = livres;
    private volatile Photo _photo = new(livres, new Dictionary<string, VersionPubliee>(), []);

    public DossierDeModeles Livres => livres;

    /// <summary>The text that the product gives: that of the file, or the last good one while the file is broken.</summary>
    public string? TexteLivre(string name) => _base.Read(NomDeModele.Chemin(name));

    /// <summary>Files that were refused at the start, one sentence each with its line.</summary>
    public IReadOnlyList<string> Refuses { get; private set; } = [];

    /// <summary>Published versions that could not be followed, one sentence each.</summary>
    public IReadOnlyList<string> Replis => _photo.Replis;

    /// <summary>Files that were refused and published versions that could not be followed.</summary>
    public IReadOnlyList<string> Signales => [.. Refuses, .. Replis];

    /// <summary>How many published versions this host knows: none is ever taken away.</summary>
    public int Connues { get; private set; }

    /// <summary>The site's version in force of each template that it changed.</summary>
    public IReadOnlyDictionary<string, VersionPubliee> EnVigueur => _photo.Versions;

    public string? Read(string path) => _photo.Read(path);

    public IModeleSource Figee() => _photo;

    /// <summary>Takes over what is published; of a template that does not hold together the last version that does stays.</summary>
    /// <param name="versions">All that were ever published.</param>
    public void Poser(IEnumerable<VersionPubliee> versions, EpreuveDeModele epreuve)
    {
        List<VersionPubliee> all = [.. versions];
        lock (_turn)
        {
            // Versions are only added: whoever read fewer of them read earlier.
            if (all.Count < Connues || all.Count == 0)
                return;
            _photo = new Choix(_base, all, epreuve).Arreter();
            Connues = all.Count;
        }
    }

    /// <summary>Takes the shipped texts as they were found good; a file that changes while the service runs changes nothing.</summary>
    public void Livrer(IModeleSource texts, IReadOnlyList<string> refused)
    {
        lock (_turn)
        {
            (_base, Refuses) = (texts, refused);
            _photo = new Photo(texts, _photo.Versions, _photo.Replis);
        }
    }

    /// <summary>Texts of one moment.</summary>
    internal sealed class Photo(IModeleSource livres, IReadOnlyDictionary<string, VersionPubliee> versions, IReadOnlyList<string> replis) : IModeleSource
    {
        private readonly Dictionary<string, string> _texts = versions.Values.ToDictionary(version => NomDeModele.Chemin(version.Name), version => version.Text, StringComparer.Ordinal);

        public IReadOnlyDictionary<string, VersionPubliee> Versions => versions;

        public IReadOnlyList<string> Replis => replis;

        public string? Read(string path) => _texts.TryGetValue(path, out var text) ? text : livres.Read(path);
    }

    /// <summary>Finds for each template the newest version that holds together with the others.</summary>
    private sealed class Choix
    {
        private readonly IModeleSource _base;
        private readonly EpreuveDeModele _epreuve;
        private readonly Dictionary<string, Queue<VersionPubliee>> _candidates;
        private readonly List<string> _replis = [];

        public Choix(IModeleSource shipped, IEnumerable<VersionPubliee> versions, EpreuveDeModele epreuve)
        {
            (_base, _epreuve) = (shipped, epreuve);
            _candidates = versions.GroupBy(version => version.Name).ToDictionary(
                group => group.Key, group => new Queue<VersionPubliee>(group.OrderByDescending(version => version.Version).TakeWhile(version => !version.SuitLeProduit)), StringComparer.Ordinal);
        }

        public Photo Arreter()
        {
            // Each turn but the last takes one version away.
            while (Premiere() is var (name, why))
            {
                var left = _candidates[name].Dequeue();
                var next = _candidates[name].TryPeek(out var former) ? $"la version {former.Version}, publiée avant elle, reste en vigueur" : "le texte livré la remplace";
                _replis.Add($"Modèle « {name} » : la version {left.Version} ne se compose plus ({why.TrimEnd('.')}) ; {next}. Corrigez-la sur la page des modèles.");
            }

            return Vue();
        }

        private Photo Vue() => new(
            _base, _candidates.Where(pair => pair.Value.Count > 0).ToDictionary(pair => pair.Key, pair => pair.Value.Peek(), StringComparer.Ordinal), _replis);

        /// <summary>The first version of the site that does not hold together, and why.</summary>
        private (string Name, string Why)? Premiere()
        {
            var view = Vue();
            if (view.Versions.Count == 0)
                return null;
            foreach (var name in _epreuve.Touches(view, view.Versions.Keys))
            {
                if (_epreuve.Faute(view, name) is not { } fault)
                    continue;
                if (Fautif(view, name) is { } culprit)
                    return (culprit, $"{fault.Modele}, {fault.Phrase}");
            }

            return null;
        }

        /// <summary>The site's version to blame: the template's own, or the partial without which it holds together.</summary>
        private string? Fautif(Photo view, string name)
        {
            foreach (var partial in view.Versions.Keys.Where(NomDeModele.EstPartiel).Order(StringComparer.Ordinal))
            {
                var without = new Photo(_base, view.Versions.Where(pair => pair.Key != partial).ToDictionary(), []);
                if (_epreuve.Faute(without, name) is null)
                    return partial;
            }

            return view.Versions.ContainsKey(name) ? name : null;
        }
    }
}
