// Keeps the step when the reader changes the language.

document.addEventListener(
  "click",
  (event) => {
    const link = event.target.closest?.("a.md-select__link");
    if (link) link.hash = location.hash;
  },
  { capture: true },
);
