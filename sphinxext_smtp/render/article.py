"""Articles as docutils nodes: plain ones only, so that every builder can write them.

Nothing here is parsed from text: the facts become nodes directly, so that the source language of the page (rST or
Markdown) makes no difference.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

from docutils import nodes
from sphinx import addnodes

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
    in_pieces,
)
from knowledge.smtp.model.kinds import row_of
from knowledge.smtp.model.nodes import CuratedComparison
from knowledge.smtp.model.prose import paragraphs, plain, quoted_names, readable_name, tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from knowledge.smtp.explain.article import Block, Part, Source
    from knowledge.smtp.face import Graph
    from knowledge.smtp.model.keys import ComparisonKey, Key, NodeKey
    from knowledge.smtp.model.nodes import Node
    from knowledge.smtp.model.prose import Token

TextNode = TypeVar("TextNode", bound=nodes.TextElement)
ListNode = TypeVar("ListNode", bound=nodes.Element)

NAME_WIDTH = 24
VALUE_WIDTH = 56
"""The widths of the columns of a table of fields, in characters; builders for text and print use them."""
MOST_COLUMNS = 7
"""The most columns that fit on paper and in a terminal."""


def own(node: TextNode) -> TextNode:
    """Mark text as ours, so that the project's translators do not get it."""
    node["translatable"] = False
    return node


def table_classes(name: str) -> list[str]:
    """Return the class names of a table."""
    return ["smtp-table", f"smtp-{name}"]


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


def _with_sign(text: str) -> Iterator[nodes.Node]:
    """Yield a text with the sign of a difference set apart, because some fonts of text lack it."""
    before, *others = text.split(DIFFERS)
    yield nodes.Text(before)
    for after in others:
        yield nodes.inline("", DIFFERS, classes=["smtp-sign"])
        yield nodes.Text(after)


def _comparison_text(key: ComparisonKey) -> nodes.inline:
    return nodes.inline("", key.versus, classes=["xref", "smtp"])


class Links(Protocol):
    """Resolves the links of a page that is being written."""

    def to_page(self, key: Key, text: nodes.Element) -> nodes.Element | None:
        """Return the link to the page of the project for a key, or None if the project has none."""

    def elsewhere(self, reference: addnodes.pending_xref) -> nodes.Element:
        """Return the link out of the project for a reference, or its bare text."""

    def shared(self, prose: str, make: Callable[[], nodes.Element]) -> nodes.Element:
        """Return what a paragraph becomes, made anew or shared with other pages."""


class Renderer:
    """Turns the parts of one article into nodes.

    :param docname: the page that will hold the nodes.
    :param own_key: what the article explains; its name is not made a link to itself.
    :param tokens: takes a paragraph apart.
    :param links: resolves the links; without it they become references for Sphinx to resolve.
    :param shares: whether paragraphs are shared with other pages.
    :param level: the level of the headings, as HTML counts them; 0 in the other formats, where parts have rubrics.
    """

    def __init__(
        self,
        graph: Graph,
        docname: str,
        own_key: NodeKey | None = None,
        *,
        tokens: Callable[[str], Sequence[Token]] = tokens,
        links: Links | None = None,
        level: int = 0,
        shares: bool = False,
    ) -> None:
        self._graph = graph
        self._docname = docname
        self._own_key = own_key
        self._tokens = tokens
        self._links = links
        self._level = level
        self._shares = shares

    # Running text

    def inline(self, prose: str) -> list[nodes.Node]:
        """Return one paragraph of prose as inline nodes."""
        found: list[nodes.Node] = []
        for token in self._tokens(prose):
            if token.quoted:
                found.append(self._quoted(token.text))
            elif DIFFERS in token.text:
                found.extend(_with_sign(token.text))
            else:
                found.append(nodes.Text(token.text))
        return found

    def _quoted(self, name: str) -> nodes.Node:
        node = self._graph.exact(name)
        if node is None:
            return nodes.literal("", name)
        role = row_of(node.kind).role
        if self._own_key in (node.key, node.asked):
            return nodes.literal("", node.spelled)
        if isinstance(node, CuratedComparison):
            return self._comparison(node.compared)
        if not role:
            return self._external(node)
        text = nodes.literal("", node.spelled, classes=["xref", "smtp", f"smtp-{role}"])
        return self._linked(node.key, text) or self._reference(role, node.spelled, text)

    def _comparison(self, key: ComparisonKey) -> nodes.Element:
        text = _comparison_text(key)
        return self._linked(key, text) or self._reference("compare", key.name, text)

    def _linked(self, key: Key, text: nodes.Element) -> nodes.Element | None:
        """Return the link to the page of the project, or None if it has none, or none is known yet."""
        return self._links.to_page(key, text) if self._links else None

    def _reference(self, role: str, name: str, text: nodes.Element) -> nodes.Element:
        reference = addnodes.pending_xref(
            "",
            text,
            refdomain="smtp",
            reftype=role,
            reftarget=name,
            refdoc=self._docname,
            refexplicit=False,
            refwarn=False,
        )
        return self._links.elsewhere(reference) if self._links else reference

    def _external(self, node: Node) -> nodes.Node:
        """Return a link to the source of a node that has no page of its own."""
        text: nodes.Node = nodes.Text(node.title if node.kind == "provider" else node.name)
        if node.kind in ("category", "subject"):
            text = nodes.literal("", "", text)
        if not node.address:
            return text
        return nodes.reference("", "", text, internal=False, refuri=node.address, reftitle=plain(node.summary))

    def paragraph(self, prose: str) -> nodes.paragraph:
        """Return one paragraph of prose."""
        return self._marked(own(nodes.paragraph("", "", *self.inline(prose))), prose)

    def _marked(self, node: TextNode, prose: str) -> TextNode:
        """Mark a text that has stayed English; docutils makes the language of an element out of the class."""
        if prose in self._graph.untranslated:
            node["classes"].append("language-en")
        return node

    def prose(self, prose: str) -> list[nodes.Element]:
        """Return the paragraphs of a prose field."""
        return [self._shared_paragraph(paragraph) for paragraph in paragraphs(prose)]

    def _shared_paragraph(self, prose: str) -> nodes.Element:
        """Return one paragraph; the pages of comparisons, in which no name is spared its link, have many in common."""
        if self._links is None or not self._shares:
            return self.paragraph(prose)
        return self._links.shared(prose, lambda: self.paragraph(prose))

    # Blocks

    def blocks(self, part: Part) -> Iterator[nodes.Element]:
        """Yield the blocks of a part."""
        for block in part.blocks if self._level else _in_one_table(part.blocks):
            yield from self._block(block, part.name)

    def _block(self, block: Block, part: str) -> Iterator[nodes.Element]:
        if isinstance(block, Paragraphs):
            yield from self.prose(block.prose)
        elif isinstance(block, Points):
            yield self._points(block.items)
        elif isinstance(block, Glance):
            yield self._glance(block)
        elif isinstance(block, Entries):
            yield self._fields(block.items) if part == "facts" else self._definitions(block.items)
        elif isinstance(block, Table) and part == "providers" and not self._level:
            yield self._definitions((f"{who}: {reply}", f"{meaning}\n\n{do}") for who, reply, meaning, do in block.rows)
        elif isinstance(block, Table):
            yield self.table(block, part)
        elif isinstance(block, Samples):
            yield self._samples(block.items)
        elif isinstance(block, Sources):
            yield self._sources(block.items)
        elif isinstance(block, Comparisons):
            yield from self._comparisons(block)

    def _points(self, items: Iterable[str]) -> nodes.bullet_list:
        return _list(nodes.list_item("", *self.prose(item)) for item in items)

    def _comparisons(self, block: Comparisons) -> Iterator[nodes.bullet_list]:
        """Yield the comparisons as links: the curated ones, and of the others those that have a page."""
        found = [self._comparison(key) for key in block.curated]
        found.extend(filter(None, (self._linked(key, _comparison_text(key)) for key in block.nearest)))
        if found:
            yield _names(nodes.list_item("", own(nodes.paragraph("", "", link))) for link in found)

    def _fields(self, items: Iterable[tuple[str, str]]) -> nodes.table:
        """Return short facts as a table of two columns, which takes less room than a field list in most themes."""
        rows = (self._row_of([[own(nodes.paragraph("", label))], self.prose(prose)]) for label, prose in items)
        return self._table((NAME_WIDTH, VALUE_WIDTH), rows, "facts")

    def _glance(self, block: Glance) -> nodes.definition_list:
        """Return what matters most as pairs that a style sheet sets side by side."""
        found = self._definitions(block.items)
        found["classes"] = ["smtp-glance", "simple"]
        first = next(iter(found.findall(nodes.definition)))
        first["classes"] = ["smtp-badge", *([f"smtp-{block.tone}"] if block.tone else [])]
        return found

    def _definitions(self, items: Iterable[tuple[str, str]]) -> nodes.definition_list:
        definitions = nodes.definition_list(classes=["smtp-terms"])
        for label, prose in items:
            term = own(nodes.term("", "", *self.inline(label)))
            definitions += nodes.definition_list_item("", term, nodes.definition("", *self.prose(prose)))
        return _marked_simple(definitions, all(len(each) == 1 for each in definitions.findall(nodes.definition)))

    def _samples(self, items: Iterable[tuple[str, str]]) -> nodes.table:
        rows = (
            self._row_of([[own(nodes.paragraph("", who))], [own(nodes.paragraph("", "", nodes.literal("", text)))]])
            for text, who in items
        )
        return self._table((NAME_WIDTH, VALUE_WIDTH), rows, "examples")

    def _sources(self, items: Iterable[Source]) -> nodes.bullet_list:
        found = []
        for source in items:
            paragraph = own(nodes.paragraph())
            title = self._graph.document(source.document).title
            if source.url:
                paragraph += nodes.reference("", source.text, internal=False, refuri=source.url, reftitle=title)
            else:
                paragraph += nodes.Text(source.text)
            found.append(nodes.list_item("", paragraph))
        return _names(found)

    def table(self, block: Table, name: str) -> nodes.table:
        """Return a table with a header row and a column that names the rows."""
        table = nodes.table("", self.table_group(block), classes=table_classes(name))
        if self._level and name != "matrix":
            table["classes"].append("smtp-stacks")
            self._name_cells(table, block.header)
        return table

    def tables(self, block: Table, name: str) -> Iterator[nodes.table]:
        """Yield a table that somebody has asked for, outside HTML in pieces that fit a page."""
        for piece in [block] if self._level else in_pieces(block, MOST_COLUMNS):
            yield self.table(piece, name)

    def _name_cells(self, table: nodes.table, header: Sequence[str]) -> None:
        """Repeat in each cell what its column is, for narrow screens, which show the cells one below the other."""
        names = [next(map(readable_name, quoted_names(name)), name) for name in header[1:]]
        for row in next(iter(table.findall(nodes.tbody))).findall(nodes.row):
            for name, cell in zip(names, row.children[1:], strict=True):
                assert isinstance(cell, nodes.entry)
                cell.insert(0, own(nodes.paragraph("", name, classes=["smtp-column"])))

    def table_group(self, block: Table) -> nodes.tgroup:
        """Return the columns and rows of a table."""
        rows = (
            self._marked_row(cells) if index in block.marked else self._row(cells)
            for index, cells in enumerate(block.rows)
        )
        return self._group(block.widths, self._row(block.header), rows)

    def _marked_row(self, cells: Sequence[str]) -> nodes.row:
        name, *others = cells
        row = self._row((f"{DIFFERS} {name}", *others))
        row["classes"].append("smtp-differs")
        return row

    def _table(self, widths: Sequence[int], rows: Iterable[nodes.row], name: str) -> nodes.table:
        return nodes.table("", self._group(widths, None, rows), classes=table_classes(name))

    def _group(self, widths: Sequence[int], header: nodes.row | None, rows: Iterable[nodes.row]) -> nodes.tgroup:
        group = nodes.tgroup(cols=len(widths))
        for index, width in enumerate(widths):
            group += nodes.colspec(colwidth=width, stub=1) if index == 0 else nodes.colspec(colwidth=width)
        if header is not None:
            group += nodes.thead("", header)
        group += nodes.tbody("", *rows)
        return group

    def _row(self, cells: Iterable[str]) -> nodes.row:
        return self._row_of(map(self.prose, cells))

    def _row_of(self, cells: Iterable[Sequence[nodes.Element]]) -> nodes.row:
        return nodes.row("", *(nodes.entry("", *cell) for cell in cells))

    # Parts

    def under_rubric(self, part: Part) -> list[nodes.Element]:
        """Return a part under a rubric, for places that cannot hold sections."""
        found: list[nodes.Element] = []
        if part.heading:
            found.append(self.heading(plain(part.heading), f"smtp-{part.name}"))
        found.extend(self.content(part))
        return found

    def heading(self, text: str, name: str) -> nodes.rubric:
        """Return the heading of a part as a rubric, which HTML shows as a heading of the right level."""
        found = own(nodes.rubric("", text, classes=[name]))
        if self._level:
            found["heading-level"] = self._level
        return found

    def content(self, part: Part) -> list[nodes.Element]:
        """Return a part without its own heading."""
        found: list[nodes.Element] = list(self.blocks(part))
        for inner in part.parts:
            found.extend(self.under_rubric(inner))
        return found
