"""The search box of each theme finds what readers type, with the right page first."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin

import pytest

if TYPE_CHECKING:
    from browser.sites import Site
    from browser.visits import Visit

FIRST_PAGES = {
    "535": "smtp/code/535",
    "5.7.8": "smtp/enhanced/X.7.8",
    "535 5.7.8": "smtp/code/535",
    "app password": "smtp/code/535",
}
"""What readers type, and the page that has to stand first."""

BOXES = {
    "alabaster": ".sphinxsidebar input[name=q]",
    "furo": ".sidebar-search",
    "pydata_sphinx_theme": "#pst-search-dialog input[name=q]",
    "sphinx_book_theme": "#pst-search-dialog input[name=q]",
    "sphinx_rtd_theme": "#rtd-search-form input[name=q]",
    "sphinx_immaterial": "input.md-search__input",
}

OPENERS = {"pydata_sphinx_theme": ".search-button-field", "sphinx_book_theme": ".search-button-field"}
"""What shows the box where it is hidden."""

HITS = {"sphinx_immaterial": "a.md-search-result__link"}
"""The links in the results; the search of this theme shows them below the box, all others on a page of their own."""

NOT_FOUND = {
    ("sphinx_immaterial", "535 5.7.8"): "its search does not look at index entries",
    ("sphinx_immaterial", "app password"): "its search for words fails with Sphinx 9, whose stop words are a Set",
}


@pytest.mark.parametrize("query", FIRST_PAGES)
def test_the_right_page_is_found_first(site: Site, visit: Visit, query: str) -> None:
    if reason := NOT_FOUND.get((site.theme, query)):
        pytest.skip(reason)
    page = visit(site, "index")
    if site.theme in OPENERS:
        page.locator(OPENERS[site.theme]).first.click()
    box = page.locator(BOXES[site.theme])
    box.click()
    box.fill(query[:-1])
    box.press(query[-1])
    if site.theme not in HITS:
        box.press("Enter")
    hit = page.locator(HITS.get(site.theme, "ul.search li a")).first.get_attribute("href")
    found = urldefrag(urljoin(page.url, hit)).url
    assert found == site.url(FIRST_PAGES[query])
