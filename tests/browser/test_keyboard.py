"""A matrix and a picture work by keyboard: each link gets the focus, shows that it has it, and is in sight then."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browser.sites import OVERVIEW, OWN_PAGE, PICTURE

if TYPE_CHECKING:
    from browser.sites import Site
    from browser.visits import Visit

KEYS = {"Tab": "before", "Shift+Tab": "after"}
"""The keys that move the focus through a matrix, and where they start."""


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("name", [OVERVIEW, OWN_PAGE])
def test_the_focus_goes_through_a_matrix_in_sight(site: Site, visit: Visit, name: str, key: str) -> None:
    """The screen is so narrow that the matrix has to scroll, and so high that the page has not."""
    page = visit(site, name, width=320, height=20_000)
    looks = page.evaluate(f"measures.stepBeside('{KEYS[key]}')")
    assert looks
    faults = []
    for at in range(len(looks)) if key == "Tab" else reversed(range(len(looks))):
        page.keyboard.press(key)
        focused = page.evaluate("measures.focusedInMatrix()")
        if (focused["at"], focused["look"] != looks[at], focused["inSight"]) != (at, True, True):
            faults.append(f"{at}, was {looks[at]}: {focused}")
    assert not faults, "\n".join(faults)


def test_a_box_of_a_picture_shows_the_focus_and_leads_on(site: Site, visit: Visit) -> None:
    page = visit(site, PICTURE)
    box = page.locator(".smtp-picture a").first
    border = "box => getComputedStyle(box.querySelector('rect')).strokeWidth"
    before = box.evaluate(border)
    box.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    assert box.evaluate("box => box === document.activeElement")
    assert box.evaluate(border) != before
    page.keyboard.press("Enter")
    page.wait_for_url("**/smtp/code/450.html*")
