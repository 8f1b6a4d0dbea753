"""Names: what is said of one that no node has."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Final

import pytest

from knowledge import smtp
from knowledge.smtp.graph.unknown import messages, unknown

if TYPE_CHECKING:
    from knowledge.smtp.model.vocabulary import Kind

UNKNOWN: Final[list[tuple[tuple[Kind, ...], str, str]]] = [
    # the kinds that are asked for, the name, and what is said of it
    ((), "nowhere-at-all", "'nowhere-at-all' is not the name of a node"),
    ((), "", "'' is not the name of a node"),
    (("mechanism",), "PLIAN", "'PLIAN' names nothing of these kinds: SASL mechanism (nearest: PLAIN, LOGIN)"),
    (("command",), "AUHT", "'AUHT' names nothing of these kinds: SMTP command (nearest: AUTH)"),
    (("code",), "AUTH", "expected one of these kinds: SMTP reply code; found AUTH, which is: SMTP command"),
    (
        ("code", "enhanced"),
        "AUTH",
        "expected one of these kinds: SMTP reply code, SMTP enhanced status code; found AUTH, which is: SMTP command",
    ),
]


@pytest.mark.parametrize(("tried", "name", "said"), UNKNOWN)
def test_an_unknown_name_has_one_text(graph: smtp.Graph, tried: tuple[Kind, ...], name: str, said: str) -> None:
    assert str(unknown(graph, name, tried)) == said


@pytest.mark.parametrize(("tried", "name", "said"), [case for case in UNKNOWN if len(case[0]) < 2])
def test_a_question_raises_that_text(graph: smtp.Graph, tried: tuple[Kind, ...], name: str, said: str) -> None:
    ask = {(): graph.__getitem__, ("mechanism",): graph.mechanism, ("command",): graph.command, ("code",): graph.code}
    with pytest.raises(smtp.UnknownNameError) as caught:
        ask[tried](name)
    assert str(caught.value) == said


def test_the_text_is_told_in_another_language_with_its_kinds(graph: smtp.Graph) -> None:
    said = {
        "%(name)s names nothing of these kinds: %(expected)s": "%(name)s ist nichts davon: %(expected)s",
        "%(message)s (nearest: %(names)s)": "%(message)s (ähnlich: %(names)s)",
        "SASL mechanism": "SASL-Mechanismus",
    }
    error = copy.copy(unknown(graph, "PLIAN", ["mechanism"]))
    assert error.told(said.__getitem__) == "'PLIAN' ist nichts davon: SASL-Mechanismus (ähnlich: PLAIN, LOGIN)"
    assert said.keys() <= set(messages())
