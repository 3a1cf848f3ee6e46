// The theme's script, larger than the rest of a page, is needed for searching alone. It comes, and the index with it,
// when somebody reaches for the search.

const script = document.querySelector("[data-search-script]");
const field = document.querySelector("[data-md-component=search-query]");
const KEYS = ["f", "s", "/"]; // as the theme has them
let begun = false;

for (const label of document.querySelectorAll("[for=__search]")) label.addEventListener("pointerenter", begin);
document.querySelector("[data-md-component=search]").addEventListener("pointerenter", begin);
field.addEventListener("focus", begin);
// In a narrow window a label opens the search, and the theme would put the reader into the field.
document.getElementById("__search").addEventListener("change", (event) => event.target.checked && field.focus());
addEventListener("keydown", ask);
// A result that was followed: the theme marks its words, but waits for a page that is still being read.
if (new URLSearchParams(location.search).has("h")) {
  begin();
  document.body.lastElementChild.addEventListener("load", () => document.dispatchEvent(new Event("DOMContentLoaded")));
}

function begin() {
  if (begun) return;
  begun = true;
  document.body.append(...script.content.cloneNode(true).children);
}

function ask(event) {
  if (begun || event.altKey || event.ctrlKey || event.metaKey || !KEYS.includes(event.key)) return;
  if (event.target.closest("input, select, textarea, [contenteditable]")) return;
  event.preventDefault();
  field.focus();
}
