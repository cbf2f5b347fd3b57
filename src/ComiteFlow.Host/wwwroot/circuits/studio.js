// Starts Elsa Studio below our header. A module: a name of ours at the top of a classic script would collide with those of the package.
import { annoncer, surveiller } from "./bandeau.js";
import { traduire } from "./francais.js";
import { nommer } from "./noms.js";

const cadre = document.getElementById("studio");

// The culture of dates and pagers; labels come from our dictionary.
localStorage.setItem("BlazorCulture", "fr-FR");

// The element is as high as the window less this variable.
const entete = document.getElementById("entete");
const barre = document.getElementById("barre");
const dessus = [entete, barre, document.getElementById("avis"), document.getElementById("etroit"), document.getElementById("bandeau")].filter(Boolean);
const mesurer = () => document.documentElement.style.setProperty("--mud-appbar-height", `${dessus.reduce((somme, partie) => somme + partie.offsetHeight, 0)}px`);
for (const partie of dessus) new ResizeObserver(mesurer).observe(partie);
mesurer();

// Where Studio goes by itself, our pages are meant.
function chezNous(adresse) {
  const chemin = new URL(adresse, document.baseURI).pathname;
  const instance = /workflows\/instances\/([^/]+)\/view/.exec(chemin);
  if (instance) return `/circuits/instances/${instance[1]}`;
  const circuit = /workflows\/definitions\/([^/]+)\/edit/.exec(chemin);
  return circuit ? `/circuits/${circuit[1]}` : null;
}

// Files come from the base address, which holds the version of the package; the page itself stands elsewhere on this site.
const navigation = window.Blazor._internal.navigationManager;
navigation.getBaseURI = () => `${location.origin}/`;
navigation.navigateTo = (adresse) => {
  const voulue = chezNous(adresse);
  if (voulue) location.assign(voulue);
  // Lists only write their page into the address.
  else if (new URL(adresse, location.href).pathname === location.pathname) history.replaceState(history.state, "", adresse);
};

// Shows the words anew and reads out what has changed. Who stands in them keeps their place, and what somebody is typing stays.
function renouveler(panneau, texte) {
  const neuf = document.createElement("template");
  neuf.innerHTML = texte;
  const prises = () => [...panneau.querySelectorAll("a, summary, button, textarea")];
  const rang = prises().indexOf(document.activeElement);
  const sections = [...neuf.content.querySelectorAll("section")];
  const mots = (parties) => [...parties].map((section) => section.textContent).join();
  if (mots(sections) === mots(panneau.querySelectorAll("section"))) return;
  const dit = sections[0].dataset.annonce;
  if (panneau.querySelector("details[open]")) panneau.querySelectorAll("section").forEach((ancienne, place) => ancienne.replaceWith(sections[place]));
  else panneau.replaceChildren(neuf.content);
  if (rang >= 0 && !panneau.contains(document.activeElement)) (prises()[rang] ?? panneau).focus();
  document.getElementById("annonce").textContent = dit;
}

// Beside the viewer the same file stands in words.
const panneau = document.getElementById("panneau");
if (panneau) {
  let attendu;
  document.addEventListener("comiteflow:dossier", () => {
    clearTimeout(attendu);
    attendu = setTimeout(async () => {
      const reponse = await fetch(panneau.dataset.adresse);
      if (reponse.ok) renouveler(panneau, await reponse.text());
    }, 300);
  });
}

surveiller();
await traduire(cadre.dataset.dictionnaire);
nommer();

const element = document.createElement(cadre.dataset.element);
element.setAttribute("remote-endpoint", `${location.origin}/elsa/api`);
if (cadre.dataset.attribut) element.setAttribute(cadre.dataset.attribut, cadre.dataset.valeur);
cadre.append(element);
try {
  await window.Blazor.start({ configureRuntime: (runtime) => runtime.withApplicationCulture?.("fr-FR") });
  await customElements.whenDefined(cadre.dataset.element);
  // Set earlier they would hide the setters of the class and never be called.
  element.editWorkflowDefinition = (id) => location.assign(`/circuits/${encodeURIComponent(id)}`);
  element.viewWorkflowInstance = (id) => location.assign(`/circuits/instances/${encodeURIComponent(id)}`);
} catch (erreur) {
  console.error(erreur);
  annoncer("L’éditeur n’a pas pu démarrer. Rechargez la page ; si cela dure, le circuit se modifie aussi en liste.", "recharger");
} finally {
  document.getElementById("attente").hidden = true;
}
