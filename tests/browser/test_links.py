"""Links go where they say."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote, urldefrag

import pytest
from browser.sites import CODE, PAGES

if TYPE_CHECKING:
    from browser.sites import Site
    from browser.visits import Visit

WAYS = {
    "smtp/command/AUTH": "AUTH Authenticate",
    "smtp/class/5xx": "5xx Permanent failure",
    "smtp/compare/530-vs-535": "530 Authentication or TLS required vs 535 Authentication failed",
}
"""Pages that the page of 535 links to, with their headings."""


@pytest.mark.parametrize("name", WAYS)
def test_a_link_leads_to_its_place(site: Site, visit: Visit, name: str) -> None:
    page = visit(site, CODE)
    page.locator(f".smtp a[href*='{name.removeprefix('smtp/')}.html#']").first.click()
    page.wait_for_url(f"{site.url(name)}#*")
    anchor = unquote(urldefrag(page.url).fragment)
    place = page.locator(f"[id='{anchor}']").evaluate("each => each.getBoundingClientRect().top / innerHeight")
    assert -0.05 <= place <= 1
    heading = page.evaluate("document.querySelector('h1').textContent")
    assert heading.strip().rstrip("#\N{PILCROW SIGN}\uf0c1").strip() == WAYS[name]


@pytest.mark.parametrize("name", PAGES)
def test_each_link_within_the_site_has_its_page_and_its_anchor(site: Site, visit: Visit, name: str) -> None:
    page = visit(site, name)
    address = "new URL(each.getAttribute('href'), location).href"  # links of a picture have no address of their own
    links = page.evaluate(f"measures.ours().filter((each) => each.matches('a[href]')).map((each) => {address})")
    within = sorted({link for link in links if link.startswith(site.address)})
    assert within
    assert [link for link in within if not is_there(site, link)] == []


def is_there(site: Site, link: str) -> bool:
    """Tell whether the file of an address exists and has an element with the name that the address ends with."""
    url, fragment = urldefrag(unquote(link))
    file = site.folder / url.removeprefix(f"{site.address}/")
    return file.is_file() and (not fragment or f'id="{fragment}"' in file.read_text(encoding="utf-8"))
