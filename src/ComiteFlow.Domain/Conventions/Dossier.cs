using System.Text.Json;
using ComiteFlow.Domain.Calendrier;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Depenses;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Domain.Gestion;
using ComiteFlow.Domain.Rapports;
using ComiteFlow.Domain.Resiliations;
using ComiteFlow.Domain.Revoyures;
using ComiteFlow.Domain.Tranches;

namespace ComiteFlow.Domain.Conventions;

/// <summary>Everything about one convention: its texts and avenants, comités, reports, money. The unit in which rules are checked and saved.</summary>
public sealed class Dossier
{
    private const string Genre = "convention de délégation de gestion";

    private readonly List<Acte> _actes = [];
    private readonly List<Comite> _comites = [];
    private readonly List<Rapport> _rapports = [];
    private readonly List<Tranche> _tranches = [];
    private readonly List<MiseADisposition> _misesADisposition = [];
    private readonly List<LigneDepense> _depenses = [];
    private readonly List<Tache> _taches = [];
    private readonly List<Doute> _doutes = [];
    private readonly List<Jalon> _jalons = [];
    private readonly List<OptionConvention> _options = [];
    private readonly List<CleChorus> _cles = [];
    private readonly List<Condition> _conditions = [];
    private readonly List<Ouverture> _ouvertures = [];
    private readonly List<PointDeReprise> _pointsDeReprise = [];
    private readonly List<Partage> _partages = [];
    private readonly List<DialogueDeGestion> _dialogues = [];
    private readonly List<DecisionDeSolde> _soldes = [];
    private readonly List<AlertePrevue> _alertesPrevues = [];
    private readonly List<Resiliation> _resiliations = [];
    private ContexteDossier? _contexte;
    private Politiques? _politiques;

    public Dossier(string id, string title) => (Id, Title) = (id, title);

    public string Id { get; private set; }

    public string Title { get; private set; }

    /// <summary>The title without the name of its kind: what tells this convention from the others.</summary>
    public string ShortTitle
    {
        get
        {
            var parts = Title.Split(" – ", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            return parts.FirstOrDefault(part => !part.Equals(Genre, StringComparison.OrdinalIgnoreCase)) ?? (parts.Length == 0 ? Id : parts[0]);
        }
    }

    /// <summary>Business day of the registration.</summary>
    public DateOnly RegisteredOn { get; internal set; }

    /// <summary>True when it was registered after its dates had begun to pass: what lies before is history.</summary>
    public bool IsReprise { get; internal set; }

    /// <summary>The montant maximum in force; null when the text has none.</summary>
    public Money? Ceiling { get; internal set; }

    /// <summary>Cumulated tranches, reserved at the decision.</summary>
    public Money Granted { get; internal set; }

    /// <summary>Credits put at disposal in AE.</summary>
    public Money AllocatedAe { get; internal set; }

    /// <summary>Credits put at disposal in CP.</summary>
    public Money AllocatedCp { get; internal set; }

    public Money Committed { get; internal set; }

    public Money Paid { get; internal set; }

    public DateOnly? SignedOn { get; internal set; }

    public DateOnly? EffectOn { get; internal set; }

    /// <summary>The end before the bound of the latest payment.</summary>
    public DateOnly? NominalEnd { get; internal set; }

    /// <summary>Last day for engagements.</summary>
    public DateOnly? EndsOn { get; internal set; }

    /// <summary>Last day for payments.</summary>
    public DateOnly? PaymentsUntil { get; internal set; }

    /// <summary>Set the day after the last one.</summary>
    public DateOnly? EndedOn { get; internal set; }

    /// <summary>First month (<c>yyyy-MM</c>) for which a monthly report is asked; null while none is.</summary>
    public string? MonthlyFrom { get; internal set; }

    /// <summary>Morning on which the rules that bring a comité forward are looked at; null while none is switched on.</summary>
    public DateOnly? RulesDueOn { get; internal set; }

    /// <summary>Raised at every save; two writers of one dossier cannot both win.</summary>
    public int Version { get; private set; }

    public IReadOnlyList<Acte> Actes => _actes;

    public IReadOnlyList<Comite> Comites => _comites;

    public IReadOnlyList<Rapport> Rapports => _rapports;

    public IReadOnlyList<Tranche> Tranches => _tranches;

    public IReadOnlyList<MiseADisposition> MisesADisposition => _misesADisposition;

    public IReadOnlyList<LigneDepense> Depenses => _depenses;

    public IReadOnlyList<Tache> Taches => _taches;

    public IReadOnlyList<Doute> Doutes => _doutes;

    public IReadOnlyList<Jalon> Jalons => _jalons;

    public IReadOnlyList<OptionConvention> Options => _options;

    public IReadOnlyList<CleChorus> Cles => _cles;

    public IReadOnlyList<Condition> Conditions => _conditions;

    /// <summary>Revoyures opened out of turn.</summary>
    public IReadOnlyList<Ouverture> Ouvertures => _ouvertures;

    /// <summary>What had fallen due before the registration.</summary>
    public IReadOnlyList<PointDeReprise> PointsDeReprise => _pointsDeReprise;

    /// <summary>Startups that another convention has too.</summary>
    public IReadOnlyList<Partage> Partages => _partages;

    public IReadOnlyList<DialogueDeGestion> Dialogues => _dialogues;

    /// <summary>Decisions about the balances of years.</summary>
    public IReadOnlyList<DecisionDeSolde> Soldes => _soldes;

    public IReadOnlyList<AlertePrevue> AlertesPrevues => _alertesPrevues;

    public IReadOnlyList<Resiliation> Resiliations => _resiliations;

    /// <summary>The text of the convention itself.</summary>
    public TexteConvention Texte => Contexte.Textes[Id];

    /// <summary>The policies in force for this convention.</summary>
    public Politiques Politiques => _politiques ??= LirePolitiques();

    public JoursOuvres Jours => Politiques.Jours;

    public Acte Convention => _actes.First(acte => acte.Id == Id);

    internal ContexteDossier Contexte =>
        _contexte ?? throw new InvalidOperationException("The dossier was loaded without its texts.");

    /// <summary>Gives the loaded dossier what is not its own: texts, policies, and where its facts go.</summary>
    public void Attach(ContexteDossier contexte)
    {
        _contexte = contexte;
        _politiques = null;
    }

    /// <summary>The text of a document of this dossier; null for an avenant drafted here.</summary>
    public TexteConvention? TexteDe(string document) => Contexte.Textes.GetValueOrDefault(document);

    /// <summary>The texts of its documents, in order of registration.</summary>
    public IEnumerable<TexteConvention> Textes() => _actes.Select(acte => TexteDe(acte.Id)).OfType<TexteConvention>();

    /// <summary>The startups of the convention and of its avenants, with the document that carries each, in order of registration.</summary>
    public IEnumerable<(TexteStartup Startup, string Document)> Startups() =>
        _actes.SelectMany(acte => (TexteDe(acte.Id)?.Startups ?? []).Select(startup => (startup, acte.Id)));

    /// <summary>True for a day before the registration of a reprise: what fell due then is history, nobody is asked or told.</summary>
    public bool IsHistory(DateOnly day) => IsReprise && day < RegisteredOn;

    /// <summary>Party of a role in the convention; its id.</summary>
    public string Delegant => Texte.Delegant?.Id ?? "";

    public string Delegataire => Texte.Delegataire?.Id ?? "";

    /// <summary>Adds a fact about this convention to the transaction.</summary>
    public void Raise(Fait fait) => Contexte.Faits.Add(fait.Convention is null ? fait with { Convention = Id } : fait);

    internal void Add(Acte acte) => _actes.Add(acte);

    internal void Add(Comite comite) => _comites.Add(comite);

    internal void Add(Rapport rapport) => _rapports.Add(rapport);

    internal void Add(Tranche tranche) => _tranches.Add(tranche);

    internal void Add(MiseADisposition mise) => _misesADisposition.Add(mise);

    internal void Add(LigneDepense ligne) => _depenses.Add(ligne);

    internal void Add(Tache tache) => _taches.Add(tache);

    internal void Add(Doute doute) => _doutes.Add(doute);

    internal void Add(Jalon jalon) => _jalons.Add(jalon);

    internal void Add(CleChorus cle) => _cles.Add(cle);

    internal void Add(Condition condition) => _conditions.Add(condition);

    internal void Add(Ouverture ouverture) => _ouvertures.Add(ouverture);

    internal void Add(PointDeReprise point) => _pointsDeReprise.Add(point);

    internal void Add(Partage partage) => _partages.Add(partage);

    internal void Add(DialogueDeGestion dialogue) => _dialogues.Add(dialogue);

    internal void Add(DecisionDeSolde solde) => _soldes.Add(solde);

    internal void Add(AlertePrevue alerte) => _alertesPrevues.Add(alerte);

    internal void Add(Resiliation resiliation) => _resiliations.Add(resiliation);

    internal void Remove(Tache tache) => _taches.Remove(tache);

    internal void SetOption(string name, JsonElement value)
    {
        var option = _options.Find(o => o.Name == name);
        if (option is null)
        {
            option = new OptionConvention(Id, name);
            _options.Add(option);
        }

        option.Value = value.GetRawText();
        _politiques = null;
    }

    /// <summary>Called at every save that changes something.</summary>
    public void Touch() => Version++;

    /// <summary>Puts its rows in the order in which everything reads them, wherever they come from.</summary>
    public void Ranger()
    {
        Ranger(_actes, (a, b) => (a.Number ?? 0).CompareTo(b.Number ?? 0));
        _actes.ForEach(acte => acte.Ranger());
        Ranger(_comites, (a, b) => Ordre(string.CompareOrdinal(a.Code, b.Code), string.CompareOrdinal(a.Startup, b.Startup), a.Occurrence.CompareTo(b.Occurrence)));
        Ranger(_rapports, (a, b) => string.CompareOrdinal(a.Id, b.Id));
        Ranger(_tranches, (a, b) => a.Number.CompareTo(b.Number));
        Ranger(_misesADisposition, (a, b) => a.Number.CompareTo(b.Number));
        Ranger(_depenses, (a, b) => a.Number.CompareTo(b.Number));
        Ranger(_taches, (a, b) => string.CompareOrdinal(a.Id, b.Id));
        Ranger(_doutes, (a, b) => a.Number.CompareTo(b.Number));
        Ranger(_jalons, (a, b) => Ordre(string.CompareOrdinal(a.Milestone, b.Milestone), string.CompareOrdinal(a.Startup, b.Startup)));
        Ranger(_options, (a, b) => string.CompareOrdinal(a.Name, b.Name));
        Ranger(_cles, (a, b) => string.CompareOrdinal(a.Scope, b.Scope));
        Ranger(_pointsDeReprise, (a, b) => string.CompareOrdinal(a.Id, b.Id));
        Ranger(_partages, (a, b) => Ordre(string.CompareOrdinal(a.Startup, b.Startup), string.CompareOrdinal(a.OtherConvention, b.OtherConvention)));
        Ranger(_conditions, (a, b) => a.Number.CompareTo(b.Number));
        Ranger(_ouvertures, (a, b) => a.Number.CompareTo(b.Number));
        Ranger(_dialogues, (a, b) => a.Year.CompareTo(b.Year));
        Ranger(_soldes, (a, b) => Ordre(string.CompareOrdinal(a.Scope, b.Scope), a.Year.CompareTo(b.Year)));
        Ranger(_resiliations, (a, b) => a.Number.CompareTo(b.Number));
        Ranger(_alertesPrevues, (a, b) => string.CompareOrdinal(a.Id, b.Id));
    }

    /// <summary>Rows of the same rank stay as they are.</summary>
    internal static void Ranger<T>(List<T> rows, Comparison<T> comparison)
    {
        var ordered = rows.Order(Comparer<T>.Create(comparison)).ToList();
        rows.Clear();
        rows.AddRange(ordered);
    }

    private static int Ordre(params ReadOnlySpan<int> comparisons)
    {
        foreach (var comparison in comparisons)
        {
            if (comparison != 0)
                return comparison;
        }

        return 0;
    }

    private Politiques LirePolitiques()
    {
        var options = _options.ToDictionary(o => o.Name, o => JsonDocument.Parse(o.Value).RootElement);
        return new Politiques([options, .. Contexte.Reglages.Passage, Texte.Settings, Texte.SettingsOfClauses, Contexte.Reglages.Defauts]);
    }
}
