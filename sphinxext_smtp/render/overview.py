"""All comparisons that a project has pages for: by the question that they answer, and as a matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docutils import nodes

from knowledge.smtp.compare.comparison import compare
from knowledge.smtp.compare.questions import by_question, matrices, most_confused_first
from knowledge.smtp.explain.indexes import LEAD, PAIRS
from knowledge.smtp.model.prose import plain
from sphinxext_smtp.render.elements import own
from sphinxext_smtp.render.indexes import Indexes
from sphinxext_smtp.render.tables import table_classes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from knowledge import smtp
    from knowledge.smtp.compare.questions import Matrix
    from knowledge.smtp.model.keys import ComparisonKey
    from sphinxext_smtp.project.domain import SmtpDomain
    from sphinxext_smtp.render.article import Renderer
    from sphinxext_smtp.render.page_links import PageLinks

CELL: Final = 5
STUB: Final = 30
"""The widths of the columns of the matrix, in characters."""
SPARSE: Final = 4
"""From how many times as many cells as comparisons on a list is read more easily than a matrix."""


class Overview:
    """The comparisons of a project as nodes.

    In print and plain text a matrix is a list, because no page is that wide, and so is one that would be all but empty.
    """

    def __init__(self, domain: SmtpDomain, links: PageLinks, renderer: Renderer) -> None:
        self._graph = domain.graph
        self._domain = domain
        self._links = links
        self._renderer = renderer
        self._html = domain.builder.format == "html"
        self._keys = domain.comparisons

    def render(self, names: Sequence[str], *, headed: bool) -> Iterator[nodes.Element]:
        """Yield the comparisons that answer some questions, the most confused ones first, and the matrices of pairs.

        :param names: the names of the questions, and `LEAD` or `PAIRS`.
        :param headed: whether each question stands over its group; else the page has it already.
        """
        for node in self._nodes(names, headed=headed):
            self._renderer.marks.whole(node)
            yield node

    def _nodes(self, names: Sequence[str], *, headed: bool) -> Iterator[nodes.Element]:
        words = self._graph.words
        if LEAD in names:
            yield from self._renderer.prose(words.LEADS["comparison"])
        for name, keys in by_question(self._graph, self._keys).items():
            if name in names:
                if headed:
                    yield self._renderer.heading(words.INDEX_GROUPS["comparison"][name], "smtp-group")
                yield from self._group(name, most_confused_first(self._graph, keys))
        if PAIRS in names:
            for matrix in matrices(self._graph, self._keys):
                yield from self._matrix(matrix)

    def _group(self, name: str, keys: Sequence[ComparisonKey]) -> Iterator[nodes.Element]:
        """Yield what the comparisons have in common, how many there are, and each of them."""
        words = self._graph.words
        sentence = words.INDEX_SENTENCES["comparison"].get(name, "")
        yield self._renderer.paragraph(words.joined(filter(None, (sentence, words.LISTED.format(count=len(keys))))))
        yield Indexes.names(map(self._linked_title, keys))

    def _linked_title(self, key: ComparisonKey) -> nodes.paragraph:
        items = [self._graph[item] for item in key.items]
        found = own(nodes.paragraph("", "", self._link(key, plain(compare(self._graph, items).title))))
        self._renderer.marks.text(found, *(item.title for item in items))
        return found

    def _matrix(self, matrix: Matrix) -> Iterator[nodes.Element]:
        rows = matrix.items
        yield self._renderer.heading(matrix.caption, "smtp-pairs")
        linked = sum(matrix.between(row, column) is not None for row in rows for column in rows)
        is_table = self._html and len(rows) * (len(rows) - 1) <= SPARSE * linked
        yield self._table(matrix) if is_table else self._list(matrix)

    def _table(self, matrix: Matrix) -> nodes.Element:
        items = matrix.items
        group = nodes.tgroup(cols=len(items) + 1)
        group += nodes.colspec(colwidth=STUB, stub=1)
        group += [nodes.colspec(colwidth=CELL) for _ in items]
        head = nodes.row("", nodes.entry(), *(self._cell(nodes.Text(item.name)) for item in items))
        group += nodes.thead("", head)
        body = nodes.tbody()
        for row in items:
            stub = self._cell(nodes.Text(f"{row.name} {row.title}"))
            self._renderer.marks.text(stub, row.title)
            cells = (self._pair_cell(matrix.between(row, column), column) for column in items)
            body += nodes.row("", stub, *cells)
        group += body
        title = own(nodes.title("", matrix.caption))
        anchor = f"smtp-matrix-{nodes.make_id(items[0].kind)}-{nodes.make_id(items[0].name)}"
        table = nodes.table("", title, group, ids=[anchor], classes=[*table_classes("matrix"), "smtp-captioned"])
        return nodes.container("", table, classes=["smtp-scroll"])

    def _pair_cell(self, key: ComparisonKey | None, column: smtp.Node) -> nodes.entry:
        return self._cell(self._link(key, column.name)) if key else nodes.entry()

    def _cell(self, content: nodes.Node) -> nodes.entry:
        return nodes.entry("", own(nodes.paragraph("", "", content)))

    def _list(self, matrix: Matrix) -> nodes.Element:
        found = nodes.definition_list()
        for row in matrix.items:
            term = own(nodes.term("", f"{row.name} {row.title}"))
            self._renderer.marks.text(term, row.title)
            paragraph = own(nodes.paragraph())
            for column in matrix.items:
                if key := matrix.between(row, column):
                    if len(paragraph):
                        paragraph += nodes.Text(", ")
                    paragraph += self._link(key, column.name)
            found += nodes.definition_list_item("", term, nodes.definition("", paragraph))
        return found

    def _link(self, key: ComparisonKey, text: str) -> nodes.Element:
        return self._links.to_page(key, nodes.inline("", text)) or nodes.inline("", text)
