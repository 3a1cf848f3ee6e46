// The theme's script, larger than the rest of a page, is needed for searching alone. It comes, and the index with it,
// when somebody reaches for the search.

const script = document.querySelector("[data-search-script]");
const field = document.querySelector("[data-md-component=search-query]");
const KEYS = ["f", "s", "/"]; // as the theme has them
let begun = false;

for (const label of document.querySelectorAll("[for=__search]")) label.addEventListener("pointerenter", begin);
document.querySelector("[data-md-component=search]").addEventListener("pointerenter", begin);
field.addEventListener("focus", begin);
document.getElementById("__search").addEventListener("change", begin);
addEventListener("keydown", ask);
// A result that was followed: its words are marked.
if (new URLSearchParams(location.search).has("h")) begin();

function begin() {
  if (begun) return;
  begun = true;
  document.body.append(script.content.cloneNode(true));
}

function ask(event) {
  if (begun || event.altKey || event.ctrlKey || event.metaKey || !KEYS.includes(event.key)) return;
  if (event.target.closest("input, select, textarea, [contenteditable]")) return;
  event.preventDefault();
  field.focus();
}
