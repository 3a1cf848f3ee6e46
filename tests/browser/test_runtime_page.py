"""How Python comes to the page, and what happens when it does not."""

from __future__ import annotations

import re

import pytest
from acting import PATIENCE, open_checker, paste, verdict, wait_for_result
from playwright.sync_api import Page, Worker, expect
from serving import serve

from validator import load_words

WORDS = load_words("pl")
FILES = "**/assets/validator/runtime/*"
SNAPSHOT = "**/assets/validator/runtime/snapshot.*"


def test_it_works_after_the_server_is_gone(site, browser, credentials) -> None:
    served = serve(site.folder)
    context = browser.new_context(base_url=served.address)
    page = context.new_page()
    open_checker(page)
    paste(page, credentials.text())
    served.stop()
    page.locator("credentials-checker [data-do=clear]").click()
    paste(page, credentials.text(without="client_id"))
    assert verdict(page) == "incomplete"
    context.close()


def test_a_page_without_a_checker_fetches_none_of_it(page, watched) -> None:
    page.goto("/")
    page.wait_for_load_state("networkidle")
    assert not [url for url in watched.requests if "/runtime/" in url or url.endswith("page.js")]


def test_nothing_is_fetched_early_for_a_reader_who_saves_data(page, watched, credentials) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
    open_checker(page)
    page.wait_for_load_state("networkidle")
    assert not [url for url in watched.requests if "/runtime/" in url]
    paste(page, credentials.text())
    assert verdict(page) == "complete"


def test_a_paste_before_it_is_ready_is_kept_and_answered(page, credentials) -> None:
    held = []
    # Not the method itself: Playwright marks what it is given, which a built-in does not allow.
    page.route(SNAPSHOT, lambda route: held.append(route))  # noqa: PLW0108
    open_checker(page)
    page.locator("#paste").fill(credentials.text())
    expect(page.get_by_text(WORDS.page["paste_kept"])).to_be_visible()
    expect(page.locator("credentials-checker progress")).to_be_visible()
    expect(page.locator("credentials-checker")).to_have_attribute("state", "waiting")
    expect(page.locator("progress")).to_have_attribute("value", re.compile("[1-9]"))
    held[0].continue_()
    wait_for_result(page)
    assert verdict(page) == "complete"
    expect(page.locator("credentials-checker progress")).to_have_count(0)


def test_frame_and_worker_are_there_while_the_files_still_come(page, credentials) -> None:
    held = []
    page.route(SNAPSHOT, lambda route: held.append(route))  # noqa: PLW0108
    open_checker(page)
    page.locator("#paste").fill(credentials.text())
    page.wait_for_function("document.querySelector('iframe[src$=\"frame.htm\"]')")
    with_worker = [worker for worker in page.workers if worker.url.startswith("blob:")]
    if not with_worker:
        page.wait_for_event("worker", lambda worker: worker.url.startswith("blob:"), timeout=PATIENCE)
    expect(page.locator("credentials-checker")).to_have_attribute("state", "waiting")
    held[0].continue_()
    wait_for_result(page)


def test_what_has_a_network_hears_names_of_files_alone(page, credentials) -> None:
    page.add_init_script("""
        globalThis.told = [];
        const { postMessage } = Worker.prototype;
        Worker.prototype.postMessage = function (...said) {
            told.push(said);
            return postMessage.apply(this, said);
        };
    """)
    open_checker(page)
    paste(page, credentials.text())
    page.locator("#paste").fill(credentials.text(without="client_id"))
    expect(page.locator(".result")).to_have_attribute("data-verdict", "incomplete", timeout=PATIENCE)
    assert sorted(page.evaluate("told")) == [["boot"], ["code"], ["snapshot"], ["worker"]]


def keep_out_service_worker(page: Page) -> None:
    """What a service worker fetches for the page passes by the routes that a test lays."""
    page.add_init_script("ServiceWorkerContainer.prototype.register = () => new Promise(() => {});")


def test_a_runtime_that_cannot_be_fetched_is_tried_again(page, credentials) -> None:
    keep_out_service_worker(page)
    page.route(FILES, lambda route: route.abort())
    open_checker(page)
    page.locator("#paste").fill(credentials.text())
    expect(page.get_by_text(WORDS.page["unreached"])).to_be_visible(timeout=PATIENCE)
    expect(page.locator("#paste")).to_have_value(credentials.text())
    page.unroute(FILES)
    page.get_by_role("button", name=WORDS.page["try_again"]).click()
    wait_for_result(page)
    assert verdict(page) == "complete"


def test_a_fetching_worker_that_cannot_be_had_is_tried_again(page, credentials) -> None:
    keep_out_service_worker(page)
    page.route("**/files.js", lambda route: route.abort())
    open_checker(page)
    page.locator("#paste").fill(credentials.text())
    expect(page.get_by_text(WORDS.page["unreached"])).to_be_visible(timeout=PATIENCE)
    page.unroute("**/files.js")
    page.get_by_role("button", name=WORDS.page["try_again"]).click()
    wait_for_result(page)
    assert verdict(page) == "complete"


@pytest.mark.parametrize("damage", ["missing", "changed"])
def test_without_its_snapshot_it_starts_plainly_and_says_so(page, watched, credentials, damage: str) -> None:
    if damage == "missing":
        page.route(SNAPSHOT, lambda route: route.fulfill(status=404))
    else:
        page.route(SNAPSHOT, lambda route: route.fulfill(status=200, body=b"\0" * 1000))
    open_checker(page)
    paste(page, credentials.text())
    assert verdict(page) == "complete"
    assert [line for line in watched.console if line.startswith("warning") and "snapshot" in line]


def test_an_answer_that_needs_more_than_the_snapshot_has_comes_from_a_start_from_scratch(
    page, watched, credentials
) -> None:
    open_checker(page)
    paste(page, credentials.text())
    python(page).evaluate("() => { TextEncoder.prototype.encode = () => { throw new Error(); }; }")
    page.locator("#paste").fill(credentials.text(without="client_id"))
    expect(page.locator(".result")).to_have_attribute("data-verdict", "incomplete", timeout=PATIENCE)
    assert [line for line in watched.console if line.startswith("warning") and "from scratch" in line]
    assert len([url for url in watched.requests if "/runtime/stdlib." in url]) == 1


def test_a_start_that_fails_is_tried_again_at_the_next_question(page, credentials) -> None:
    keep_out_service_worker(page)
    page.route("**/worker.js", lambda route: route.fulfill(body="<p>", content_type="text/javascript"))
    open_checker(page)
    page.locator("#paste").fill(credentials.text())
    expect(page.get_by_text(WORDS.page["unreached"])).to_be_visible(timeout=PATIENCE)
    page.unroute("**/worker.js")
    paste(page, credentials.text(without="client_id"))
    assert verdict(page) == "incomplete"


def test_a_worker_that_hangs_is_replaced_within_two_seconds_and_says_so(page, credentials) -> None:
    stop_clock(page, credentials)
    python(page).evaluate("() => { setTimeout(() => { for (;;); }, 0); }")
    text = credentials.text(without="client_id")
    page.locator("#paste").fill(text)
    page.clock.run_for(300)  # until typing counts as done
    checker = page.locator("credentials-checker")
    expect(checker).to_have_attribute("state", "waiting")
    # A device that slept for an hour has not waited for an answer.
    page.clock.fast_forward("01:00:00")
    expect(checker).to_have_attribute("state", "waiting")
    page.clock.run_for(2_000)
    expect(page.get_by_text(WORDS.page["replaced"])).to_be_visible()
    expect(page.locator("#paste")).to_have_value(text)
    page.get_by_role("button", name=WORDS.page["check_again"]).click()
    wait_for_result(page)
    assert verdict(page) == "incomplete"


def test_a_new_worker_gets_more_time_for_its_first_answer(page, credentials) -> None:
    stop_clock(page, credentials)
    checker = page.locator("credentials-checker")
    for patience in (2_000, 11_000):
        page.evaluate("import('/assets/validator/runtime.js').then(({ start }) => start()).then(() => true)")
        python(page).evaluate("() => { setTimeout(() => { for (;;); }, 0); }")
        page.locator("#paste").fill(credentials.text(without="client_id"))
        page.clock.run_for(300)
        expect(checker).to_have_attribute("state", "waiting")
        page.clock.run_for(patience - 800)
        expect(checker).to_have_attribute("state", "waiting")
        page.clock.run_for(800)
        expect(checker).to_have_attribute("state", "replaced")


def test_a_worker_that_dies_is_replaced_at_once(page, credentials) -> None:
    stop_clock(page, credentials)
    page.locator("#paste").fill(credentials.text(without="client_id"))
    with page.expect_worker():
        python(page).evaluate("() => { setTimeout(() => { throw new Error('dead'); }, 0); }")
    page.clock.run_for(300)
    wait_for_result(page)
    assert verdict(page) == "incomplete"


def test_the_thread_that_reads_has_no_network(page, served, watched, credentials) -> None:
    open_checker(page)
    paste(page, credentials.text())
    tried = python(page).evaluate(
        """async (address) => {
            const came = {};
            const attempt = async (name, way) => {
                try { came[name] = String(await way()); } catch (reason) { came[name] = "refused"; }
            };
            await attempt("fetch", () => fetch(address + "/canary-fetch"));
            await attempt("blind fetch", () => fetch(address + "/canary-blind", { mode: "no-cors" }));
            await attempt("import", () => import(address + "/canary-import"));
            await attempt("request", () => {
                const request = new XMLHttpRequest();
                request.open("GET", address + "/canary-request", false);
                request.send();
                return "sent";
            });
            await attempt("socket", () => new Promise((resolve, reject) => {
                const socket = new WebSocket(address.replace("http", "ws") + "/canary-socket");
                socket.onopen = () => resolve("open");
                socket.onerror = () => reject(new Error("closed"));
            }));
            return came;
        }""",
        served.address,
    )
    assert set(tried.values()) == {"refused"}
    assert not [path for path in served.asked if "canary" in path]


def test_nothing_is_fetched_once_text_is_there(page, served, credentials) -> None:
    open_checker(page)
    paste(page, credentials.text())
    # The service worker goes on keeping pages for offline, which a paste has no part in.
    page.locator("[data-offline] [data-state=all]").wait_for(state="visible")
    before = len(served.asked)
    page.locator("#paste").fill(credentials.text(without="client_id"))
    expect(page.locator(".result")).to_have_attribute("data-verdict", "incomplete")
    assert served.asked[before:] == []


def stop_clock(page, credentials) -> None:
    """Have the checker run, and the page's time pass only as a test says."""
    page.clock.install()
    open_checker(page)
    paste(page, credentials.text())
    page.clock.pause_at(page.evaluate("Date.now()") + 60_000)


def python(page) -> Worker:
    """Return the worker that runs Python, the newest; the theme's search has one of its own, with an address."""
    return [worker for worker in page.workers if worker.url.startswith("blob:")][-1]
