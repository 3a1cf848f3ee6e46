// Which steps are done, kept in this browser alone and shared by all pages and languages.

const KEPT = "progress"; // numbers of steps, as JSON
const way = document.querySelector("[data-way]");
const steps = Array.from({ length: way.dataset.way }, (_, before) => String(before + 1));
const boxes = [...document.querySelectorAll("[data-done]")]; // on the guide alone
const link = way.querySelector("a");
const clear = way.querySelector("button");

let done = read();
for (const box of boxes) {
  box.addEventListener("change", () => {
    if (box.checked) done.add(box.dataset.done);
    else done.delete(box.dataset.done);
    write();
    show();
  });
}
clear.hidden = !boxes.length;
clear.addEventListener("click", () => {
  done.clear();
  write();
  show();
  boxes[0].focus();
});
// Another window of the same guide.
addEventListener("storage", (event) => {
  if (event.key !== KEPT && event.key !== null) return;
  done = read();
  show();
});
show();

function show() {
  for (const box of boxes) box.checked = done.has(box.dataset.done);
  const open = steps.find((step) => !done.has(step));
  const count = steps.filter((step) => done.has(step)).length;
  slot("done", count);
  slot("all", steps.length);
  if (open) {
    slot("step", open);
    link.hash = `step-${open}`;
  }
  link.hidden = !open;
  way.querySelector("b").hidden = Boolean(open);
  way.hidden = !count;
}

function slot(name, text) {
  way.querySelector(`[data-slot="${name}"]`).textContent = text;
}

function read() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT));
    return new Set(Array.isArray(kept) ? kept.map(String) : []);
  } catch {
    return new Set(); // nothing is kept here, or not by us
  }
}

function write() {
  try {
    localStorage.setItem(KEPT, JSON.stringify([...done]));
  } catch {
    // The marks last as long as the page.
  }
}
