// The search of the page's own language. Its texts are fetched when it is opened for the first time.

const SHOWN = 10; // results
const AROUND = 60; // letters before the first word found
const SHORTEST = 3; // letters of a word that is left when endings are cut off
const LETTERS = { ł: "l", ß: "ss", ø: "o", đ: "d", æ: "ae", œ: "oe", ґ: "г" };
const WORD = /[\p{L}\p{N}\p{M}]+/gu;

const dialog = document.querySelector("[data-search]");
const field = dialog.querySelector("input");
const list = dialog.querySelector("ol");
const status = dialog.querySelector("[role=status]");
let index;

function fold(text) {
  const plain = text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
  return plain.replace(/[łßøđæœґ]/g, (letter) => LETTERS[letter]);
}

// For each word: in which parts it is, and how much it counts there.
function prepare({ parts, stems }) {
  const words = new Map();
  parts.forEach(([, ...texts], part) => {
    // The title, the text, what nobody wrote there.
    texts.forEach((text, at) => {
      for (const [word] of text.matchAll(WORD)) {
        const folded = fold(word);
        if (!words.has(folded)) {
          words.set(folded, { stem: fold(stems[word.toLowerCase()] ?? word), parts: new Map() });
        }
        const counted = words.get(folded).parts;
        counted.set(part, (counted.get(part) ?? 0) + [8, 1, 4][at]);
      }
    });
  });
  return { parts, words };
}

// The words that a term means: those that begin with it, and other forms of the same words.
function meant(term) {
  const words = [...index.words];
  let found = words.filter(([word]) => word.startsWith(term));
  for (let end = term.length; !found.length && end >= SHORTEST; end--) {
    // A form that is nowhere on the pages: without its ending it is a stem, or the beginning of another form.
    const start = term.slice(0, end);
    found = words.filter(([word, { stem }]) => stem === start || (end < term.length && word.startsWith(start)));
  }
  const stems = new Set(found.map(([, { stem }]) => stem));
  const forms = words.filter(([, { stem }]) => stems.has(stem));
  return forms.map(([word, { parts }]) => [parts, word === term ? 3 : 1, word]);
}

function find(query) {
  const terms = [...new Set([...fold(query).matchAll(WORD)].map(([word]) => word))];
  const counts = new Map();
  const marked = new Set();
  terms.forEach((term, number) => {
    for (const [parts, weight, word] of meant(term)) {
      marked.add(word);
      for (const [part, count] of parts) {
        const own = counts.get(part) ?? [];
        own[number] = Math.max(own[number] ?? 0, weight * Math.log2(1 + count));
        counts.set(part, own);
      }
    }
  });
  // Every term has to be there.
  const whole = [...counts].filter(([, own]) => terms.every((_, number) => own[number]));
  const sum = ([, own]) => own.reduce((total, count) => total + count);
  whole.sort((one, other) => sum(other) - sum(one) || one[0] - other[0]);
  return { marked, parts: whole.map(([part]) => index.parts[part]) };
}

function withMarks(element, text, marked) {
  let at = 0;
  for (const found of text.matchAll(WORD)) {
    if (marked.has(fold(found[0]))) {
      const mark = document.createElement("mark");
      mark.textContent = found[0];
      element.append(text.slice(at, found.index), mark);
      at = found.index + found[0].length;
    }
  }
  element.append(text.slice(at));
  return element;
}

function excerpt(text, marked) {
  const first = [...text.matchAll(WORD)].find(([word]) => marked.has(fold(word)));
  const start = first && first.index > AROUND ? text.indexOf(" ", first.index - AROUND) + 1 : 0;
  const end = text.indexOf(" ", start + 3 * AROUND);
  return `${start ? "…" : ""}${text.slice(start, end < 0 ? undefined : end)}${end < 0 ? "" : " …"}`;
}

function result([place, title, text], marked) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = dialog.dataset.search + place;
  withMarks(link, title, marked);
  item.append(link, withMarks(document.createElement("p"), excerpt(text, marked), marked));
  return item;
}

function show() {
  const query = field.value.trim();
  if (!index || !query) {
    list.replaceChildren();
    status.textContent = "";
    return;
  }
  const { parts, marked } = find(query);
  list.replaceChildren(...parts.slice(0, SHOWN).map((part) => result(part, marked)));
  const { none, one, other } = dialog.dataset;
  status.textContent = parts.length ? (parts.length === 1 ? one : other).replace("#", parts.length) : none;
}

async function open() {
  dialog.showModal();
  field.select();
  if (!index) {
    const answer = await fetch(`${dialog.dataset.search}search.json`);
    index = prepare(await answer.json());
    show();
  }
}

function move(event) {
  const links = [field, ...list.querySelectorAll("a")];
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  if (event.key in steps) {
    const next = links[links.indexOf(document.activeElement) + steps[event.key]];
    next?.focus();
    event.preventDefault();
  } else if (event.key === "Enter" && document.activeElement === field) {
    links[1]?.click();
  }
}

for (const button of document.querySelectorAll("[data-search-open]")) {
  button.addEventListener("click", open);
}
document.addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
    event.preventDefault();
    open();
  }
});
dialog.addEventListener("keydown", move);
dialog.addEventListener("click", (event) => {
  // Beside the dialog's own box, on the close button, or on a place of this very page.
  if (event.target === dialog || event.target.closest("[data-search-close], a")) dialog.close();
});
field.addEventListener("input", show);
