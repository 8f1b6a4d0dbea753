"""Running text as docutils nodes: paragraphs, literals and links."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

from docutils import nodes
from sphinx import addnodes

from knowledge.smtp.explain.article import DIFFERS
from knowledge.smtp.language.catalogue import ENGLISH
from knowledge.smtp.language.english import English
from knowledge.smtp.model.kinds import row_of
from knowledge.smtp.model.nodes import CuratedComparison, Provider
from knowledge.smtp.model.prose import is_address, paragraphs, plain, readable_name, tokens
from sphinxext_smtp.project.shown import COMPARISON, list_of
from sphinxext_smtp.render.elements import Elements
from sphinxext_smtp.render.english import Marks, is_right_to_left
from sphinxext_smtp.render.tags import code

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from knowledge.smtp.explain.article import Comparisons, Source
    from knowledge.smtp.face import Graph
    from knowledge.smtp.model.keys import ComparisonKey, Key, NodeKey
    from knowledge.smtp.model.node import Node
    from knowledge.smtp.model.prose import Token


Made = TypeVar("Made", bound=nodes.Node)


def reference_to(
    docname: str, role: str, name: str, text: nodes.Element, *, is_explicit: bool = False
) -> addnodes.pending_xref:
    """Return what becomes a link to a name of ours, or its text where no page has the name; it never warns.

    :param docname: the page that holds it.
    :param is_explicit: whether the text stays as it is, whatever another project calls the name.
    """
    return addnodes.pending_xref(
        "",
        text,
        refdomain="smtp",
        reftype=role,
        reftarget=name,
        refdoc=docname,
        refexplicit=is_explicit,
        refwarn=False,
    )


class Links(Protocol):
    """Resolves the links of a page that is being written."""

    def to_page(self, key: Key, text: nodes.Element) -> nodes.Element | None:
        """Return the link to the page of the project for a key, or None if the project has none."""

    def has_page(self, key: Key) -> bool:
        """Tell whether the project has a page for a key."""

    def to_list(self, name: str, text: nodes.Element) -> nodes.Element | None:
        """Return the link to a page that lists what the project explains, or None if the project has none."""

    def elsewhere(self, reference: addnodes.pending_xref) -> nodes.Element:
        """Return the link out of the project for a reference, or its bare text."""

    def pieces(self, *, right_to_left: bool) -> Elements | None:
        """Return what makes elements of HTML that the page shares with others, or None where pages share nothing."""

    def shared(self, name: str, make: Callable[[], nodes.Node]) -> nodes.Element:
        """Return the content of a name, made anew or shared with other pages."""

    def side(self, part: str, item: NodeKey, make: Callable[[], nodes.Element]) -> nodes.Element:
        """Return what an item of a comparison says in a part, made anew or shared with other pages."""


class Prose:
    """Turns prose into nodes. What stands between backticks is shown as it is written, and leads to the node it names.

    :param docname: the page that will hold the nodes.
    :param own_key: what the article explains; its name is not made a link to itself.
    :param tokens: takes a paragraph apart.
    :param links: resolves the links; without it they become references for Sphinx to resolve.
    :param level: the level of the headings, as HTML counts them; 0 in the other formats, where parts have rubrics.
    :param shares: whether paragraphs are shared with other pages.
    :param language: the language of the project, as conf.py has it.
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
        language: str = ENGLISH,
    ) -> None:
        self.marks = Marks(graph, language)
        self._graph = graph
        self._docname = docname
        self._own_key = own_key
        self._tokens = tokens
        self._links = links
        self.level = level
        self.is_right_to_left = bool(level) and is_right_to_left(language)
        pieces = links.pieces(right_to_left=self.is_right_to_left) if links and level and shares else None
        self._shares = pieces is not None
        self.make = pieces or Elements(right_to_left=self.is_right_to_left)

    def inline(self, prose: str) -> list[nodes.Node]:
        """Return one paragraph of prose as inline nodes."""
        found: list[nodes.Node] = []
        asked = self._tokens(prose)
        for index, token in enumerate(asked):
            text = token.text
            if token.quoted:
                if index + 1 == len(asked) or not self._title_in(text, asked[index + 1].text):
                    found.append(self._name(text))
                continue
            if index and (title := self._title_in(asked[index - 1].text, text)):
                found.append(self._titled(asked[index - 1].text))
                text = text.removeprefix(f" {title}")
            if DIFFERS in text:
                found.extend(self._with_sign(text))
            elif text:
                found.append(self.make.text(text))
        return found

    def _with_sign(self, text: str) -> Iterator[nodes.Node]:
        """Yield a text with the sign of a difference set apart, because some fonts of text lack it."""
        before, *others = text.split(DIFFERS)
        yield self.make.text(before)
        for after in others:
            yield nodes.inline("", DIFFERS, classes=["smtp-sign"])
            yield self.make.text(after)

    def _title_in(self, name: str, text: str) -> str:
        """Return the title of a cause with which a text goes on behind its name: people call a cause by its title."""
        node = self._graph.exact(name)
        return node.title if node and node.kind == "cause" and text.startswith(f" {node.title}") else ""

    def _titled(self, name: str) -> nodes.Node:
        node = self._graph[name]
        text = nodes.inline("", node.title, classes=["xref", "smtp"])
        if self._own_key == node.key:
            return text
        return self._linked(node.key, text) or self._reference("cause", node.spelled, text)

    def literal(self, text: str) -> nodes.Element:
        """Return literal text: what a server prints, or what somebody types."""
        return self._literal(text, "smtp-reply")

    def _literal(self, text: str, kind: str, *classes: str) -> nodes.Element:
        if not self.level:
            return nodes.literal("", text, classes=list(classes))
        found = code(text, kind, *classes)
        if self.is_right_to_left:
            found["isolated"] = True
        return found

    def _name(self, name: str) -> nodes.Node:
        """Return what stands between backticks."""
        return self.shared(name, "name", lambda: self._quoted(name))

    def _quoted(self, name: str) -> nodes.Node:
        node = self._graph.exact(name)
        if node is None:
            return _address(name) or self.literal(name)
        written = readable_name(name)
        if self._own_key in (node.key, node.asked):
            return self._literal(written, "smtp-name")
        if isinstance(node, CuratedComparison):
            return self._compared(node.compared, written)
        if isinstance(node, Provider):
            return self._linked(node.key, nodes.inline("", node.title, classes=["xref", "smtp"])) or nodes.Text(
                node.title
            )
        role = row_of(node.kind).role
        if not role:
            return self._external(node, written)
        return self._by_name(node.key, node.spelled, written)

    def by_name(self, key: NodeKey) -> nodes.Element:
        """Return a link to a node that shows its name."""
        return self._by_name(key, key.spelled, key.spelled)

    def _by_name(self, key: NodeKey, spelled: str, written: str) -> nodes.Element:
        role = row_of(key.kind).role
        text = self._literal(written, "smtp-name", "xref", "smtp", f"smtp-{role}")
        return self._linked(key, text) or self._reference(role, spelled, text)

    def _compared(self, key: ComparisonKey, written: str) -> nodes.Element:
        text = _comparison_text(written)
        return self._linked(key, text) or self._reference("compare", key.name, text)

    def comparisons(self, block: Comparisons) -> list[nodes.Element]:
        """Return links to comparisons, each in a paragraph.

        They are curated ones, before all others those that have a page; of the nearest ones those that have one; and
        the list of all.
        """
        found = map(self._item, block.preferring(self._links.has_page) if self._links else block.curated)
        linked = (self._linked(key, _comparison_text(key.versus)) for key in block.nearest)
        all_of_them = self.all_comparisons() if block.more else None
        return [*found, *(self.make.paragraph(link) for link in (*linked, all_of_them) if link)]

    def _item(self, key: ComparisonKey) -> nodes.Element:
        return self.shared(key, "link", lambda: self.make.paragraph(self._compared(key, key.versus)))

    def all_comparisons(self) -> nodes.Element | None:
        """Return a link to the list of all comparisons, or None if the project has none."""
        return self.list_page(list_of(COMPARISON), self._graph.words.ALL_COMPARISONS)

    def list_page(self, name: str, text: str) -> nodes.Element | None:
        """Return a link to a page that lists what the project explains, or None if the project has none."""
        return self._links.to_list(name, nodes.inline("", text, classes=["xref", "smtp"])) if self._links else None

    def linked_text(self, key: NodeKey, text: str) -> nodes.Element | None:
        """Return a link to a page of the project with a text of its own, or None if the project has none."""
        return self._linked(key, nodes.inline("", text, classes=["xref", "smtp"]))

    def by_title(self, key: NodeKey, title: nodes.inline) -> nodes.Element:
        """Return a link to a node that shows its title in place of its name."""
        title["classes"] += ["xref", "smtp"]
        return self._linked(key, title) or self._reference(row_of(key.kind).role, key.spelled, title)

    def source(self, source: Source, text: str) -> list[nodes.Node]:
        """Return a link to a source that says a text, with the title of its document."""
        if not source.url:
            return [nodes.Text(text)]
        return [self.shared(f"{text} at {source.url}", "source", lambda: self._linked_source(source, text))]

    def _linked_source(self, source: Source, text: str) -> nodes.Element:
        title = self._graph.document(source.document).title
        return nodes.reference("", text, internal=False, refuri=source.url, reftitle=title)

    def _linked(self, key: Key, text: nodes.Element) -> nodes.Element | None:
        """Return the link to the page of the project, or None if it has none, or none is known yet."""
        return self._links.to_page(key, text) if self._links else None

    def _reference(self, role: str, name: str, text: nodes.Element) -> nodes.Element:
        reference = reference_to(self._docname, role, name, text)
        return self._links.elsewhere(reference) if self._links else reference

    def _external(self, node: Node, written: str) -> nodes.Node:
        """Return a link to the source of a node that has no page of its own."""
        text: nodes.Node = nodes.Text(written)
        if node.kind in ("category", "subject"):
            text = self._literal(written, "smtp-name")
        if not node.address:
            return text
        return nodes.reference("", "", text, internal=False, refuri=node.address, reftitle=plain(node.summary))

    def paragraph(self, prose: str, *before: nodes.Node) -> nodes.Element:
        """Return one paragraph of prose.

        :param before: what stands before it.
        """
        return self.line([*before, *self.inline(prose)], prose)

    def line(self, content: Sequence[nodes.Node], text: str, *classes: str) -> nodes.Element:
        """Return a paragraph that says a text, marked where that is English; it then runs from left to right."""
        return self.make.paragraph(*content, classes=classes, english=self.marks.is_english(text))

    def prose(self, prose: str) -> list[nodes.Element]:
        """Return the paragraphs of a prose field."""
        kind = English if isinstance(prose, English) else str
        return [self._shared_paragraph(kind(paragraph)) for paragraph in paragraphs(prose)]

    def _shared_paragraph(self, prose: str) -> nodes.Element:
        return self.shared(prose, "", lambda: self.paragraph(prose))

    def shared(self, prose: str, place: str, make: Callable[[], Made]) -> Made | nodes.Element:
        """Return what stands around a prose; the pages of comparisons, which spare no name its link, have it in common.

        :param place: what tells it from other places of the same prose; nothing for a paragraph.
        :param make: makes it anew.
        """
        if self._links is None or not self._shares:
            return make()
        told = f"{ENGLISH} {prose}" if isinstance(prose, English) else prose
        return self._links.shared(f"{place} of {told}" if place else told, make)


def _address(name: str) -> nodes.Element | None:
    """Return a link to an address of the web, or None for any other literal."""
    return nodes.reference("", name, internal=False, refuri=name) if is_address(name) else None


def _comparison_text(written: str) -> nodes.inline:
    return nodes.inline("", written, classes=["xref", "smtp"])
