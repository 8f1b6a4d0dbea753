"""The blocks of an article as HTML: pairs, tables with roles and sides that the style sheet can set in any width.

The markup stands without the style sheet: every pair is in a list, every cell knows its row and its column, and nothing
that is only there for the looks is text of the page.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes

from knowledge.smtp.explain.article import DIFFERS
from knowledge.smtp.explain.visitor import Visitor
from knowledge.smtp.language.english import English
from knowledge.smtp.model.prose import plain, quoted_names, readable_name
from sphinxext_smtp.render.tables import table_classes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from knowledge.smtp.explain.article import (
        Comparisons,
        Entries,
        Glance,
        Paragraphs,
        Points,
        Samples,
        Side,
        Sides,
        Sources,
        Table,
    )
    from sphinxext_smtp.render.article import Renderer

MOST_SIDES: Final = 3
"""The most items that stand beside each other; more are rows."""
Pair = tuple[str, "Sequence[nodes.Node]"]


def web_blocks(renderer: Renderer, part: str) -> Visitor[Iterable[nodes.Element]]:
    """Return what makes elements of HTML of the blocks of a part."""
    return _WebBlocks(renderer, part)


class _WebBlocks(Visitor[Iterable[nodes.Element]]):
    """The blocks of one part.

    :param rows: the class of named texts, which have less room in a side than on a page.
    """

    def __init__(self, renderer: Renderer, part: str, rows: str = "smtp-rows") -> None:
        self._renderer = renderer
        self._make = renderer.make
        self._part = part
        self._rows = rows

    def paragraphs(self, block: Paragraphs) -> Iterable[nodes.Element]:
        return self._renderer.told(block)

    def points(self, block: Points) -> Iterable[nodes.Element]:
        classes = ["smtp-index"] if self._part == "see-also" else []
        yield self._make.points([self._renderer.prose(item) for item in block.items], classes)

    def glance(self, block: Glance) -> Iterable[nodes.Element]:
        tone = [f"smtp-{block.tone}"] if block.tone else []
        yield self._pairs(self._told(block.items), "smtp-verdict", *tone)

    def entries(self, block: Entries) -> Iterable[nodes.Element]:
        facts = ["smtp-facts"] if self._part == "facts" else []
        yield self._pairs(self._told(block.items), self._rows, *facts)

    def samples(self, block: Samples) -> Iterable[nodes.Element]:
        yield self._pairs(((who, [self._sample(text)]) for text, who in block.items), self._rows)

    def _sample(self, text: str) -> nodes.Element:
        return self._renderer.line([self._renderer.literal(text)], English(text))

    def sources(self, block: Sources) -> Iterable[nodes.Element]:
        """Yield the sources as one quiet paragraph: nobody reads them first, and some pages have thirty."""
        found: list[nodes.Node] = []
        document = ""
        for each in block.items:
            is_known = each.document == document
            found += [self._make.text(", " if is_known else "; ")] if found else []
            found += self._renderer.source(each, each.place if is_known else each.text)
            document = each.document
        yield self._make.paragraph(*found, classes=["smtp-quiet"])

    def comparisons(self, block: Comparisons) -> Iterable[nodes.Element]:
        if found := self._renderer.comparisons(block):
            yield self._make.points([[link] for link in found], ["smtp-index", "smtp-pairs"])

    def table(self, block: Table) -> Iterable[nodes.Element]:
        yield self._renderer.table(block, self._part)

    # Sides

    def sides(self, block: Sides) -> Iterable[nodes.Element]:
        if len(block.items) > MOST_SIDES:
            told = ((side.title, list(self._content(side))) for side in block.items)
            yield self._pairs(told, "smtp-rows")
            return
        steps = ["smtp-stepped"] if any(map(_has_steps, block.items)) else []
        sides = (self._renderer.side(self._part, each, partial(self._side, each)) for each in block.items)
        yield self._make.tag("div", *sides, classes=["smtp-sides", f"smtp-of-{len(block.items)}", *steps])

    def _side(self, side: Side) -> nodes.Element:
        name = self._renderer.line(self._renderer.inline(side.title), side.title, "smtp-item")
        content = self._content(side)
        return self._make.tag("div", name, *content, classes=["smtp-side"], role="group", aria_label=plain(side.title))

    def _content(self, side: Side) -> Iterator[nodes.Element]:
        blocks = _WebBlocks(self._renderer, self._part, "smtp-steps")
        for block in side.blocks:
            yield from blocks.visit(block)

    # Pairs

    def _told(self, items: Iterable[tuple[str, str]]) -> Iterator[Pair]:
        return ((label, self._renderer.prose(prose)) for label, prose in items)

    def _pairs(self, items: Iterable[Pair], *classes: str) -> nodes.Element:
        return self._make.tag("dl", *(self._pair(*item) for item in items), classes=[*classes, "simple"])

    def _pair(self, label: str, content: Sequence[nodes.Node]) -> nodes.Element:
        english = self._renderer.marks.is_english(label)
        term = self._make.tag("dt", *self._renderer.inline(label), english=english)
        return self._make.tag("div", term, self._make.tag("dd", *content))


def _has_steps(side: Side) -> bool:
    return any(type(block).__name__ == "Entries" for block in side.blocks)


class WebTable:
    """A table of HTML: its columns, its header, and its rows in groups.

    :param renderer: makes nodes of prose.
    """

    def __init__(self, renderer: Renderer, block: Table, name: str) -> None:
        self._renderer = renderer
        self._make = renderer.make
        self._block = block
        self._name = name
        self._columns = len(block.header)
        self._labels = [next(map(readable_name, quoted_names(text)), text) for text in block.header]

    def made(self) -> nodes.Element:
        """Return the table."""
        widths = self._make.tag("colgroup", *self._widths())
        header = self._row(self._head(text) for text in self._block.header)
        head = self._make.tag("thead", header, role="rowgroup")
        classes = table_classes(self._name)
        return self._make.tag("table", widths, head, *self._bodies(), classes=classes, role="table")

    def _bodies(self) -> Iterator[nodes.Element]:
        """Yield the rows in their groups."""
        groups = dict(self._block.groups)
        rows: list[nodes.Element] = []
        for index, row in enumerate(self._block.rows):
            if index in groups:
                if rows:
                    yield self._make.tag("tbody", *rows, role="rowgroup")
                rows = [self._group(groups[index])]
            rows.append(self._body_row(row, differs=index in self._block.marked))
        yield self._make.tag("tbody", *rows, role="rowgroup")

    def _widths(self) -> Iterator[nodes.Element]:
        """Yield the columns: one for names has its width in the style sheet, others of one width have none."""
        first, *others = self._block.widths
        if len(set(others)) == 1 and first < others[0]:
            yield self._make.tag("col", classes=["smtp-w-name"])
            yield from (self._make.tag("col") for _ in others)
            return
        total = sum(self._block.widths)
        for width in self._block.widths:
            yield self._make.tag("col", style=f"width: {round(100 * width / total)}%")

    def _row(self, cells: Iterable[nodes.Node], *classes: str) -> nodes.Element:
        return self._make.tag("tr", *cells, classes=classes, role="row")

    def _head(self, text: str) -> nodes.Node:
        if not text:
            return self._make.tag("td", role="cell")
        head = partial(self._cell, "th", text, role="columnheader", scope="col")
        return self._renderer.shared(text, "column", head)

    def _cell(self, name: str, prose: str, **attributes: Any) -> nodes.Element:
        return self._make.tag(name, *self._renderer.prose(prose), **attributes)

    def _group(self, name: str) -> nodes.Element:
        cell = self._cell("th", name, role="rowheader", scope="rowgroup", colspan=self._columns)
        return self._row([cell], "smtp-group")

    def _body_row(self, row: Sequence[str], *, differs: bool) -> nodes.Element:
        name, *values = row
        if not values:
            return self._row([self._cell("td", name, role="cell", colspan=self._columns)], "smtp-rest")
        kind = "smtp-differs" if differs else "smtp-same" if len(row) < self._columns else ""
        cells = [self._named(name, differs=differs)]
        for label, value in zip(self._labels[1:], values, strict=False):
            spans = {"colspan": self._columns - len(row) + 1} if kind == "smtp-same" else {"data_label": label}
            cell = partial(self._cell, "td", value, role="cell", **spans)
            cells.append(self._renderer.shared(value, f"cell {spans}", cell))
        return self._row(cells, *([kind] if kind else []))

    def _named(self, name: str, *, differs: bool) -> nodes.Node:
        """Return the cell that names a row; where the items differ a sign says so, and a word for ears."""
        if not differs:
            head = partial(self._cell, "th", name, role="rowheader", scope="row")
            return self._renderer.shared(name, "row", head)
        return self._renderer.shared(name, "differing row", partial(self._differing, name))

    def _differing(self, name: str) -> nodes.Element:
        make = self._make
        sign = make.tag("span", make.text(DIFFERS), classes=["smtp-sign"], aria_hidden="true")
        word = make.tag("span", make.text(self._renderer.words.DIFFERS), classes=["smtp-sr"])
        content = self._renderer.paragraph(name, sign, word, make.text(" "))
        return make.tag("th", content, role="rowheader", scope="row")
