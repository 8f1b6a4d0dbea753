"""The blocks of an article as plain nodes of docutils, so that every builder for text and print can write them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from docutils import nodes

from knowledge.smtp.explain.article import in_groups
from knowledge.smtp.explain.visitor import Visitor
from knowledge.smtp.language.english import English
from sphinxext_smtp.render.elements import own
from sphinxext_smtp.render.tables import named_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.smtp.explain.article import (
        Comparisons,
        Entries,
        Glance,
        Paragraphs,
        Points,
        Samples,
        Sides,
        Sources,
        Table,
    )
    from sphinxext_smtp.render.article import Renderer


def plain_blocks(renderer: Renderer, part: str) -> Visitor[Iterable[nodes.Element]]:
    """Return what makes nodes of the blocks of a part.

    :param part: the name of the part, which some blocks look different for.
    """
    return _PlainBlocks(renderer, part)


class _PlainBlocks(Visitor[Iterable[nodes.Element]]):
    """The blocks of one part."""

    def __init__(self, renderer: Renderer, part: str) -> None:
        self._renderer = renderer
        self._part = part

    def paragraphs(self, block: Paragraphs) -> Iterable[nodes.Element]:
        return self._renderer.told(block)

    def points(self, block: Points) -> Iterable[nodes.Element]:
        yield nodes.bullet_list("", *(nodes.list_item("", *self._renderer.prose(item)) for item in block.items))

    def glance(self, block: Glance) -> Iterable[nodes.Element]:
        return self._named(block.items)

    def entries(self, block: Entries) -> Iterable[nodes.Element]:
        """Yield short facts as a table of two columns, and what there is to say to each side as definitions."""
        return self._named(block.items) if self._part in ("facts", "verdict") else [self._definitions(block.items)]

    def _named(self, items: Iterable[tuple[str, str]]) -> Iterable[nodes.Element]:
        yield named_rows((label, self._renderer.prose(prose)) for label, prose in items)

    def table(self, block: Table) -> Iterable[nodes.Element]:
        if not self._part.startswith("providers"):
            yield self._renderer.table(block, self._part)
            return
        for name, table in in_groups(block):
            if name:
                yield self._renderer.bold(name)
            yield self._definitions(self._reply(row) for row in table.rows if len(row) > 1)
            for row in table.rows:
                if len(row) == 1:
                    yield from self._renderer.prose(row[0])

    def _reply(self, row: Sequence[str]) -> tuple[str, str]:
        """Return a reply as a label, who sends what, and what there is to say about it."""
        first, second, told = row
        if self._part == "providers":
            return f"{first}: {_in_a_line(second)}", told
        return _in_a_line(first), f"{second}\n\n{told}"

    def samples(self, block: Samples) -> Iterable[nodes.Element]:
        yield named_rows((who, [self._sample(text)]) for text, who in block.items)

    def _sample(self, text: str) -> nodes.Element:
        return self._renderer.line([nodes.literal("", text)], English(text))

    def sources(self, block: Sources) -> Iterable[nodes.Element]:
        yield _list(own(nodes.paragraph("", "", *self._renderer.source(each, each.text))) for each in block.items)

    def comparisons(self, block: Comparisons) -> Iterable[nodes.Element]:
        if found := self._renderer.comparisons(block):
            yield _list(found)

    def sides(self, block: Sides) -> Iterable[nodes.Element]:
        found = nodes.definition_list()
        for side in block.items:
            told = (node for inner in side.blocks for node in self.visit(inner))
            found += nodes.definition_list_item("", self._term(side.title), nodes.definition("", *told))
        yield found

    def _definitions(self, items: Iterable[tuple[str, str]]) -> nodes.definition_list:
        found = nodes.definition_list()
        for label, prose in items:
            told = nodes.definition("", *self._renderer.prose(prose))
            found += nodes.definition_list_item("", self._term(label), told)
        return found

    def _term(self, label: str) -> nodes.term:
        term = own(nodes.term("", "", *self._renderer.inline(label)))
        self._renderer.marks.text(term, label)
        return term


def _in_a_line(texts: str) -> str:
    return texts.replace("\n\n", ", ")


def _list(items: Iterable[nodes.Element]) -> nodes.bullet_list:
    return nodes.bullet_list("", *(nodes.list_item("", item) for item in items))
