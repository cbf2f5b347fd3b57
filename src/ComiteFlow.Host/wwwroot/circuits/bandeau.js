// Says in French what Studio keeps to itself: a call that was refused or that failed.
const fenetre = crypto.randomUUID();
const api = `${location.origin}/elsa/`;

const phrases = {
  401: ["Votre session a pris fin : ce que vous venez de changer n’est pas enregistré.", "reconnecter"],
  403: ["Votre fonction ne permet pas cette action : rien n’a été enregistré.", "recharger"],
  409: ["Quelqu’un d’autre a changé ce circuit : votre changement n’est pas enregistré.", "recharger"],
  500: ["Le service n’a pas répondu comme prévu : votre dernier changement n’est peut-être pas enregistré.", "recharger"],
};

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
  bouton.textContent = action === "reconnecter" ? "Se reconnecter" : "Recharger la page";
  bouton.addEventListener("click", () => {
    if (action === "reconnecter") location.assign(`/connexion?retour=${encodeURIComponent(location.pathname)}`);
    else location.reload();
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
      reponse = await dorigine(demande, { ...options, headers: entetes });
    } catch (erreur) {
      if (!options?.signal?.aborted) annoncer("Le service est injoignable : vos changements ne sont pas enregistrés. Ils repartiront dès qu’il répondra.", "recharger");
      throw erreur;
    }
    await juger(reponse);
    return reponse;
  };
}

async function juger(reponse) {
  if (reponse.status === 400) {
    // A page that is out of date stays so until it is loaded again.
    const phrase = (await lire(reponse)).find((une) => une.includes("Rechargez la page"));
    if (phrase) annoncer(phrase, "recharger");
    return;
  }
  const connue = phrases[reponse.status] ?? (reponse.status >= 500 ? phrases[500] : null);
  if (connue) annoncer(...connue);
}
