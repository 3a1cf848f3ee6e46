"""What a merchant does on the page with the checker."""

from __future__ import annotations

from playwright.sync_api import Page, expect

# The runtime starts within a second or two; a busy machine gets more.
PATIENCE = 60_000
STATUSES = """() => Object.fromEntries([...document.querySelectorAll(".field")].map((field) =>
    [field.querySelector("[data-slot=target]").textContent, field.dataset.status]))"""
CODES = (
    """() => [...document.querySelectorAll(".finding [data-link=help]")].map((link) => link.hash.slice(1))"""
)


def open_checker(page: Page) -> None:
    page.goto("/checker/")
    expect(page.locator("#paste")).to_be_visible()


def paste(page: Page, text: str) -> None:
    page.locator("#paste").fill(text)
    wait_for_result(page)


def choose(page: Page, name: str, content: bytes) -> None:
    """Choose a file, as the button of that name has it done."""
    page.locator("credentials-checker input[type=file]").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )
    expect(page.locator(".result")).to_be_visible(timeout=PATIENCE)


def wait_for_result(page: Page, element: str = "credentials-checker") -> None:
    expect(page.locator(element)).to_have_attribute("state", "done", timeout=PATIENCE)


def verdict(page: Page) -> str | None:
    return page.locator(".result").get_attribute("data-verdict")


def statuses(page: Page) -> dict[str, str]:
    """Return the status of each field, by the label of its box in the target's form, in the page's order."""
    return page.evaluate(STATUSES)


def codes(page: Page) -> list[str]:
    return page.evaluate(CODES)
