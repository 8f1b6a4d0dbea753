"""In Arabic our content runs from right to left, though no theme says so in the page; what is English does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browser.sites import CODE, COMPARISON, OWN_PAGE, served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from browser.sites import Site
    from browser.visits import Visit
    from playwright.sync_api import Browser

BLOCKS = ":is(section, .smtp-box).smtp:not([lang=en]):not([dir=ltr]:not(:has(> :not([lang=en]))))"
"""All of ours but what is English, or holds nothing else."""

PAGES = (CODE, COMPARISON, OWN_PAGE)


@pytest.fixture(scope="module")
def arabic_site(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with served("furo", tmp_path_factory, "ar") as found:
        yield found


@pytest.mark.parametrize("name", PAGES)
def test_our_content_runs_from_right_to_left(arabic_site: Site, visit: Visit, name: str) -> None:
    page = visit(arabic_site, name)
    directions = page.eval_on_selector_all(BLOCKS, "all => all.map(each => getComputedStyle(each).direction)")
    assert set(directions) == {"rtl"}


@pytest.mark.parametrize("name", [CODE, COMPARISON, OWN_PAGE])
def test_english_in_it_runs_from_left_to_right(arabic_site: Site, visit: Visit, name: str) -> None:
    page = visit(arabic_site, name)
    english = ".smtp [lang=en], .smtp[lang=en]"
    directions = page.eval_on_selector_all(english, "all => all.map(each => getComputedStyle(each).direction)")
    assert set(directions) == {"ltr"}


@pytest.mark.parametrize("name", [CODE, COMPARISON, OWN_PAGE])
def test_literals_in_it_run_from_left_to_right_by_themselves(arabic_site: Site, visit: Visit, name: str) -> None:
    """A command with brackets would else be turned around."""
    style = "({ direction, unicodeBidi }) => `${direction} ${unicodeBidi}`"
    page = visit(arabic_site, name)
    found = page.eval_on_selector_all(
        ".smtp-box code.smtp-name, .smtp-box code.smtp-reply",
        f"all => all.map(each => ({style})(getComputedStyle(each)))",
    )
    assert set(found) == {"ltr isolate"}


@pytest.mark.parametrize("name", PAGES)
def test_no_arabic_page_is_wider_than_the_screen(arabic_site: Site, visit: Visit, name: str) -> None:
    for width in (360, 1440):
        page = visit(arabic_site, name, width=width)
        assert page.evaluate("[...measures.overflowing(), ...measures.beyondScreen()]") == []
