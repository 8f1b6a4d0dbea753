"""Twins of generated pages in Markdown, and ``llms.txt``, for readers that are programs (``smtp_markdown``).

The twin of ``smtp/code/535.html`` is ``smtp/code/535.md``. With the builder ``dirhtml`` the page is ``smtp/code/535/``,
and its twin ``smtp/code/535/index.md``.
"""

from __future__ import annotations

import hashlib
import posixpath
from typing import TYPE_CHECKING, Any, Final, TypeVar
from urllib.parse import quote

from sphinx.util.osutil import relative_uri

from knowledge.smtp.explain.markdown import markdown
from sphinxext_smtp.html.listing import Listing, ShownListing
from sphinxext_smtp.html.llms import SiteOverview
from sphinxext_smtp.html.own_files import manifest_of, update
from sphinxext_smtp.messages import __
from sphinxext_smtp.project.domain import domain_of
from sphinxext_smtp.project.generated import INDEX, PAGE_FIELD
from sphinxext_smtp.project.shown import article_of, shown_of
from sphinxext_smtp.version import __version__
from sphinxext_smtp.warnings import Subtype, warn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from docutils import nodes
    from sphinx.application import Sphinx

    from knowledge.smtp.model.keys import Key
    from sphinxext_smtp.project.domain import SmtpDomain

Asked = TypeVar("Asked")
"""What an address is asked for: the key of a node or a comparison, or what stands among the keys for a list."""
BUILDERS: Final = ("html", "dirhtml")
"""The builders whose pages have twins; the others give pages other addresses, or none."""
OVERVIEW: Final = "llms.txt"


def add_link(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Say in the head of a generated page where its twin is."""
    domain = domain_of(app.env)
    if _is_wanted(app) and doctree and (domain.generated_about(pagename) or listing_on(domain, pagename)):
        address = quote(posixpath.basename(twin_of(app, pagename)))
        context["metatags"] += f'\n<link rel="alternate" type="text/markdown" href="{address}" />'


def write(app: Sphinx, exception: Exception | None) -> None:
    """Write the twins that have changed, and the overview; remove those whose pages are gone."""
    if exception or app.builder.name not in BUILDERS:
        return
    try:
        if _is_wanted(app):
            Twins(app).write()
        else:
            update(app.outdir, {}, "", {})
    except OSError as error:
        message = __("the Markdown of the pages about SMTP cannot be written: %(error)s")
        warn(Subtype.pages, message % {"error": error})


def _is_wanted(app: Sphinx) -> bool:
    return bool(app.config.smtp_markdown) and app.builder.name in BUILDERS


def twin_of(app: Sphinx, docname: str) -> str:
    """Return the path of the twin of a page, from the root of the site."""
    is_folder = app.builder.name == "dirhtml" and posixpath.basename(docname) != "index"
    return f"{docname}/index.md" if is_folder else f"{docname}.md"


def listing_on(domain: SmtpDomain, docname: str) -> ShownListing | None:
    """Return what a generated page lists, which has its lists in groups; None for any other page."""
    if domain.env.metadata[docname].get(PAGE_FIELD) != INDEX:
        return None
    return next((shown for shown in domain.shown.get(docname, ()) if isinstance(shown, ShownListing)), None)


class Twins:
    """The twins of a site. Names link to other twins, to pages without one, or to their sources."""

    def __init__(self, app: Sphinx) -> None:
        self._app = app
        self._domain = domain_of(app.env)
        self._pages = dict(self._generated_pages())
        found = ((docname, listing_on(self._domain, docname)) for docname in sorted(app.env.found_docs))
        self._listings = {docname: shown for docname, shown in found if shown}

    def _generated_pages(self) -> Iterator[tuple[Key, str]]:
        for docname in sorted(self._app.env.found_docs):
            if key := self._domain.generated_about(docname):
                yield key, docname

    def write(self) -> None:
        """Write what has changed; nothing is made where nothing can have."""
        folder, made_from = self._app.outdir, self._made_from()
        paths = {docname: twin_of(self._app, docname) for docname in (*self._pages.values(), *self._listings)}
        addresses = {docname: quote(path) for docname, path in paths.items()}
        files = {OVERVIEW: SiteOverview(self._app, addresses, self._listings).text()}
        before = manifest_of(folder)
        unchanged = {path: before.digests[path] for path in paths.values() if path in before.digests}
        if before.made_from != made_from or not all((folder / path).is_file() for path in paths.values()):
            unchanged = {}
            files |= {paths[docname]: self._text(key, paths[docname]) for key, docname in self._pages.items()}
            files |= {paths[docname]: self._listed(docname, paths[docname]) for docname in self._listings}
        update(folder, files, made_from, unchanged)

    def _text(self, key: Key, path: str) -> str:
        article = article_of(self._domain.graph, shown_of(key))
        return markdown(self._domain.graph, article, self._from(path, self._address))

    def _listed(self, docname: str, path: str) -> str:
        address_of = self._from(path, self._address)
        listing = Listing(self._domain, address_of, self._from(path, self._address_of_list))
        return listing.text(self._app.env.titles[docname].astext(), self._listings[docname])

    def _from(self, path: str, address_of: Callable[[Asked], str | None]) -> Callable[[Asked], str]:
        """Return what finds an address as it is seen from a path; empty where there is none."""

        def seen(asked: Asked) -> str:
            found = address_of(asked)
            if found is None:
                return ""
            address, hash_, anchor = found.partition("#")
            return f"{relative_uri(quote(path), address)}{hash_}{anchor}"

        return seen

    def _address(self, key: Key) -> str | None:
        """Return the address of a twin, or else of a page, from the root of the site; None where there is none."""
        if docname := self._pages.get(key):
            return quote(twin_of(self._app, docname))
        if target := self._domain.targets.get(key):
            return f"{self._app.builder.get_target_uri(target.docname)}#{target.anchor}"
        return None

    def _address_of_list(self, name: str) -> str | None:
        """Return the address of a page that lists what the project explains, or of its twin."""
        docname = self._domain.lists.get(name)
        if docname is None:
            return None
        if docname in self._listings:
            return quote(twin_of(self._app, docname))
        return self._app.builder.get_target_uri(docname)

    def _made_from(self) -> str:
        """Return what changes when a twin may read otherwise."""
        places = (self._app.builder.name, self._pages, sorted(self._domain.targets.items()))
        lists = (list(self._listings), sorted(self._domain.lists.items()))
        parts = (__version__, self._domain.graph.digest, *places, *lists)
        return hashlib.blake2b(repr(parts).encode(), digest_size=16).hexdigest()
