"""Articles as nodes: plain ones of docutils for text and print, elements of HTML for pages.

Nothing here is parsed from text: the facts become nodes directly, so that the source language of the page (rST or
Markdown) makes no difference.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docutils import nodes

from knowledge.smtp.explain.article import DIFFERS, in_pieces
from knowledge.smtp.model.prose import plain
from sphinxext_smtp.render.elements import own
from sphinxext_smtp.render.plain import plain_blocks
from sphinxext_smtp.render.prose import Prose
from sphinxext_smtp.render.tables import group_of, row_of, table_classes
from sphinxext_smtp.render.web import WebTable, web_blocks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from knowledge.smtp.explain.article import Paragraphs, Part, Side, Table
    from knowledge.smtp.language.phrases import Phrases

LOWEST_HEADING: Final = 6
"""The lowest level of a heading in HTML."""
MOST_COLUMNS: Final = 7
"""The most columns that fit on paper and in a terminal."""


class Renderer(Prose):
    """Turns the parts of one article into nodes."""

    @property
    def words(self) -> Phrases:
        """The words around the facts, in the language of the graph."""
        return self._graph.words

    def content(self, part: Part) -> list[nodes.Element]:
        """Return a part without its own heading."""
        found: list[nodes.Element] = list(self.blocks(part))
        for inner in part.parts:
            found.extend(self.named(inner))
        return found

    def named(self, part: Part) -> list[nodes.Element]:
        """Return a part under its name in bold, for places that belong to somebody else; nothing where it is empty."""
        found = self.content(part)
        if found and part.heading:
            heading = self._part_name(plain(part.heading), part.name)
            self.marks.text(heading, part.heading)
            found.insert(0, heading)
        return found

    def _part_name(self, text: str, name: str) -> nodes.Element:
        if self.level:
            return own(nodes.paragraph("", text, classes=["smtp-part", f"smtp-{name}"]))
        return own(nodes.rubric("", text, classes=[f"smtp-{name}"]))

    def heading(self, text: str, name: str) -> nodes.rubric:
        """Return a heading as a rubric, which HTML shows as a heading of the right level."""
        found = own(nodes.rubric("", text, classes=[name]))
        if self.level:
            found["heading-level"] = min(self.level, LOWEST_HEADING)
        return found

    def bold(self, prose: str, *after: nodes.Node) -> nodes.Element:
        """Return one paragraph of prose in bold.

        :param after: what follows it there.
        """
        return self.line([self.make.strong(*self.inline(prose)), *after], prose)

    def told(self, block: Paragraphs) -> list[nodes.Element]:
        """Return running text; a verdict stands in bold before the first paragraph."""
        if not block.verdict:
            return self.prose(block.prose)
        first, _blank, others = block.prose.partition("\n\n")
        after = [self.make.text(self.words.joined(["", ""])), *self.inline(first)] if first else []
        return [self.bold(block.verdict, *after), *self.prose(others)]

    def blocks(self, part: Part) -> Iterator[nodes.Element]:
        """Yield the blocks of a part."""
        visitor = web_blocks(self, part.name) if self.level else plain_blocks(self, part.name)
        for block in part.blocks:
            yield from visitor.visit(block)

    def side(self, part: str, side: Side, make: Callable[[], nodes.Element]) -> nodes.Element:
        """Return what an item of a comparison says in a part, which all comparisons of the item have in common."""
        return self._links.side(part, side.about, make) if self._links and self._shares else make()

    # Tables

    def table(self, block: Table, name: str) -> nodes.Element:
        """Return a table with a header row and a column that names the rows."""
        if self.level and name != "matrix":
            return WebTable(self, block, name).made()
        rows = (
            self._row(cells, len(block.header), differs=index in block.marked) for index, cells in enumerate(block.rows)
        )
        group = group_of(block.widths, row_of(map(self.prose, block.header)), rows)
        return nodes.table("", group, classes=table_classes(name))

    def tables(self, block: Table, name: str) -> Iterator[nodes.Element]:
        """Yield a table that somebody has asked for, outside HTML in pieces that fit a page."""
        for piece in [block] if self.level else in_pieces(block, MOST_COLUMNS):
            yield self.table(piece, name)

    def _row(self, cells: Iterable[str], columns: int, *, differs: bool) -> nodes.row:
        name, *others = cells
        found = row_of(map(self.prose, (f"{DIFFERS} {name}" if differs else name, *others)))
        if len(found) < columns:
            last = found[-1]
            assert isinstance(last, nodes.entry)
            last["morecols"] = columns - len(found)
        return found
