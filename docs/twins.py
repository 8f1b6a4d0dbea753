"""Writes a Markdown twin beside each generated page, and ``llms.txt``, for readers that are programs."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from functools import cache, singledispatchmethod
from typing import TYPE_CHECKING, Any, NamedTuple

from docutils import nodes
from sphinx import addnodes

from knowledge import smtp
from knowledge.smtp.explain.article import (
    DIFFERS,
    Comparisons,
    Entries,
    Glance,
    Paragraphs,
    Points,
    Samples,
    Sources,
    Table,
)
from knowledge.smtp.model.prose import paragraphs, plain, tokens
from sphinxext_smtp.project.domain import domain_of
from sphinxext_smtp.project.shown import article_of, shown_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from knowledge.smtp.explain.article import Block, Part
    from knowledge.smtp.model.keys import ComparisonKey, Key

BUILDER = "html"
"""The builder whose pages have twins; the others give pages other addresses, or none."""

SPECIAL = re.compile(r"([\\`*_\[\]<])")


def setup(app: Sphinx) -> dict[str, bool]:
    app.connect("html-page-context", add_link)
    app.connect("build-finished", write)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def add_link(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    if doctree and app.builder.name == BUILDER and domain_of(app.env).generated_about(pagename):
        address = posixpath.basename(pagename) + ".md"
        context["metatags"] += f'\n<link rel="alternate" type="text/markdown" href="{address}" />'


def write(app: Sphinx, exception: Exception | None) -> None:
    if exception or app.builder.name != BUILDER:
        return
    graph, pages = domain_of(app.env).graph, twinned_pages(app.env)
    for key, docname in pages.items():
        write_if_changed(app.outdir / f"{docname}.md", Twin(graph, pages, key).text())
    write_if_changed(app.outdir / "llms.txt", Overview(app, pages).text())


def twinned_pages(env: BuildEnvironment) -> dict[Key, str]:
    """Return the page with a twin for the key of each node and comparison that has one."""
    domain = domain_of(env)
    return {key: docname for docname in sorted(env.found_docs) if (key := domain.generated_about(docname))}


def write_if_changed(path: Path, text: str) -> None:
    content = text.encode()
    if not path.exists() or path.read_bytes() != content:
        path.write_bytes(content)


@cache
def relative(docname: str, folder: str) -> str:
    """Return the address of a twin for the other twins in a folder."""
    return posixpath.relpath(docname, folder) + ".md"


def escaped(text: str) -> str:
    return SPECIAL.sub(r"\\\1", text)


def link(text: str, address: str) -> str:
    return f"[{text}]({address})"


def item(parts: Sequence[str]) -> str:
    """Return one point of a list, whose paragraphs after the first are indented."""
    return "- " + "\n\n  ".join(parts)


class Twin:
    """One article in Markdown. Names link to other twins, and what has no page of its own to its source."""

    def __init__(self, graph: smtp.Graph, pages: Mapping[Key, str], key: Key) -> None:
        self._graph = graph
        self._pages = pages
        self._folder = posixpath.dirname(pages[key])
        self._article = article_of(graph, shown_of(key))

    def text(self) -> str:
        article = self._article
        blocks = [f"# {escaped(article.title)}"]
        if not any(part.name == "summary" for part in article.parts):
            blocks += self._prose(article.summary)
        for part in article.parts:
            blocks += self._part(part, 2)
        return "\n\n".join(blocks) + "\n"

    def _part(self, part: Part, level: int) -> Iterator[str]:
        if part.heading:
            yield f"{'#' * level} {escaped(plain(part.heading))}"
        for block in part.blocks:
            yield from self._block(block)
        for inner in part.parts:
            yield from self._part(inner, level + bool(part.heading))

    # Running text

    def _prose(self, prose: str) -> list[str]:
        return [self._inline(paragraph) for paragraph in paragraphs(prose)]

    def _inline(self, paragraph: str) -> str:
        return "".join(self._named(token.text) if token.quoted else escaped(token.text) for token in tokens(paragraph))

    def _named(self, name: str) -> str:
        node = self._graph.exact(name)
        if node is None:
            return f"`{name}`"
        if isinstance(node, smtp.CuratedComparison):
            return self._comparison(node.compared)
        if node.kind in ("document", "provider", "category", "subject"):
            return self._sourced(node)
        return self._linked(node.key, f"`{node.spelled}`")

    def _sourced(self, node: smtp.Node) -> str:
        text = escaped(node.title if node.kind == "provider" else node.name)
        return link(text, node.address) if node.address else text

    def _comparison(self, key: ComparisonKey) -> str:
        return self._linked(key, escaped(key.versus))

    def _linked(self, key: Key, text: str) -> str:
        docname = self._pages.get(key)
        if docname is None or key == self._article.key:
            return text
        return link(text, relative(docname, self._folder))

    # Blocks

    @singledispatchmethod
    def _block(self, block: Block) -> Iterator[str]:
        """Yield what blank lines separate."""
        raise NotImplementedError(type(block))

    @_block.register
    def _(self, block: Paragraphs) -> Iterator[str]:
        yield from self._prose(block.prose)

    @_block.register
    def _(self, block: Points) -> Iterator[str]:
        yield "\n".join(item(self._prose(point)) for point in block.items)

    @_block.register
    def _(self, block: Entries | Glance) -> Iterator[str]:
        yield "\n".join(self._entry(*each) for each in block.items)

    def _entry(self, label: str, prose: str) -> str:
        first, *others = self._prose(prose)
        return item([f"**{self._inline(label)}**: {first}", *others])

    @_block.register
    def _(self, block: Table) -> Iterator[str]:
        rows = [block.header, *block.rows]
        marks = ["", *(f"{DIFFERS} " if index in block.marked else "" for index in range(len(block.rows)))]
        lines = [f"| {mark}{' | '.join(map(self._cell, row))} |" for mark, row in zip(marks, rows, strict=True)]
        lines.insert(1, "|" + " --- |" * len(block.header))
        yield "\n".join(lines)

    def _cell(self, prose: str) -> str:
        return "<br>".join(self._prose(prose)).replace("|", r"\|")

    @_block.register
    def _(self, block: Samples) -> Iterator[str]:
        yield "\n".join(f"- {escaped(who)}: `{text}`" for text, who in block.items)

    @_block.register
    def _(self, block: Sources) -> Iterator[str]:
        sources = ((escaped(source.text), source.url) for source in block.items)
        yield "\n".join(f"- {link(text, address) if address else text}" for text, address in sources)

    @_block.register
    def _(self, block: Comparisons) -> Iterator[str]:
        near = [key for key in block.nearest if key in self._pages]
        if keys := [*block.curated, *near]:
            yield "\n".join(f"- {self._comparison(key)}" for key in keys)


class Entry(NamedTuple):
    """A line of the overview."""

    title: str
    address: str
    note: str = ""


class Overview:
    """What ``llms.txt`` holds, in the form of llmstxt.org: what the site is about, and where its pages are.

    Its sections are those of the table of contents of the start page, without the pages that have a twin. A section of
    the reply codes follows.
    """

    def __init__(self, app: Sphinx, pages: Mapping[str, str]) -> None:
        self._app = app
        self._env = app.env
        self._pages = pages
        self._twinned = set(pages.values())
        self._start = app.env.get_doctree(app.config.root_doc)

    def text(self) -> str:
        summary = next(self._start.findall(nodes.paragraph)).astext()
        blocks = [f"# {escaped(self._app.config.project)}", f"> {escaped(' '.join(summary.split()))}"]
        for heading, entries in (*self._contents(), self._codes()):
            blocks += [f"## {escaped(heading)}", "\n".join(map(self._line, entries))]
        return "\n\n".join(blocks) + "\n"

    def _line(self, entry: Entry) -> str:
        found = f"- {link(escaped(entry.title), entry.address)}"
        return f"{found}: {escaped(entry.note)}" if entry.note else found

    def _contents(self) -> Iterator[tuple[str, list[Entry]]]:
        for toctree in self._start.findall(addnodes.toctree):
            docnames = [docname for start in toctree["includefiles"] for docname in self._below(start)]
            entries = [Entry(self._title(docname), self._app.builder.get_target_uri(docname)) for docname in docnames]
            yield toctree["caption"] or self._title(self._app.config.root_doc), entries

    def _below(self, docname: str) -> Iterator[str]:
        """Yield a page and those that its table of contents holds, in the order in which they are read."""
        if docname not in self._twinned:
            yield docname
            for inner in self._env.toctree_includes.get(docname, ()):
                yield from self._below(inner)

    def _codes(self) -> tuple[str, list[Entry]]:
        domain = domain_of(self._env)
        codes = [(self._pages[code.key], code) for code in domain.graph.codes.values() if code.key in self._pages]
        entries = [Entry(self._title(docname), f"{docname}.md", plain(code.summary)) for docname, code in codes]
        return domain.graph.words.GROUPS["code"], entries

    def _title(self, docname: str) -> str:
        return self._env.titles[docname].astext()
