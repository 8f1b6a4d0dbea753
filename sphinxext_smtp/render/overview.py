"""All comparisons that a project has pages for, as lists and as a matrix."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from docutils import nodes

from knowledge.smtp.compare.comparison import compare
from knowledge.smtp.graph.around import mention
from knowledge.smtp.model.keys import ComparisonKey, NodeKey, natural
from knowledge.smtp.model.prose import plain
from sphinxext_smtp.render.prose import own
from sphinxext_smtp.render.tables import table_classes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from knowledge import smtp
    from knowledge.smtp.model.vocabulary import Kind
    from sphinxext_smtp.project.domain import SmtpDomain
    from sphinxext_smtp.render.article import Renderer
    from sphinxext_smtp.render.page_links import PageLinks

CELL: Final = 5
STUB: Final = 30
"""The widths of the columns of the matrix, in characters."""


Pairs = Mapping[tuple[NodeKey, NodeKey], ComparisonKey]


class Overview:
    """The comparisons of a project as nodes.

    In print and plain text the matrix is a list, because no page is that wide.
    """

    def __init__(self, domain: SmtpDomain, links: PageLinks, renderer: Renderer) -> None:
        self._graph = domain.graph
        self._domain = domain
        self._links = links
        self._renderer = renderer
        self._html = domain.builder.format == "html"
        self._keys = sorted((key for key in domain.targets if isinstance(key, ComparisonKey)), key=natural)

    def render(self) -> Iterator[nodes.Element]:
        """Yield the curated comparisons by kind, then every pair of codes, then the pairs of each subject."""
        for node in self._nodes():
            self._renderer.marks.whole(node)
            yield node

    def _nodes(self) -> Iterator[nodes.Element]:
        yield from self._curated()
        pairs = self._pairs()
        yield from self._matrix(self._graph.words.GROUPS["code"], list(self._graph.codes.values()), pairs)
        for subject in self._graph.subjects.values():
            entries = [relation.source for relation in self._graph.into(subject, "in subject")]
            yield from self._matrix(plain(f"{mention(self._graph, subject)} {subject.title}"), entries, pairs)

    def _curated(self) -> Iterator[nodes.Element]:
        """Yield the comparisons that are no plain pairs of a matrix, or that somebody has written out."""
        groups: dict[Kind, list[ComparisonKey]] = {}
        for key in self._keys:
            if key.name in self._graph.comparisons or not self._is_in_matrix(key):
                groups.setdefault(key.items[0].kind, []).append(key)
        if groups:
            yield self._renderer.heading(self._graph.words.CURATED, "smtp-curated")
        for kind, keys in groups.items():
            term = own(nodes.term("", self._graph.words.GROUPS[kind]))
            links = nodes.bullet_list("", *(nodes.list_item("", self._linked_title(key)) for key in keys))
            yield nodes.definition_list("", nodes.definition_list_item("", term, nodes.definition("", links)))

    def _linked_title(self, key: ComparisonKey) -> nodes.paragraph:
        items = [self._graph[item] for item in key.items]
        found = own(nodes.paragraph("", "", self._link(key, plain(compare(self._graph, items).title))))
        self._renderer.marks.text(found, *(item.title for item in items))
        return found

    def _pairs(self) -> Pairs:
        """Return the comparison of each two nodes, in both orders."""
        found: dict[tuple[NodeKey, NodeKey], ComparisonKey] = {}
        for key in self._keys:
            if self._is_in_matrix(key):
                first, second = key.items
                found[first, second] = found[second, first] = key
        return found

    def _is_in_matrix(self, key: ComparisonKey) -> bool:
        items = key.items
        if len(items) != 2 or any(item.digit for item in items):
            return False
        subjects = {item.name.rpartition(".")[0] for item in items}
        return items[0].kind == "code" or (items[0].kind == "enhanced" and len(subjects) == 1)

    def _matrix(self, caption: str, items: Sequence[smtp.Node], pairs: Pairs) -> Iterator[nodes.Element]:
        rows = [item for item in items if any((item.key, other.key) in pairs for other in items)]
        if not rows:
            return
        yield self._renderer.heading(caption, "smtp-pairs")
        yield self._table(caption, rows, pairs) if self._html else self._list(rows, pairs)

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
