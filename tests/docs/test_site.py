"""The built site holds together: links lead somewhere, pages have titles, programs find the twins of pages.

The environment variable SMTP_SITE names a folder with the built site; without it, the site is built.
"""

from __future__ import annotations

import fcntl
import os
import posixpath
import re
import subprocess
import sys
from functools import cache, cached_property
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from knowledge import smtp

ROOT = Path(__file__).parents[2]

KINDS = ("cause", "class", "code", "command", "compare", "enhanced", "extension", "mechanism", "provider", "tag")
"""The folders of the reference."""

MARKDOWN_LINK = re.compile(r"\]\(([^()\s]+)\)")

ENTRY = re.compile(r"- \[\S.*\]\([^()\s]+\)(: \S.*)?")


class Page(HTMLParser):
    """A page of the site: its title, its ids, and the addresses in it."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.title = ""
        self.ids: set[str] = set()
        self.addresses: set[str] = set()
        self.twins: set[str] = set()
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if "id" in given:
            self.ids.add(given["id"] or "")
        if given.get("type") == "text/markdown":
            self.twins.add(given["href"] or "")
        if "hreflang" not in given:  # the site of another language is built apart
            self.addresses.update(given[name] or "" for name in ("href", "src") if name in given)

    def handle_data(self, data: str) -> None:
        if self.lasttag == "title" and not self.title:
            self.title = data.strip()


class Site:
    """The files of the site, by their addresses from its root."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}

    @cached_property
    def pages(self) -> dict[str, Page]:
        return {name: Page(self._folder / name) for name in self.names("html")}

    def names(self, kind: str) -> list[str]:
        """Return the files with an ending, without what was copied for the theme or from the sources."""
        return sorted(name for name in self._files if name.endswith(f".{kind}") and not name.startswith("_"))

    def text(self, name: str) -> str:
        return (self._folder / name).read_text(encoding="utf-8")

    def broken(self, name: str, addresses: Iterable[str]) -> Iterator[str]:
        """Yield the addresses in a file that lead to nothing in the site."""
        for address in sorted(addresses):
            parts = urlsplit(address)
            if not (parts.scheme or parts.netloc or self._is_there(name, unquote(parts.path), unquote(parts.fragment))):
                yield f"{name}: {address}"

    def _is_there(self, name: str, path: str, fragment: str) -> bool:
        target = resolved(posixpath.dirname(name), path) if path else name
        if not fragment:
            return target in self._files
        return target in self.pages and fragment in self.pages[target].ids


@cache
def resolved(folder: str, path: str) -> str:
    return posixpath.normpath(posixpath.join(folder, path))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    if built := os.environ.get("SMTP_SITE"):
        return Site(ROOT / built)
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    with (shared / "site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # the other workers wait for the one that builds
        if not (shared / "site" / "objects.inv").exists():
            command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", "-d", shared / "doctrees"]
            subprocess.run([*command, ROOT / "docs", shared / "site"], check=True)
    return Site(shared / "site")


def test_every_address_in_a_page_leads_to_a_file_and_an_id_that_are_there(site: Site) -> None:
    assert len(site.pages) > 900
    assert [broken for name, page in site.pages.items() for broken in site.broken(name, page.addresses)] == []


def test_every_page_has_a_title(site: Site) -> None:
    assert [name for name, page in site.pages.items() if page.title.removeprefix("<no title>")[:1] in ("", "-")] == []


def test_a_page_of_the_reference_has_a_twin_and_names_it(site: Site) -> None:
    twins = site.names("md")
    named = {name: page.twins for name, page in site.pages.items() if page.twins}
    assert sorted(str(Path(name).with_suffix(".md")) for name in named) == sorted(twins)
    assert all(found == {Path(name).with_suffix(".md").name} for name, found in named.items())
    without = {name for name, page in site.pages.items() if name.startswith("smtp/") and not page.twins}
    assert without == {"smtp/explainer.html"}


@pytest.mark.parametrize("kind", ["md", "txt"])
def test_every_link_for_programs_leads_to_a_file_that_is_there(kind: str, site: Site) -> None:
    links = {name: MARKDOWN_LINK.findall(site.text(name)) for name in site.names(kind)}
    assert all(links.values())
    assert [broken for name, found in links.items() for broken in site.broken(name, found)] == []


def test_a_twin_holds_what_the_page_explains_with_links_to_other_twins_and_sources(site: Site) -> None:
    twin = site.text("smtp/code/535.md")
    assert twin.startswith("# 535 Authentication failed\n\n`535` ")
    assert "[`AUTH`](../command/AUTH.md)" in twin
    assert "\n## Meaning\n" in twin
    assert "(../compare/530-vs-535.md)" in twin
    assert "[RFC 4954, section 6](https://www.rfc-editor.org/rfc/rfc4954.html#section-6)" in twin


def test_llms_txt_has_the_form_of_llmstxt_org(site: Site) -> None:
    title, summary, *sections = site.text("llms.txt").rstrip().split("\n\n")
    assert title == "# sphinxext-smtp"
    assert re.fullmatch(r"> \S.+\.", summary)
    for heading, entries in zip(sections[::2], sections[1::2], strict=True):
        assert re.fullmatch(r"## \S.*", heading)
        assert [
            line for line in entries.split("\n") if not re.fullmatch(r"- \[\S.*\]\([^()\s]+\)(: \S.*)?", line)
        ] == []


def test_llms_txt_lists_the_guides_the_indexes_and_every_code_with_its_meaning(site: Site, graph: smtp.Graph) -> None:
    text = site.text("llms.txt")
    listed = set(MARKDOWN_LINK.findall(text))
    assert {f"smtp/{kind}/index.md" for kind in KINDS} <= listed
    assert {name for name in site.names("html") if name.startswith("guides/")} <= listed
    assert set(re.findall(r"\]\(smtp/code/(\d+)\.md\): \S", text)) == set(graph.codes)
