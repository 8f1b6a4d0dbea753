"""What is in a picture: boxes, and arrows from box to box."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.smtp.explain.neighborhood import MUTUAL
from knowledge.smtp.model.record import Record

if TYPE_CHECKING:
    from collections.abc import Callable

    from knowledge.smtp.explain.neighborhood import Neighborhood
    from knowledge.smtp.face import Graph


class Link(Record):
    """Where a box leads to, and what that is in one sentence."""

    address: str
    tooltip: str


class Box(Record):
    """A box with a name and a line below it."""

    key: str
    name: str
    line: str = ""
    tone: str = ""
    """The class or the standing that gives the box its color, as the style sheet names it."""
    link: Link | None = None
    layer: int | None = None
    """The layer in which the box must stand; without it, the layout chooses."""


class Arrow(Record):
    """An arrow between two boxes."""

    source: str
    target: str
    label: str = ""
    mutual: bool = False
    """Whether it has no head, because it means the same in both directions."""


class Drawing(Record):
    """A picture before anything has its place."""

    title: str
    """What the picture shows, for people who do not see it."""
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    downward: bool = False
    """Whether layers follow each other from top to bottom; else from the start of a line to its end."""


def drawing_of(graph: Graph, around: Neighborhood, link: Callable[[str], Link | None]) -> Drawing:
    """Return the picture of a neighborhood.

    :param link: returns where the box of a key leads to.
    """
    boxes = tuple(
        Box(each.key, each.key.partition(":")[2], each.title, each.tone, link(each.key), each.ring)
        for each in around.nodes
    )
    arrows = tuple(
        Arrow(tie.source, tie.target, graph.words.RELATIONS[tie.kind], tie.kind in MUTUAL) for tie in around.ties
    )
    return Drawing(around.article.title, boxes, arrows)
