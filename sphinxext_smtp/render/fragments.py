"""HTML of content that many pages share, written once for all pages of a folder.

Of every pair of codes a project may have a page, and each of these pages tells what the two codes mean. The builder's
own translator writes that, once for each code, and every page of the folder gets the result.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final, cast

from docutils import nodes
from docutils.utils import new_document
from sphinx.builders.dirhtml import DirectoryHTMLBuilder
from sphinx.builders.html import StandaloneHTMLBuilder

from sphinxext_smtp.project.writing import place_of
from sphinxext_smtp.render.english import is_marked
from sphinxext_smtp.render.tags import Piece

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

    from sphinx.builders import Builder
    from sphinx.writers.html5 import HTML5Translator

    from sphinxext_smtp.project.writing import Writing

MARK: Final = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands for the content of an element while its beginning and its end are written."""


class Fragments:
    """The HTML of shared content, as one page gets and gives it.

    :param builder: writes it. Only the two builders share that give each page an address of its own and leave the links
        in it as they are.
    :param writing: what the pages of the build share.
    """

    def __init__(self, builder: Builder, docname: str, writing: Writing) -> None:
        self._builder: StandaloneHTMLBuilder | None = None
        if isinstance(builder, StandaloneHTMLBuilder) and type(builder) in (
            StandaloneHTMLBuilder,
            DirectoryHTMLBuilder,
        ):
            self._builder = builder
        self._docname = docname
        self._writing = writing

    def find(self, name: str) -> Piece | None:
        """Return the content of a name, or None if no page like this one has been written yet.

        A page to which the content itself links is like no other, because such a link stays within the page.
        """
        found = self._writing.shared.get((*self.place, name))
        return found if isinstance(found, Piece) and self._docname not in found.linked else None

    def share(self, name: str, content: nodes.Node, linked: Iterable[str]) -> Piece:
        """Take over content that the page shows, for the other pages of its folder; return what takes its place here.

        :param linked: the pages to which the content links.
        """
        found = self.written(content)
        found.linked = frozenset(linked)
        if self._docname not in found.linked:
            self._writing.shared[*self.place, name] = found
        return found

    def written(self, node: nodes.Node) -> Piece:
        """Return a node as HTML."""
        if isinstance(node, Piece):
            return node
        text = " ".join(str(text) for text in node.findall(nodes.Text))
        return Piece(self._html(node), text, english=is_marked(node))

    def ends(self, name: Hashable, make: Callable[[nodes.Node], nodes.Node]) -> tuple[str, str]:
        """Return the HTML with which an element begins, and that with which it ends.

        :param name: what it has in common with all elements that begin and end as it does.
        :param make: makes it around a node, which stands for its content.
        """
        ends = self._writing.ends
        asked = (self._builder, name)
        if asked not in ends:
            before, _mark, after = self._html(make(Piece(MARK))).partition(MARK)
            ends[asked] = before, after
        return ends[asked]

    @property
    def are_shared(self) -> bool:
        """Whether the pages of the builder share content."""
        return self._builder is not None

    @cached_property
    def place(self) -> tuple[str, str]:
        """What pages have in common that reach every other page by the same relative address."""
        return place_of(self._builder, self._docname)

    def _html(self, node: nodes.Node) -> str:
        """Return what the builder's translator makes of a node; one translator is kept, because many are dear."""
        translator = self._translator
        place: nodes.Element = translator.document
        if isinstance(node, nodes.Inline | nodes.Text):  # a link wants running text around it
            place = nodes.inline()
        place.append(node)
        node.walkabout(translator)
        place.remove(node)
        html = "".join(translator.body)
        translator.body.clear()
        return html

    @property
    def _translator(self) -> HTML5Translator:
        translators = self._writing.translators
        if self._builder not in translators:
            assert self._builder is not None
            document = new_document("<shared content>", self._builder.docsettings)
            translators[self._builder] = cast(
                "HTML5Translator", self._builder.create_translator(document, self._builder)
            )
        return translators[self._builder]
