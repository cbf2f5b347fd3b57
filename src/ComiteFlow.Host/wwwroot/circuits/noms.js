// Buttons that show an icon only get a name, so that they can be used without seeing. The package names them by tooltips alone, which exist only under a
// pointer: they are known here by the first strokes of their icon, and those that stand once per row, field or step by what stands beside them.
const icones = [
  ["M19 13h-6v6h-2v-6H5v-2h6V5h2v6h6v2z", "Ouvrir un autre circuit dans un onglet"],
  ["M6,16h12V8H6V16z", "Tout voir"],
  ["M5 15H3v4c0", "Centrer"],
  ["M3,5v14c0,1.1,0.89", "Ranger le diagramme"],
  ["M17 3H5c-1.11", "Enregistrer"],
  ["M19.35 10.04C18.67", "Publier"],
  ["M7 10l5 5 5-5z", "Autres actions sur le circuit"],
  ["M8 5v14l11-7z", "Répéter le circuit"],
  ["M15.41 7.41L14", "Onglets précédents"],
  ["M10 6L8.59", "Onglets suivants"],
  ["M3,10h11v2H3V10z", "Voir la description"],
  ["M19 6.41L17.59", "Fermer"],
  ["M15.5 14h-.79", "Chercher"],
  ["M3 17.25V21h3.75", "Modifier"],
  ["M6 19c0 1.1.9 2 2 2h8", "Supprimer"],
  ["M17.65 6.35C16.2", "Actualiser"],
  ["M18.41 16.59L13.82", "Première page"],
  ["M5.59 7.41L10.18", "Dernière page"],
];
const parLigne = [
  ["M12 8c1.1 0 2-.9", "Actions"],
  ["M7,9H2V7h5V9z", "Voir le contenu"],
  ["M16 1H4c-1.1", "Copier"],
];

const texte = (element) => element?.innerText?.replace(/\s+/g, " ").trim() ?? "";
const court = (mots) => (mots.length > 80 ? `${mots.slice(0, 79)}…` : mots);

// What the icon is about: the step, the row, or the field to its left.
function voisin(bouton) {
  const etape = bouton.closest(".x6-node, elsa-activity-wrapper");
  if (etape) return texte(etape.querySelector("[class*=activity], .mud-typography, span, div") ?? etape).split("\n")[0] || texte(etape);
  const ligne = bouton.closest("tr");
  if (ligne) return texte([...ligne.cells].find((cellule) => texte(cellule)));
  for (let place = bouton.parentElement, pas = 0; place && pas < 6; place = place.parentElement, pas += 1) {
    const mots = [...place.querySelectorAll("label, .mud-input-label, legend")].map((champ) => champ.textContent.replace(/\s+/g, " ").trim()).find((un) => un);
    if (mots) return mots.replace(/\*$/, "");
  }
  return "";
}

function nomDe(bouton) {
  const traits = [...bouton.querySelectorAll("path")].map((trait) => trait.getAttribute("d") ?? "").filter((d) => !d.startsWith("M0 0h24v24H0"));
  const trouve = (table) => table.find(([debut]) => traits.some((d) => d.startsWith(debut)))?.[1];
  const simple = trouve(icones);
  if (simple) return simple;
  const action = trouve(parLigne);
  const sujet = court(voisin(bouton));
  if (action) return sujet ? `${action} : ${sujet}` : action;
  if (bouton.type === "submit") return "Valider";
  return sujet ? `Action : ${sujet}` : "Action";
}

function sansNom(element) {
  if (element.dataset.nomme !== undefined) return true;
  return !(texte(element) || element.getAttribute("aria-label") || element.getAttribute("aria-labelledby") || element.title);
}

// A box of a row chooses that row; the one in the head chooses all.
function nomDeCase(boite) {
  if (boite.labels?.length && [...boite.labels].some((label) => texte(label))) return null;
  const ligne = boite.closest("tr");
  if (boite.closest(".mud-list-subheader-extended")) return "Chercher dans la liste";
  if (!ligne) return boite.placeholder || voisin(boite) || null;
  const sujet = court(texte([...ligne.cells].find((cellule) => texte(cellule))));
  return ligne.closest("thead") ? "Tout choisir" : `Choisir : ${sujet}`;
}

function passer() {
  for (const bouton of document.querySelectorAll("#studio button, #studio [role=button], .mud-popover button, .mud-dialog button")) {
    if (bouton.matches("div.mud-input-slot") || !sansNom(bouton)) continue;
    const nom = nomDe(bouton);
    if (bouton.getAttribute("aria-label") !== nom) bouton.setAttribute("aria-label", nom);
    bouton.dataset.nomme = "";
  }
  for (const boite of document.querySelectorAll("#studio input:not([type=hidden]), #studio textarea, #studio select, .mud-dialog input, .mud-popover input")) {
    if (boite.dataset.nomme === undefined && (boite.getAttribute("aria-label") || boite.getAttribute("aria-labelledby") || boite.title)) continue;
    const nom = nomDeCase(boite);
    if (nom && boite.getAttribute("aria-label") !== nom) {
      boite.setAttribute("aria-label", nom);
      boite.dataset.nomme = "";
    }
  }
}

// One kind of list is a box that takes the keyboard and says nothing of itself.
function nommerListes() {
  for (const liste of document.querySelectorAll("div.mud-input-slot[tabindex]:not([role])")) {
    const nom = voisin(liste);
    if (!nom) continue;
    // What holds buttons of its own, one per value that is chosen, is no button itself.
    const estGroupe = liste.querySelector("button, [tabindex]") !== null;
    liste.setAttribute("role", estGroupe ? "group" : "button");
    if (!estGroupe) liste.setAttribute("aria-haspopup", "listbox");
    liste.setAttribute("aria-label", court(`${nom} ${texte(liste)}`.trim()));
    liste.dataset.nomme = "";
  }
}

// Bars of progress say what they are, and a column of buttons has a head.
function nommerLeReste() {
  for (const barre of document.querySelectorAll("#studio [role=progressbar]:not([aria-label])")) barre.setAttribute("aria-label", "Chargement");
  for (const tete of document.querySelectorAll("#studio thead th:empty")) {
    const nom = document.createElement("span");
    nom.className = "fr-sr-only";
    nom.textContent = "Actions";
    tete.append(nom);
  }
}

/** Keeps every button and box named while the page changes. */
export function nommer() {
  let prevu = false;
  const bientot = () => {
    if (prevu) return;
    prevu = true;
    setTimeout(() => {
      prevu = false;
      nommerListes();
      nommerLeReste();
      passer();
    }, 50);
  };
  new MutationObserver(bientot).observe(document.body, { subtree: true, childList: true, characterData: true });
  bientot();
}
