"""Generated pages from conf.py: they are brought up to date before Sphinx looks for sources."""

from __future__ import annotations

import hashlib
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from sphinx.util.display import progress_message, status_iterator

from knowledge import smtp
from knowledge.smtp.model.brief import one_line
from knowledge.smtp.model.record import Record
from sphinxext_smtp.choices import PAGE_KINDS
from sphinxext_smtp.messages import __
from sphinxext_smtp.pages.folder import is_in_use, stamps, update_folder
from sphinxext_smtp.pages.manifest import MANIFEST
from sphinxext_smtp.pages.paths import LONGEST, Paths, RefusedPathError
from sphinxext_smtp.pages.plan import PageOptions, planned_pages
from sphinxext_smtp.pages.source import source_text
from sphinxext_smtp.project.domain import domain_of
from sphinxext_smtp.project.generated import PAGE_FIELD
from sphinxext_smtp.warnings import Subtype, warn

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

    from sphinx.application import Sphinx

    from sphinxext_smtp.pages.folder import Changes, Stamp
    from sphinxext_smtp.pages.source import Format

MARKDOWN_PARSERS: Final = ("myst_parser", "myst_nb")


class Generated(Record):
    """What the generator has left, kept from build to build."""

    folder: str
    digest: str
    """What changes when anything changes from which the pages are made; empty where not every page is there."""
    stamps: dict[str, Stamp]
    """The time and size of each page and of the manifest."""


def generate(app: Sphinx) -> None:
    """Write the pages that conf.py asks for; where nothing has changed, look at the times of the files only."""
    data = domain_of(app.env).data
    before: Generated | None = data.get("generated")
    name = str(PurePosixPath(app.config.smtp_pages_dir))
    if before and before.folder != name:
        _update(app, before.folder, {})
        before = None
    folder = app.srcdir / name
    if not app.config.smtp_pages and before is None and not is_in_use(folder):
        data["generated"] = None
        return
    suffix, form = source_format(app)
    suffixes = tuple(app.config.source_suffix)
    digest = _digest(app, suffix, form)
    if (
        before
        and before.digest == digest
        and before.stamps == stamps(folder, before.stamps.keys() - {MANIFEST}, suffixes)
    ):
        return
    pages = {f"{name}{suffix}": text for name, text in _page_texts(app, form)}
    complete = _update(app, name, pages)
    data["generated"] = Generated(name, digest if complete else "", stamps(folder, pages, suffixes))


def keep_from_translators(app: Sphinx, doctree: nodes.document) -> None:
    """Leave what a generated page itself says out of the project's catalogues: it comes in its language already."""
    if PAGE_FIELD in app.env.metadata[app.env.current_document.docname]:
        for text in doctree.findall(nodes.TextElement):
            if isinstance(text, nodes.title):
                text["translatable"] = False


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
    except smtp.UnknownNameError as error:
        warn(Subtype.config, f"smtp_compare_pages: {names!r}: {error.told(__)}")
        return False
    except smtp.ComparisonError as error:
        warn(Subtype.config, f"smtp_compare_pages: {names!r}: {error}")
        return False
    return True


def _update(app: Sphinx, name: str, pages: dict[str, str]) -> bool:
    """Bring a folder below the sources up to date; return whether every page is there, after a warning where not."""

    def progress(names: Collection[str]) -> Iterable[str]:
        if not names:
            return ()
        message = __("writing the pages about SMTP... ")
        return status_iterator(names, message, "brown", len(names), app.verbosity)

    folder = app.srcdir / name
    try:
        Paths(app.srcdir).names(name)
        changes = update_folder(folder, pages, list(app.config.source_suffix), progress)
    except (RefusedPathError, OSError) as error:
        message = __("the pages about SMTP cannot be written: %(error)s; the build goes on with what is there")
        warn(Subtype.pages, message % {"error": error})
        return False
    _warn(folder, name, changes)
    return not (changes.taken or changes.refused)


def _warn(folder: Path, name: str, changes: Changes) -> None:
    """Warn of everything in a folder that was left as it is."""
    if changes.damage:
        message = __(
            "%(path)s cannot be read: %(why)s; pages that already read as they should are taken up again, and all "
            "other files stay as they are"
        )
        warn(Subtype.pages, message % {"path": one_line(f"{name}/{MANIFEST}", LONGEST), "why": changes.damage})
    for path, why in changes.refused.items():
        message = __("%(path)s is neither read nor written nor deleted: %(why)s")
        warn(Subtype.pages, message % {"path": one_line(str(PurePosixPath(name, path)), LONGEST), "why": why})
    for page, taker in zip(changes.taken, changes.takers, strict=True):
        message = __("%(name)s is not generated, because a page of that name is there already")
        warn(Subtype.pages, message % {"name": page}, f"{folder / taker}:1")


def _digest(app: Sphinx, suffix: str, form: Format) -> str:
    """Return what changes when a page that would be planned now reads otherwise.

    The digest of the graph speaks for the titles of comparisons, which are those of the nodes in them.
    """
    graph = domain_of(app.env).graph
    options = page_options(app)
    few = PageOptions(options.kinds, (), options.toctree)
    said = [source_text(page, form) for page in planned_pages(graph, few)]
    version = app.extensions["sphinxext_smtp"].version
    return hashlib.blake2b(f"{version} {graph.digest} {options!r} {suffix} {said}".encode(), digest_size=8).hexdigest()
