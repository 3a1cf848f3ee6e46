"""A merchant pastes or drops a file, in a real browser."""

from __future__ import annotations

import re

import pytest
from acting import choose, codes, open_checker, paste, statuses, verdict, wait_for_result
from playwright.sync_api import expect

from validator import compare_scopes, load_contract, load_words
from validator.support import write_support
from validator.words import STAYS

CONTRACT = load_contract("bigcommerce-huboo")
NAMES = CONTRACT.names("pl")
WORDS = load_words("pl")
BOXES = [NAMES.field(id).target for id in CONTRACT.form_order]
LARGE = 10_000_000


def test_a_good_file_is_complete(page, watched, credentials) -> None:
    open_checker(page)
    paste(page, credentials.text())
    assert verdict(page) == "complete"
    assert list(statuses(page).items()) == [(box, "ok") for box in BOXES]
    assert codes(page) == []
    assert watched.complaints == []


def test_a_field_that_is_taken_away_is_missing(page, watched, credentials) -> None:
    open_checker(page)
    for field in CONTRACT.form_order:
        page.locator("credentials-checker [data-do=clear]").click()
        paste(page, credentials.text(without=field))
        assert verdict(page) == "incomplete"
        missing = NAMES.field(field).target
        assert statuses(page) == {box: "missing" if box == missing else "ok" for box in BOXES}
        assert "missing" in codes(page)
    assert watched.complaints == []


def test_the_verdict_names_what_is_wrong_and_leads_to_it(page, watched, credentials) -> None:
    open_checker(page)
    paste(page, credentials.text(without="client_secret"))
    name = NAMES.field("client_secret").target
    expect(page.locator(".verdict .groups li")).to_have_count(1)
    expect(page.locator(".verdict .groups li")).to_contain_text(WORDS.statuses["missing"])
    expect(page.locator("credentials-checker [data-slot=said]")).to_contain_text(name)
    page.set_viewport_size({"width": 390, "height": 500})
    page.locator(".verdict").get_by_role("link", name=name, exact=True).press("Enter")
    expect(page.locator("#field-client_secret .field__head")).to_be_in_viewport(ratio=1)
    # The next key goes to what is to be done there.
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.field').id") == "field-client_secret"
    assert watched.complaints == []


def test_a_repaired_value_is_offered_below_what_is_wrong(page, credentials) -> None:
    open_checker(page)
    paste(page, credentials.text().replace(credentials.access_token, credentials.access_token.upper()))
    order = page.evaluate("""() => [...document.querySelectorAll(
        "#field-access_token :is(.finding, [data-do=copy-suggestion])")]
        .map(({ dataset }) => dataset.do ?? "finding")""")
    assert order == ["finding", "copy-suggestion"]


def test_what_is_to_be_known_of_a_value_stands_before_its_button(page, credentials) -> None:
    open_checker(page)
    paste(page, credentials.text().replace("/v3/", ""))
    order = page.evaluate("""() => [...document.querySelectorAll("#field-api_path :is(.finding, [data-do=copy])")]
        .map(({ dataset }) => dataset.do ?? "finding")""")
    assert order == ["finding", "copy"]


def test_an_address_is_broken_behind_a_slash(page, credentials) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    open_checker(page)
    paste(page, credentials.text())
    lines = page.locator("#field-api_path code").evaluate("""(code) => {
        const pieces = [...code.childNodes].filter((each) => each.nodeType === Node.TEXT_NODE);
        const range = document.createRange();
        return pieces.map((each) => {
            range.selectNodeContents(each);
            return new Set([...range.getClientRects()].map(({ top }) => top)).size;
        });
    }""")
    assert len(lines) > 3
    assert set(lines) == {1}


def test_each_value_is_copied_whole(page, credentials) -> None:
    open_checker(page)
    paste(page, credentials.text())
    for field in CONTRACT.form_order:
        box = NAMES.field(field).target
        page.get_by_role("button", name=WORDS.page["copy_to"].format(field=box), exact=True).click()
        expect(page.locator(":focus")).to_have_text(WORDS.page["copied"])
        assert page.evaluate("navigator.clipboard.readText()") == getattr(credentials, field)


def test_copying_works_where_the_clipboard_is_refused(page, credentials) -> None:
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('not here'))")
    open_checker(page)
    paste(page, credentials.text())
    page.locator("[data-do=copy]").first.click()
    expect(page.locator(":focus")).to_have_text(WORDS.page["copied"])
    assert page.evaluate("navigator.clipboard.readText()") == credentials.api_path


def test_links_of_a_finding_lead_to_step_and_help(page, credentials) -> None:
    open_checker(page)
    paste(page, credentials.text(without="client_secret"))
    for kind, id in (("step", f"step-{CONTRACT.step('file')}"), ("help", "missing")):
        address = page.locator(f".finding [data-link={kind}]").first.evaluate("(link) => link.href")
        other = page.context.new_page()
        other.goto(address)
        assert address.endswith(f"#{id}")
        expect(other.locator(f"#{id}")).to_be_in_viewport()
        other.close()


def test_a_finding_that_names_another_page_leads_there(page, watched) -> None:
    open_checker(page)
    paste(page, "Content: modify\nOrders: read-only\nProducts: modify")
    assert codes(page) == ["scopes-pasted"]
    links = page.locator(".finding__links a")
    expect(links).to_have_text(
        [WORDS.page["to_form"], WORDS.page["to_step"].format(step=13), WORDS.page["to_help"]]
    )
    links.first.press("Enter")
    expect(page.locator("#form")).to_be_in_viewport()
    expect(page).to_have_url(re.compile(r"/scopes/#form$"))
    assert watched.complaints == []


def test_a_merchant_s_report_is_shown_to_support_in_their_language(page, credentials, watched) -> None:
    open_checker(page)
    paste(page, credentials.text().replace(credentials.client_secret, credentials.client_secret[:55]))
    told = codes(page)
    report = page.locator("[data-slot=support]").text_content()
    page.goto("/de/checker/")
    paste(page, "\n".join(f"> {line}\u00a0" for line in report.splitlines()))
    expect(page.locator(".verdict__title")).to_have_text(load_words("de").verdicts["malformed"].first)
    assert codes(page) == ["report-read", *told]
    # It was not checked here, so there is nothing to copy.
    expect(page.locator("[data-do=copy]")).to_have_count(0)
    assert watched.complaints == []


def test_a_report_of_scopes_is_read_by_the_code_that_is_there(page, watched) -> None:
    report = write_support(
        compare_scopes("Content: read-only\nOrders: modify\nMarketing: x", CONTRACT), "Report"
    )
    page.goto("/de/checker/")
    paste(page, report)
    assert codes(page)[0] == "report-read"
    # Else Python would have started a second time, from scratch.
    assert [line for line in watched.console if line.startswith("warning")] == []


def test_how_far_the_checker_is_comes_into_sight(page, credentials) -> None:
    page.set_viewport_size({"width": 390, "height": 760})
    page.route("**/runtime/**", lambda _: None)
    open_checker(page)
    page.locator("#paste").fill(credentials.text())
    expect(page.locator("credentials-checker progress")).to_be_in_viewport(ratio=1)


def test_the_report_for_support_holds_no_value(page, credentials) -> None:
    open_checker(page)
    paste(page, credentials.text())
    page.locator(".support summary").click()
    page.locator("[data-do=copy-support]").click()
    expect(page.locator("[data-do=copy-support]")).to_have_text(WORDS.page["copied"])
    report = page.evaluate("navigator.clipboard.readText()")
    assert "checker-report: 1 bigcommerce-huboo credentials" in report
    assert not [secret for secret in credentials.secrets() if secret in report]


def test_a_file_is_chosen(page, credentials) -> None:
    open_checker(page)
    choose(page, "keys.txt", credentials.text().encode())
    assert verdict(page) == "complete"


def test_which_kind_of_file_was_read_is_said_until_it_is_cleared(page, watched, credentials) -> None:
    open_checker(page)
    note, said = (page.locator(f"credentials-checker [data-slot={slot}]") for slot in ("file", "said"))
    name = f"BigCommerceAPI-credentials-{credentials.client_id}-.txt"
    lines = WORDS.files["text"].format(count=4)

    choose(page, name, credentials.text().encode())
    expect(note).to_have_text(f"{lines} {WORDS.files[STAYS]}")
    expect(said).to_contain_text(re.compile(f"^{re.escape(lines)} .*{WORDS.verdicts['complete'].first}"))
    page.locator("credentials-checker [data-do=clear]").click()
    expect(note).to_be_hidden()
    expect(note).to_have_text("")

    choose(page, name, b"%PDF-1.7\n" + credentials.text().encode())
    expect(note).to_have_text(f"{WORDS.files['pdf-file']} {WORDS.files[STAYS]}")
    # What is pasted takes the file's place.
    paste(page, credentials.text())
    expect(note).to_be_hidden()
    assert credentials.client_id not in page.content()
    assert watched.complaints == []


def test_a_file_in_utf_16_is_read(page, credentials) -> None:
    open_checker(page)
    choose(page, "keys.txt", credentials.text().encode("utf-16"))
    assert verdict(page) == "complete"


def test_a_file_name_is_compared(page, credentials) -> None:
    open_checker(page)
    other = credentials.client_id[::-1]
    choose(page, f"BigCommerceAPI-credentials-{other}-.txt", credentials.text().encode())
    assert "name-mismatch" in codes(page)
    # All is there, and yet it is not to be copied at once.
    assert verdict(page) == "careful"
    assert other not in page.content()


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("shot.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 40, "picture-file"),
        ("keys.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n" * 20, "pdf-file"),
        ("huge.txt", b"A line of a file that is no file of keys\n" * (LARGE // 41), "too-large"),
        ("none.txt", b"", "empty"),
    ],
    ids=["png", "pdf", "10 MB", "empty"],
)
def test_a_file_of_another_kind_is_named(page, watched, name: str, content: bytes, code: str) -> None:
    open_checker(page)
    choose(page, name, content)
    assert verdict(page) == "unreadable"
    assert codes(page) == [code]
    assert watched.complaints == []


def test_a_dropped_file_is_read_wherever_it_falls(page, credentials) -> None:
    open_checker(page)
    drop = """([text, target]) => {
        const data = new DataTransfer();
        data.items.add(new File([text], "keys.txt", { type: "text/plain" }));
        const place = document.querySelector(target);
        const dragged = new DragEvent("dragover", { bubbles: true, cancelable: true, dataTransfer: data });
        const dropped = new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: data });
        place.dispatchEvent(dragged);
        const shown = document.querySelector("credentials-checker").hasAttribute("dragging");
        return [shown, !place.dispatchEvent(dropped), dragged.defaultPrevented];
    }"""
    assert page.evaluate(drop, [credentials.text(), "h1"]) == [True, True, True]
    wait_for_result(page)
    assert verdict(page) == "complete"
    assert page.locator("credentials-checker").get_attribute("dragging") is None


def test_what_cannot_be_opened_is_said(page, watched) -> None:
    page.add_init_script("Blob.prototype.arrayBuffer = () => Promise.reject(new DOMException('gone'))")
    open_checker(page)
    page.locator("credentials-checker input[type=file]").set_input_files(
        {"name": "gone.txt", "mimeType": "text/plain", "buffer": b"x"}
    )
    expect(page.locator("credentials-checker [data-slot=result]")).to_have_text(WORDS.page["file_unread"])
    assert watched.complaints == []


def test_a_paste_of_10_mb_is_too_large_and_stays(page, watched) -> None:
    open_checker(page)
    page.evaluate(
        """(size) => {
            const box = document.querySelector("#paste");
            box.value = "x".repeat(size);
            box.dispatchEvent(new InputEvent("input", { inputType: "insertFromPaste", bubbles: true }));
        }""",
        LARGE,
    )
    wait_for_result(page)
    assert codes(page) == ["too-large"]
    assert page.evaluate("document.querySelector('#paste').value.length") == LARGE
    assert watched.complaints == []


def test_an_empty_paste_shows_nothing(page, credentials) -> None:
    open_checker(page)
    paste(page, credentials.text())
    page.locator("#paste").fill("  \n")
    expect(page.locator(".result")).to_have_count(0)


def test_clear_takes_everything_away(page, credentials) -> None:
    open_checker(page)
    paste(page, credentials.text())
    page.locator("credentials-checker [data-do=clear]").click()
    expect(page.locator(".result")).to_have_count(0)
    expect(page.locator("#paste")).to_have_value("")
    expect(page.locator("#paste")).to_be_focused()


def test_pasted_markup_is_text(page, watched) -> None:
    open_checker(page)
    paste(
        page,
        "CLIENT ID: <img src=x onerror=alert(1)>\nAPI PATH: javascript:alert(1)\n[x](http://example.org)",
    )
    assert page.locator(".result img, .result script").count() == 0
    assert watched.complaints == []


def test_a_keyboard_is_enough(page, credentials) -> None:
    open_checker(page)
    page.evaluate("(text) => navigator.clipboard.writeText(text)", credentials.text())
    page.locator("#paste").focus()
    page.keyboard.press("Control+V")
    wait_for_result(page)
    expect(page.locator("#paste")).to_be_focused()
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.dataset.do") == "copy":
            break
    page.keyboard.press("Enter")
    expect(page.locator(":focus")).to_have_text(WORDS.page["copied"])
    assert page.evaluate("navigator.clipboard.readText()") == credentials.api_path


def test_the_verdict_is_announced_once(page, credentials) -> None:
    open_checker(page)
    page.evaluate("""() => {
        window.heard = [];
        const place = document.querySelector("credentials-checker [data-slot=said]");
        new MutationObserver(() => place.textContent && window.heard.push(place.textContent))
            .observe(place, { childList: true, characterData: true, subtree: true });
    }""")
    paste(page, credentials.text())
    heard = page.evaluate("window.heard")
    assert len(heard) == 1
    assert heard[0].startswith(WORDS.verdicts["complete"].first)


def test_nothing_pasted_is_kept_anywhere(page, watched, credentials) -> None:
    open_checker(page)
    paste(page, credentials.text())
    kept = page.evaluate("""async () => {
        const attributes = [...document.querySelectorAll("*")].flatMap((element) =>
            [...element.attributes].map(({ value }) => value));
        const databases = (await indexedDB.databases()).map(({ name }) => name);
        const caches_ = await caches.keys();
        return JSON.stringify([attributes, document.title, location.href, history.state, document.cookie,
            { ...localStorage }, { ...sessionStorage }, databases, caches_, window.name]);
    }""")
    shown = page.evaluate("document.body.innerText")
    for secret in credentials.secrets():
        assert secret not in kept
        assert secret not in shown
        assert not [line for line in watched.console if secret in line]
        assert not [url for url in watched.requests if secret in url]


def test_other_programs_are_told_to_stay_out(page) -> None:
    open_checker(page)
    box = page.locator("#paste")
    for name, value in {
        "spellcheck": "false",
        "autocomplete": "off",
        "translate": "no",
        "data-gramm": "false",
    }.items():
        assert box.get_attribute(name) == value


class TestWithoutJavaScript:
    @pytest.fixture
    def options(self) -> dict[str, object]:
        return {"java_script_enabled": False}

    def test_the_guide_is_whole(self, page) -> None:
        page.goto("/")
        for step in CONTRACT.steps:
            expect(page.locator(f"#step-{step.number}")).to_be_visible()

    def test_the_checker_says_what_it_needs_and_how_to_do_without(self, page) -> None:
        page.goto("/checker/")
        expect(page.get_by_text(WORDS.page["without_script"])).to_be_visible()
        expect(page.locator(".checker__without li")).to_have_count(len(CONTRACT.fields))
        expect(page.locator("#paste")).to_be_hidden()


def test_without_webassembly_the_checker_says_so(page) -> None:
    page.add_init_script("delete globalThis.WebAssembly")
    page.goto("/checker/")
    expect(page.get_by_text(WORDS.page["without_wasm"])).to_be_visible()
    expect(page.locator(".checker__without li")).to_have_count(len(CONTRACT.fields))
