"""The keyboard alone: every stop is seen, in order, uncovered, large enough to be hit, and focus is never lost."""

from __future__ import annotations

import pytest
from acting import PATIENCE, choose, open_checker, paste, verdict, wait_for_result
from looking import dress
from playwright.sync_api import Page, expect
from values import Credentials

from validator import load_contract, load_words

CONTRACT = load_contract("bigcommerce-huboo")
WORDS = load_words("pl")
NARROW, WIDE = ({"viewport": {"width": width, "height": 700}} for width in (390, 1280))
in_each_width = pytest.mark.parametrize("look", [NARROW, WIDE], ids=["narrow", "wide"])
PAGES = ("/", "/checker/", "/scopes/", "/help/", "/safety/", "/support/", "/accessibility/", "/translations/")
WALKED = ("/", "/checker/", "/scopes/", "/help/", "/support/")
# Of a stop: what it is, and what is wrong with it. WCAG 2.4.11 wants it not wholly covered; here a third of what is in
# the window has to be its own.
STOP = """async () => {
  // A menu that was left fades away.
  await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
  const stop = document.activeElement;
  if (stop === document.body || stop === document.documentElement) return null;
  window.stops ??= [];
  // Around and at the beginning again: there is nothing of the browser's own to stop at in between.
  if (window.stops.includes(stop)) return null;
  const name = `${stop.localName} ${stop.dataset.do ?? ""} ${(stop.textContent || stop.id).trim().slice(0, 40)}`;
  const wrong = [];
  const outlined = (each) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(each);
    return outlineStyle !== "none" && outlineWidth !== "0px";
  };
  // Of the palette the next choice is shown in place of the one that has focus.
  const label = stop.matches(".md-option") ? stop.nextElementSibling : stop.localName === "input" && stop.labels?.[0];
  const around = label || stop;
  if (!outlined(stop) && !outlined(around)) wrong.push("no outline");
  const rects = [...stop.getClientRects()].filter(({ width, height }) => width && height);
  const box = (around === stop || rects.some(({ width }) => width > 4)) && rects.length
    ? rects.reduce((most, each) => (each.width * each.height > most.width * most.height ? each : most))
    : around.getBoundingClientRect();
  const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
  const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
  if (right - left < 1 || bottom - top < 1) wrong.push("out of sight");
  else {
    const parts = [0.1, 0.5, 0.9];
    const own = parts.flatMap((x) => parts.map((y) => {
      const found = document.elementFromPoint(left + (right - left) * x, top + (bottom - top) * y);
      return found && around.contains(found);
    }));
    if (own.filter(Boolean).length < 3) wrong.push("covered");
  }
  const last = window.stops.at(-1);
  const order = last && last.compareDocumentPosition(stop);
  const backwards = order & Node.DOCUMENT_POSITION_PRECEDING;
  window.stops.push(stop);
  return { name, wrong, backwards: Boolean(backwards) };
}"""
# WCAG 2.5.8: 24 by 24 pixels; or in a line of text; or so far from others that circles of 24 pixels do not meet.
SMALL = """() => {
  const targets = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
    .filter((each) => each.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
    .map((each) => [each, each.closest("label") ?? each])
    .map(([each, area]) => ({ each, box: area.getBoundingClientRect() }))
    .filter(({ box }) => box.width > 1 && box.height > 1);
  const inText = (each) => {
    if (getComputedStyle(each).display !== "inline") return false;
    const block = each.closest("p, li, td, dd, figcaption, label, summary");
    return block && block.textContent.trim().length > each.textContent.trim().length;
  };
  const middle = ({ left, top, width, height }) => [left + width / 2, top + height / 2];
  const near = (one, other) => {
    const [x, y] = middle(one);
    // From the middle of the one to the nearest point of the other; to its circle, where that is small as well.
    const beside = Math.max(other.left - x, 0, x - other.right);
    const away = Math.hypot(beside, Math.max(other.top - y, 0, y - other.bottom));
    const [u, v] = middle(other);
    const small = other.width < 24 || other.height < 24;
    return away < 12 || (small && Math.hypot(x - u, y - v) < 24);
  };
  return targets
    .filter(({ box }) => Math.round(box.width) < 24 || Math.round(box.height) < 24)
    .filter(({ each }) => !inText(each))
    .filter(({ each, box }) =>
      targets.some((other) => !each.contains(other.each) && !other.each.contains(each) && near(box, other.box)))
    .map(({ each, box }) =>
      `${each.localName}.${each.className} ${each.textContent.trim().slice(0, 30)}: ${box.width}x${box.height}`);
}"""
NOTE_CHOOSING = """() => document.querySelector("credentials-checker input[type=file]")
  .addEventListener("click", (event) => { event.preventDefault(); window.choosing = true; })"""
LISTEN = """() => {
  window.heard = [];
  const places = document.querySelectorAll("[role=status], [role=alert], [aria-live]");
  for (const place of places)
    new MutationObserver(() => place.textContent.trim() && window.heard.push(place.textContent.trim()))
      .observe(place, { childList: true, characterData: true, subtree: true, attributeFilter: ["hidden"] });
}"""


def _walk(page: Page, key: str = "Tab") -> list[dict]:
    """Press a key until focus leaves the page; return the stops."""
    stops = []
    page.evaluate("window.stops = []")
    for _ in range(600):
        page.keyboard.press(key)
        stop = page.evaluate(STOP)
        if stop is None:
            break
        stops.append(stop)
    return stops


def _faults(stops: list[dict], *, forwards: bool) -> list[str]:
    wrong = [f"{stop['name']}: {', '.join(stop['wrong'])}" for stop in stops if stop["wrong"]]
    # The first has none before it.
    turned = [stop["name"] for stop in stops[1:] if stop["backwards"] == forwards]
    return wrong + [f"{name}: out of order" for name in turned]


@in_each_width
@pytest.mark.parametrize("path", WALKED)
def test_every_stop_is_seen_and_in_order(window: Page, path: str) -> None:
    window.goto(path, wait_until="load")
    there = _walk(window)
    assert len(there) > 10
    assert not _faults(there, forwards=True)
    back = _walk(window, "Shift+Tab")
    assert not _faults(back, forwards=False)
    assert [stop["name"] for stop in back] == [stop["name"] for stop in reversed(there)]


@in_each_width
def test_every_stop_of_an_answer_is_seen_and_in_order(window: Page, credentials: Credentials) -> None:
    open_checker(window)
    window.locator("#paste").focus()
    paste(window, credentials.text(without="client_id").replace("/v3/", "/v3/catalog"))
    stops = _walk(window)
    names = [stop["name"].split()[1] for stop in stops if stop["name"].startswith("button")]
    assert names == ["choose", "clear", "copy-suggestion", "copy", "copy"]
    assert not _faults(stops, forwards=True)
    assert not _faults(_walk(window, "Shift+Tab"), forwards=False)


def test_faults_of_a_stop_are_found(window: Page) -> None:
    window.goto("/checker/")
    window.locator("#paste").wait_for()
    faulty = {
        "no outline": "textarea { outline: none !important }",
        "covered": "body::after { content: ''; position: fixed; inset: 0; z-index: 99 }",
        "out of sight": "textarea { position: fixed; left: -9000px }",
    }
    for fault, css in faulty.items():
        dress(window, css)
        window.locator("#paste").focus()
        window.keyboard.press("Shift+Tab")
        window.keyboard.press("Tab")
        window.evaluate("window.stops = []")
        assert window.evaluate(STOP)["wrong"] == [fault]


@in_each_width
@pytest.mark.parametrize("path", PAGES)
def test_what_is_pressed_is_large_enough(window: Page, path: str) -> None:
    window.goto(path, wait_until="load")
    assert not window.evaluate(SMALL)


@in_each_width
def test_what_is_pressed_in_an_answer_is_large_enough(window: Page, credentials: Credentials) -> None:
    open_checker(window)
    paste(window, credentials.text(without="client_id").replace("/v3/", "/v3/catalog"))
    window.locator(".support summary").click()
    assert not window.evaluate(SMALL)
    window.goto("/safety/")
    window.locator(".self-test button").click()
    expect(window.locator(".self-test")).to_have_attribute("data-said", "good", timeout=20_000)
    assert not window.evaluate(SMALL)


def test_what_is_too_small_is_found(window: Page) -> None:
    window.goto("/checker/")
    small = "display: block; min-height: 0; height: 12px; padding: 0; margin: 0"
    dress(window, f".checker__bar {{ display: block }} .checker__bar button {{ {small} }}")
    assert len(window.evaluate(SMALL)) == 2


def test_the_whole_checker_by_keys(window: Page, credentials: Credentials) -> None:
    page = window
    open_checker(page)
    page.evaluate("(text) => navigator.clipboard.writeText(text)", credentials.text(without="client_id"))
    _reach(page, "#paste")
    page.keyboard.press("ControlOrMeta+V")
    wait_for_result(page)
    _reach(page, "[data-do=copy]")
    page.keyboard.press("Enter")
    expect(page.locator(":focus")).to_have_text(WORDS.page["copied"])
    assert page.evaluate("navigator.clipboard.readText()") == credentials.api_path
    # The button has its usual name again, and is still the one that has focus.
    expect(page.locator(":focus")).not_to_have_text(WORDS.page["copied"])
    _reach(page, ".support summary")
    page.keyboard.press("Space")
    _reach(page, "[data-do=copy-support]")
    page.keyboard.press("Enter")
    assert "checker-report" in page.evaluate("navigator.clipboard.readText()")
    _reach(page, "[data-do=clear]", "Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#paste")).to_be_focused()
    _reach(page, "[data-do=choose]")
    page.evaluate(NOTE_CHOOSING)
    page.keyboard.press("Enter")
    assert page.evaluate("window.choosing")
    choose(page, "keys.txt", credentials.text().encode())
    wait_for_result(page)
    assert verdict(page) == "complete"
    expect(page.locator("[data-do=choose]")).to_be_focused()


def test_focus_is_not_lost_with_a_button_that_goes_away(window: Page, credentials: Credentials) -> None:
    files = "**/assets/validator/runtime/*"
    window.route(files, lambda route: route.abort())
    open_checker(window)
    window.locator("#paste").fill(credentials.text())
    again = window.get_by_role("button", name=WORDS.page["try_again"])
    expect(again).to_be_visible(timeout=PATIENCE)
    window.unroute(files)
    _reach(window, "[data-do=again]")
    window.keyboard.press("Enter")
    expect(window.locator("#paste")).to_be_focused()
    wait_for_result(window)
    expect(window.locator("#paste")).to_be_focused()


def test_the_form_for_scopes_by_keys(window: Page) -> None:
    window.goto("/scopes/")
    first = CONTRACT.required_scopes[0].id
    _reach(window, f"[data-row={first}] input")
    window.keyboard.press("Space")
    for _ in range(2):
        window.keyboard.press("ArrowRight")
    chosen = window.locator(":focus")
    expect(chosen).to_be_checked()
    expect(window.locator(f"[data-row={first}]")).to_have_attribute("data-status", "ok", timeout=PATIENCE)
    expect(chosen).to_be_focused()


def test_what_happens_is_announced_once_and_in_order(window: Page, credentials: Credentials) -> None:
    open_checker(window)
    paste(window, credentials.text())
    window.evaluate(LISTEN)
    said = []
    for text, wanted in (
        (credentials.text(without="client_id"), "incomplete"),
        (credentials.text(), "complete"),
        (credentials.text(without="api_path"), "incomplete"),
    ):
        paste_and_wait(window, text, wanted)
        said.append(WORDS.verdicts[wanted].first)
    window.locator("[data-do=copy]").first.focus()
    window.keyboard.press("Enter")
    expect(window.locator(":focus")).to_have_text(WORDS.page["copied"])
    said.append(WORDS.page["copied"])
    window.locator("credentials-checker [data-do=clear]").focus()
    window.keyboard.press("Enter")
    heard = window.evaluate("window.heard")
    assert len(heard) == len(said)
    assert all(each.startswith(wanted) for each, wanted in zip(heard, said, strict=True))


def paste_and_wait(page: Page, text: str, wanted: str) -> None:
    page.locator("#paste").fill(text)
    expect(page.locator(".result")).to_have_attribute("data-verdict", wanted, timeout=PATIENCE)


def _reach(page: Page, selector: str, key: str = "Tab") -> None:
    """Press a key until something has focus that a selector names."""
    for _ in range(120):
        page.keyboard.press(key)
        assert not page.evaluate("document.activeElement === document.body"), f"{selector} was not reached"
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"{selector} was not reached")
