"""Derived comparisons: which sentence a reader gets about which nodes, and when there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from knowledge import smtp

if TYPE_CHECKING:
    from pathlib import Path

CASES = {
    ("extension:PIPELINING", "extension:CHUNKING"): (
        "A server can offer `PIPELINING` without `CHUNKING`, so a client looks for each in the answer to `EHLO` before "
        "it uses either."
    ),
    ("extension:CHUNKING", "extension:PIPELINING"): (
        "A server can offer `CHUNKING` without `PIPELINING`, so a client looks for each in the answer to `EHLO` before "
        "it uses either."
    ),
    ("x3x", "x5x"): (
        "`x3x` and `x5x` change nothing for a program, which goes by the first digit; they tell a person where to look."
    ),
    ("447", "535"): "A program has printed `447`, so look in its log for the reply that the server sent.",
    ("S3140", "5.7.515"): (
        "`S3140` and `5.7.515` lead to the same steps, so that a program can treat them alike; the text of the reply "
        "tells a person which of the two is meant."
    ),
    ("9798-M-DSA-SHA1", "9798-M-ECDSA-SHA1"): (
        "`9798-M-DSA-SHA1` and `9798-M-ECDSA-SHA1` prove the same in the same way, and differ in how their messages "
        "are made; a client takes one that it knows and the server offers."
    ),
    ("command:AUTH", "command:DATA"): (
        "The reply to `AUTH` judges who the client is, by what it proves. The reply to `DATA` judges whether what has "
        "to come before it has succeeded."
    ),
}
"""The names of nodes, and the one difference that is told."""

NOTHING_TO_TELL = [
    ("RFC 5321", "RFC 4954"),
    ("X.1", "X.7"),
    ("extension:PIPELINING", "extension:CHUNKING", "extension:SIZE"),
    ("x2x", "x3x", "x5x"),
]
"""Nodes that are no replies, so that nobody takes steps after them."""

BY_CLASS_ALONE = [("2.6.4", "5.6.4"), ("2.7.7", "4.7.7"), ("4.6.5", "5.6.5")]
"""Replies that differ in their class alone, which their summary tells; so the steps after them differ."""

TWO_CLASSES = {
    ("2.1.5", "4.1.5"): (
        "The document that defines `X.1.5` foresees `2.1.5` and not `4.1.5`.",
        "In practice `2.1.5` comes from Postfix and Sendmail.",
    ),
    ("5.4.1", "4.4.1"): (
        "The document that defines `X.4.1` foresees `4.4.1` and not `5.4.1`.",
        "In practice `4.4.1` comes from Daum and Kakao Mail, Kerio Connect, and Postfix.",
        "In practice `5.4.1` comes from Exchange Online and Outlook.com.",
    ),
}
"""One entry in two classes: which of them its document foresees, and who sends which, the lower class first."""


@pytest.mark.parametrize("names", CASES, ids=" ".join)
def test_what_a_reader_is_told(graph: smtp.Graph, names: tuple[str, ...]) -> None:
    comparison = graph.compare(*names)
    assert not comparison.curated
    assert comparison.differences == (CASES[names],)


@pytest.mark.parametrize("names", NOTHING_TO_TELL, ids=" ".join)
def test_what_is_no_reply_leads_to_no_steps(graph: smtp.Graph, names: tuple[str, ...]) -> None:
    assert graph.compare(*names).differences == ()


@pytest.mark.parametrize("names", BY_CLASS_ALONE, ids=" ".join)
def test_replies_of_several_classes_never_lead_to_the_same_steps(graph: smtp.Graph, names: tuple[str, ...]) -> None:
    comparison = graph.compare(*names)
    assert comparison.differences == ()
    assert comparison.summary


@pytest.mark.parametrize("names", TWO_CLASSES, ids=" ".join)
def test_two_classes_of_one_entry_are_told_apart_by_the_document_and_by_the_field(
    graph: smtp.Graph, names: tuple[str, ...]
) -> None:
    comparison = graph.compare(*names)
    assert comparison.differences == TWO_CLASSES[names]
    assert "name one condition" in comparison.summary[0]


def test_causes_are_told_apart_by_what_the_first_to_move_does(graph: smtp.Graph) -> None:
    names = ("mailbox-full", "greylisted")
    assert graph.compare(*names).differences == tuple(graph.cause(name).fix[0].text for name in names)


SHARED = {
    ("211", "502"): "Both codes can answer `HELP`.",
    ("251", "504"): "Both codes can answer `RCPT`, `VRFY`, and `EXPN`.",
    ("250", "502"): "Both codes can answer many commands, `EHLO`, `HELO`, and `VRFY` among them.",
    ("450", "452", "501"): "All of these codes can answer `RCPT`, `MAIL`, and `DATA`.",
    ("450", "451", "550"): (
        "All of these codes can answer many commands, `RCPT`, the `end of data`, and `MAIL` among them."
    ),
}
"""Codes that answer the same commands: one, as many as a sentence names, and more."""


@pytest.mark.parametrize("names", SHARED, ids=" ".join)
def test_the_commands_that_codes_share_are_named(graph: smtp.Graph, names: tuple[str, ...]) -> None:
    assert SHARED[names] in graph.compare(*names).summary


NOTHING_HELPS = """
[cause.nothing-helps]
title = "Nothing helps"
summary = "It is our own."
meaning = "It is our own."
actor = ["nobody"]
lasting = "passes"
scope = "message"
choose = "Choose it at our site."
fix = []
retry = { when = "later", what = "message", text = "Send it again the next day." }
cite = [{ doc = "RFC 5321", section = "4.2.1" }]
"""


def test_a_cause_without_a_remedy_is_told_apart_by_when_to_try_again(tmp_path: Path) -> None:
    facts = tmp_path / "own.toml"
    facts.write_text(NOTHING_HELPS, encoding="utf-8")
    graph = smtp.load(facts=facts)
    remedy = graph.cause("greylisted").fix[0].text
    assert graph.compare("nothing-helps", "greylisted").differences == ("Send it again the next day.", remedy)
