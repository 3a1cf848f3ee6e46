// Puts finished texts into the templates that stand in an element's own markup.

/** Return what a template of the element holds, with texts and numbers in its slots. */
export function part(element, name, texts = {}) {
  // Imported, not only cloned: links inside take the page's address for theirs.
  const copy = document.importNode(element.querySelector(`template[data-part="${name}"]`).content, true);
  fill(copy, texts);
  return copy;
}

/** Put texts into the slots of their names. */
export function fill(place, texts) {
  for (const [name, text] of Object.entries(texts))
    for (const slot of place.querySelectorAll(`[data-slot="${name}"]`)) slot.textContent = text ?? "";
}

/** Return a place by the name of its slot. */
export const slot = (place, name) => place.querySelector(`[data-slot="${name}"]`);

/** Return a button by what it does. */
export const button = (place, does) => place.querySelector(`[data-do="${does}"]`);

/** Return findings as blocks, each with its links. */
export function findings(element, found) {
  return found.map((finding) => {
    const block = part(element, "finding", finding);
    block.firstElementChild.dataset.severity = finding.severity;
    link(block, "step", finding.step && `step-${finding.step}`);
    link(block, "help", finding.code);
    for (const other of block.querySelectorAll("[data-place]"))
      if (other.dataset.place !== finding.place) other.remove();
    return block;
  });
}

/** Return groups as items of a list, each name leading to its place where there is one. */
export function groups(element, found, place) {
  return found.map(({ status, status_text, rows, do: what }) => {
    const item = part(element, "group", { status_text, count: rows.length, do: what });
    item.firstElementChild.dataset.status = status;
    for (const { id, label } of rows) {
      const anchor = place(id);
      const name = document.createElement(anchor ? "a" : "span");
      if (anchor) name.href = `#${anchor}`;
      name.textContent = label;
      slot(item, "rows").append(slot(item, "rows").hasChildNodes() ? ", " : "", name);
    }
    return item;
  });
}

function link(block, name, anchor) {
  const place = block.querySelector(`[data-link="${name}"]`);
  if (anchor) place.hash = anchor;
  else place.remove();
}

/** Let a button copy a text, and say so for a moment; the text is kept nowhere else. */
export function copies(element, place, text) {
  const usual = [...place.childNodes];
  let clock;
  place.addEventListener("click", async () => {
    if (!(await copy(text))) return;
    place.replaceChildren(part(element, "copied"));
    say(element, place.textContent);
    clearTimeout(clock);
    clock = setTimeout(() => place.replaceChildren(...usual), 2000);
  });
}

/** Announce a sentence to those who cannot see it. */
export function say(element, text) {
  slot(element, "said").textContent = text;
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Not allowed, or a page without https: the older way, through the event that copying raises.
    const give = (event) => {
      event.clipboardData.setData("text/plain", text);
      event.preventDefault();
    };
    document.addEventListener("copy", give, { once: true });
    const done = document.execCommand("copy");
    document.removeEventListener("copy", give);
    return done;
  }
}
