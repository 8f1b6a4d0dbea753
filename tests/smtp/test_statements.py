"""What sentences state of codes and commands, and the relations that have to keep up with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from knowledge import smtp
from knowledge.smtp.checks.statements import (
    ANY_COMMAND,
    exceptions_are_needed,
    relations_keep_up_with_prose,
    said_in,
)
from knowledge.smtp.graph.fields import fields_of

if TYPE_CHECKING:
    from pathlib import Path

REPLY = """
[[provider.gmail.reply]]
code = "{code}"
enhanced = "{enhanced}"
pattern = "Words of ours"
meaning = "Something failed."
do = "Ask the administrator."
actor = "sender"
deviates = "{deviates}"
cite = [{{ doc = "Gmail SMTP errors" }}]
"""


def noted(tmp_path: Path, note: str, more: str = "") -> smtp.Graph:
    """Return the graph with a note to `556`, and with more facts."""
    path = tmp_path / "ours.toml"
    path.write_text(f"[code.556]\nnote = {note!r}\n{more}", encoding="utf-8")
    return smtp.load(facts=[path])


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("The server answers `NOOP` with `556`.", {("code:556", "command:NOOP")}),
        ("We refuse a `NOOP` that carries it with `556`.", {("code:556", "command:NOOP")}),
        ("`556` may answer `NOOP` or `RSET`.", {("code:556", "command:NOOP"), ("code:556", "command:RSET")}),
        ("Expect `211` or `556` after `NOOP`.", {("code:211", "command:NOOP"), ("code:556", "command:NOOP")}),
        ("`NOOP` gets `556` here.", {("code:556", "command:NOOP")}),
        ("The reply to `NOOP` is `556` here.", {("code:556", "command:NOOP")}),
        ("`556` is our reply to the end of data.", {("code:556", "command:end of data")}),
        (
            "We answer a new connection with `556 5.1.10`.",
            {("code:556", "command:connection"), ("code:556", "enhanced:X.1.10")},
        ),
        ("We answer every command except `QUIT` with `556`.", {("code:556", ANY_COMMAND)}),
        ("In practice `556` comes with `5.7.8` there.", set()),
        ("We send `556` with `5.7.8`.", {("code:556", "enhanced:X.7.8")}),
        ("We send `5.7.8` beside `556` and `535`.", {("code:556", "enhanced:X.7.8"), ("code:535", "enhanced:X.7.8")}),
        ("You see `556 5.7.8 Go away` in the log.", {("code:556", "enhanced:X.7.8")}),
        ("`NOOP` never gets `556`.", set()),
        ("`NOOP` gets `250` instead of `556`.", {("code:250", "command:NOOP")}),
        ("After `556` send `NOOP` or `QUIT`.", set()),
        ("`556` and `NOOP` have nothing in common.", set()),
    ],
)
def test_a_sentence_states_what_it_joins(graph: smtp.Graph, sentence: str, said: set[tuple[str, str]]) -> None:
    assert {(code, other) for code, other, _ in said_in(graph, sentence)} == said


def test_an_enhanced_code_says_it_of_itself(graph: smtp.Graph) -> None:
    texts = ["Expect it beside `556`.", "Servers send it with `556`."]
    said = [(code, other) for text in texts for code, other, _ in said_in(graph, text, "enhanced:X.7.8")]
    assert said == [("code:556", "enhanced:X.7.8")] * 2


def test_a_sentence_without_its_relation_is_found(tmp_path: Path) -> None:
    assert relations_keep_up_with_prose(noted(tmp_path, "We answer `RCPT` with `556`.")) == []
    said = 'no relation between code:556 and command:NOOP, although it says "`556` answers `NOOP`"'
    assert relations_keep_up_with_prose(noted(tmp_path, "`556` answers `NOOP`.")) == [f"code:556 note: {said}"]


def test_an_exception_says_why_there_is_no_relation_and_is_needed(tmp_path: Path) -> None:
    exception = '[[unrelated]]\nbetween = ["code:556", "command:NOOP"]\nwhy = "Our server is odd."'
    excused = noted(tmp_path, "We answer `NOOP` with `556`.", exception)
    assert relations_keep_up_with_prose(excused) == exceptions_are_needed(excused) == []
    assert exceptions_are_needed(noted(tmp_path, "We answer `RCPT` with `556`.", exception)) == [
        "code:556 command:NOOP"
    ]


def test_every_pair_of_numbers_in_a_reply_of_a_provider_is_a_pair(graph: smtp.Graph) -> None:
    pairs = {(rel.source.name, rel.target.name) for rel in graph.relations if rel.kind == "pairs with"}
    seen = {
        (f"X{reply.enhanced[1:]}", reply.code)
        for provider in graph.providers.values()
        for reply in provider.reply
        if reply.code and f"X{reply.enhanced[1:]}" in graph.enhanced_codes
    }
    assert seen - pairs == set()
    assert ("X.7.3", "535") in seen


@pytest.mark.parametrize("deviates", ["", "The registry gives `X.7.8` to refused credentials."])
def test_a_pair_in_a_reply_of_our_own_is_observed_and_says_whether_it_deviates(tmp_path: Path, deviates: str) -> None:
    graph = noted(tmp_path, "A note.", REPLY.format(code="556", enhanced="5.7.8", deviates=deviates))
    [pair] = [rel for rel in graph.out(graph.enhanced("X.7.8"), "pairs with") if rel.target.name == "556"]
    assert (pair.basis, pair.deviates) == ("observed", bool(deviates))
    assert [citation.document for citation in pair.citations] == ["Gmail SMTP errors"]
    assert dict(fields_of(graph, graph.code(556)))["enhanced"].endswith("(against the standard)") == bool(deviates)


def test_a_pair_that_one_provider_means_as_the_registry_does_is_no_deviation(tmp_path: Path) -> None:
    replies = [REPLY.format(code="556", enhanced="5.7.8", deviates=deviates) for deviates in ("", "It differs.")]
    graph = noted(tmp_path, "A note.", "".join(replies))
    assert [rel.deviates for rel in graph.into(graph.code(556), "pairs with") if rel.source.name == "X.7.8"] == [False]
