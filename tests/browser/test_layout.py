"""Nothing is wider than the screen, in any theme and at any width."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browser.sites import CODE, COMPARISON, LONG_CODE, OVERVIEW, PAGES, PLAIN_PAGE
from browser.visits import keep_picture

if TYPE_CHECKING:
    from collections.abc import Collection

    from browser.sites import Site
    from browser.visits import Visit
    from playwright.sync_api import Page

ZOOMED = 320
"""What a window of 1280 CSS pixels has at a zoom of 400 %."""

WIDTHS = (1440, 768, 360, ZOOMED)

FAULTS_OF_THEMES = {
    "pydata_sphinx_theme": {
        "h1 { overflow-wrap: anywhere }": "a long word in a title is wider than a page of 320 pixels",
    },
}
"""Styles that take faults off a zoomed theme; a page without anything of ours has them too, as another test proves."""

PICTURED = (CODE, COMPARISON, OVERVIEW)
PICTURES = {(360, "light"), (1440, "light"), (1440, "dark")}


@pytest.mark.parametrize("name", [*PAGES, LONG_CODE])
def test_no_page_is_wider_than_the_screen(site: Site, visit: Visit, name: str) -> None:
    found = []
    for scheme in site.schemes:
        page = visit(site, name, scheme=scheme)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            if width == ZOOMED:
                add_style(page, FAULTS_OF_THEMES.get(site.theme, {}))
            too_wide = page.evaluate("[...measures.overflowing(), ...measures.beyondScreen()]")
            too_wide += page.evaluate("measures.widerThanTheirBox()")
            found += [f"{width}, {scheme}: {each}" for each in too_wide]
            if name in PICTURED and (width, scheme) in PICTURES:
                keep_picture(page, f"{name.replace('/', '-')}-{site.theme}-{width}-{scheme}")
    assert not found, "\n".join(found)


def test_faults_of_a_theme_are_in_a_page_without_ours_too(site: Site, visit: Visit) -> None:
    faults = set(FAULTS_OF_THEMES.get(site.theme, {}))
    for fault in faults:
        page = visit(site, PLAIN_PAGE, width=ZOOMED)
        add_style(page, faults - {fault})
        assert page.evaluate("measures.overflowing()"), fault


def add_style(page: Page, rules: Collection[str]) -> None:
    """Add rules to the style of a page."""
    if rules:
        page.add_style_tag(content="\n".join(rules))
