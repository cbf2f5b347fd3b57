using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Signatures;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Pages.Signatures;

/// <summary>An act to sign: what it changes, who has signed, and the signature of the party that the person signs for.</summary>
internal sealed class CircuitModel(OutilsDActe outils, ComiteFlowDb db) : PageActe(outils)
{
    [BindProperty(SupportsGet = true, Name = "acte")]
    public string Document { get; set; } = "";

    /// <summary><c>signer</c> or <c>envoyer</c>.</summary>
    [BindProperty(Name = "geste")]
    public string? Geste { get; set; }

    [BindProperty(Name = "lu")]
    public string? Lu { get; set; }

    [BindProperty(Name = "le")]
    public SaisieDate Le { get; set; } = new();

    public Acte Acte { get; private set; } = null!;

    public override string Verbe => Geste == "envoyer" ? "sendForSignature" : "sign";

    /// <summary>True when the person signs for a party whose signature is missing.</summary>
    public bool PeutSigner => Droits.Allows(Acteur, "sign") && Acte.Missing.Contains(Acteur.Scope);

    public bool PeutEnvoyer => Droits.Allows(Acteur, "sendForSignature") && Acte is { SentOn: null, SignedOn: null };

    public Badge Etat => new Situation(Dossier, Aujourdhui).Signature(Acte);

    public ChampDate ChampLe => new("le", "Date portée sur l’acte", Le) { Indication = "Aujourd’hui, ou la date d’une signature faite sur papier.", Erreur = Erreurs?.Pour("le") };

    public IReadOnlyList<(string Fichier, string Titre)> Fichiers { get; private set; } = [];

    public IReadOnlyList<LigneSignature> Lignes =>
        [.. Acte.Signatures.OrderBy(s => s.Rank).Select((signature, rank) => new LigneSignature(
            rank + 1, signature.PartyId, Precision(signature),
            signature.On is not null ? new Badge(TonBadge.Ok, "Signé") : new Badge(TonBadge.Warn, "À signer"), signature.On is not null, signature.PartyId == Acteur.Scope))];

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
        if (Geste == "envoyer")
            yield break;
        if (Lu is null)
            yield return new ErreurChamp("lu", "Cochez la case : vous avez lu l’acte.");
        if (Le.Date is null)
            yield return new ErreurChamp("le", "Saisissez une date qui existe au calendrier, par exemple 27 09 2021.");
    }

    protected override Task FaireAsync(CancellationToken ct) => Geste == "envoyer"
        ? RunAsync(new SendForSignature.Commande { Document = Acte.Id }, ct)
        : RunAsync(new SignDocument.Commande { Document = Acte.Id, Party = Acteur.Scope ?? "", On = Le.Date == Aujourdhui ? null : Iso(Le) }, ct);

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
