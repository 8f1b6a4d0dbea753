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


UNREGISTERED: Final = " is in no registry of enhanced status codes; "
INTERMEDIATE: Final = "3xx (More input expected)"
PERMANENT: Final = "5xx (Permanent failure)"
TEMPORARY: Final = "4xx (Temporary failure)"
SUBJECT: Final = "and its second number gives it the subject"
SECURITY: Final = "X.7 (Security or policy)"
NUMBERS: Final = [
    # a number that no node has, and what is said of it
    ("599", f"no standard defines the reply code 599; its first digit puts it into class {PERMANENT}"),
    ("536", f"no standard defines the reply code 536; its first digit puts it into class {PERMANENT}"),
    ("code:499", f"no standard defines the reply code 499; its first digit puts it into class {TEMPORARY}"),
    (
        "399 what",
        "no standard defines the reply code 399; its first digit puts it into class 3xx (More input expected)",
    ),
    ("999", "999 is no reply code, because a reply code begins with 2, 3, 4 or 5"),
    ("099", "099 is no reply code, because a reply code begins with 2, 3, 4 or 5"),
    (
        "5.7.999",
        f"5.7.999{UNREGISTERED}its first number puts it into class {PERMANENT}, {SUBJECT} {SECURITY}",
    ),
    (
        "(#4.4.99)",
        f"4.4.99{UNREGISTERED}its first number puts it into class {TEMPORARY}, {SUBJECT} X.4 (Network and routing)",
    ),
    (
        "enhanced:5.9.1",
        f"5.9.1{UNREGISTERED}its first number puts it into class {PERMANENT}, and no subject has its second number",
    ),
    ("x.7.999", f"X.7.999{UNREGISTERED}its second number gives it the subject {SECURITY}"),
    ("X.9.1", "'X.9.1' is not the name of a node"),
    ("599 5.7.999", "5.7.999 is in no registry"),
    ("599 5.7.8", "'599 5.7.8' is not the name of a node (nearest: 5.7.8)"),
    ("535 4.7.8", "'535 4.7.8' is not the name of a node (nearest: 535, 4.7.8)"),
    ("551x", "'551x' is not the name of a node (nearest: 551)"),
    ("5.7.8x", "'5.7.8x' is not the name of a node (nearest: 5.7.8)"),
    ("X.9", "'X.9' is not the name of a node"),
]


@pytest.mark.parametrize(("name", "said"), NUMBERS)
def test_no_number_is_near_another_and_an_unknown_one_is_told_what_its_digits_mean(
    graph: smtp.Graph, name: str, said: str
) -> None:
    with pytest.raises(smtp.UnknownNameError) as caught:
        graph[name]
    assert str(caught.value).startswith(said)
    assert caught.value.name == name
    assert all(near in name for near in caught.value.nearest)


def test_a_number_says_what_it_means_only_where_its_kind_is_asked_for(graph: smtp.Graph) -> None:
    with pytest.raises(smtp.UnknownNameError, match=r"^'599' names nothing of these kinds: SMTP command$"):
        graph.command("599")
    with pytest.raises(smtp.UnknownNameError, match=r"^'5\.7\.999' names nothing of these kinds: SMTP reply code$"):
        graph.code("5.7.999")


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
