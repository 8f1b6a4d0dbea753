"""HTML of content that many pages share, written once for all pages of a folder.

Of every pair of codes a project may have a page, and each of these pages tells what the two codes mean. The builder's
own translator writes that, once for each code, and every page of the folder gets the result.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.builders.dirhtml import DirectoryHTMLBuilder
from sphinx.builders.html import StandaloneHTMLBuilder

from sphinxext_smtp.project.writing import Written

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx.builders import Builder
    from sphinx.writers.html5 import HTML5Translator


class Fragment(nodes.General, nodes.Element):
    """HTML that is ready; its only child is its text, for the search index."""


def write_fragment(translator: HTML5Translator, node: Fragment) -> None:
    """Write the HTML in place of the text, in an element that has the anchors and class names of this place."""
    placed = node["ids"] or node["classes"]
    if placed:
        translator.body.append(translator.starttag(node, "div"))
    translator.body.append(node["html"])
    if placed:
        translator.body.append("</div>\n")
    raise nodes.SkipNode


class Fragments:
    """The HTML of shared content in one build.

    :param builder: writes it. Only the two builders share that give each page an address of its own and leave the links
        in it as they are.
    :param written: what has been written so far.
    """

    def __init__(self, builder: Builder, written: dict[tuple[str, str, str], Written]) -> None:
        self._builder: StandaloneHTMLBuilder | None = None
        if isinstance(builder, StandaloneHTMLBuilder) and type(builder) in (
            StandaloneHTMLBuilder,
            DirectoryHTMLBuilder,
        ):
            self._builder = builder
        self._written = written

    def find(self, docname: str, name: str) -> Fragment | None:
        """Return the content of a name for a page, or None if no page like it has been written yet.

        A page to which the content itself links is like no other, because such a link stays within the page.
        """
        written = self._written.get(self._place(docname, name)) if self._builder else None
        return _fragment(written) if written and docname not in written.linked else None

    def share(
        self, docname: str, name: str, content: Sequence[nodes.Element], linked: Iterable[str]
    ) -> Fragment | None:
        """Take over content that a page shows, for the other pages of its folder; return what takes its place here.

        :param linked: the pages to which the content links.
        """
        if self._builder is None or docname in (pages := frozenset(linked)):
            return None
        text = " ".join(str(text) for node in content for text in node.findall(nodes.Text))
        html = "".join(str(self._builder.render_partial(node.deepcopy())["fragment"]) for node in content).rstrip()
        written = self._written[self._place(docname, name)] = Written(html, text, pages)
        return _fragment(written)

    def _place(self, docname: str, name: str) -> tuple[str, str, str]:
        """Return what pages have in common that reach every other page by the same relative address."""
        assert self._builder is not None
        to_root = self._builder.get_relative_uri(docname, self._builder.config.root_doc)
        return docname.rpartition("/")[0], to_root, name


def _fragment(written: Written) -> Fragment:
    return Fragment("", nodes.Text(written.text), html=written.html)
