// <scope-form>: compares the choices in the panel, repeated here, with those that are needed, as one clicks.

import { check, rest, showProgress, wake } from "./live.js";
import { button, copies, fill, findings, groups, part, say, slot } from "./parts.js";

const LIMIT = 64 * 1024;

export class ScopeForm extends HTMLElement {
  #paste;
  #rows;
  #asked = null;
  #typing;

  connectedCallback() {
    if (this.#paste || !wake(this)) return;
    this.#paste = this.querySelector("textarea");
    this.#rows = new Map([...this.querySelectorAll("[data-row]")].map((row) => [row.dataset.row, row]));
    // Some browsers bring back on a reload what was chosen before it.
    for (const choice of this.querySelectorAll("input:checked")) choice.checked = false;
    this.querySelector(".rows").addEventListener("change", ({ target }) => this.#choose(target.name));
    this.#paste.addEventListener("input", ({ inputType }) => this.#read(inputType === "insertFromPaste" ? 0 : 250));
    button(this, "clear").addEventListener("click", () => this.#clear());
    button(this, "compare").addEventListener("click", ({ currentTarget }) =>
      currentTarget.setAttribute("aria-pressed", this.toggleAttribute("comparing")),
    );
  }

  /** Ask once more what was asked last. */
  again() {
    if (!this.#asked) return;
    const { about, changed, pasted } = this.#asked;
    const { contract, language } = this.dataset;
    check(this, () => ({ contract, language, ...about() }), (view) => {
      this.#show(view, changed);
      if (pasted) this.#goToResult();
    });
    if (pasted) showProgress(this);
  }

  #choose(changed) {
    this.#asked = { about: () => ({ kind: "levels", levels: this.#levels() }), changed };
    this.#count();
    this.again();
  }

  #read(delay) {
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => {
      const text = this.#paste.value.slice(0, LIMIT + 1);
      if (!text.trim()) return;
      this.#asked = { about: () => ({ kind: "scopes", text }), changed: null, pasted: !delay };
      this.again();
    }, delay);
  }

  /** Go to the answer, which stands below all rows, and take the keyboard along: else the next key led back up. */
  #goToResult() {
    const result = this.querySelector(".result");
    if (document.activeElement === this.#paste) result.focus({ preventScroll: true });
    result.scrollIntoView();
  }

  #levels() {
    return Object.fromEntries([...this.querySelectorAll("input:checked")].map(({ name, value }) => [name, value]));
  }

  #count() {
    fill(this, { chosen: this.querySelectorAll("input:checked").length });
  }

  #clear() {
    clearTimeout(this.#typing);
    this.#asked = null;
    rest(this);
    this.#paste.value = "";
    for (const input of this.querySelectorAll("input:checked")) input.checked = false;
    for (const row of this.#rows.values()) mark(row);
    slot(this, "result").replaceChildren();
    slot(this, "title").hidden = true;
    fill(this, { said: "" });
    this.#count();
    this.querySelector("input[type=radio]").focus();
  }

  #show(view, changed) {
    const states = new Map((view.scopes ?? []).map((state) => [state.id, state]));
    const readable = view.verdict.id !== "unreadable";
    for (const [id, row] of this.#rows) {
      const state = readable ? states.get(id) : undefined;
      if (!changed && state) choose(row, state.granted);
      mark(row, state);
    }
    this.#count();
    fill(this.querySelector(".tally"), { title: view.verdict.title });
    slot(this, "title").hidden = false;
    this.querySelector(".tally").dataset.verdict = view.verdict.id;
    this.#showResult(view);
    const told = states.get(changed);
    say(this, told ? `${told.label}: ${told.status_text}` : view.said);
  }

  #showResult(view) {
    const result = part(this, "result", { ...view.verdict, changes: view.changes, support: view.support });
    result.firstElementChild.dataset.verdict = view.verdict.id;
    slot(result, "findings").append(...findings(this, view.findings.filter(({ told }) => !told)));
    const place = (id) => this.#rows.has(id) && `row-${id}`;
    slot(result, "groups").append(...groups(this, view.groups, place));
    copies(this, button(result, "copy-support"), view.support);
    if (view.changes) copies(this, button(result, "copy-changes"), view.changes);
    else result.querySelector(".changes").remove();
    slot(this, "result").replaceChildren(result);
  }
}

function choose(row, level) {
  for (const input of row.querySelectorAll("input")) input.checked = input.value === level;
}

function mark(row, state) {
  delete row.dataset.status;
  if (state) row.dataset.status = state.status;
  fill(row, { row: state?.status_text });
}
