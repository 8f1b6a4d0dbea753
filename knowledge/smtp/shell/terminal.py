"""Articles and relations as plain text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from knowledge.smtp.explain.article import DIFFERS, headed
from knowledge.smtp.explain.visitor import Visitor
from knowledge.smtp.graph.around import mention
from knowledge.smtp.model.brief import one_line
from knowledge.smtp.model.prose import paragraphs, plain
from knowledge.smtp.shell.columns import width, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from knowledge.smtp.explain.article import (
        Article,
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
    from knowledge.smtp.graph.search import Hit
    from knowledge.smtp.graph.store import Store
    from knowledge.smtp.model.relations import Relation

WIDTH: Final = 88
INDENT: Final = "    "


def article_text(article: Article) -> str:
    """Return an article as text, wrapped at `WIDTH` columns."""
    lines = _heading(article.title, "=")
    summarized = any(part.name == "summary" for part in article.parts)
    if not summarized:
        lines += ["", *_wrapped(article.summary)]
    for part in headed(article.parts):
        lines += _part(part, "-")
    return "\n".join(lines)


def relation_text(graph: Store, relation: Relation) -> str:
    """Return a relation as one or two lines: its ends, and why it holds."""
    ends = [plain(mention(graph, end)) for end in (relation.source, relation.target)]
    lines = wrapped(f"{ends[0]}: {graph.words.RELATIONS[relation.kind]} {ends[1]}", WIDTH, "", INDENT)
    return "\n".join([*lines, *_wrapped(relation.reason or relation.condition, INDENT)])


def hit_text(hit: Hit) -> str:
    """Return what a search found as a line: the name, its kind and its title, or the reply and who sends it."""
    if hit.reply and hit.provider:
        return one_line(f"{hit.node.spelled} ({hit.provider.title}) {hit.reply.text}", WIDTH)
    return f"{hit.node.spelled} ({hit.node.kind}) {hit.node.title}"


def _part(part: Part, underline: str) -> Iterator[str]:
    if heading := plain(part.heading):
        yield from ("", *_heading(heading, underline))
    for block in part.blocks:
        yield ""
        yield from _LINES.visit(block)
    for inner in part.parts:
        yield from _part(inner, "~" if part.heading else underline)


class _Lines(Visitor[Iterator[str]]):
    """The lines of a block.

    :param columns: how wide they may be.
    """

    def __init__(self, columns: int = WIDTH) -> None:
        self._columns = columns

    def paragraphs(self, block: Paragraphs) -> Iterator[str]:
        for index, paragraph in enumerate([*filter(None, [block.verdict]), *paragraphs(block.prose)]):
            yield from ([""] if index else [])
            yield from self._wrapped(paragraph)

    def points(self, block: Points) -> Iterator[str]:
        for item in block.items:
            yield from self._wrapped(item.replace("\n\n", " "), "- ", "  ")

    def glance(self, block: Glance) -> Iterator[str]:
        return self._named(block.items)

    def entries(self, block: Entries) -> Iterator[str]:
        return self._named(block.items)

    def _named(self, items: Iterable[tuple[str, str]]) -> Iterator[str]:
        for label, prose in items:
            first, *others = paragraphs(prose)
            yield from self._wrapped(f"{label}: {first}", "", INDENT)
            for other in others:
                yield from self._wrapped(other, INDENT)

    def table(self, block: Table) -> Iterator[str]:
        """Write a table row by row: wide cells would not fit side by side."""
        groups = dict(block.groups)
        for index, (name, *cells) in enumerate(block.rows):
            if index in groups:
                yield from (*([""] if index else []), *self._wrapped(groups[index]), "")
            if cells and len(cells) + 1 < len(block.header):
                yield from self._wrapped(f"{name}: {cells[0]}".replace("\n\n", " / "), "", INDENT)
                continue
            yield from self._wrapped(name, f"{DIFFERS} " if index in block.marked else "", "  ")
            for head, cell in zip(block.header[1:], cells, strict=bool(cells)):
                yield from self._wrapped(f"{head}: {cell}".replace("\n\n", " / "), INDENT, INDENT * 2)

    def samples(self, block: Samples) -> Iterator[str]:
        for text, who in block.items:
            yield from wrapped(f"{who}: {text}", self._columns, "", INDENT)

    def sources(self, block: Sources) -> Iterator[str]:
        """Write sources; an address stays whole, however long it is, so that it can be opened."""
        for source in block.items:
            lines = wrapped(source.text, self._columns, "", INDENT)
            address = f" <{source.url}>" if source.url else ""
            if address and width(lines[-1] + address) > self._columns:
                lines.append("   ")
            yield from (*lines[:-1], f"{lines[-1]}{address}")

    def comparisons(self, block: Comparisons) -> Iterator[str]:
        for key in (*block.curated, *block.nearest):
            yield from self._wrapped(key.versus, "- ", "  ")

    def sides(self, block: Sides) -> Iterator[str]:
        for index, side in enumerate(block.items):
            yield from (*([""] if index else []), *self._wrapped(side.title))
            for inner in side.blocks:
                lines = _Lines(self._columns - len(INDENT)).visit(inner)
                yield from (f"{INDENT}{line}" if line else "" for line in lines)

    def _wrapped(self, prose: str, first: str = "", rest: str | None = None) -> list[str]:
        return wrapped(plain(prose), self._columns, first, first if rest is None else rest)


_LINES: Final = _Lines()


def _wrapped(prose: str, first: str = "", rest: str | None = None) -> list[str]:
    return wrapped(plain(prose), WIDTH, first, first if rest is None else rest)


def _heading(text: str, underline: str) -> list[str]:
    lines = wrapped(text, WIDTH)
    return [*lines, underline * max(map(width, lines), default=0)]
