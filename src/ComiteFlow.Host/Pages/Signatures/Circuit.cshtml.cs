using ComiteFlow.Activities.Signatures;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Courriels;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Signatures;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Pages.Signatures;

/// <summary>An act to sign: what it changes, who has signed, and the signature of the party that the person signs for.</summary>
internal sealed class CircuitModel(OutilsDActe outils, DemandesDeModification demandes, EchelonsPrevus echelons, ComiteFlowDb db) : PageActe(outils)
{
    [BindProperty(SupportsGet = true, Name = "acte")]
    public string Document { get; set; } = "";

    private const string Envoyer = "envoyer", Modifier = "modifier", Repondre = "repondre", Maintenu = "maintenu";

    /// <summary><c>signer</c>, <c>envoyer</c>, <c>modifier</c> or <c>repondre</c>.</summary>
    [BindProperty(Name = "geste")]
    public string? Geste { get; set; }

    [BindProperty(Name = "lu")]
    public string? Lu { get; set; }

    [BindProperty(Name = "le")]
    public SaisieDate Le { get; set; } = new();

    [BindProperty(Name = "motif")]
    public string? Motif { get; set; }

    /// <summary>Party that is answered.</summary>
    [BindProperty(Name = "partie")]
    public string? Partie { get; set; }

    [BindProperty(Name = "reponse")]
    public string? Reponse { get; set; }

    /// <summary><c>maintenu</c> or <c>autre</c>.</summary>
    [BindProperty(Name = "suite")]
    public string? Suite { get; set; }

    public Acte Acte { get; private set; } = null!;

    /// <summary>The changes that are asked for and not answered.</summary>
    public IReadOnlyList<DemandeDeModification> Demandes { get; private set; } = [];

    public override string Verbe => Geste switch
    {
        Envoyer => "sendForSignature",
        Modifier => RefuseSignature.Verbe,
        Repondre => AnswerChange.Verbe,
        _ => "sign",
    };

    /// <summary>True when the person signs for a party whose signature is missing.</summary>
    public bool PeutSigner => Droits.Allows(Acteur, "sign") && Acte.Missing.Contains(Acteur.Scope);

    /// <summary>True when the person may ask for a change before signing.</summary>
    public bool PeutDemander => PeutSigner && (Acte.SentOn ?? Acte.FirstSignature) is not null && Demandes.All(one => one.Partie != Acteur.Scope);

    public bool PeutRepondre => Droits.Allows(Acteur, AnswerChange.Verbe);

    public IReadOnlyList<object> ChampsDeDemande =>
        [new ChampTexte("motif", "Ce qui doit changer, et pourquoi", Motif) { Lignes = 3, Indication = "Par exemple : le nom de la startup à l’annexe 2.", Erreur = Erreurs?.Pour("motif") }];

    public bool PeutEnvoyer => Droits.Allows(Acteur, "sendForSignature") && Acte is { SentOn: null, SignedOn: null };

    public Badge Etat => new Situation(Dossier, Aujourdhui).Signature(Acte);

    public ChampDate ChampLe => new("le", "Date portée sur l’acte", Le) { Indication = "Aujourd’hui, ou la date d’une signature faite sur papier.", Erreur = Erreurs?.Pour("le") };

    public IReadOnlyList<(string Fichier, string Titre)> Fichiers { get; private set; } = [];

    public IReadOnlyList<LigneSignature> Lignes =>
        [.. Acte.Signatures.OrderBy(s => s.Rank).Select((signature, rank) => new LigneSignature(
            rank + 1, signature.PartyId, Precision(signature),
            signature.On is not null ? new Badge(TonBadge.Ok, "Signé")
                : Demandes.Any(one => one.Partie == signature.PartyId) ? new Badge(TonBadge.Doubt, "Modification demandée") : new Badge(TonBadge.Warn, "À signer"), signature.On is not null, signature.PartyId == Acteur.Scope))];

    public Tableau? Changements
    {
        get
        {
            var changes = Acte.Changes is null ? [] : new Domain.Avenants.Avenants(Dossier).ChangesOf(Acte);
            return changes.Count == 0 ? null : new Tableau(
                "Ce qui change", [new("Objet"), new("Avant", true), new("Après", true), new("Différence", true), new("Article")], [.. changes.Select(Ligne)]);
        }
    }

    /// <summary>Annexes of a registered text.</summary>
    public Tableau? Annexes => Dossier.TexteDe(Acte.Id) is { Startups.Count: > 0 } texte && texte.Startups.Any(s => s.BudgetCents is not null)
        ? new Tableau(
            "Startups de l’acte", [new("Startup"), new("Enveloppe", true), new("Période")],
            [.. texte.Startups.Select(s => new LigneTableau(
                [Noms.Typo(s.Name), s.BudgetCents is { } cents ? Formats.Euros(cents) : "–", s is { PeriodStart: { } from, PeriodEnd: { } until } ? $"{Noms.Mois(from)} à {Noms.Mois(until)}" : "–"]))])
        : null;

    public IReadOnlyList<string> Reserves => [.. Dossier.Doutes.Where(d => d.Document == Acte.Id && d.Value is null).Select(d => Doutes.Phrase(Dossier, d))];

    public override IReadOnlyList<PointControle> Points =>
    [
        .. Dossier.Texte.Copies.Count > 0 ? new[] { new PointControle(IconePoint.Mail, "Copies aux destinataires que le texte nomme") } : [],
        new(IconePoint.Document, Acte.IsAvenant ? "L’avenant prend effet à la dernière signature" : "La convention attend sa prise d’effet"),
        new(IconePoint.Next, "Engagements ouverts, si les crédits sont à disposition"),
    ];

    public IReadOnlyList<object> ChampsDeReponse(DemandeDeModification asked)
    {
        var isThis = asked.Partie == Partie;
        return
        [
            new ChampChoix("suite", "Suite donnée", isThis ? Suite : null,
            [
                new(Maintenu, "Le texte est maintenu", "La partie peut signer, les rappels reprennent."), new("autre", "Un autre texte sera présenté", "Les rappels de celui-ci restent arrêtés."),
            ])
            { Riche = true, Erreur = isThis ? Erreurs?.Pour("suite") : null },
            new ChampTexte("reponse", "Réponse", isThis ? Reponse : null) { Lignes = 3, Indication = "La partie la reçoit par courriel.", Erreur = isThis ? Erreurs?.Pour("reponse") : null },
        ];
    }

    protected override async Task ChargerAsync(CancellationToken ct)
    {
        Demandes = await demandes.OpenAsync(Document, ct);
        var parties = Dossier.Actes.FirstOrDefault(a => a.Id == Document)?.Missing ?? [];
        Echelons = await echelons.OfAsync([.. parties.Select(party => RequestSignatures.TaskKey(Document, party))], Acteur, ct);
    }

    protected override bool Preparer()
    {
        if (Dossier.Actes.FirstOrDefault(a => a.Id == Document) is not { } acte)
            return false;
        Acte = acte;
        Titre = Formats.Majuscule(Noms.LActe(acte));
        Question = PeutSigner ? $"Signer {Noms.LActe(acte)} pour {Acteur.Scope}" : $"{Titre} : signatures";
        Meta = $"{Noms.Titre(Dossier)} · {string.Join(", ", acte.Signatures.OrderBy(s => s.Rank).Select(s => s.PartyId))}";
        if (Le.EstVide && HttpContext.Request.Method == "GET")
            Le = SaisieDate.De(Aujourdhui);
        Fichiers = [.. db.Set<DocumentRow>().AsNoTracking().Where(d => d.Key.EndsWith("/" + acte.Id) || d.Key.Contains("/" + acte.Id + "/v")).Select(d => new { d.FileName, d.Title }).AsEnumerable().Select(d => (d.FileName, d.Title))];
        return true;
    }

    protected override IEnumerable<ErreurChamp> Manques()
    {
        if (Geste == Modifier && string.IsNullOrWhiteSpace(Motif))
            yield return new ErreurChamp("motif", "Écrivez ce qui doit changer, en une phrase.");
        if (Geste == Repondre && string.IsNullOrWhiteSpace(Suite))
            yield return new ErreurChamp("suite", "Choisissez la suite donnée.");
        if (Geste == Repondre && string.IsNullOrWhiteSpace(Reponse))
            yield return new ErreurChamp("reponse", "Écrivez la réponse, en une phrase.");
        if (Geste is Envoyer or Modifier or Repondre)
            yield break;
        if (Lu is null)
            yield return new ErreurChamp("lu", "Cochez la case : vous avez lu l’acte.");
        if (Le.Date is null)
            yield return new ErreurChamp("le", "Saisissez une date qui existe au calendrier, par exemple 27 09 2021.");
    }

    protected override Task FaireAsync(CancellationToken ct) => Geste switch
    {
        Envoyer => RunAsync(new SendForSignature.Commande { Document = Acte.Id }, ct),
        Modifier => RunAsync(new RefuseSignature.Commande { Document = Acte.Id, Party = Acteur.Scope ?? "", Reason = Motif }, ct),
        Repondre => RunAsync(new AnswerChange.Commande { Document = Acte.Id, Party = Partie ?? "", Kept = Suite == Maintenu, Answer = Reponse }, ct),
        _ => RunAsync(new SignDocument.Commande { Document = Acte.Id, Party = Acteur.Scope ?? "", On = Le.Date == Aujourdhui ? null : Iso(Le) }, ct),
    };

    private string Precision(Signature signature)
    {
        var function = Dossier.Texte.Signatories.FirstOrDefault(s => s.PartyId == signature.PartyId)?.Function is { } title ? Noms.Typo(title) + " · " : "";
        return function + (signature.On is { } on ? $"signé le {Formats.DateLongue(on)}" : Acte.SentOn is { } sent ? $"demandé le {Formats.DateLongue(sent)}" : "pas encore signé");
    }

    private LigneTableau Ligne(ChangementFait change)
    {
        var name = change.What switch
        {
            "ceiling" => "Montant maximum",
            "allocation" => "Allocation",
            "end" => "Fin de la convention",
            _ => $"Annexe {(Acte.Changes?.Startup is { } id ? Noms.Startup(Dossier, id) : "")}",
        };
        var article = change.Article is { } place ? Noms.Lieu(place) : "–";
        return new LigneTableau(change.What == "end"
            ? [name, change.From is { } from ? Formats.DateCourte(from) : "–", change.To is { } to ? Formats.DateCourte(to) : "–", "–", article]
            : [name, Formats.Euros(change.FromCents ?? 0), Formats.Euros(change.ToCents ?? 0), Formats.Euros(change.DifferenceCents ?? 0), article]);
    }
}
