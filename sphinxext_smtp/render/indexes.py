"""Indexes as docutils nodes, and the front page that leads to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docutils import nodes

from knowledge.smtp.explain.indexes import LEAD, index_of, indexed_kinds
from sphinxext_smtp.project.shown import COMPARISON, EXPLAINER, list_of
from sphinxext_smtp.render.elements import own

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from knowledge.smtp.explain.indexes import Group, Listed
    from knowledge.smtp.model.vocabulary import Kind
    from sphinxext_smtp.project.domain import SmtpDomain
    from sphinxext_smtp.render.article import Renderer


UNLINKED: Final = ("text", "man")
"""The formats that show of a link only its text."""


class Indexes:
    """The indexes of a project."""

    def __init__(self, domain: SmtpDomain, renderer: Renderer) -> None:
        self._domain = domain
        self._graph = domain.graph
        self._renderer = renderer
        self._shows_links = domain.builder.format not in UNLINKED

    def index(self, kind: Kind, names: Sequence[str], *, headed: bool) -> Iterator[nodes.Element]:
        """Yield groups of an index.

        :param headed: whether each group stands under a rubric with its heading; else the page has the heading already.
        """
        index = index_of(self._graph, kind)
        if LEAD in names:
            yield from self._renderer.prose(index.lead)
        for group in index.groups:
            if group.name in names:
                if headed:
                    yield self.heading(group.heading, group.title)
                yield from self._group(group)

    def front(self) -> Iterator[nodes.Element]:
        """Yield how to find something, and what is where."""
        words = self._graph.words
        yield self.heading(words.FINDING)
        box = self._renderer.list_page(EXPLAINER, words.BOX["title"])
        ways = [self._renderer.paragraph(words.BY_NUMBER), self._renderer.paragraph(words.BY_WORDS)]
        if box is not None:
            by_line = self._renderer.paragraph(words.BY_LINE)
            by_line += [self._space(), box]
            ways.append(by_line)
        yield nodes.bullet_list("", *(nodes.list_item("", way) for way in ways), classes=["simple"])
        if listed := list(self._lists()):
            yield self.heading(words.CONTENTS)
            yield nodes.definition_list("", *listed, classes=["smtp-contents", "simple"])

    def heading(self, text: str, title: str = "") -> nodes.rubric:
        """Return the heading of a group.

        :param title: the text of the facts that is in it.
        """
        found = self._renderer.heading(text, "smtp-group")
        if title:
            self._renderer.marks.text(found, title)
        return found

    def _lists(self) -> Iterator[nodes.definition_list_item]:
        words = self._graph.words
        kinds: tuple[Kind, ...] = (*indexed_kinds(), COMPARISON)
        for kind in kinds:
            if link := self._renderer.list_page(list_of(kind), words.GROUPS[kind]):
                paragraph = self._renderer.paragraph(words.LEADS[kind])
                paragraph += [self._space(), _quiet(words.LISTED.format(count=self._count(kind)))]
                term = own(nodes.term("", "", link))
                yield nodes.definition_list_item("", term, nodes.definition("", paragraph))

    def _count(self, kind: Kind) -> int:
        if kind == COMPARISON:
            return len(self._domain.comparisons)
        return len(self._graph.of_kind(kind))

    def _group(self, group: Group) -> Iterator[nodes.Element]:
        about = self._renderer.paragraph(group.sentence) if group.sentence else own(nodes.paragraph())
        parts: list[nodes.Element] = [_quiet(group.count)]
        if self._shows_links and group.about and (link := self._renderer.linked_text(group.about, group.about_text)):
            parts.append(link)
        for part in parts:
            about += [self._space(), part] if about.children else [part]
        yield about
        if group.listed:
            yield self.names(map(self._listed, group.listed))
        if group.others:
            heading = nodes.strong("", group.others_heading)
            yield own(nodes.paragraph("", "", heading, classes=["smtp-part"]))
            yield self.names(map(self._listed, group.others))

    @staticmethod
    def names(texts: Iterable[nodes.paragraph]) -> nodes.bullet_list:
        """Return a list of names, which a style sheet may set in columns."""
        return nodes.bullet_list(
            "", *(nodes.list_item("", text) for text in texts), classes=["smtp-index", "smtp-titled", "simple"]
        )

    def _listed(self, each: Listed) -> nodes.paragraph:
        text = nodes.inline("", each.text)
        self._renderer.marks.text(text, each.text)
        if not each.is_named:
            return own(nodes.paragraph("", "", self._renderer.by_title(each.key, text)))
        beside = [nodes.Text(" "), text] if each.text else []
        return own(nodes.paragraph("", "", self._renderer.by_name(each.key), *beside))

    def _space(self) -> nodes.Text:
        """Return what stands between two sentences."""
        return nodes.Text(self._graph.words.joined(("", "")))


def _quiet(text: str) -> nodes.inline:
    return nodes.inline("", text, classes=["smtp-quiet"])
