"""A page answers first: where things stand, how long pages are, and what stands beside what at any width."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browser.sites import CODE, COMPARISON, FIVE, THREE, served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from browser.sites import Site
    from browser.visits import Visit
    from playwright.sync_api import Browser, Page

FIRST_SCREEN = 900
LONGEST = {(CODE, 1440): 5000, (CODE, 390): 7800, (COMPARISON, 1440): 4000, (COMPARISON, 390): 6500}
"""How long pages may be in furo; a comparison has every word of its items, and these two have many."""

PARTS = {
    CODE: ["What the text tells", "What to do", "What does not help", "Meaning"],
    COMPARISON: ["Side by side", "Key differences", "Which to expect when", "Meaning", "When you see it", "What to do"],
}
LISTS_OF_CONTENTS = {
    "furo": ".toc-tree",
    "pydata_sphinx_theme": ".bd-toc",
    "sphinx_book_theme": ".bd-toc",
}
"""Where themes list the parts of a page."""

WITH_LARGE_LETTERS = "sphinx_immaterial"
"""The theme in which a page of 1440 pixels has less room than 36 rem beside its two columns."""


@pytest.fixture(scope="module", params=["furo"])
def furo(request: pytest.FixtureRequest, chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with served(request.param, tmp_path_factory) as found:
        yield found


@pytest.fixture(scope="module", params=["ja", "de", "zh_CN"])
def other_site(
    request: pytest.FixtureRequest, chromium: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    with served("alabaster", tmp_path_factory, request.param) as found:
        yield found


def bottom(page: Page, selector: str) -> float:
    return float(page.locator(selector).first.evaluate("each => each.getBoundingClientRect().bottom + scrollY"))


def test_which_text_means_what_stands_on_the_first_screen(furo: Site, visit: Visit) -> None:
    assert bottom(visit(furo, CODE), "table.smtp-causes") <= FIRST_SCREEN


@pytest.mark.parametrize(("name", "width"), LONGEST)
def test_a_page_is_not_longer_than_it_has_to_be(furo: Site, visit: Visit, name: str, width: int) -> None:
    height = visit(furo, name, width=width).evaluate("document.documentElement.scrollHeight")
    assert height <= LONGEST[name, width]


@pytest.mark.parametrize("name", PARTS)
def test_the_theme_lists_the_parts_of_a_page(site: Site, visit: Visit, name: str) -> None:
    if site.theme not in LISTS_OF_CONTENTS:
        pytest.skip("the theme lists the parts of a page elsewhere or not at all")
    entries = visit(site, name).locator(LISTS_OF_CONTENTS[site.theme]).first.inner_text().splitlines()
    entries = [entry.strip() for entry in entries]
    assert [entry for entry in entries if entry in PARTS[name]] == PARTS[name]


@pytest.mark.parametrize(("name", "width", "columns"), [(COMPARISON, 1440, 2), (COMPARISON, 390, 1), (THREE, 1440, 1)])
def test_items_stand_beside_each_other_where_there_is_room(
    site: Site, visit: Visit, name: str, width: int, columns: int
) -> None:
    sides = "each => [...each.children].map(side => Math.round(side.getBoundingClientRect().left))"
    page = visit(site, name, width=width)
    lefts = page.locator(".smtp-sides").first.evaluate(sides)
    if site.theme == WITH_LARGE_LETTERS:
        columns = min(columns, len(set(lefts)))
    assert len(set(lefts)) == columns
    tops = "all => all.map(each => Math.round(each.getBoundingClientRect().top))"
    first, second = (page.locator(f".smtp-stepped > .smtp-side:nth-child({number}) dt") for number in (1, 2))
    same = first.evaluate_all(tops) == second.evaluate_all(tops)
    assert same == (columns > 1)


def test_four_and_more_items_are_rows(site: Site, visit: Visit) -> None:
    page = visit(site, FIVE)
    assert page.locator(".smtp-side").count() == 0
    assert page.locator(".smtp-rows").count() >= 3


@pytest.mark.parametrize("width", [1440, 390])
def test_a_table_keeps_its_roles_whatever_it_looks_like(site: Site, visit: Visit, width: int) -> None:
    page = visit(site, CODE, width=width)
    table = page.locator("table.smtp-causes")
    assert table.get_by_role("rowheader").count() == table.locator("tbody th").count() > 3
    assert table.get_by_role("cell").count() == table.locator("tbody td").count()
    assert page.get_by_role("table").count() == page.locator("table").count()


@pytest.mark.parametrize("name", [CODE, COMPARISON])
def test_names_of_rows_keep_to_few_lines_in_every_language(other_site: Site, visit: Visit, name: str) -> None:
    for width in (1440, 1000):
        rows = visit(other_site, name, width=width).evaluate("measures.namesOfRows()")
        assert rows
        assert [row for row in rows if row["beside"] and row["lines"] > 3] == []


def test_text_at_twice_its_size_stays_in_its_box(site: Site, visit: Visit) -> None:
    page = visit(site, CODE)
    page.add_style_tag(content="html { font-size: 200% !important; }")
    assert page.evaluate("measures.widerThanTheirBox()") == []


def test_colors_of_the_reader_leave_every_line(site: Site, visit: Visit) -> None:
    page = visit(site, COMPARISON, forced_colors="active")
    style = "each => { const found = getComputedStyle(each); return found.borderInlineStartStyle + found.fontWeight; }"
    assert page.locator(".smtp-differs > th").first.evaluate(style).startswith("solid")
    assert page.locator(".smtp-differs .smtp-sr").first.text_content() == "differs:"
