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

    def _around(
        self,
        content: Sequence[nodes.Node],
        name: Hashable,
        make: Callable[..., nodes.Element],
        *,
        english: bool = False,
    ) -> Piece:
        before, after = self._fragments.ends(name, make)
        written = [self._fragments.written(node) for node in content]
        html = "".join([each.html for each in written])
        text = " ".join([each.text for each in written if each.text])
        return Piece(f"{before}{html}{after}", text, english=english)
