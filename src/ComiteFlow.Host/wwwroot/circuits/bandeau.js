// Says in French what Studio keeps to itself: a call that was refused or that failed.
const fenetre = crypto.randomUUID();
const api = `${location.origin}/elsa/`;

const phrases = {
  401: ["Votre session a pris fin : ce que vous venez de changer n’est pas enregistré.", "reconnecter"],
  403: ["Votre fonction ne permet pas cette action : rien n’a été enregistré.", "recharger"],
  409: ["Quelqu’un d’autre a changé ce circuit : votre changement n’est pas enregistré.", "recharger"],
  500: ["Le service n’a pas répondu comme prévu : votre dernier changement n’est peut-être pas enregistré.", "recharger"],
};

const mots = { reconnecter: "Se reconnecter", recharger: "Recharger la page" };

/** Shows one sentence above the editor, with what to do. */
export function annoncer(phrase, action) {
  const place = document.getElementById("bandeau");
  if (place.dataset.phrase === phrase) return;
  place.dataset.phrase = phrase;
  const alerte = document.createElement("div");
  alerte.className = "fr-alert fr-alert--error";
  const texte = document.createElement("p");
  texte.textContent = phrase;
  const bouton = document.createElement("button");
  bouton.type = "button";
  bouton.className = "fr-btn fr-btn--sm";
  bouton.textContent = mots[action] ?? "Ouvrir cette page";
  bouton.addEventListener("click", () => {
    if (action === "recharger") location.reload();
    else location.assign(action === "reconnecter" ? `/connexion?retour=${encodeURIComponent(location.pathname)}` : action);
  });
  alerte.append(texte, bouton);
  place.replaceChildren(alerte);
}

async function lire(reponse) {
  try {
    return Object.values((await reponse.clone().json()).errors ?? {}).flat();
  } catch {
    return [];
  }
}

/** Wraps fetch: names this page to the server, and shows what comes back refused. */
export function surveiller() {
  const dorigine = window.fetch.bind(window);
  window.fetch = async (demande, options) => {
    const adresse = new URL(demande instanceof Request ? demande.url : demande, document.baseURI).href;
    if (!adresse.startsWith(api) || adresse.startsWith(document.baseURI)) return dorigine(demande, options);
    const entetes = new Headers(options?.headers ?? (demande instanceof Request ? demande.headers : undefined));
    entetes.set("X-ComiteFlow-Fenetre", fenetre);
    let reponse;
    try {
      reponse = await dorigine(demande, { ...options, headers: entetes, ...restreindre(adresse, options) });
    } catch (erreur) {
      if (!options?.signal?.aborted) annoncer("Le service est injoignable : vos changements ne sont pas enregistrés. Ils repartiront dès qu’il répondra.", "recharger");
      throw erreur;
    }
    await juger(reponse);
    // Studio reads the journal again when it is told that a file has changed: our words beside it follow.
    if (/\/workflow-instances\/[^/]+\/journal/.test(adresse)) document.dispatchEvent(new Event("comiteflow:dossier"));
    return reponse;
  };
}

// A list that was opened for one workflow asks for its files alone, unless somebody filters otherwise.
function restreindre(adresse, options) {
  const circuit = document.getElementById("studio")?.dataset.circuit;
  if (!circuit || !adresse.endsWith("/workflow-instances") || !options?.body) return {};
  try {
    const texte = typeof options.body === "string" ? options.body : new TextDecoder().decode(options.body);
    const voulu = JSON.parse(texte);
    if (voulu.definitionIds?.length) return {};
    return { body: JSON.stringify({ ...voulu, definitionIds: [circuit] }) };
  } catch {
    return {};
  }
}

async function juger(reponse) {
  if (reponse.status === 400) {
    // A page that is out of date stays so until it is loaded again.
    const phrase = (await lire(reponse)).find((une) => une.includes("Rechargez la page"));
    if (phrase) annoncer(phrase, "recharger");
    // What is done elsewhere on this site is one step away.
    for (const une of await lire(reponse)) {
      const ailleurs = /\((\/circuits\/[^)]+|\/incidents)\)/.exec(une);
      if (ailleurs) annoncer(une.replace(ailleurs[0], "").replace(" .", "."), ailleurs[1]);
    }
    return;
  }
  const connue = phrases[reponse.status] ?? (reponse.status >= 500 ? phrases[500] : null);
  if (connue) annoncer(...connue);
}
