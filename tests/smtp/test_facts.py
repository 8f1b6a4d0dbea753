"""What holds for the facts as a whole: completeness, names, and prose that reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from knowledge import smtp

CODES = """
    211 214 220 221 235 250 251 252 253 334 354 421 432 450 451 452 453 454 455 458 459 500 501 502 503 504 521 530 534
    535 538 550 551 552 553 554 555 556
"""
VERBS = """
    HELO EHLO LHLO MAIL RCPT DATA RSET VRFY EXPN HELP NOOP QUIT STARTTLS AUTH BDAT BURL ETRN ATRN TURN SEND SOML SAML
"""
MECHANISMS = """
    PLAIN LOGIN CRAM-MD5 DIGEST-MD5 EXTERNAL ANONYMOUS GSSAPI NTLM SCRAM-SHA-1 SCRAM-SHA-1-PLUS SCRAM-SHA-256
    SCRAM-SHA-256-PLUS XOAUTH2 OAUTHBEARER
"""

RFC_5321_SEQUENCES = {
    "connection": "S 220 E 554",
    "EHLO": "S 250 E 504 550 502",
    "HELO": "S 250 E 504 550 502",
    "MAIL": "S 250 E 552 451 452 550 553 503 455 555",
    "RCPT": "S 250 251 E 550 551 552 553 450 451 452 503 455 555",
    "DATA": "I 354 E 503 554",
    "end of data": "S 250 E 552 554 451 452 450 550",
    "RSET": "S 250",
    "VRFY": "S 250 251 252 E 550 551 553 502 504",
    "EXPN": "S 250 252 E 550 500 502 504",
    "HELP": "S 211 214 E 502 504",
    "NOOP": "S 250",
    "QUIT": "S 221",
}
"""RFC 5321, section 4.3.2, as printed."""

EXTENSION_SEQUENCES = {
    "AUTH": "S 235 I 334 E 432 454 534 535 500 538 501 503 504",  # RFC 4954, sections 4 and 6
    "STARTTLS": "S 220 E 501 454",  # RFC 3207, section 4
    "ETRN": "S 250 251 252 253 E 458 459 500 501 550 551",  # RFC 1985, sections 5.1 and 5.2
    "ATRN": "S 250 E 450 451 453 530",  # RFC 2645, section 5.2.1; its 502 is for other commands (5.4)
    "BDAT": "S 250 E 503",  # RFC 3030, section 2
    "TURN": "S 250 E 502 500 503",  # RFC 821, section 4.3
    "SEND": "S 250 E 552 451 452 500 501 502 421",  # RFC 821, section 4.3
    "SOML": "S 250 E 552 451 452 500 501 502 421",
    "SAML": "S 250 E 552 451 452 500 501 502 421",
}
"""The replies that the documents of the extensions list for their commands."""

OUTCOMES = {"S": "success", "I": "intermediate", "E": "error"}


def expected_replies(table: str) -> set[tuple[str, str]]:
    outcome = ""
    found = set()
    for word in table.split():
        if word in OUTCOMES:
            outcome = OUTCOMES[word]
        else:
            found.add((word, outcome))
    return found


@pytest.mark.parametrize(
    ("kind", "names"),
    [("codes", CODES), ("commands", VERBS), ("mechanisms", MECHANISMS), ("classes", "2xx 3xx 4xx 5xx")],
)
def test_the_graph_holds_every_name(graph: smtp.Graph, kind: str, names: str) -> None:
    assert set(names.split()) <= set(getattr(graph, kind))


@pytest.mark.parametrize(("command", "table"), [*RFC_5321_SEQUENCES.items(), *EXTENSION_SEQUENCES.items()])
def test_every_reply_of_the_rfc_tables_is_there(graph: smtp.Graph, command: str, table: str) -> None:
    held = {(relation.source.name, relation.outcome) for relation in graph.replies(command)}
    assert expected_replies(table) - held == set()


@pytest.mark.parametrize(
    ("code", "spared"),
    [
        ("503", "QUIT"),  # after a greeting with 554: RFC 5321, section 3.1
        ("521", "QUIT"),  # after a greeting with 521: RFC 7504, section 3
        ("554", "QUIT"),  # after an insecure TLS handshake: RFC 3207, section 4.1
        ("502", "EHLO AUTH ATRN QUIT"),  # at a provider of On-Demand Mail Relay: RFC 2645, section 5.4
    ],
)
def test_a_code_that_answers_every_command_but_some_is_a_reply_of_each(
    graph: smtp.Graph, code: str, spared: str
) -> None:
    common = {
        verb for verb in VERBS.split() for rel in graph.replies(verb) if (rel.source.name, rel.phase) == (code, "any")
    }
    assert common == set(VERBS.split()) - set(spared.split())


def test_lhlo_gets_what_ehlo_gets(graph: smtp.Graph) -> None:
    codes = {verb: {relation.source.name for relation in graph.replies(verb)} for verb in ("EHLO", "LHLO")}
    assert codes["EHLO"] == codes["LHLO"]


@pytest.mark.parametrize(
    ("kind", "source", "target"),
    [
        ("replies to", "code:355", "command:MAIL"),
        ("replies to", "code:435", "command:AUTH"),
        ("replies to", "code:554", "command:BDAT"),
        ("pairs with", "enhanced:X.3.2", "code:421"),
        ("pairs with", "enhanced:X.3.2", "code:450"),
        ("pairs with", "enhanced:X.7.3", "code:535"),
        ("followed by", "code:354", "code:450"),
        ("followed by", "code:354", "code:452"),
        ("failure of", "code:554", "code:354"),
    ],
)
def test_what_the_prose_says_is_a_relation(graph: smtp.Graph, kind: str, source: str, target: str) -> None:
    assert (kind, target) in [(relation.kind, relation.target.key) for relation in graph.related(source)]


@pytest.mark.parametrize("verb", VERBS.split())
def test_every_verb_may_get_the_replies_that_any_command_may_get(graph: smtp.Graph, verb: str) -> None:
    assert {"421", "500", "501"} <= {relation.source.name for relation in graph.replies(verb)}


def test_550_is_the_permanent_form_of_450(graph: smtp.Graph) -> None:
    assert ("550", "450") in [
        (relation.source.name, relation.target.name)
        for relation in graph.relations
        if relation.kind == "permanent form of"
    ]


def test_standard_codes_need_a_retry_only_when_they_fail(graph: smtp.Graph) -> None:
    for code in graph.codes.values():
        if code.standing in ("standard", "historic"):
            assert (code.retry.when == "not-needed") == (code.name[0] in "23"), code.name
