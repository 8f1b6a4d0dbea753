"""Articles as docutils nodes: plain ones only, so that every builder can write them.

Nothing here is parsed from text: the facts become nodes directly, so that the source language of the page (rST or
Markdown) makes no difference.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeVar

from docutils import nodes

from knowledge.smtp.explain.article import DIFFERS, Entries, Glance, in_pieces
from knowledge.smtp.explain.visitor import Visitor
from knowledge.smtp.language.english import English
from knowledge.smtp.model.prose import plain, quoted_names, readable_name
from sphinxext_smtp.render.prose import Prose, own
from sphinxext_smtp.render.tables import group_of, row_of, table_classes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from knowledge.smtp.explain.article import Block, Comparisons, Paragraphs, Part, Points, Samples, Sources, Table

ListNode = TypeVar("ListNode", bound=nodes.Element)

NAME_WIDTH = 24
VALUE_WIDTH = 56
"""The widths of the columns of a table of fields, in characters; builders for text and print use them."""
LOWEST_HEADING = 6
"""The lowest level of a heading in HTML."""
MOST_COLUMNS = 7
"""The most columns that fit on paper and in a terminal."""


class Renderer(Prose):
    """Turns the parts of one article into nodes."""

    def content(self, part: Part, depth: int = 0) -> list[nodes.Element]:
        """Return a part without its own heading."""
        found: list[nodes.Element] = list(self.blocks(part))
        for inner in part.parts:
            found.extend(self.under_rubric(inner, depth))
        return found

    def under_rubric(self, part: Part, depth: int = 0) -> list[nodes.Element]:
        """Return a part under a rubric, for places that cannot hold sections; nothing where it has nothing to show.

        :param depth: how many headings stand over it in the article.
        """
        found = self.content(part, depth + bool(part.heading))
        if found and part.heading:
            heading = self.heading(plain(part.heading), f"smtp-{part.name}", depth)
            self.marks.text(heading, part.heading)
            found.insert(0, heading)
        return found

    def heading(self, text: str, name: str, depth: int = 0) -> nodes.rubric:
        """Return the heading of a part as a rubric, which HTML shows as a heading of the right level."""
        found = own(nodes.rubric("", text, classes=[name]))
        if self.level:
            found["heading-level"] = min(self.level + depth, LOWEST_HEADING)
        return found

    def blocks(self, part: Part) -> Iterator[nodes.Element]:
        """Yield the blocks of a part."""
        visitor = _Blocks(self, part.name)
        for block in part.blocks if self.level else _in_one_table(part.blocks):
            yield from visitor.visit(block)

    # Tables

    def table(self, block: Table, name: str) -> nodes.table:
        """Return a table with a header row and a column that names the rows."""
        table = nodes.table("", self._table_group(block), classes=table_classes(name))
        if self.level and name != "matrix":
            table["classes"].append("smtp-stacks")
            self._name_cells(table, block.header)
        return table

    def tables(self, block: Table, name: str) -> Iterator[nodes.table]:
        """Yield a table that somebody has asked for, outside HTML in pieces that fit a page."""
        for piece in [block] if self.level else in_pieces(block, MOST_COLUMNS):
            yield self.table(piece, name)

    def _name_cells(self, table: nodes.table, header: Sequence[str]) -> None:
        """Repeat in each cell what its column is, for narrow screens, which show the cells one below the other."""
        names = [next(map(readable_name, quoted_names(name)), name) for name in header[1:]]
        for row in next(iter(table.findall(nodes.tbody))).findall(nodes.row):
            for name, cell in zip(names, row.children[1:], strict=True):
                assert isinstance(cell, nodes.entry)
                cell.insert(0, own(nodes.paragraph("", name, classes=["smtp-column"])))

    def _table_group(self, block: Table) -> nodes.tgroup:
        rows = (
            self._marked_row(cells) if index in block.marked else self._row(cells)
            for index, cells in enumerate(block.rows)
        )
        return group_of(block.widths, self._row(block.header), rows)

    def _marked_row(self, cells: Sequence[str]) -> nodes.row:
        name, *others = cells
        row = self._row((f"{DIFFERS} {name}", *others))
        row["classes"].append("smtp-differs")
        return row

    def _row(self, cells: Iterable[str]) -> nodes.row:
        return row_of(map(self.prose, cells))


class _Blocks(Visitor[Iterable[nodes.Element]]):
    """The blocks of one part as nodes.

    :param part: the name of the part, which some blocks look different for.
    """

    def __init__(self, renderer: Renderer, part: str) -> None:
        self._renderer = renderer
        self._part = part

    def paragraphs(self, block: Paragraphs) -> Iterable[nodes.Element]:
        return self._renderer.prose(block.prose)

    def points(self, block: Points) -> Iterable[nodes.Element]:
        yield _list(nodes.list_item("", *self._renderer.prose(item)) for item in block.items)

    def glance(self, block: Glance) -> Iterable[nodes.Element]:
        """Yield what matters most as pairs that a style sheet sets side by side."""
        found = self._definitions(block.items)
        found["classes"] = ["smtp-glance", "simple"]
        first = next(iter(found.findall(nodes.definition)))
        first["classes"] = ["smtp-badge", *([f"smtp-{block.tone}"] if block.tone else [])]
        yield found

    def entries(self, block: Entries) -> Iterable[nodes.Element]:
        """Yield short facts as a table of two columns, which takes less room than a field list in most themes."""
        if self._part in ("facts", "verdict"):
            yield _named_rows(((label, self._renderer.prose(prose)) for label, prose in block.items), "facts")
        else:
            yield self._definitions(block.items)

    def table(self, block: Table) -> Iterable[nodes.Element]:
        if self._part.startswith("providers") and not self._renderer.level:
            yield self._definitions(self._reply(block.header, row) for row in block.rows)
        else:
            yield self._renderer.table(block, self._part)

    @staticmethod
    def _reply(header: Sequence[str], row: Sequence[str]) -> tuple[str, str]:
        """Return a reply as a label, who sends what, and its prose: what it means, who must act, and what to do."""
        *sent, meaning, actor, what_to_do = row
        return ": ".join(sent), "\n\n".join(filter(None, (meaning, f"{header[-2]}: {actor}", what_to_do)))

    def samples(self, block: Samples) -> Iterable[nodes.Element]:
        yield _named_rows(((who, [self._sample(text)]) for text, who in block.items), "examples")

    def _sample(self, text: str) -> nodes.paragraph:
        found = own(nodes.paragraph("", "", nodes.literal("", text)))
        self._renderer.marks.text(found, English(text))
        return found

    def sources(self, block: Sources) -> Iterable[nodes.Element]:
        yield _names(nodes.list_item("", self._renderer.source(each)) for each in block.items)

    def comparisons(self, block: Comparisons) -> Iterable[nodes.Element]:
        """Yield the comparisons as links: the curated ones, and of the others those that have a page."""
        found = [*map(self._renderer.comparison, block.curated)]
        found.extend(filter(None, map(self._renderer.comparison_with_page, block.nearest)))
        if block.has_more and (all_of_them := self._renderer.all_comparisons()):
            found.append(all_of_them)
        if found:
            yield _names(nodes.list_item("", own(nodes.paragraph("", "", link))) for link in found)

    def _definitions(self, items: Iterable[tuple[str, str]]) -> nodes.definition_list:
        definitions = nodes.definition_list(classes=["smtp-terms"])
        for label, prose in items:
            term = own(nodes.term("", "", *self._renderer.inline(label)))
            self._renderer.marks.text(term, label)
            definitions += nodes.definition_list_item("", term, nodes.definition("", *self._renderer.prose(prose)))
        return _marked_simple(definitions, all(len(each) == 1 for each in definitions.findall(nodes.definition)))


def _named_rows(items: Iterable[tuple[str, Sequence[nodes.Element]]], name: str) -> nodes.table:
    """Return a table of two columns, of which the first names what stands in the second."""
    rows = (row_of([[own(nodes.paragraph("", label))], content]) for label, content in items)
    return nodes.table("", group_of((NAME_WIDTH, VALUE_WIDTH), None, rows), classes=table_classes(name))


def _list(items: Iterable[nodes.list_item]) -> nodes.bullet_list:
    found = nodes.bullet_list("", *items)
    return _marked_simple(found, all(len(item.children) == 1 for item in found.children))


def _names(items: Iterable[nodes.list_item]) -> nodes.bullet_list:
    """Return a list of short names, which a style sheet may set in columns."""
    found = _list(items)
    found["classes"].append("smtp-names")
    return found


def _marked_simple(found: ListNode, simple: bool) -> ListNode:
    """Give a list the class by which docutils marks one of single paragraphs; it does not know shared ones."""
    if simple:
        found["classes"].append("simple")
    return found


def _in_one_table(blocks: Sequence[Block]) -> Sequence[Block]:
    """Put what matters most and the other facts into one table, for formats that cannot set it apart."""
    if not blocks or not isinstance(blocks[0], Glance):
        return blocks
    others = [each for block in blocks[1:] if isinstance(block, Entries) for each in block.items]
    return [Entries((*blocks[0].items, *others))]
