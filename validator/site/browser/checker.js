// <credentials-checker>: takes a paste or a file, and shows what the checker says of it.

import { check, rest, showProgress, wake } from "./live.js";
import { button, copies, findings, groups, part, say, slot } from "./parts.js";

// More than this is too large for the checker, and one sign more tells it so: the rest need not be read.
const LIMIT = 64 * 1024;

export class CredentialsChecker extends HTMLElement {
  #paste;
  #asked = null; // the paste as it goes to the checker
  #typing;

  connectedCallback() {
    if (this.#paste || !wake(this)) return;
    this.#paste = this.querySelector("textarea");
    const chooser = this.querySelector("input[type=file]");
    // Some browsers bring back on a reload which file it was.
    chooser.value = "";
    this.#paste.addEventListener("input", ({ inputType }) => this.#read(inputType === "insertFromPaste" ? 0 : 250));
    button(this, "choose").addEventListener("click", () => chooser.click());
    button(this, "clear").addEventListener("click", () => this.#clear());
    chooser.addEventListener("change", () => {
      const [file] = chooser.files;
      // Its name holds the client ID.
      const name = file?.name;
      if (file) this.#readFile(file, name);
      chooser.value = "";
    });
    takeDrops(this, (file) => this.#readFile(file, file.name));
    const offline = slot(this, "without-network");
    const tell = () => (offline.hidden = navigator.onLine);
    addEventListener("online", tell);
    addEventListener("offline", tell);
    tell();
  }

  /** Ask once more what was asked last. */
  again() {
    if (!this.#asked) return;
    const question = this.#asked;
    check(this, () => ({ ...about(this), kind: "credentials", ...question }), (view) => this.#show(view));
    showProgress(this);
  }

  #read(delay) {
    clearTimeout(this.#typing);
    this.#tellFile("");
    this.#typing = setTimeout(() => {
      const text = this.#paste.value.slice(0, LIMIT + 1);
      if (!text.trim()) return this.#empty();
      this.#asked = { text };
      this.again();
    }, delay);
  }

  async #readFile(file, file_name) {
    clearTimeout(this.#typing);
    this.#paste.value = "";
    this.#empty();
    try {
      const head = await file.slice(0, LIMIT + 1).arrayBuffer();
      this.#asked = { bytes: base64(new Uint8Array(head)), file_name };
    } catch {
      // A folder, or a file that is not there any more.
      slot(this, "result").replaceChildren(part(this, "unread"));
      return say(this, slot(this, "result").textContent);
    }
    this.again();
  }

  #clear() {
    clearTimeout(this.#typing);
    this.#paste.value = "";
    this.#empty();
    this.#paste.focus();
  }

  #empty() {
    this.#asked = null;
    rest(this);
    this.#tellFile("");
    slot(this, "result").replaceChildren();
    say(this, "");
  }

  /** Say below the box which kind of file was read: the box itself stays empty. */
  #tellFile(text) {
    slot(this, "file").textContent = text;
    slot(this, "file").hidden = !text;
  }

  #show(view) {
    const result = part(this, "result", { ...view.verdict, support: view.support });
    result.firstElementChild.dataset.verdict = view.verdict.id;
    const fields = view.fields ?? [];
    const cards = new Map(fields.map((field) => [field.id, this.#card(field)]));
    for (const finding of view.findings) {
      const place = cards.get(finding.field) ?? result;
      slot(place, "findings").append(...findings(this, [finding]));
    }
    slot(result, "groups").append(...groups(this, view.groups, (id) => cards.get(id)?.id));
    slot(result, "fields").append(...cards.values());
    copies(this, button(result, "copy-support"), view.support);
    slot(this, "result").replaceChildren(result);
    const file = view.file ?? "";
    this.#tellFile(file);
    say(this, `${file} ${view.said}`.trim());
    // In the next frame, which lays the page out in any case.
    requestAnimationFrame(() => this.querySelector(".verdict")?.scrollIntoView({ block: "nearest" }));
  }

  #card(field) {
    const card = part(this, "field", { ...field, field: field.target }).firstElementChild;
    card.dataset.status = field.status;
    card.id = `field-${field.id}`;
    card.querySelectorAll("code").forEach(breakAtSlashes);
    const repair = card.querySelector(".field__repair");
    if (field.value) copies(this, button(card, "copy"), field.value);
    else card.querySelector(".field__value").remove();
    if (field.suggestion) copies(this, button(card, "copy-suggestion"), field.suggestion);
    else repair.remove();
    return card;
  }
}

const about = ({ dataset: { contract, language } }) => ({ contract, language });

/** Take files that are dropped anywhere in the window: a near miss must not open the file in place of the page. */
function takeDrops(element, take) {
  const holdsFile = (event) => event.dataTransfer?.types.includes("Files");
  addEventListener("dragover", (event) => {
    if (!holdsFile(event)) return;
    event.preventDefault();
    element.toggleAttribute("dragging", true);
  });
  addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) element.removeAttribute("dragging");
  });
  addEventListener("drop", (event) => {
    if (!holdsFile(event)) return;
    event.preventDefault();
    element.removeAttribute("dragging");
    const [file] = event.dataTransfer.files;
    if (file) take(file);
  });
}

/** Let an address break after a slash first, and not within a word. */
function breakAtSlashes(code) {
  const pieces = code.textContent.match(/[^/]+\/*|\/+/g) ?? [];
  code.replaceChildren(...pieces.flatMap((piece) => [piece, document.createElement("wbr")]));
}

function base64(bytes) {
  let letters = "";
  // In pieces: a call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 8192) letters += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(letters);
}
