"""How far down its layer each point stands: in order, a box apart at least, near to what it is tied to."""

from __future__ import annotations

from itertools import pairwise
from statistics import fmean
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinxext_smtp.pictures.layers import Layered

ROUNDS: Final = 2
"""How often every layer is moved to where its ties pull it, outward and then inward."""


def ranks(given: Layered, layers: Sequence[Sequence[int]]) -> Mapping[int, float]:
    """Return the rank of each point, in boxes.

    :param layers: the points of each layer in their order.
    """
    found = {point: rank - (len(layer) - 1) / 2 for layer in layers for rank, point in enumerate(layer)}
    for before, layer in [*pairwise(layers), *pairwise(reversed(layers))] * ROUNDS:
        pulling = set(before)
        wanted = [
            fmean([found[end] for tie in given.ties_of[point] for end in tie if end in pulling] or [found[point]])
            for point in layer
        ]
        found.update(zip(layer, apart(wanted), strict=True))
    return found


def apart(wanted: Sequence[float]) -> list[float]:
    """Return the places nearest to the wanted ones, by least squares, of which each is 1 after the one before at least.

    This is isotonic regression, by the pool of adjacent violators.

    >>> apart([0.0, 0.0, 5.0])
    [-0.5, 0.5, 5.0]
    """
    pools: list[tuple[float, int]] = []
    for index, place in enumerate(wanted):
        mean, size = place - index, 1
        while pools and pools[-1][0] > mean:
            before, count = pools.pop()
            mean = (mean * size + before * count) / (size + count)
            size += count
        pools.append((mean, size))
    starts = [mean for mean, size in pools for _ in range(size)]
    return [start + index for index, start in enumerate(starts)]
