using System.Text.Json;
using ComiteFlow.Domain;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Depenses;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Domain.Rapports;
using ComiteFlow.Domain.Signatures;
using ComiteFlow.Domain.Tranches;

namespace ComiteFlow.Tests.Domain;

/// <summary>A small convention between two neutral parties, and its dossier; each test changes only what it is about.</summary>
internal sealed class DossierDEssai : IJournalFaits
{
    public const string Id = "CONV-1", Delegant = "PARTIE-A", Delegataire = "PARTIE-B";

    private static readonly IReadOnlyDictionary<string, JsonElement> Defauts = LireDefauts();
    private readonly Dictionary<string, TexteConvention> _textes = [];
    private readonly Dictionary<string, JsonElement> _reglages = [];
    private readonly List<Fait> _faits = [];

    public DossierDEssai(Func<TexteConvention, TexteConvention>? change = null)
    {
        Texte = (change ?? (texte => texte))(TexteDeBase());
        _textes[Texte.Id] = Texte;
        Dossier = new Dossier(Texte.Id, Texte.Title);
        Dossier.Attach(new ContexteDossier(_textes, new Reglages(Defauts, [_reglages]), new Aliases(new Dictionary<string, string>(), new Dictionary<string, string>()), this));
    }

    /// <summary>Day on which the texts of these tests are registered, signed and take effect: a Wednesday.</summary>
    public static DateOnly Debut { get; } = new(2020, 1, 15);

    public TexteConvention Texte { get; }

    public Dossier Dossier { get; }

    public IReadOnlyList<Fait> Faits => _faits;

    public IEnumerable<T> De<T>() => _faits.OfType<T>();

    public void Add(Fait fait) => _faits.Add(fait);

    public void Oublier() => _faits.Clear();

    public DossierDEssai Regle(string nom, object valeur)
    {
        _reglages[nom] = JsonSerializer.SerializeToElement(valeur);
        Dossier.Attach(Dossier.Contexte);
        return this;
    }

    public DossierDEssai Enregistre(DateOnly? on = null)
    {
        new Enregistrement(Dossier).Register(Texte, [], on ?? Debut);
        return this;
    }

    public Acte Avenant(TexteConvention texte, DateOnly on)
    {
        _textes[texte.Id] = texte;
        return new Enregistrement(Dossier).Register(texte, [], on);
    }

    /// <summary>Registered and signed by both parties on one day.</summary>
    public DossierDEssai Signe(DateOnly? on = null)
    {
        if (Dossier.Actes.Count == 0)
            Enregistre(on);
        Signer(Dossier.Convention, on ?? Debut);
        new Fonds(Dossier).OpenOfText(Id, "signature", on ?? Debut);
        return this;
    }

    public void Signer(Acte acte, DateOnly on)
    {
        foreach (var party in acte.Missing)
        {
            new CircuitDeSignature(Dossier).Sign(acte, party, null, on);
        }
    }

    /// <summary>Signed, and all that the text opens is put at disposal.</summary>
    public DossierDEssai Dote()
    {
        Signe();
        new Fonds(Dossier).Release(null, null, null, null, Debut);
        return this;
    }

    public DossierDEssai Planifie(DateOnly? on = null)
    {
        new Planification(Dossier).Plan(on ?? Debut);
        return this;
    }

    /// <summary>The first meeting is held, its report is in.</summary>
    public Comite Seance(int occurrence = 1, string? startup = null)
    {
        var comite = Dossier.Comites.First(c => c.Occurrence == occurrence && c.Startup == startup);
        var suivi = new SuiviDesRapports(Dossier);
        if (suivi.NeedsStatus(comite))
        {
            suivi.RequestStatus(comite, 10, Debut);
            suivi.ReceiveStatus(comite, comite.On);
        }

        new ComiteFlow.Domain.Revoyures.Revoyure(Dossier).Hold(comite, null, comite.On);
        return comite;
    }

    public void Engage(long cents, DateOnly? on = null, string? startup = null, string? envelope = null, string? reason = null) =>
        new GrandLivre(Dossier).Record(new Depense(false, Money.FromCents(cents), startup, envelope, Reason: reason), on ?? Debut);

    public void Paie(long cents, DateOnly? on = null, string? startup = null, string? envelope = null, string? reason = null) =>
        new GrandLivre(Dossier).Record(new Depense(true, Money.FromCents(cents), startup, envelope, Reason: reason), on ?? Debut);

    /// <summary>The code of the refusal that an act meets.</summary>
    public static BrokenRuleException Refus(Action acte) => Assert.Throws<BrokenRuleException>(acte);

    private static TexteConvention TexteDeBase() => new()
    {
        Id = Id,
        Title = "Convention d’essai",
        Parties = [new TextePartie { Id = Delegant, Role = "delegant" }, new TextePartie { Id = Delegataire, Role = "delegataire" }],
        Signatories = [new TexteSignataire { PartyId = Delegant }, new TexteSignataire { PartyId = Delegataire }],
        Effect = new TexteEffet { Trigger = "signature" },
        End = new TexteFin { Date = new DateOnly(2021, 12, 31) },
        Ceilings = [new TextePlafond { AmountCents = 1_000_000 }],
        Tranches = [new TexteTranche { No = 1, AmountCents = 400_000, AvailableOn = "signature", Earmarks = [new TexteEnveloppe { Id = "ENV-1", AmountCents = 50_000 }] }],
        LaterTranches = new TexteTranchesUlterieures { Allowed = true },
        Committees =
        [
            new TexteComite
            {
                Code = "COM", Name = "comité d’essai", Cadence = new TexteCadence { Every = "P6M", Anchor = "effect" },
                Attendees = [Delegant, Delegataire], PrecededBy = ["STATUS"], FollowedBy = ["REVOYURE"], MinimumParties = [Delegant],
            },
        ],
        Reports =
        [
            new TexteRapport { Code = "STATUS", From = "delegataire" },
            new TexteRapport { Code = "MONTHLY_EXPENSES", From = "delegataire", BeforeCommittees = ["COM"] },
        ],
        Chorus = [new TexteChorus { DomaineFonctionnel = "0103-01", CentreFinancier = "0103-CDGA", Activites = ["010300000001"], CentreDeCout = "CENTRE-1" }],
    };

    private static Dictionary<string, JsonElement> LireDefauts()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Depot.Path("conventions", "policies.json")));
        return file.RootElement.GetProperty("settings").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.Clone());
    }
}
