"""What makes the elements of a page, one after the other: here as nodes of docutils."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from docutils import nodes

from sphinxext_smtp.render.english import CLASS
from sphinxext_smtp.render.tags import tag

if TYPE_CHECKING:
    from collections.abc import Sequence

TextNode = TypeVar("TextNode", bound=nodes.TextElement)


def own(node: TextNode) -> TextNode:
    """Mark text as ours, so that the project's translators do not get it."""
    node["translatable"] = False
    return node


class Elements:
    """Makes elements as nodes.

    :param right_to_left: whether the page is written from right to left, so that an element of English says that it is
        not.
    """

    def __init__(self, *, right_to_left: bool = False) -> None:
        self._right_to_left = right_to_left

    def text(self, text: str) -> nodes.Node:
        """Return running text."""
        return nodes.Text(text)

    def strong(self, *content: nodes.Node) -> nodes.Node:
        """Return running text in bold."""
        return nodes.strong("", "", *content)

    def paragraph(self, *content: nodes.Node, classes: Sequence[str] = (), english: bool = False) -> nodes.Element:
        """Return a paragraph of ours.

        :param english: whether it is to be marked as English.
        """
        if english and self._right_to_left:
            return tag("p", *content, classes=[*classes, CLASS], dir="ltr")
        return own(nodes.paragraph("", "", *content, classes=[*classes, *([CLASS] if english else [])]))

    def points(self, items: Sequence[Sequence[nodes.Element]], classes: Sequence[str] = ()) -> nodes.Element:
        """Return a list; it stands close where no item has several paragraphs."""
        simple = ["simple"] if all(len(item) == 1 for item in items) else []
        return nodes.bullet_list("", *(nodes.list_item("", *item) for item in items), classes=[*classes, *simple])

    def tag(
        self,
        name: str,
        *content: nodes.Node,
        classes: Sequence[str] = (),
        english: bool = False,
        **attributes: str | int,
    ) -> nodes.Element:
        """Return an element by its name in HTML; an underscore in the name of an attribute stands for a hyphen."""
        if english and self._right_to_left:
            attributes["dir"] = "ltr"
        return tag(name, *content, classes=[*classes, *([CLASS] if english else [])], **attributes)
