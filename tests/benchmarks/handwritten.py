"""The pages of the generator as somebody would write them by hand: the same content in plain reStructuredText."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sphinx.util.rst import escape

from knowledge.smtp.explain.article import DIFFERS, headed, in_groups
from knowledge.smtp.explain.visitor import Visitor
from knowledge.smtp.model.prose import paragraphs, plain, readable_name, tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge import smtp
    from knowledge.smtp.explain.article import (
        Comparisons,
        Entries,
        Glance,
        Paragraphs,
        Part,
        Points,
        Samples,
        Sides,
        Sources,
        Table,
    )


def handwritten(graph: smtp.Graph, article: smtp.Article) -> str:
    """Return a page with the content of an article."""
    title = plain(article.title)
    parts = [] if any(part.name == "summary" for part in article.parts) else _prose(graph, article.summary)
    for part in headed(article.parts):
        parts.extend(_part(graph, part, "-"))
    return "\n\n".join([":orphan:", f"{escape(title)}\n{'=' * (len(title) + 8)}", *parts]) + "\n"


def _part(graph: smtp.Graph, part: Part, underline: str) -> Iterable[str]:
    if part.heading:
        heading = escape(plain(part.heading))
        yield f"{heading}\n{underline * len(heading)}" if underline else f".. rubric:: {heading}"
    for block in part.blocks:
        yield from _Blocks(graph).visit(block)
    for inner in part.parts:
        yield from _part(graph, inner, "" if part.heading or not underline else underline)


def _inline(graph: smtp.Graph, prose: str) -> str:
    return "".join(_quoted(graph, token.text) if token.quoted else escape(token.text) for token in tokens(prose))


def _quoted(graph: smtp.Graph, name: str) -> str:
    node = graph.find(name)
    if node is None:
        return f"``{name}``"
    written = readable_name(name)
    return f"`{written} <{node.address}>`__" if node.address else written


def _prose(graph: smtp.Graph, prose: str) -> list[str]:
    return [_inline(graph, paragraph) for paragraph in paragraphs(prose)]


def _indented(texts: Sequence[str], first: str, rest: str) -> str:
    return first + "\n\n".join(texts).replace("\n", f"\n{rest}")


class _Blocks(Visitor[Iterable[str]]):
    """The blocks of an article in reStructuredText."""

    def __init__(self, graph: smtp.Graph) -> None:
        self._graph = graph

    def _prose(self, prose: str) -> list[str]:
        return _prose(self._graph, prose)

    def paragraphs(self, block: Paragraphs) -> Iterable[str]:
        return self._prose(f"{block.verdict} {block.prose}".strip())

    def points(self, block: Points) -> Iterable[str]:
        yield "\n".join(_indented(self._prose(item), "* ", "  ") for item in block.items)

    def glance(self, block: Glance) -> Iterable[str]:
        return self._named(block.items)

    def entries(self, block: Entries) -> Iterable[str]:
        return self._named(block.items)

    def _named(self, items: Iterable[tuple[str, str]]) -> Iterable[str]:
        yield "\n\n".join(
            f"{_inline(self._graph, label)}\n{_indented(self._prose(prose), '   ', '   ')}" for label, prose in items
        )

    def table(self, block: Table) -> Iterable[str]:
        for name, table in in_groups(block):
            yield from [f"**{plain(name)}**"] if name else []
            rows = [
                (f"{DIFFERS} {first}" if index in table.marked else first, *cells)
                for index, (first, *cells) in enumerate(table.rows)
            ]
            whole = ((*row, *[""] * (len(table.header) - len(row))) for row in (table.header, *rows))
            yield _list_table([[self._prose(cell) for cell in row] for row in whole], header=True)

    def samples(self, block: Samples) -> Iterable[str]:
        yield _list_table([[[escape(who)], [f"``{text}``"]] for text, who in block.items], header=False)

    def sources(self, block: Sources) -> Iterable[str]:
        yield "\n".join(f"* `{each.text} <{each.url}>`__" if each.url else f"* {each.text}" for each in block.items)

    def comparisons(self, block: Comparisons) -> Iterable[str]:
        yield "\n".join(f"* {key.versus}" for key in block.curated)

    def sides(self, block: Sides) -> Iterable[str]:
        for side in block.items:
            yield f".. rubric:: {escape(plain(side.title))}"
            for inner in side.blocks:
                yield from self.visit(inner)


def _list_table(rows: Sequence[Sequence[Sequence[str]]], *, header: bool) -> str:
    lines = [".. list-table::", "   :stub-columns: 1", *(["   :header-rows: 1"] if header else []), ""]
    for row in rows:
        for index, cell in enumerate(row):
            lines.append(_indented(cell or [""], "   * - " if index == 0 else "     - ", "       "))
    return "\n".join(lines)
