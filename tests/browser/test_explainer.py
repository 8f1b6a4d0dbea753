"""The box works by keyboard: what is pasted is explained beside it, read out in one line, and never read as HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browser.sites import BOX
from browser.test_accessibility import assert_faultless
from browser.visits import keep_picture

if TYPE_CHECKING:
    from browser.sites import Scheme, Site
    from browser.visits import Visit
    from playwright.sync_api import Page

FULL = "host mx.example.org[192.0.2.1] said: 552 5.2.2 <b>Mailbox full</b> (in reply to RCPT TO command)"
STATES = {
    "found": FULL,
    "undecided": "550",
    "success": "250 2.1.5 OK",
    "contradiction": "550 4.1.1 User unknown",
    "no reply": "Mail is stuck since Monday.",
    "empty": " ",
}


def ask(page: Page, text: str) -> None:
    """Paste a text and press Ctrl+Enter."""
    field = page.get_by_label("Paste what the server said")
    field.fill(text)
    field.press("Control+Enter")
    wait_for_answer(page)


def wait_for_answer(page: Page) -> None:
    """Wait until the box says something, and until everything is there that it says it with."""
    told = (
        "[...document.querySelectorAll('.smtp-answer [role=status], .smtp-ask-error')].some(each => each.textContent)"
    )
    page.wait_for_function(f"() => {told}")
    page.wait_for_load_state("networkidle")


def test_the_answer_says_what_happened_and_leads_on(site: Site, visit: Visit) -> None:
    page = visit(site, BOX)
    assert page.get_by_role("status").inner_text() == ""
    ask(page, FULL)
    assert page.get_by_role("status").inner_text() == "552 5.2.2 Mailbox full certain"
    answer = page.locator(".smtp-answer")
    assert "the recipient" in answer.locator(".smtp-verdict").inner_text()
    assert "<b>Mailbox full" in answer.locator(".smtp-reply").inner_text()
    assert answer.locator("b").count() == 0
    assert answer.locator("mark").all_inner_texts() == ["552", "5.2.2", "Mailbox full"]
    assert page.get_by_label("Paste what the server said").evaluate("field => field === document.activeElement")
    answer.get_by_role("link", name="552").first.click()
    page.wait_for_url("**/smtp/code/552.html*")


def test_an_empty_field_is_told_at_the_field(site: Site, visit: Visit) -> None:
    page = visit(site, BOX)
    field = page.get_by_label("Paste what the server said")
    field.focus()
    page.keyboard.press("Tab")
    assert page.get_by_role("button", name="Explain").evaluate("button => button === document.activeElement")
    page.keyboard.press("Enter")
    wait_for_answer(page)
    assert field.evaluate("field => field === document.activeElement")
    assert field.get_attribute("aria-invalid") == "true"
    described = str(field.get_attribute("aria-describedby")).split()
    assert page.locator(f"#{described[-1]}").inner_text() == "Paste a reply first; the field is empty."
    ask(page, FULL)
    assert field.get_attribute("aria-invalid") is None
    assert not page.locator(f"#{described[-1]}").is_visible()


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_no_fault_in_the_box(site: Site, visit: Visit, state: str) -> None:
    for scheme, width in [*((each, 1440) for each in site.schemes), ("light", 320)]:
        assert_box_is_faultless(site, visit, state, scheme, width)


def assert_box_is_faultless(site: Site, visit: Visit, state: str, scheme: Scheme, width: int) -> None:
    page = visit(site, BOX, scheme=scheme, width=width)
    ask(page, STATES[state])
    assert_faultless(site, page)
    box = page.locator(".smtp-explainer")
    assert box.evaluate("box => [...box.querySelectorAll('*')].every(each => each.scrollWidth <= box.clientWidth + 1)")
    keep_picture(page, f"box-{state}-{site.theme}-{scheme}-{width}")


def test_without_scripts_the_table_of_codes_stands_there(site: Site, visit: Visit) -> None:
    page = visit(site, BOX, java_script_enabled=False)
    assert not page.get_by_role("button", name="Explain").is_visible()
    assert page.locator(".smtp-explainer table").get_by_text("535", exact=True).first.is_visible()
