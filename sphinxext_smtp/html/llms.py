"""What ``llms.txt`` holds, in the form of llmstxt.org: what the site is about, and where its pages are."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx import addnodes

from knowledge.smtp.explain.markdown import escaped, link
from knowledge.smtp.model.prose import plain
from sphinxext_smtp.project.domain import domain_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

    from sphinx.application import Sphinx


class Entry(NamedTuple):
    """A line of the overview."""

    title: str
    address: str
    note: str = ""


class SiteOverview:
    """The overview of a site.

    Its sections are those of the table of contents of the start page, without the pages about a node or a comparison.
    A section of the reply codes follows. A section that would be empty is left out.

    :param twins: the address of the twin of each page that has one, by the name of the page.
    :param listings: those of these pages that list others.
    """

    def __init__(self, app: Sphinx, twins: Mapping[str, str], listings: Container[str]) -> None:
        self._app = app
        self._env = app.env
        self._twins = twins
        self._listings = listings
        self._start = app.env.get_doctree(app.config.root_doc)

    def text(self) -> str:
        """Return the whole file."""
        blocks = [f"# {escaped(self._app.config.project)}"]
        if summary := next(self._start.findall(nodes.paragraph), None):
            blocks.append(f"> {escaped(' '.join(summary.astext().split()))}")
        for heading, entries in (*self._contents(), self._codes()):
            if entries:
                blocks += [f"## {escaped(heading)}", "\n".join(map(_line, entries))]
        return "\n\n".join(blocks) + "\n"

    def _contents(self) -> Iterator[tuple[str, list[Entry]]]:
        for toctree in self._start.findall(addnodes.toctree):
            docnames: dict[str, None] = {}
            for start in toctree["includefiles"]:
                self._collect(start, docnames)
            entries = [Entry(self._title(docname), self._address(docname)) for docname in docnames]
            yield toctree["caption"] or self._title(self._app.config.root_doc), entries

    def _collect(self, docname: str, found: dict[str, None]) -> None:
        """Collect a page and those that its table of contents holds, in the order in which they are read."""
        if (docname not in self._twins or docname in self._listings) and docname not in found:
            found[docname] = None
            for inner in self._env.toctree_includes.get(docname, ()):
                self._collect(inner, found)

    def _codes(self) -> tuple[str, list[Entry]]:
        domain = domain_of(self._env)
        about = {domain.generated_about(docname): docname for docname in self._twins}
        entries = [
            Entry(self._title(docname), self._twins[docname], plain(code.summary))
            for code in domain.graph.codes.values()
            if (docname := about.get(code.key))
        ]
        return domain.graph.words.GROUPS["code"], entries

    def _address(self, docname: str) -> str:
        return self._twins.get(docname) or self._app.builder.get_target_uri(docname)

    def _title(self, docname: str) -> str:
        return self._env.titles[docname].astext()


def _line(entry: Entry) -> str:
    found = f"- {link(escaped(entry.title), entry.address)}"
    return f"{found}: {escaped(entry.note)}" if entry.note else found
