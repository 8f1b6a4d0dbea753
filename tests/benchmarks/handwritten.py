"""The pages of the generator as somebody would write them by hand: the same content in plain reStructuredText."""

from __future__ import annotations

from collections.abc import Iterable
from functools import singledispatch
from typing import TYPE_CHECKING

from sphinx.util.rst import escape

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
from knowledge.smtp.model.keys import versus
from knowledge.smtp.model.prose import paragraphs, plain, tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.smtp.explain.article import Block, Part


def handwritten(graph: smtp.Graph, article: smtp.Article) -> str:
    """Return a page with the content of an article."""
    title = plain(article.title)
    parts = [] if any(part.name == "summary" for part in article.parts) else _prose(graph, article.summary)
    for part in article.parts:
        parts.extend(_part(graph, part, "-"))
    return "\n\n".join([":orphan:", f"{escape(title)}\n{'=' * (len(title) + 8)}", *parts]) + "\n"


def _part(graph: smtp.Graph, part: Part, underline: str) -> Iterable[str]:
    if part.heading:
        heading = escape(plain(part.heading))
        yield f"{heading}\n{underline * len(heading)}" if underline else f".. rubric:: {heading}"
    for block in part.blocks:
        yield from _block(block, graph)
    for inner in part.parts:
        yield from _part(graph, inner, "" if part.heading or not underline else underline)


def _inline(graph: smtp.Graph, prose: str) -> str:
    return "".join(_quoted(graph, token.text) if token.quoted else escape(token.text) for token in tokens(prose))


def _quoted(graph: smtp.Graph, name: str) -> str:
    node = graph.find(name)
    if node is None:
        return f"``{name}``"
    url = next((citation.url for citation in node.citations if citation.url), "")
    return f"`{node.spelled} <{url}>`__" if url else node.spelled


def _prose(graph: smtp.Graph, prose: str) -> list[str]:
    return [_inline(graph, paragraph) for paragraph in paragraphs(prose)]


def _indented(texts: Sequence[str], first: str, rest: str) -> str:
    return first + "\n\n".join(texts).replace("\n", f"\n{rest}")


@singledispatch
def _block(block: Block, graph: smtp.Graph) -> Iterable[str]:
    raise NotImplementedError(type(block))


@_block.register
def _(block: Paragraphs, graph: smtp.Graph) -> Iterable[str]:
    yield from _prose(graph, block.prose)


@_block.register
def _(block: Points, graph: smtp.Graph) -> Iterable[str]:
    yield "\n".join(_indented(_prose(graph, item), "* ", "  ") for item in block.items)


@_block.register
def _(block: Entries | Glance, graph: smtp.Graph) -> Iterable[str]:
    yield "\n\n".join(
        f"{_inline(graph, label)}\n{_indented(_prose(graph, prose), '   ', '   ')}" for label, prose in block.items
    )


@_block.register
def _(block: Table, graph: smtp.Graph) -> Iterable[str]:
    rows = [
        (f"{DIFFERS} {name}" if index in block.marked else name, *cells)
        for index, (name, *cells) in enumerate(block.rows)
    ]
    yield _list_table([[_prose(graph, cell) for cell in row] for row in (block.header, *rows)], header=True)


@_block.register
def _(block: Samples, graph: smtp.Graph) -> Iterable[str]:
    yield _list_table([[[escape(who)], [f"``{text}``"]] for text, who in block.items], header=False)


@_block.register
def _(block: Sources, graph: smtp.Graph) -> Iterable[str]:
    yield "\n".join(f"* `{each.text} <{each.url}>`__" if each.url else f"* {each.text}" for each in block.items)


@_block.register
def _(block: Comparisons, graph: smtp.Graph) -> Iterable[str]:
    yield "\n".join(f"* {versus(name.split())}" for name in block.curated)


def _list_table(rows: Sequence[Sequence[Sequence[str]]], *, header: bool) -> str:
    lines = [".. list-table::", "   :stub-columns: 1", *(["   :header-rows: 1"] if header else []), ""]
    for row in rows:
        for index, cell in enumerate(row):
            lines.append(_indented(cell or [""], "   * - " if index == 0 else "     - ", "       "))
    return "\n".join(lines)
