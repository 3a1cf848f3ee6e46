// Keeps the step when the reader changes the language, remembers the choice, offers the browser's language once,
// and shows the page for lost addresses in the language of the address.

import { keep, kept, wanted } from "./kept-language.js";

document.addEventListener(
  "click",
  (event) => {
    const link = event.target.closest?.("a[hreflang]");
    if (!link) return;
    if (link.matches(".md-select__link")) link.hash = location.hash;
    keep(link.hreflang);
  },
  { capture: true },
);

offer();
showLost();

function offer() {
  const offers = [...document.querySelectorAll("[data-offer]")];
  if (!offers.length || kept() !== null) return;
  const language = wanted([document.documentElement.lang, ...offers.map((each) => each.lang)]);
  const right = offers.find((each) => each.lang === language);
  if (!right) return;
  right.hidden = false;
  right.querySelector("button").addEventListener("click", () => {
    keep("");
    right.hidden = true;
  });
}

function showLost() {
  const parts = [...document.querySelectorAll("[data-not-found]")];
  const language = location.pathname.split("/").find((name) => parts.some((part) => part.lang === name));
  if (language) {
    for (const part of parts) part.hidden = part.lang !== language;
    document.documentElement.lang = language;
  }
  // Somebody who mistyped a link to a step: /s6/, /krok-6, /step/06.
  const step = location.pathname.match(/(?<!\d)0?(1[0-6]|[1-9])(?!\d)/)?.[1];
  for (const suggestion of step ? document.querySelectorAll("[data-suggestion]") : []) {
    suggestion.hidden = false;
    suggestion.querySelector("a").hash = `step-${step}`;
    suggestion.querySelector("span").textContent = step;
  }
}
