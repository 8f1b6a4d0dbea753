"""The optional bubble shows what a link says: for the pointer, for the keyboard, and until Escape."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browser.sites import OWN_PAGE

if TYPE_CHECKING:
    from browser.sites import Site
    from browser.visits import Visit


@pytest.mark.parametrize("reached_by", ["hover", "focus"])
def test_a_link_shows_its_meaning_in_a_bubble(site: Site, visit: Visit, reached_by: str) -> None:
    page = visit(site, OWN_PAGE)
    link = page.locator("a[title]:has(code.smtp)").first
    handle = link.element_handle()
    assert handle
    meaning = handle.get_attribute("title")
    getattr(link, reached_by)()
    bubble = page.locator(".smtp-bubble")
    bubble.wait_for(state="visible")
    assert meaning
    assert meaning in bubble.inner_text()
    assert handle.get_attribute("aria-describedby") == bubble.get_attribute("id")
    page.keyboard.press("Escape")
    bubble.wait_for(state="hidden")
    assert handle.get_attribute("title") == meaning
