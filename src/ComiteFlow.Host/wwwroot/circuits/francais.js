// The package speaks English only: texts are replaced as they come, from a dictionary, and what people wrote is left alone.
// The label of a cell stands before it on narrow screens.
const attributs = ["placeholder", "title", "aria-label", "data-label"];
// Code, the names in the diagram, what is typed, and our own French.
const intouchables = ".monaco-editor, .x6-node, .x6-graph, textarea, input, script, style, [contenteditable], .cf-studio__head, #barre, #bandeau, [data-propre]";
let mots = new Map();
let modeles = [];

/** The French of an English text, or null. */
export function enFrancais(texte) {
  const net = texte.replace(/\s+/g, " ").trim();
  if (!net) return null;
  const exact = mots.get(net);
  if (exact !== undefined) return texte.replace(texte.trim(), exact);
  for (const [forme, francais] of modeles) {
    const trouve = forme.exec(net);
    if (trouve) return francais.replace(/\{(\d)\}/g, (_, rang) => mots.get(trouve[Number(rang) + 1]) ?? trouve[Number(rang) + 1] ?? "");
  }
  return null;
}

// Ways out that every engine of this kind has; those that people name are theirs.
const sorties = new Set(["Done", "True", "False", "Default"]);

function traduireTexte(noeud) {
  if (!noeud.parentElement) return;
  const estSortie = sorties.has(noeud.data.trim()) && noeud.parentElement.closest(".x6-port");
  if (!estSortie && noeud.parentElement.closest(intouchables)) return;
  const francais = enFrancais(noeud.data);
  if (francais !== null && francais !== noeud.data) noeud.data = francais;
}

function traduireElement(element) {
  if (element.closest(".monaco-editor, .cf-studio__head")) return;
  for (const nom of attributs) {
    const valeur = element.getAttribute(nom);
    const francais = valeur && enFrancais(valeur);
    if (francais && francais !== valeur) element.setAttribute(nom, francais);
  }
}

// A list that is closed shows its choice as the value of a field that nobody types into.
let prevu = false;
function traduireChoix() {
  prevu = false;
  for (const champ of document.querySelectorAll("#studio input[readonly], .mud-dialog input[readonly]")) {
    const francais = champ.value && enFrancais(champ.value);
    if (francais && francais !== champ.value) champ.value = francais;
  }
}

function parcourir(racine) {
  if (racine.nodeType === Node.TEXT_NODE) return traduireTexte(racine);
  if (racine.nodeType !== Node.ELEMENT_NODE) return;
  traduireElement(racine);
  const marche = document.createTreeWalker(racine, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  while (marche.nextNode()) {
    if (marche.currentNode.nodeType === Node.TEXT_NODE) traduireTexte(marche.currentNode);
    else traduireElement(marche.currentNode);
  }
}

const echapper = (texte) => texte.replace(/[.*+?^$()|[\]\\]/g, "\\$&");

/** Loads the dictionary and keeps the page in French. */
export async function traduire(adresse) {
  const lu = await (await fetch(adresse)).json();
  mots = new Map(Object.entries(lu.textes));
  modeles = Object.entries(lu.modeles).map(([anglais, francais]) => [new RegExp(`^${echapper(anglais).replace(/\{\d\}/g, "(.+?)")}$`), francais]);
  new MutationObserver((changements) => {
    for (const changement of changements) {
      if (changement.type === "characterData") traduireTexte(changement.target);
      else if (changement.type === "attributes") traduireElement(changement.target);
      else changement.addedNodes.forEach(parcourir);
    }
    if (!prevu) {
      prevu = true;
      setTimeout(traduireChoix, 60);
    }
  }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: attributs });
  parcourir(document.body);
}
