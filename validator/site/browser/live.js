// What every element that asks the checker has in common: waking up, warming up, and saying how far it is.

import { button, part, slot } from "./parts.js";
import { ask, news, possible, start } from "./runtime.js";

/** Show the part of the element that works, and start Python when the reader comes near; false where it cannot run. */
export function wake(element) {
  if (!possible()) {
    slot(element, "reason").replaceChildren(part(element, "no-wasm"));
    element.setAttribute("state", "impossible");
    return false;
  }
  element.querySelector(".checker__without").hidden = true;
  element.querySelector(".checker__work").hidden = false;
  element.setAttribute("state", "idle");
  for (const reach of ["focusin", "pointerdown", "dragenter"])
    element.addEventListener(reach, () => start().catch(() => {}), { once: true });
  if (!navigator.connection?.saveData) warmNearby(element);
  news.addEventListener("phase", ({ detail }) => showPhase(element, detail));
  return true;
}

/** Ask, and show the answer with `show(view)`, unless `question()` has changed its mind in the meantime. */
export async function check(element, question, show) {
  const turn = {};
  turns.set(element, turn);
  element.setAttribute("state", "waiting");
  showPhase(element, latest);
  try {
    const reply = await ask(() => (turns.get(element) === turn ? question() : null));
    if (!reply || turns.get(element) !== turn) return;
    rest(element, "done");
    show(reply.view);
    element.dispatchEvent(new CustomEvent("checked", { bubbles: true, detail: reply.view.verdict.id }));
  } catch {
    // The phase "failed" has said it.
  }
}

/** Bring into sight how far the checker is, where it is not ready yet: on a telephone that stands below the window. */
export function showProgress(element) {
  requestAnimationFrame(() => slot(element, "progress").scrollIntoView({ block: "nearest" }));
}

/** Stop waiting for an answer. */
export function rest(element, state = "idle") {
  turns.delete(element);
  element.setAttribute("state", state);
  progress(element);
}

const turns = new WeakMap(); // the latest question of each element
let latest = { phase: "loading", done: 0, all: 0 };
news.addEventListener("phase", ({ detail }) => (latest = detail));

function warmNearby(element) {
  const near = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      near.disconnect();
      const warm = () => start().catch(() => {});
      if ("requestIdleCallback" in window) requestIdleCallback(warm, { timeout: 2000 });
      else setTimeout(warm, 200);
    },
    { rootMargin: "100% 0px" },
  );
  near.observe(element);
}

function showPhase(element, { phase, done, all }) {
  if (element.getAttribute("state") !== "waiting") return;
  if (phase === "loading") {
    const bar = progress(element, "loading", { done: megabytes(done), all: megabytes(all) });
    bar.value = all ? done / all : 0;
  } else if (phase === "starting") {
    progress(element, "starting");
  } else if (phase === "ready") {
    progress(element);
  } else {
    element.setAttribute("state", phase);
    progress(element, phase === "failed" ? "unreached" : "replaced");
  }
}

function progress(element, name, texts) {
  const place = slot(element, "progress");
  place.hidden = !name;
  if (!name) return place.replaceChildren();
  place.replaceChildren(part(element, name, texts), part(element, "kept"));
  button(place, "again")?.addEventListener("click", () => {
    // The button goes away, and focus with it.
    element.querySelector("textarea").focus();
    element.again();
  });
  return place.querySelector("progress");
}

// Whole ones: writing decimals as a language does takes the browser twenty milliseconds the first time, and on a slow
// phone a hundred, in which the page stands still.
const megabytes = (bytes) => Math.round(bytes / 1e6);
