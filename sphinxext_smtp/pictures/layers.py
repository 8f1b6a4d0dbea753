"""The layer of each box, and the points at which arrows pass the layers between their ends."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from knowledge.smtp.model.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sphinxext_smtp.pictures.drawing import Arrow, Drawing

Tie = tuple[int, int]


class Layered(Record):
    """What is to be put in order: points in layers, each a number, and ties between them.

    The first points are the boxes of the drawing in their order; an arrow that passes a layer has a point there too.
    """

    layers: tuple[tuple[int, ...], ...]
    ties: tuple[Tie, ...]
    """Each leads from a layer to the next one, or stays in its layer."""

    @cached_property
    def ties_of(self) -> Mapping[int, Sequence[Tie]]:
        """The ties of each point."""
        found: dict[int, list[Tie]] = {point: [] for layer in self.layers for point in layer}
        for tie in self.ties:
            for point in set(tie):
                found[point].append(tie)
        return found


def layered(drawing: Drawing) -> Layered:
    """Return the points and ties of a drawing.

    >>> from sphinxext_smtp.pictures.drawing import Arrow, Box, Drawing
    >>> boxes = Box("a", "A"), Box("b", "B"), Box("c", "C")
    >>> found = layered(Drawing("Three", boxes, (Arrow("a", "b"), Arrow("b", "c"), Arrow("a", "c"))))
    >>> found.layers, found.ties
    (((0,), (1, 3), (2,)), ((0, 1), (1, 2), (0, 3), (3, 2)))
    """
    layer_of = box_layers(drawing)
    numbers = {layer: index for index, layer in enumerate(sorted(set(layer_of.values())))}
    keys = list(layer_of)
    layers: list[list[int]] = [[] for _ in numbers]
    for point, key in enumerate(keys):
        layers[numbers[layer_of[key]]].append(point)
    ties = []
    waypoint = len(keys)
    for arrow in drawing.arrows:
        start, end = sorted((arrow.source, arrow.target), key=lambda key: layer_of[key])
        before = keys.index(start)
        for number in range(numbers[layer_of[start]] + 1, numbers[layer_of[end]]):
            layers[number].append(waypoint)
            ties.append((before, waypoint))
            before, waypoint = waypoint, waypoint + 1
        ties.append((before, keys.index(end)))
    return Layered(tuple(map(tuple, layers)), tuple(ties))


def box_layers(drawing: Drawing) -> dict[str, int]:
    """Return the layer of each box: the one that it must have, else as far in as the longest way to it is long.

    Where arrows run in a circle, the ones that close it do not count.
    """
    found = {box.key: box.layer or 0 for box in drawing.boxes}
    free = {box.key for box in drawing.boxes if box.layer is None}
    closing = set(_closing(drawing))
    onward = [arrow for arrow in drawing.arrows if arrow not in closing and arrow.target in free]
    for _ in drawing.boxes:
        for arrow in onward:
            found[arrow.target] = max(found[arrow.target], found[arrow.source] + 1)
    return found


def _closing(drawing: Drawing) -> Iterator[Arrow]:
    """Yield the arrows that lead back to a box on the way to their source, seen from the first boxes on."""
    seen: set[str] = set()

    def walk(key: str, way: tuple[str, ...]) -> Iterator[Arrow]:
        seen.add(key)
        for arrow in drawing.arrows:
            if arrow.source == key and arrow.target in way:
                yield arrow
            elif arrow.source == key and arrow.target not in seen:
                yield from walk(arrow.target, (*way, arrow.target))

    for box in drawing.boxes:
        if box.key not in seen:
            yield from walk(box.key, (box.key,))
