"""What the protocol forbids in a session is found, and nothing else is."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from knowledge import smtp
from knowledge.smtp.explain.sessions.client_rules import LAST_ONLY
from knowledge.smtp.explain.sessions.finding import KINDS, PLACES
from knowledge.smtp.explain.sessions.transcript import VERBS
from knowledge.smtp.model.prose import quoted_names

if TYPE_CHECKING:
    from collections.abc import Iterator


def correct_sessions() -> Iterator[tuple[str, str]]:
    text = (Path(__file__).parent / "correct.txt").read_text(encoding="utf-8")
    for name, session in re.findall(r"^== (.+)\n((?:(?!== ).*\n)+)", text, re.MULTILINE):
        yield name, session.strip("\n")


CORRECT: Final = dict(correct_sessions())


@pytest.mark.parametrize("name", CORRECT)
def test_nothing_is_found_in_a_correct_session(name: str, graph: smtp.Graph) -> None:
    assert graph.lint(CORRECT[name]) == ()


GREETED: Final = "S: 220 mx.example.org"
HELLO: Final = f"{GREETED}\nC: EHLO a.example\nS: 250-mx.example.org\nS: 250-AUTH PLAIN SCRAM-SHA-256\nS: 250 STARTTLS"
PLAIN_HELLO: Final = f"{GREETED}\nC: EHLO a.example\nS: 250 mx.example.org"
PIPELINING: Final = f"{GREETED}\nC: EHLO a.example\nS: 250-mx.example.org\nS: 250 PIPELINING"
UNDER_TLS: Final = f"{HELLO}\nC: STARTTLS\nS: 220 Go\nC: EHLO a.example\nS: 250-mx.example.org\nS: 250 AUTH PLAIN"
MAIL: Final = "C: MAIL FROM:<ada@a.example>\nS: 250 OK"
RCPT: Final = "C: RCPT TO:<bob@example.org>\nS: 250 OK"

WRONG: Final = [
    # the beginning, the lines that are wrong, what is found in the first line that begins with !, and what is right
    ("reply-not-allowed", PLAIN_HELLO, f"{MAIL}\nC: RCPT TO:<b@a.example>\n!S: 354 Go on", f"{MAIL}\n{RCPT}"),
    ("reply-not-allowed", PLAIN_HELLO, "C: HELP\n!S: 221 Bye", "C: HELP\nS: 214 Here"),
    ("reply-not-allowed", "", "!S: 250 mx.example.org\nC: EHLO a.example", f"{GREETED}\nC: EHLO a.example"),
    ("reply-not-allowed", PLAIN_HELLO, "C: QUIT\n!S: 250 Bye", "C: QUIT\nS: 221 Bye"),
    ("reply-not-allowed", PLAIN_HELLO, "C: NOOP\n!S: 299 Held", "C: NOOP\nS: 250 OK"),
    (
        "reply-not-allowed",
        f"{PLAIN_HELLO}\n{MAIL}\n{RCPT}\nC: DATA\nS: 354 Go on\nC: Hello\nC: .",
        "!S: 354 Go on",
        "S: 250 OK",
    ),
    ("reply-not-allowed", HELLO, "C: AUTH SCRAM-SHA-256\n!S: 250 OK", "C: AUTH SCRAM-SHA-256\nS: 235 OK"),
    ("reply-not-allowed", HELLO, "C: STARTTLS\n!S: 250 OK", "C: STARTTLS\nS: 220 OK"),
    ("class-mismatch", PLAIN_HELLO, "C: NOOP\n!S: 250 4.0.0 OK", "C: NOOP\nS: 250 2.0.0 OK"),
    ("mixed-codes", PLAIN_HELLO, "C: NOOP\nS: 250-OK\n!S: 251 OK", "C: NOOP\nS: 250-OK\nS: 250 251 OK"),
    ("enhanced-not-allowed", "", "!S: 220 2.0.0 mx.example.org", "S: 220 mx.example.org"),
    ("enhanced-not-allowed", GREETED, "C: EHLO a.example\n!S: 250 2.0.0 mx", "C: EHLO a.example\nS: 250 mx 2.0.0"),
    ("enhanced-not-allowed", GREETED, "C: HELO a.example\n!S: 550 5.7.1 No", "C: HELO a.example\nS: 550 No"),
    ("enhanced-not-allowed", f"{MAIL}\n{RCPT}", "C: DATA\n!S: 354 2.0.0 Go", "C: DATA\nS: 354 Go"),
    (
        "starttls-offered-again",
        f"{HELLO}\nC: STARTTLS\nS: 220 Go\nC: EHLO a.example\nS: 250-mx",
        "!S: 250 STARTTLS",
        "S: 250 DSN",
    ),
    ("before-hello", GREETED, "!C: MAIL FROM:<ada@a.example>", "C: NOOP"),
    ("before-hello", f"{GREETED}\nC: HELO a.example\nS: 501 No", f"!{MAIL}", "C: HELO b.example\nS: 250 mx"),
    ("before-hello", f"{HELLO}\nC: STARTTLS\nS: 220 Go", f"!{MAIL}", "C: EHLO a.example\nS: 250 mx"),
    ("no-transaction", PLAIN_HELLO, "!C: RCPT TO:<bob@example.org>", f"{MAIL}\n{RCPT}"),
    ("no-transaction", PLAIN_HELLO, "!C: DATA", f"{MAIL}\n{RCPT}\nC: DATA"),
    ("no-transaction", f"{PLAIN_HELLO}\n{MAIL}\nC: RSET\nS: 250 OK", f"!{RCPT}", f"{MAIL}\n{RCPT}"),
    ("no-transaction", f"{PLAIN_HELLO}\nC: MAIL FROM:<a@b.example>\nS: 550 No", f"!{RCPT}", f"{MAIL}\n{RCPT}"),
    (
        "no-transaction",
        f"{PLAIN_HELLO.replace('250 mx', '250-mx')}\nS: 250 CHUNKING\n{MAIL}\n{RCPT}\nC: BDAT 0 LAST\nS: 250 OK",
        "!C: BDAT 0 LAST",
        f"{MAIL}\n{RCPT}\nC: BDAT 0 LAST",
    ),
    ("no-recipient", f"{PLAIN_HELLO}\n{MAIL}", "!C: DATA", f"{RCPT}\nC: DATA"),
    ("nested-mail", f"{PLAIN_HELLO}\n{MAIL}", f"!{MAIL}", f"C: RSET\nS: 250 OK\n{MAIL}"),
    ("nested-mail", f"{PLAIN_HELLO}\n{MAIL}\n{RCPT}", f"!{MAIL}", f"C: EHLO a.example\nS: 250 mx\n{MAIL}"),
    (
        "data-after-bdat",
        f"{PLAIN_HELLO.replace('250 mx', '250-mx')}\nS: 250 CHUNKING\n{MAIL}\n{RCPT}\nC: BDAT 7\nC: Hello\nS: 250 OK",
        "!C: DATA",
        "C: BDAT 0 LAST",
    ),
    ("auth-in-transaction", f"{HELLO}\n{MAIL}", "!C: AUTH SCRAM-SHA-256", "C: RSET\nS: 250 OK\nC: AUTH SCRAM-SHA-256"),
    ("auth-again", f"{UNDER_TLS}\nC: AUTH PLAIN AGEAYg==\nS: 235 OK", "!C: AUTH PLAIN AGEAYg==", MAIL),
    ("password-exposed", HELLO, "!C: AUTH PLAIN AGEAYg==", "C: AUTH SCRAM-SHA-256"),
    (
        "password-exposed",
        "C: EHLO a.example\nS: 250-mx\nS: 250-AUTH LOGIN CRAM-MD5\nS: 250 STARTTLS",
        "!C: AUTH LOGIN",
        "C: AUTH CRAM-MD5",
    ),
    ("tls-again", UNDER_TLS, "!C: STARTTLS", "C: NOOP"),
    ("after-quit", f"{PLAIN_HELLO}\nC: QUIT\nS: 221 Bye", "!C: NOOP", "S: 220 mx.example.org"),
    ("extension-not-offered", PLAIN_HELLO, "!C: STARTTLS\nS: 220 Go", "C: NOOP"),
    ("extension-not-offered", f"{GREETED}\nC: HELO a.example\nS: 250 mx", "!C: AUTH SCRAM-SHA-256", "C: NOOP"),
    ("extension-not-offered", GREETED, "!C: ETRN example.org", "C: VRFY bob"),
    ("extension-not-offered", PLAIN_HELLO, "!C: MAIL FROM:<ada@a.example> SIZE=100", MAIL),
    ("extension-not-offered", PLAIN_HELLO, "!C: MAIL FROM:<ada@a.example> SMTPUTF8", MAIL),
    (
        "extension-not-offered",
        PLAIN_HELLO.replace("250 mx", "250-mx") + "\nS: 250 8BITMIME",
        "!C: MAIL FROM:<ada@a.example> BODY=BINARYMIME",
        "C: MAIL FROM:<ada@a.example> BODY=8BITMIME",
    ),
    ("mechanism-not-offered", UNDER_TLS, "!C: AUTH LOGIN", "C: AUTH PLAIN"),
    ("pipelining-not-offered", PLAIN_HELLO, f"C: MAIL FROM:<ada@a.example>\n!{RCPT}", f"{MAIL}\n{RCPT}"),
    ("pipelining-not-last", PIPELINING, f"C: NOOP\n!{MAIL}", f"{MAIL}\nC: NOOP"),
    (
        "pipelining-not-last",
        f"{PIPELINING[:-14]}250-STARTTLS\nS: 250 PIPELINING",
        "C: STARTTLS\n!C: EHLO a.example",
        "C: STARTTLS\nS: 220 Go\nC: EHLO a.example",
    ),
    (
        "pipelining-not-last",
        f"{PIPELINING[:-14]}250-AUTH SCRAM-SHA-256 EXTERNAL\nS: 250 PIPELINING",
        "C: AUTH SCRAM-SHA-256\n!C: MAIL FROM:<ada@a.example>",
        "C: AUTH EXTERNAL =\nC: MAIL FROM:<ada@a.example>",
    ),
]


@pytest.mark.parametrize(("kind", "before", "wrong", "right"), WRONG, ids=[case[0] for case in WRONG])
def test_what_is_forbidden_is_found_in_its_line(
    kind: str, before: str, wrong: str, right: str, graph: smtp.Graph
) -> None:
    lines = f"{before}\n{wrong}".strip("\n").split("\n")
    at = next(number for number, line in enumerate(lines, 1) if line.startswith("!"))
    found = graph.lint("\n".join(line.removeprefix("!") for line in lines))
    assert [(each.line, each.kind) for each in found][:1] == [(at, kind)]
    assert graph.lint(f"{before}\n{right}".strip("\n")) == ()


def test_every_kind_of_finding_is_shown_above() -> None:
    assert {case[0] for case in WRONG} == set(KINDS) == set(PLACES) == set(smtp.load().words.FINDINGS)


def examples_of_findings(graph: smtp.Graph) -> dict[str, smtp.Finding]:
    found = (
        each for _, before, wrong, _ in WRONG for each in graph.lint(f"{before}\n{wrong.replace('!', '')}".strip("\n"))
    )
    return {each.kind: each for each in found}


@pytest.mark.parametrize("language", ["en", "ja", "de"])
def test_a_finding_says_in_whole_sentences_what_is_forbidden_and_where_that_is_written(language: str) -> None:
    graph = smtp.load(language=language)
    for kind, found in examples_of_findings(graph).items():
        assert found.kind == kind
        assert found.text[-1] in ".。"
        assert "{" not in found.text
        assert found.citation.section
        assert found.citation.url.startswith(f"{graph.document(found.citation.document).address}#section-")
        assert [
            name for name in quoted_names(found.text) if name not in graph and name != "299" and "=" not in name
        ] == []


def test_what_a_mechanism_or_a_command_has_a_place_for_cites_it(graph: smtp.Graph) -> None:
    told = graph.lint(f"{PLAIN_HELLO}\nC: MAIL FROM:<ada@a.example> SIZE=100\nS: 250 OK\nC: AUTH PLAIN\nS: 250 OK")
    assert [(each.kind, each.citation.document, each.citation.section) for each in told] == [
        ("extension-not-offered", "RFC 1870", "3"),
        ("auth-in-transaction", "RFC 4954", "4"),
        ("password-exposed", "RFC 4954", "4"),
        ("extension-not-offered", "RFC 4954", "3"),
        ("reply-not-allowed", "RFC 4954", "6"),
    ]


@pytest.mark.parametrize("given", [None, b"S: 220 mx", 220])
def test_what_is_no_text_is_refused(given: object, graph: smtp.Graph) -> None:
    with pytest.raises(TypeError, match="as a text"):
        graph.lint(given)  # type: ignore[arg-type]  # callers without a type checker


def test_the_verbs_that_are_read_are_those_of_the_graph(graph: smtp.Graph) -> None:
    moments = {"connection", "end of data"}
    assert VERBS - {"XCLIENT", "XFORWARD"} == set(graph.commands) - moments
    assert LAST_ONLY < VERBS
