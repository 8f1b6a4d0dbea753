"""What an article holds, whatever an output makes of it: every text that may name a node, and every comparison."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from knowledge.smtp.explain.article import (
    Comparisons,
    Sources,
)
from knowledge.smtp.explain.visitor import Visitor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge.smtp.explain.article import (
        Article,
        Entries,
        Glance,
        Paragraphs,
        Part,
        Points,
        Samples,
        Sides,
        Table,
    )
    from knowledge.smtp.model.keys import ComparisonKey


def prose_in(article: Article) -> Iterator[str]:
    """Yield every prose text of an article, its headings too."""
    yield article.summary
    yield from prose_in_parts(article.parts)


def prose_in_parts(parts: Iterable[Part]) -> Iterator[str]:
    """Yield every prose text of some parts, their headings too."""
    for part in _parts_in(parts):
        yield part.heading
        for block in part.blocks:
            yield from _PROSE.visit(block)


def comparisons_in(article: Article) -> Iterator[ComparisonKey]:
    """Yield the key of every comparison to which an article may lead its readers."""
    for part in _parts_in(article.parts):
        for block in part.blocks:
            if isinstance(block, Comparisons):
                yield from (*block.curated, *block.nearest, *block.more)


def has_more_comparisons(article: Article) -> bool:
    """Tell whether there are more comparisons than an article leads to, so that it leads to the list of all."""
    blocks = (block for part in _parts_in(article.parts) for block in part.blocks)
    return any(isinstance(block, Comparisons) and block.more for block in blocks)


def documents_in(article: Article) -> Iterator[str]:
    """Yield the name of every document among the sources of an article."""
    for part in _parts_in(article.parts):
        for block in part.blocks:
            if isinstance(block, Sources):
                yield from (source.document for source in block.items)


def part_of(article: Article, name: str) -> Part:
    """Return the part of an article that has a name; the article must have it."""
    return next(part for part in _parts_in(article.parts) if part.name == name)


def prose_in_table(table: Table) -> Iterator[str]:
    """Yield the prose of every cell of a table."""
    for row in (table.header, *table.rows):
        yield from row
    for _first, name in table.groups:
        yield name


def _parts_in(parts: Iterable[Part]) -> Iterator[Part]:
    for part in parts:
        yield part
        yield from _parts_in(part.parts)


class _Prose(Visitor[Iterable[str]]):
    """The prose of a block; the words of servers and the names of sources are none."""

    def paragraphs(self, block: Paragraphs) -> Iterable[str]:
        return [block.verdict, block.prose]

    def points(self, block: Points) -> Iterable[str]:
        return block.items

    def glance(self, block: Glance) -> Iterable[str]:
        return [text for entry in block.items for text in entry]

    def entries(self, block: Entries) -> Iterable[str]:
        return [text for entry in block.items for text in entry]

    def table(self, block: Table) -> Iterable[str]:
        return prose_in_table(block)

    def samples(self, block: Samples) -> Iterable[str]:
        return ()

    def sources(self, block: Sources) -> Iterable[str]:
        return ()

    def comparisons(self, block: Comparisons) -> Iterable[str]:
        return ()

    def sides(self, block: Sides) -> Iterable[str]:
        for side in block.items:
            yield side.title
            for inner in side.blocks:
                yield from self.visit(inner)


_PROSE: Final = _Prose()
