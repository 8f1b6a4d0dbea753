"""Generated pages from conf.py: they are brought up to date before Sphinx looks for sources."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from sphinx.util.display import progress_message, status_iterator

from knowledge import smtp
from knowledge.smtp.model.record import Record
from sphinxext_smtp.choices import PAGE_KINDS
from sphinxext_smtp.messages import __
from sphinxext_smtp.pages.folder import MANIFEST, update_folder
from sphinxext_smtp.pages.plan import PageOptions, planned_pages
from sphinxext_smtp.pages.source import source_text
from sphinxext_smtp.project.domain import domain_of
from sphinxext_smtp.project.generated import PAGE_FIELD
from sphinxext_smtp.warnings import Subtype, warn

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

    from sphinx.application import Sphinx

    from sphinxext_smtp.pages.source import Format

MARKDOWN_PARSERS: Final = ("myst_parser", "myst_nb")


class Generated(Record):
    """What the generator has left, kept from build to build."""

    folder: str
    digest: str
    """What changes when anything changes from which the pages are made."""
    stamps: dict[str, tuple[int, int]]
    """The time and size of each file in the folder, of whoever it is."""


def generate(app: Sphinx) -> None:
    """Write the pages that conf.py asks for; where nothing has changed, look at the times of the files only."""
    data = domain_of(app.env).data
    before: Generated | None = data.get("generated")
    folder = app.srcdir / app.config.smtp_pages_dir
    if before and before.folder != str(app.config.smtp_pages_dir):
        _update(app, app.srcdir / before.folder, {})
        before = None
    if not app.config.smtp_pages and not (folder / MANIFEST).exists():
        data["generated"] = None
        return
    suffix, form = source_format(app)
    digest = _digest(app, suffix)
    if before and before.digest == digest and before.stamps == _stamps(folder):
        return
    pages = {f"{name}{suffix}": text for name, text in _page_texts(app, form)}
    complete = _update(app, folder, pages)
    data["generated"] = Generated(str(app.config.smtp_pages_dir), digest if complete else "", _stamps(folder))


def keep_from_translators(app: Sphinx, doctree: nodes.document) -> None:
    """Leave the titles of a generated page out of the project's catalogues: they come in its language already."""
    if PAGE_FIELD in app.env.metadata[app.env.current_document.docname]:
        for title in doctree.findall(nodes.title):
            title["translatable"] = False


def source_format(app: Sphinx) -> tuple[str, Format]:
    """Return the suffix and the language of the sources: Markdown where a project has MyST and no reStructuredText."""
    suffixes: dict[str, str] = app.config.source_suffix
    for suffix, parser in suffixes.items():
        if parser == "restructuredtext":
            return suffix, "rst"
    if any(name in app.extensions for name in MARKDOWN_PARSERS):
        return next((suffix for suffix, parser in suffixes.items() if parser == "markdown"), ".md"), "md"
    return ".rst", "rst"


def page_options(app: Sphinx) -> PageOptions:
    """Return the options that conf.py gives."""
    config = app.config
    chosen: Any = config.smtp_compare_pages
    comparisons: Any = chosen if isinstance(chosen, str) else tuple(map(_names, chosen))
    kinds = tuple(kind for kind in PAGE_KINDS if kind in config.smtp_pages)
    return PageOptions(kinds, comparisons, config.smtp_pages_toctree)


def _names(pair: str | Iterable[str]) -> str:
    return pair if isinstance(pair, str) else " ".join(map(str, pair))


def _page_texts(app: Sphinx, form: Format) -> Iterator[tuple[str, str]]:
    options = page_options(app)
    graph = domain_of(app.env).graph
    if isinstance(options.comparisons, tuple):
        possible = tuple(names for names in options.comparisons if _is_comparison(graph, names))
        options = PageOptions(options.kinds, possible, options.toctree)
    with progress_message(__("planning the pages about SMTP")):
        for page in planned_pages(graph, options):
            yield page.name, source_text(page, form)


def _is_comparison(graph: smtp.Graph, names: str) -> bool:
    """Tell whether names can be compared; warn if they cannot."""
    try:
        graph.compare(*graph.names.split(names))
    except (smtp.UnknownNameError, smtp.ComparisonError) as error:
        warn(Subtype.config, f"smtp_compare_pages: {names!r}: {error}")
        return False
    return True


def _update(app: Sphinx, folder: Path, pages: dict[str, str]) -> bool:
    """Bring a folder up to date; return whether every page is there, after a warning where one is not."""

    def progress(names: Collection[str]) -> Iterable[str]:
        if not names:
            return ()
        message = __("writing the pages about SMTP... ")
        return status_iterator(names, message, "brown", len(names), app.verbosity)

    try:
        changes = update_folder(folder, pages, list(app.config.source_suffix), progress)
    except OSError as error:
        message = __("the pages about SMTP cannot be written: %(error)s; the build goes on with what is there")
        warn(Subtype.pages, message % {"error": error})
        return False
    for name in changes.taken:
        message = __("%(name)s is not generated, because a page of that name is there already")
        warn(Subtype.pages, message % {"name": name}, str(folder / name))
    return not changes.taken


def _stamps(folder: Path) -> dict[str, tuple[int, int]]:
    statuses = ((entry.path, entry.stat()) for entry in _files(folder))
    return {path: (status.st_mtime_ns, status.st_size) for path, status in statuses}


def _files(folder: str | os.PathLike[str]) -> Iterator[os.DirEntry[str]]:
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if entry.is_dir():
            yield from _files(entry)
        else:
            yield entry


def _digest(app: Sphinx, suffix: str) -> str:
    graph = domain_of(app.env).graph
    options = page_options(app)
    return hashlib.blake2b(f"{graph.digest} {options!r} {suffix}".encode(), digest_size=8).hexdigest()
