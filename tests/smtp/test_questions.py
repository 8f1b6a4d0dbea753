"""What people ask who compare: the question of a comparison, where it is shown, and which comparisons there are."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Final

import pytest

from knowledge.smtp.compare.pairs import chosen_comparisons
from knowledge.smtp.compare.questions import is_in_matrix, question_of
from knowledge.smtp.model.keys import ComparisonKey
from knowledge.smtp.model.nearness import TELLING

if TYPE_CHECKING:
    from knowledge import smtp
    from knowledge.smtp.model.vocabulary import Choice

IN_A_MATRIX: Final = {
    "450 451": "failure",
    "450 550": "final",
    "235 535": "worked",
    "354 550": "worked",
    "250 251": "success",
    "235 334": "success",
    "521 524": "made-up",
    "447 535": "made-up",
    "X.1.1 X.1.2": "enhanced",
}
"""Two codes, or two entries of one subject, and the question of each pair."""
IN_A_LIST: Final = {
    "421 450 451": "failure",
    "X.1.1 X.1.2 X.1.3": "enhanced",
    "X.1.1 X.2.1": "enhanced",
    "4.1.1 5.1.1": "enhanced",
    "4.1.1 5.1.2": "enhanced",
    "PLAIN LOGIN": "mechanism",
    "command:AUTH command:DATA": "command",
    "extension:SIZE extension:CHUNKING": "extension",
    "gmail outlook": "provider",
    "mailbox-full greylisted": "cause",
    "4xx 5xx": "digit",
    "x2x x3x": "digit",
}
"""All else."""


@pytest.mark.parametrize("names", IN_A_MATRIX | IN_A_LIST)
def test_a_comparison_answers_a_question_and_is_shown_in_one_way(graph: smtp.Graph, names: str) -> None:
    key = graph.compare(*names.split()).key
    assert question_of(graph, key) == (IN_A_MATRIX | IN_A_LIST)[names]
    assert is_in_matrix(key) == (names in IN_A_MATRIX)


def chosen(graph: smtp.Graph, choice: Choice) -> list[ComparisonKey]:
    return [ComparisonKey([item.asked for item in items]) for items in chosen_comparisons(graph, choice)]


def pairs(nodes: list[smtp.Node]) -> set[ComparisonKey]:
    return {ComparisonKey([one.key, other.key]) for one, other in combinations(nodes, 2)}


def test_each_choice_holds_what_it_says_and_each_comparison_once(graph: smtp.Graph) -> None:
    written = [curated.compared for curated in graph.comparisons.values()]
    of_standards = pairs([code for code in graph.codes.values() if code.standing in ("standard", "historic")])
    of_codes = pairs([*graph.codes.values()])
    of_subjects = [
        pairs([relation.source for relation in graph.into(subject, "in subject")])
        for subject in graph.subjects.values()
    ]
    tied = {
        ComparisonKey([relation.source.key, relation.target.key])
        for node in graph
        for relation in graph.telling(node)
        if relation.kind in TELLING
        and relation.source.kind == relation.target.kind
        and relation.source.key != relation.target.key
    }
    expected: dict[Choice, set[ComparisonKey]] = {
        "curated": set(written),
        "related": {*written, *tied},
        "standard": {*written, *of_standards},
        "all": {*written, *tied, *of_codes}.union(*of_subjects),
    }
    for choice, keys in expected.items():
        found = chosen(graph, choice)
        assert found[: len(written)] == written
        assert len(found) == len(keys)
        assert set(found) == keys
