"""Derived comparisons: which sentence a reader gets about which nodes, and when there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from knowledge import smtp

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


@pytest.mark.parametrize("names", CASES, ids=" ".join)
def test_what_a_reader_is_told(graph: smtp.Graph, names: tuple[str, ...]) -> None:
    comparison = graph.compare(*names)
    assert not comparison.curated
    assert comparison.differences == (CASES[names],)


@pytest.mark.parametrize("names", NOTHING_TO_TELL, ids=" ".join)
def test_what_is_no_reply_leads_to_no_steps(graph: smtp.Graph, names: tuple[str, ...]) -> None:
    assert graph.compare(*names).differences == ()


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
