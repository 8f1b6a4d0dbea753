"""All comparisons that a project has pages for: by the question that they answer, and as a matrix."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from docutils import nodes

from knowledge.smtp.compare.comparison import compare
from knowledge.smtp.compare.questions import is_in_matrix, most_confused_first, question_of
from knowledge.smtp.explain.indexes import LEAD, PAIRS
from knowledge.smtp.graph.around import mention
from knowledge.smtp.model.keys import ComparisonKey, NodeKey, natural
from knowledge.smtp.model.prose import plain
from sphinxext_smtp.render.elements import own
from sphinxext_smtp.render.indexes import Indexes
from sphinxext_smtp.render.tables import table_classes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from knowledge import smtp
    from sphinxext_smtp.project.domain import SmtpDomain
    from sphinxext_smtp.render.article import Renderer
    from sphinxext_smtp.render.page_links import PageLinks

CELL: Final = 5
STUB: Final = 30
"""The widths of the columns of the matrix, in characters."""
SPARSE: Final = 4
"""From how many times as many cells as comparisons on a list is read more easily than a matrix."""


Pairs = Mapping[tuple[NodeKey, NodeKey], ComparisonKey]


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
        self._keys = sorted((key for key in domain.targets if isinstance(key, ComparisonKey)), key=natural)

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
        groups: dict[str, list[ComparisonKey]] = {}
        for key in filter(self._is_listed, self._keys):
            groups.setdefault(question_of(self._graph, key), []).append(key)
        for name, question in words.INDEX_GROUPS["comparison"].items():
            if name in names and (keys := groups.get(name)):
                if headed:
                    yield self._renderer.heading(question, "smtp-group")
                yield from self._group(name, most_confused_first(self._graph, keys))
        if PAIRS in names:
            yield from self._matrices()

    def _group(self, name: str, keys: Sequence[ComparisonKey]) -> Iterator[nodes.Element]:
        """Yield what the comparisons have in common, how many there are, and each of them."""
        words = self._graph.words
        sentence = words.INDEX_SENTENCES["comparison"].get(name, "")
        yield self._renderer.paragraph(words.joined(filter(None, (sentence, words.LISTED.format(count=len(keys))))))
        yield Indexes.names(map(self._linked_title, keys))

    def _matrices(self) -> Iterator[nodes.Element]:
        pairs = self._pairs()
        yield from self._matrix(self._graph.words.GROUPS["code"], list(self._graph.codes.values()), pairs)
        for subject in self._graph.subjects.values():
            entries = [relation.source for relation in self._graph.into(subject, "in subject")]
            yield from self._matrix(plain(f"{mention(self._graph, subject)} {subject.title}"), entries, pairs)

    def _is_listed(self, key: ComparisonKey) -> bool:
        """Tell whether somebody has written a comparison out, or it is no pair of a matrix."""
        return key.name in self._graph.comparisons or not is_in_matrix(key)

    def _linked_title(self, key: ComparisonKey) -> nodes.paragraph:
        items = [self._graph[item] for item in key.items]
        found = own(nodes.paragraph("", "", self._link(key, plain(compare(self._graph, items).title))))
        self._renderer.marks.text(found, *(item.title for item in items))
        return found

    def _pairs(self) -> Pairs:
        """Return the comparison of each two nodes, in both orders."""
        found: dict[tuple[NodeKey, NodeKey], ComparisonKey] = {}
        for key in self._keys:
            if is_in_matrix(key):
                first, second = key.items
                found[first, second] = found[second, first] = key
        return found

    def _matrix(self, caption: str, items: Sequence[smtp.Node], pairs: Pairs) -> Iterator[nodes.Element]:
        rows = [item for item in items if any((item.key, other.key) in pairs for other in items)]
        if not rows:
            return
        yield self._renderer.heading(caption, "smtp-pairs")
        linked = sum((row.key, column.key) in pairs for row in rows for column in rows)
        is_table = self._html and len(rows) * (len(rows) - 1) <= SPARSE * linked
        yield self._table(caption, rows, pairs) if is_table else self._list(rows, pairs)

    def _table(self, caption: str, items: Sequence[smtp.Node], pairs: Pairs) -> nodes.Element:
        group = nodes.tgroup(cols=len(items) + 1)
        group += nodes.colspec(colwidth=STUB, stub=1)
        group += [nodes.colspec(colwidth=CELL) for _ in items]
        head = nodes.row("", nodes.entry(), *(self._cell(nodes.Text(item.name)) for item in items))
        group += nodes.thead("", head)
        body = nodes.tbody()
        for row in items:
            stub = self._cell(nodes.Text(f"{row.name} {row.title}"))
            self._renderer.marks.text(stub, row.title)
            cells = (self._pair_cell(row, column, pairs) for column in items)
            body += nodes.row("", stub, *cells)
        group += body
        title = own(nodes.title("", caption))
        anchor = f"smtp-matrix-{nodes.make_id(items[0].kind)}-{nodes.make_id(items[0].name)}"
        table = nodes.table("", title, group, ids=[anchor], classes=[*table_classes("matrix"), "smtp-captioned"])
        return nodes.container("", table, classes=["smtp-scroll"])

    def _pair_cell(self, row: smtp.Node, column: smtp.Node, pairs: Pairs) -> nodes.entry:
        key = pairs.get((row.key, column.key))
        return self._cell(self._link(key, column.name)) if key else nodes.entry()

    def _cell(self, content: nodes.Node) -> nodes.entry:
        return nodes.entry("", own(nodes.paragraph("", "", content)))

    def _list(self, items: Sequence[smtp.Node], pairs: Pairs) -> nodes.Element:
        found = nodes.definition_list()
        for row in items:
            term = own(nodes.term("", f"{row.name} {row.title}"))
            self._renderer.marks.text(term, row.title)
            paragraph = own(nodes.paragraph())
            for column in items:
                if key := pairs.get((row.key, column.key)):
                    if len(paragraph):
                        paragraph += nodes.Text(", ")
                    paragraph += self._link(key, column.name)
            found += nodes.definition_list_item("", term, nodes.definition("", paragraph))
        return found

    def _link(self, key: ComparisonKey, text: str) -> nodes.Element:
        return self._links.to_page(key, nodes.inline("", text)) or nodes.inline("", text)
