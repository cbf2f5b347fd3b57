using System.Text.Json.Nodes;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Circuits;
using ComiteFlow.Host.Circuits.Studio;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Circuits;

/// <summary>Begins a workflow: a name, then the editor that the person prefers.</summary>
[Authorize(AccesAuxCircuits.Ecriture)]
internal sealed class NouveauModel(OutilsDEcriture tools, LectureDeStudio lecture) : PageFormulaire
{
    [BindProperty(Name = "nom")]
    public string? Nom { get; set; }

    [BindProperty(Name = "description")]
    public string? Description { get; set; }

    /// <summary>One of <see cref="EditeurPrefere"/>; that of the last time when nothing is said.</summary>
    [BindProperty(Name = "editeur")]
    public string? Editeur { get; set; }

    public IReadOnlyList<object> Champs =>
    [
        new ChampTexte("nom", "Nom du circuit", Nom) { Indication = "Exemple : Préparer un comité de suivi.", Erreur = Erreurs?.Pour("nom") },
        new ChampTexte("description", "À quoi il sert (optionnel)", Description) { Lignes = 3 },
        new ChampChoix(
            "editeur", "Écrire le circuit", Editeur ?? EditeurPrefere.De(Request),
            [
                new(EditeurPrefere.Diagramme, "Dans le diagramme", "À la souris, en posant des étapes et en traçant des flèches."),
                new(EditeurPrefere.Liste, "En liste", "Au clavier ou au lecteur d’écran, étape par étape. C’est le même circuit."),
            ]) { Riche = true },
    ];

    public void OnGet() => Preparer();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        Preparer();
        var name = Nom?.Trim() ?? "";
        if (name.Length == 0)
            return Corriger(new ResumeErreurs([new ErreurChamp("nom", "Donnez un nom au circuit.")], "de créer le circuit"));
        if (await lecture.NameIsTakenAsync(name, null, ct))
            return Corriger(new ResumeErreurs([new ErreurChamp("nom", "Un circuit porte déjà ce nom : choisissez-en un autre.")], "de créer le circuit"));
        return await TryAsync(async () =>
        {
            var commande = new SaveCircuit.Commande { Texte = Vide(name, Description?.Trim() ?? "").ToJsonString(), Moyen = Moyens.Creation };
            await tools.ActAsync(SaveCircuit.Verbe, commande);
            var isList = (Editeur ?? EditeurPrefere.De(Request)) == EditeurPrefere.Liste;
            return LocalRedirect(isList ? $"{AdressesDeCircuit.Liste(commande.Recu.Circuit)}?fait={EnListe.Gestes.Cree}" : AdressesDeCircuit.Diagramme(commande.Recu.Circuit));
        });
    }

    private void Preparer()
    {
        (Titre, Rubrique) = ("Nouveau circuit", "/circuits");
        Fil = [new Lien("Circuits", "/circuits")];
    }

    /// <summary>A diagram with its beginning.</summary>
    private static JsonObject Vide(string name, string description) => new()
    {
        ["name"] = name, ["description"] = description, ["variables"] = new JsonArray(), ["inputs"] = new JsonArray(), ["outputs"] = new JsonArray(), ["outcomes"] = new JsonArray(),
        ["customProperties"] = new JsonObject(), ["options"] = new JsonObject(),
        ["root"] = new JsonObject
        {
            ["id"] = "flux", ["name"] = "Flowchart1", ["type"] = "Elsa.Flowchart", ["version"] = 1, ["customProperties"] = new JsonObject(), ["metadata"] = new JsonObject(),
            ["activities"] = new JsonArray(new JsonObject
            {
                ["id"] = "debut", ["name"] = "debut", ["type"] = "Elsa.Start", ["version"] = 1, ["customProperties"] = new JsonObject(),
                ["metadata"] = new JsonObject
                {
                    ["displayText"] = "Début",
                    ["designer"] = new JsonObject { ["position"] = new JsonObject { ["x"] = 0, ["y"] = 200 }, ["size"] = new JsonObject { ["width"] = 140, ["height"] = 50 } },
                },
            }),
            ["variables"] = new JsonArray(), ["connections"] = new JsonArray(),
        },
    };
}
