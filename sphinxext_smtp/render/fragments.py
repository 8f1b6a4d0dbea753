"""HTML of content that many pages share, written once for all pages of a folder.

Of every pair of codes a project may have a page, and each of these pages tells what the two codes mean. The builder's
own translator writes that, once for each code, and every page of the folder gets the result.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, cast

from docutils import nodes
from docutils.utils import new_document
from sphinx.builders.dirhtml import DirectoryHTMLBuilder
from sphinx.builders.html import StandaloneHTMLBuilder

from sphinxext_smtp.project.writing import Written, place_of
from sphinxext_smtp.render.english import is_marked
from sphinxext_smtp.render.tags import Fragment

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx.builders import Builder
    from sphinx.writers.html5 import HTML5Translator

    from sphinxext_smtp.project.writing import Writing


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

    def find(self, name: str) -> Fragment | None:
        """Return the content of a name, or None if no page like this one has been written yet.

        A page to which the content itself links is like no other, because such a link stays within the page.
        """
        written = self._writing.written.get((*self.place, name)) if self.are_shared else None
        return _fragment(written) if written and self._docname not in written.linked else None

    def share(self, name: str, content: Sequence[nodes.Element], linked: Iterable[str]) -> Fragment | None:
        """Take over content that the page shows, for the other pages of its folder; return what takes its place here.

        :param linked: the pages to which the content links.
        """
        if not self.are_shared or self._docname in (pages := frozenset(linked)):
            return None
        text = " ".join(str(text) for node in content for text in node.findall(nodes.Text))
        html = "".join(map(self._html, content))
        html = html if any(map(_ends_line, content)) else html.rstrip()
        written = self._writing.written[*self.place, name] = Written(html, text, pages, all(map(is_marked, content)))
        return _fragment(written)

    def alone(self, node: nodes.Element) -> Fragment | None:
        """Return content of this page alone as HTML in which a search finds no word; None where pages share nothing."""
        return Fragment(html=self._html(node), english=is_marked(node)) if self.are_shared else None

    @property
    def are_shared(self) -> bool:
        """Whether the pages of the builder share content."""
        return self._builder is not None

    @cached_property
    def place(self) -> tuple[str, str]:
        """What pages have in common that reach every other page by the same relative address."""
        return place_of(self._builder, self._docname)

    def _html(self, node: nodes.Element) -> str:
        """Return what the builder's translator makes of a node; one translator is kept, because many are dear."""
        translator = self._translator
        document = translator.document
        document.append(node)
        node.walkabout(translator)
        document.remove(node)
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


def _ends_line(node: nodes.Element) -> bool:
    """Tell whether what follows an element begins a line of its own, as in lists and rows."""
    return isinstance(node, nodes.list_item) or node.get("tag") in ("td", "th")


def _fragment(written: Written) -> Fragment:
    return Fragment("", nodes.Text(written.text), html=written.html, english=written.english)
