"""What makes the elements of a page, one after the other: here as nodes of docutils."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from docutils import nodes

from sphinxext_smtp.render.english import CLASS
from sphinxext_smtp.render.tags import tag

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

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

    def strong(self, *content: nodes.Node) -> nodes.Element:
        """Return running text in bold."""
        return self._around(content, "strong", lambda *inner: nodes.strong("", "", *inner))

    def paragraph(self, *content: nodes.Node, classes: Sequence[str] = (), english: bool = False) -> nodes.Element:
        """Return a paragraph of ours.

        :param english: whether it is to be marked as English.
        """
        if english and self._right_to_left:
            return self.tag("p", *content, classes=classes, english=True)
        marked = [*classes, CLASS] if english else [*classes]
        return self._around(
            content,
            ("paragraph", *marked),
            lambda *inner: own(nodes.paragraph("", "", *inner, classes=marked)),
            english=english,
        )

    def points(self, items: Sequence[Sequence[nodes.Element]], classes: Sequence[str] = ()) -> nodes.Element:
        """Return a list; it stands close where no item has several paragraphs."""
        close = [*classes, "simple"] if all(len(item) == 1 for item in items) else [*classes]
        made = [self._around(item, "item", lambda *inner: nodes.list_item("", *inner)) for item in items]
        return self._around(made, ("points", *close), lambda *inner: nodes.bullet_list("", *inner, classes=close))

    def tag(
        self,
        name: str,
        *content: nodes.Node,
        classes: Sequence[str] = (),
        english: bool = False,
        **attributes: str | int,
    ) -> nodes.Element:
        """Return an element by its name in HTML; an underscore in the name of an attribute stands for a hyphen."""
        marked = [*classes, CLASS] if english else [*classes]
        if english and self._right_to_left:
            attributes["dir"] = "ltr"
        return self._around(
            content,
            (name, *marked, *attributes.items()),
            lambda *inner: tag(name, *inner, classes=marked, **attributes),
            english=english,
        )

    def _around(
        self,
        content: Sequence[nodes.Node],
        name: Hashable,
        make: Callable[..., nodes.Element],
        *,
        english: bool = False,
    ) -> nodes.Element:
        """Return an element around its content.

        :param name: what it has in common with all elements that begin and end as it does.
        :param make: makes it as a node.
        :param english: whether it is marked as English.
        """
        return make(*content)
