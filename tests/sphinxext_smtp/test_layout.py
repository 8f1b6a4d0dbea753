"""Where the boxes of a picture stand without any program: layers, their order, and ranks."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinxext_smtp.pictures.drawing import Arrow, Box, Drawing
from sphinxext_smtp.pictures.layers import Layered, box_layers, layered
from sphinxext_smtp.pictures.layout import places_by_sweeps
from sphinxext_smtp.pictures.ordering import crossings, ordered

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinxext_smtp.pictures.layout import Place


def drawing(boxes: str | Mapping[str, int | None], arrows: str) -> Drawing:
    """Return a drawing of boxes such as ``abc`` and arrows such as ``ab bc``."""
    layers = boxes if not isinstance(boxes, str) else dict.fromkeys(boxes)
    named = tuple(Box(key, key.upper(), layer=layer) for key, layer in layers.items())
    return Drawing(arrows, named, tuple(Arrow(*ends) for ends in arrows.split()))


def crossings_in(places: Mapping[str, Place], shown: Drawing) -> int:
    """Return how many arrows cross, counted from the places alone."""
    layers: dict[int, list[tuple[float, int]]] = {}
    for point, box in enumerate(shown.boxes):
        layers.setdefault(places[box.key].layer, []).append((places[box.key].rank, point))
    order = [[point for _rank, point in sorted(layers[number])] for number in sorted(layers)]
    return crossings(layered(shown).ties, order)


KEYS = "abcdefghijklmnopqrstuvwx"
drawings = st.integers(1, len(KEYS)).flatmap(
    lambda size: st.builds(
        lambda layers, pairs: drawing(
            dict(zip(KEYS, layers, strict=False)), " ".join(KEYS[a] + KEYS[b] for a, b in pairs)
        ),
        st.one_of(
            st.just([None] * size),
            st.lists(st.integers(0, 3), min_size=size, max_size=size),
            st.lists(st.none() | st.integers(0, 3), min_size=size, max_size=size),
        ),
        st.lists(st.tuples(st.integers(0, size - 1), st.integers(0, size - 1)), max_size=40),
    )
)


@settings(deadline=None)
@given(drawings)
def test_every_box_has_a_place_of_its_own_in_its_layer_and_the_same_one_each_time(shown: Drawing) -> None:
    found = places_by_sweeps(shown)
    assert list(found) == [box.key for box in shown.boxes]
    for layer in {place.layer for place in found.values()}:
        ranks = sorted(place.rank for place in found.values() if place.layer == layer)
        assert all(after - before > 0.999 for before, after in pairwise(ranks))
    given_layers = [(box.layer, found[box.key].layer) for box in shown.boxes if box.layer is not None]
    assert all((a < b) == (x < y) for a, x in given_layers for b, y in given_layers)
    assert places_by_sweeps(shown) == found


@settings(deadline=None)
@given(st.lists(st.integers(0, 100), max_size=len(KEYS) - 1), st.booleans())
def test_a_tree_is_drawn_without_crossings_from_its_root_and_towards_it(parents: list[int], towards: bool) -> None:
    pairs = [(KEYS[parent % (child + 1)], KEYS[child + 1]) for child, parent in enumerate(parents)]
    arrows = " ".join(child + parent if towards else parent + child for parent, child in pairs)
    depth: dict[str, int | None] = {"a": 0}
    for parent, child in pairs:
        depth[child] = (depth[parent] or 0) + 1
    shown = drawing(depth, arrows)
    assert crossings_in(places_by_sweeps(shown), shown) == 0


@pytest.mark.parametrize(
    ("boxes", "arrows", "fewest"),
    [
        ("abcd", "ad bc", 0),
        ("abcdef", "ad ae af bf cf", 0),
        ("abcdef", "af be cd", 0),
        ("abcd", "ac ad bc bd", 1),
        ("abcdef", "ad ae af bd be bf cd ce cf", 9),
        ("abcde", "ab bc cd de ae", 0),
        ({"a": 0, "b": 1, "c": 1, "d": 1, "e": 2}, "ab ac ad bd ce", 0),
    ],
)
def test_a_simple_drawing_has_the_fewest_crossings_that_it_can_have(
    boxes: str | dict[str, int | None], arrows: str, fewest: int
) -> None:
    found = layered(drawing(boxes, arrows))
    assert crossings(found.ties, ordered(found)) == fewest


@pytest.mark.parametrize(
    ("ties", "layers", "count"),
    [
        ([(0, 2), (1, 3)], [[0, 1], [2, 3]], 0),
        ([(0, 2), (1, 3)], [[0, 1], [3, 2]], 1),
        ([(0, 2), (0, 3)], [[0, 1], [3, 2]], 0),
        ([(0, 2), (1, 3)], [[0, 1, 2, 3]], 1),
        ([(0, 3), (1, 2)], [[0, 1, 2, 3]], 0),
        ([(0, 2), (1, 3)], [[0, 1, 2], [3]], 1),
        ([(0, 2), (1, 3)], [[3], [0, 1, 2]], 0),
        ([(0, 1), (1, 0)], [[0], [1]], 0),
    ],
    ids=[
        "side by side",
        "crossed",
        "from one box",
        "arcs",
        "arc in arc",
        "arc over outward",
        "inward",
        "back and forth",
    ],
)
def test_crossings_are_counted(ties: Sequence[tuple[int, int]], layers: list[list[int]], count: int) -> None:
    assert crossings(ties, layers) == count


@pytest.mark.parametrize(
    ("boxes", "arrows", "layers"),
    [
        ("a", "", [0]),
        ("abc", "ab bc", [0, 1, 2]),
        ("cba", "ab bc", [2, 1, 0]),
        ("abcd", "ab bc cd ad", [0, 1, 2, 3]),
        ("abcd", "ac bc cd", [0, 0, 1, 2]),
        ("abcd", "ab cd", [0, 1, 0, 1]),
        ("ab", "ab ba", [0, 1]),
        ("ba", "ab ba", [0, 1]),
        ("abc", "ab bc ca", [0, 1, 2]),
        ("cab", "ab ba bc", [2, 0, 1]),
        ("ab", "aa ab bb", [0, 1]),
        ({"a": 4, "b": 2, "c": 4}, "ab bc ca", [4, 2, 4]),
        ({"a": 3, "b": None}, "ab", [3, 4]),
    ],
)
def test_a_box_stands_in_its_own_layer_or_after_all_that_lead_to_it(
    boxes: str | dict[str, int | None], arrows: str, layers: list[int]
) -> None:
    assert list(box_layers(drawing(boxes, arrows)).values()) == layers


def test_an_arrow_keeps_a_place_free_in_each_layer_that_it_passes() -> None:
    found = layered(drawing("abcd", "ab bc cd da ad"))
    assert found == Layered(
        ((0,), (1, 4, 6), (2, 5, 7), (3,)), ((0, 1), (1, 2), (2, 3), (0, 4), (4, 5), (5, 3), (0, 6), (6, 7), (7, 3))
    )


def test_a_box_stands_in_the_middle_of_what_it_leads_to() -> None:
    ranks = {key: place.rank for key, place in places_by_sweeps(drawing("abcde", "ab bc bd be")).items()}
    assert ranks == {"a": 0, "b": 0, "c": -1, "d": 0, "e": 1}
