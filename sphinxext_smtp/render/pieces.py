"""Elements as HTML that is put together from pieces, for pages that share most of what they hold.

The builder's own translator writes each piece: where an element begins and ends once for all elements that are alike,
and whatever else is in one by itself. So a theme or an extension that writes an element in its own way is heard.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinxext_smtp.render.elements import Elements
from sphinxext_smtp.render.tags import Piece

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from sphinxext_smtp.render.fragments import Fragments


class Pieces(Elements):
    """Makes elements as HTML.

    :param fragments: writes the pieces, and keeps what an element begins and ends with.
    """

    def __init__(self, fragments: Fragments, *, right_to_left: bool) -> None:
        super().__init__(right_to_left=right_to_left)
        self._fragments = fragments

    def text(self, text: str) -> nodes.Node:
        """Return running text."""
        return self._fragments.written(nodes.Text(text))

    def strong(self, *content: nodes.Node) -> nodes.Node:
        """Return running text in bold."""
        return self._around(content, "strong", lambda mark: super(Pieces, self).strong(mark))

    def paragraph(self, *content: nodes.Node, classes: Sequence[str] = (), english: bool = False) -> nodes.Element:
        """Return a paragraph of ours."""
        return self._around(
            content,
            ("paragraph", *classes, english),
            lambda mark: super(Pieces, self).paragraph(mark, classes=classes, english=english),
            english=english,
        )

    def points(self, items: Sequence[Sequence[nodes.Element]], classes: Sequence[str] = ()) -> nodes.Element:
        """Return a list; one with several paragraphs in an item is written whole, for docutils looks at all of them."""
        if any(len(item) != 1 for item in items):
            return self._fragments.written(super().points(items, classes))
        written = [self._around(item, "item", lambda mark: nodes.list_item("", mark)) for item in items]
        return self._around(
            written, ("points", *classes), lambda mark: nodes.bullet_list("", mark, classes=[*classes, "simple"])
        )

    def tag(
        self,
        name: str,
        *content: nodes.Node,
        classes: Sequence[str] = (),
        english: bool = False,
        **attributes: str | int,
    ) -> nodes.Element:
        """Return an element by its name in HTML."""
        return self._around(
            content,
            (name, *classes, english, *attributes.items()),
            lambda mark: super(Pieces, self).tag(name, mark, classes=classes, english=english, **attributes),
            english=english,
        )

    def _around(
        self,
        content: Sequence[nodes.Node],
        name: Hashable,
        make: Callable[[nodes.Node], nodes.Node],
        *,
        english: bool = False,
    ) -> Piece:
        """Return an element around its content.

        :param name: what it has in common with all elements that begin and end as it does.
        :param make: makes it as a node, around a mark.
        """
        before, after = self._fragments.ends(name, make)
        written = [self._fragments.written(node) for node in content]
        html = "".join([each.html for each in written])
        text = " ".join([each.text for each in written if each.text])
        return Piece(f"{before}{html}{after}", text, english=english)
