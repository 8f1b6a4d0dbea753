"""Where the boxes of a picture stand: in layers, ordered so that few arrows cross.

Sizes and distances are the drawing's own, so that this layout and that of Graphviz give the same look.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.smtp.model.record import Record
from sphinxext_smtp.pictures.layers import layered
from sphinxext_smtp.pictures.ordering import ordered
from sphinxext_smtp.pictures.ranks import ranks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinxext_smtp.pictures.drawing import Drawing


class Place(Record):
    """The place of a box."""

    layer: int
    rank: float
    """How far down its layer it stands, in boxes."""


def places_by_sweeps(drawing: Drawing) -> Mapping[str, Place]:
    """Return the places of all boxes, the same ones for the same drawing.

    >>> from sphinxext_smtp.pictures.drawing import Arrow, Box, Drawing
    >>> places_by_sweeps(Drawing("Two", (Box("a", "A"), Box("b", "B")), (Arrow("a", "b"),)))["b"]
    Place(layer=1, rank=0.0)
    """
    given = layered(drawing)
    layers = ordered(given)
    rank = ranks(given, layers)
    layer = {point: number for number, points in enumerate(layers) for point in points}
    return {box.key: Place(layer[point], rank[point]) for point, box in enumerate(drawing.boxes)}
