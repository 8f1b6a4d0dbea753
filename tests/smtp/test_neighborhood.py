"""The nodes around a node, and what ties them together."""

from __future__ import annotations

import pytest

from knowledge import smtp
from knowledge.smtp.explain.article import Entries
from knowledge.smtp.explain.neighborhood import DRAWN, MOST, MUTUAL, Neighborhood, neighborhood


def around(name: str, depth: int = 1, **options: object) -> Neighborhood:
    graph = smtp.load()
    return neighborhood(graph, graph[name], depth, **options)  # type: ignore[arg-type]  # options of the cases below


@pytest.mark.parametrize("name", ["535", "450", "AUTH", "PLAIN", "5.7.8", "X.7.8", "5xx", "extension:STARTTLS"])
@pytest.mark.parametrize("depth", [1, 2, 3])
def test_a_neighborhood_is_connected_and_no_larger_than_can_be_read(name: str, depth: int) -> None:
    found = around(name, depth)
    rings = {each.key: each.ring for each in found.nodes}
    assert len(found.nodes) <= MOST
    assert [ring for ring in rings.values() if ring == 0] == [0]
    reached = {key for key, ring in rings.items() if ring == 0}
    for tie in found.ties:
        assert abs(rings[tie.source] - rings[tie.target]) <= 1
        reached |= {tie.source, tie.target}
    assert reached == rings.keys()
    assert max(rings.values()) <= depth


def test_two_nodes_have_one_tie_the_nearest_of_their_relations() -> None:
    found = around("550", 2)
    pairs = [frozenset((tie.source, tie.target)) for tie in found.ties]
    assert len(pairs) == len(set(pairs))
    kinds = {(tie.source, tie.target): tie.kind for tie in found.ties}
    assert kinds["code:550", "code:450"] == "permanent form of"


def test_an_enhanced_code_beside_a_reply_code_has_its_class() -> None:
    assert "enhanced:5.7.8" in {each.key for each in around("535").nodes}


def test_the_kinds_of_relations_can_be_chosen() -> None:
    found = around("AUTH", kinds=["replies to"])
    assert {tie.kind for tie in found.ties} == {"replies to"}
    assert {tie.target for tie in found.ties} == {"command:AUTH"}


def test_the_list_has_an_entry_with_a_sentence_for_each_tie() -> None:
    found = around("535")
    (part,) = found.article.parts
    (entries,) = part.blocks
    assert isinstance(entries, Entries)
    assert len(entries.items) == len(found.ties)
    assert all(label and prose.endswith(".") for label, prose in entries.items)


def test_a_node_without_neighbors_stands_alone() -> None:
    found = around("5xx", kinds=["replaces"])
    assert [each.key for each in found.nodes] == ["class:5xx"]
    assert (found.ties, found.article.parts) == ((), ())


def test_relations_that_mean_the_same_in_both_directions_are_drawn_ones() -> None:
    assert set(MUTUAL) <= set(DRAWN)
