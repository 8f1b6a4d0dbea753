"""What the extension writes is accessible: the rules of axe for WCAG 2.2 AA, headings in order, nothing that moves."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from browser.sites import CODE, COMPARISON, OVERVIEW, PAGES, PLAIN_PAGE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from browser.sites import Site
    from browser.visits import Visit
    from playwright.sync_api import Page

OURS = (".smtp", ".smtp-box", ".smtp-table", ".smtp-scroll", ".smtp-graph", ".smtp-explainer")
STANDARDS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")


class Fault(NamedTuple):
    """A rule of axe that an element breaks, and the two colors that make it do so, if colors do."""

    rule: str
    color: str = ""
    other: str = ""


FAULTS_OF_THEMES = {
    "sphinx_rtd_theme": {
        Fault("color-contrast", "#e74c3c", "#ffffff"): "literals have a contrast of 3.82",
        Fault("color-contrast", "#2980b9", "#fcfcfc"): "links have a contrast of 4.19",
        Fault("color-contrast", "#2980b9", "#f3f6f6"): "links in every other row of a table have a contrast of 3.95",
        Fault("color-contrast", "#2980b9", "#e7f2fa"): "the words of a signature have a contrast of 3.78",
        Fault("link-in-text-block", "#2980b9", "#404040"): "links are not underlined, and too near in color to text",
    },
    "sphinx_immaterial": {
        Fault("color-contrast", "#5488e8", "#272a35"): "linked literals in the dark have a contrast of 4.12",
        Fault("link-in-text-block", "#4051b5", "#212121"): "links are not underlined, and too near in color to text",
        Fault("link-in-text-block", "#5488e8", "#bfc1c6"): "links are not underlined in the dark either",
    },
}
"""What the themes do to each literal, link, and signature, so that it is no fault of ours; another test proves that."""

LINK_IN_CAPTION = "Element has children which are not allowed: a"
"""What axe says of a table that has a role and, in its caption, the link of Sphinx to itself; HTML allows it there."""


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_fault_in_our_content(site: Site, visit: Visit, name: str) -> None:
    assert_faultless(site, visit(site, name))


@pytest.mark.parametrize("name", [CODE, COMPARISON, OVERVIEW])
def test_axe_finds_no_fault_in_our_content_in_the_dark(site: Site, visit: Visit, name: str) -> None:
    for scheme in set(site.schemes) - {"light"}:
        assert_faultless(site, visit(site, name, scheme=scheme))


@pytest.mark.parametrize("name", [CODE, COMPARISON])
def test_axe_finds_no_fault_in_what_narrow_screens_show_otherwise(site: Site, visit: Visit, name: str) -> None:
    assert_faultless(site, visit(site, name, width=360))


def test_faults_of_a_theme_are_in_a_page_without_ours_too(site: Site, visit: Visit) -> None:
    excused = set(FAULTS_OF_THEMES.get(site.theme, {}))
    found = set()
    for scheme in site.schemes:
        found |= {fault for fault, _text in faults(visit(site, PLAIN_PAGE, scheme=scheme), ["article, [role=main]"])}
    assert excused <= found


def assert_faultless(site: Site, page: Page) -> None:
    """Fail if axe finds something in our content that is not the theme's doing."""
    excused = FAULTS_OF_THEMES.get(site.theme, {})
    present = [each for each in OURS if page.locator(each).count()]
    found = [text for fault, text in faults(page, present) if fault not in excused and LINK_IN_CAPTION not in text]
    assert not found, "\n".join(found)


def faults(page: Page, parts: list[str]) -> Iterator[tuple[Fault, str]]:
    """Yield each fault that axe finds in the parts of a page, with the element."""
    from axe_playwright_python.sync_playwright import Axe

    options = {"runOnly": list(STANDARDS), "resultTypes": ["violations"]}
    results = Axe().run(page, {"include": [[each] for each in parts]}, options)
    for violation in results.response["violations"]:
        for node in violation["nodes"]:
            yield fault_of(violation["id"], node), f"{violation['id']}: {node['html']}: {node['failureSummary']}"


def fault_of(rule: str, node: dict[str, Any]) -> Fault:
    """Return the fault of an element, with the colors that the rules for colors look at."""
    data = next((check["data"] for check in node["any"] if isinstance(check["data"], dict)), {})
    if rule == "color-contrast":
        return Fault(rule, data["fgColor"], data["bgColor"])
    if rule == "link-in-text-block" and "nodeColor" in data:
        return Fault(rule, data["nodeColor"], data["parentColor"])
    return Fault(rule)


@pytest.mark.parametrize("name", PAGES)
def test_no_level_of_headings_is_skipped(site: Site, visit: Visit, name: str) -> None:
    levels = visit(site, name).evaluate("measures.headingLevels()")
    assert levels[0] == 1
    assert all(level <= before + 1 for before, level in pairwise(levels)), levels


@pytest.mark.parametrize("name", [CODE, COMPARISON, OVERVIEW])
def test_nothing_of_ours_moves_for_readers_who_want_no_motion(site: Site, visit: Visit, name: str) -> None:
    assert visit(site, name, reduced_motion="reduce").evaluate("measures.movedByUs()") == []
