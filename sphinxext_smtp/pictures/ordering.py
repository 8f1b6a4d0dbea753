"""The order of points in their layers, with few crossings: sweeps by barycenters, and swaps of neighbors.

The sweeps are those of Sugiyama, Tagawa and Toda, "Methods for Visual Understanding of Hierarchical System Structures"
(1981); the swaps those of Gansner, Koutsofios, North and Vo, "A Technique for Drawing Directed Graphs" (1993).
"""

from __future__ import annotations

from itertools import combinations, pairwise, product
from statistics import fmean
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sphinxext_smtp.pictures.layers import Layered, Tie

SWEEPS: Final = 4
"""How often all layers are put in order from each of the two beginnings, outward and inward in turn."""


def ordered(given: Layered) -> tuple[tuple[int, ...], ...]:
    """Return the points of each layer in the best order that was found, which is the same for the same input."""
    found = [given.layers, *_tried(given, outward=True), *_tried(given, outward=False)]
    return min(found, key=lambda layers: crossings(given.ties, layers))


def _tried(given: Layered, *, outward: bool) -> Iterator[tuple[tuple[int, ...], ...]]:
    """Yield the order after each sweep, of which the first leads outward or inward."""
    layers = [list(layer) for layer in given.layers]
    for _ in range(SWEEPS):
        _sweep(layers, given, outward=outward)
        while _swap_neighbors(layers, given):
            pass
        yield tuple(map(tuple, layers))
        outward = not outward


def crossings(ties: Sequence[Tie], layers: Sequence[Sequence[int]]) -> int:
    """Return how many pairs of ties cross; a tie within a layer is an arc on the side of the next one."""
    at = _places(layers)
    return sum(_cross(*pair) for pair in combinations([_chord(tie, at) for tie in ties], 2))


def _places(layers: Sequence[Sequence[int]]) -> dict[int, tuple[int, int]]:
    """Return the layer of each point, and its rank there."""
    return {point: (number, rank) for number, layer in enumerate(layers) for rank, point in enumerate(layer)}


def _sweep(layers: list[list[int]], given: Layered, *, outward: bool) -> None:
    """Sort each layer by the means of the ranks of what its points are tied to in the layer before it."""
    numbers = range(len(layers)) if outward else range(len(layers) - 1, -1, -1)
    for before, number in pairwise(numbers):
        ranks = {point: rank for rank, point in enumerate(layers[before])}
        means = {
            point: fmean([ranks[end] for tie in given.ties_of[point] for end in tie if end in ranks] or [rank])
            for rank, point in enumerate(layers[number])
        }
        layers[number].sort(key=means.__getitem__)


def _swap_neighbors(layers: list[list[int]], given: Layered) -> bool:
    """Swap each two neighbors of a layer whose ties then cross less often; tell whether there were any."""
    at = _places(layers)
    swapped = False
    for layer in layers:
        for rank in range(len(layer) - 1):
            one, other = layer[rank : rank + 2]
            before = _crossings_between(one, other, given, at)
            at[one], at[other] = at[other], at[one]
            if _crossings_between(one, other, given, at) < before:
                layer[rank : rank + 2] = other, one
                swapped = True
            else:
                at[one], at[other] = at[other], at[one]
    return swapped


def _crossings_between(one: int, other: int, given: Layered, at: Mapping[int, tuple[int, int]]) -> int:
    """Return how many ties of one point cross ties of another."""
    chords = ([_chord(tie, at) for tie in given.ties_of[point]] for point in (one, other))
    return sum(_cross(*pair) for pair in product(*chords))


def _chord(tie: Tie, at: Mapping[int, tuple[int, int]]) -> tuple[int, int, int]:
    """Return the space in which a tie runs, by its inner layer, and its ends on the edge of that space.

    The edge leads up the outer layer, with numbers below 0, and down the inner one.
    """
    (layer, rank), (other_layer, other_rank) = sorted((at[tie[0]], at[tie[1]]))
    first, last = sorted((rank, other_rank if other_layer == layer else -1 - other_rank))
    return layer, first, last


def _cross(one: tuple[int, int, int], other: tuple[int, int, int]) -> bool:
    """Tell whether of two chords of one space each ends on both sides of the other."""
    (space, first, last), (other_space, other_first, other_last) = sorted((one, other))
    return space == other_space and first < other_first < last < other_last
