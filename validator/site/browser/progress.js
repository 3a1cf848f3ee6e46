// Which steps are done, kept in this browser alone and shared by all languages.

const KEPT = "progress"; // numbers of steps, as JSON
const boxes = [...document.querySelectorAll("[data-done]")];
const way = document.querySelector("[data-way]");

let done = read();
for (const box of boxes) {
  box.addEventListener("change", () => {
    if (box.checked) done.add(box.dataset.done);
    else done.delete(box.dataset.done);
    write();
    show();
  });
}
way.querySelector("button").addEventListener("click", () => {
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
  const open = boxes.find((box) => !box.checked);
  const link = way.querySelector("a");
  slot("done", boxes.length - boxes.filter((box) => !box.checked).length);
  slot("all", boxes.length);
  if (open) {
    slot("step", open.dataset.done);
    link.hash = `step-${open.dataset.done}`;
  }
  link.hidden = !open;
  way.querySelector("b").hidden = Boolean(open);
  way.hidden = !done.size;
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
