"""What holds for the facts as a whole: completeness, names, and prose that reads."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from knowledge.smtp.names import looks_like_a_node
from knowledge.smtp.prose import paragraphs, plain, quoted_names
from knowledge.smtp.texts import prose_fields

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    "ETRN": "S 250 251 252 253 E 458 459 500 501",  # RFC 1985, section 5.1
    "ATRN": "S 250 E 450 451 453 530",  # RFC 2645, section 5.2.1; its 502 is for other commands (5.4)
    "TURN": "S 250 E 502 500 503",  # RFC 821, section 4.3
    "SEND": "S 250 E 552 451 452 500 501 502 421",  # RFC 821, section 4.3
    "SOML": "S 250 E 552 451 452 500 501 502 421",
    "SAML": "S 250 E 552 451 452 500 501 502 421",
}
"""The replies that the documents of the extensions list for their commands."""

OUTCOMES = {"S": "success", "I": "intermediate", "E": "error"}


def texts(graph: smtp.Graph) -> Iterator[tuple[str, str]]:
    """Yield every prose text with its place."""
    for node in graph:
        for path, text in prose_fields(node):
            yield f"{node.key} {path}", text
    for relation in graph.relations:
        for text in filter(None, (relation.reason, relation.condition)):
            yield f"{relation.source.key} {relation.kind} {relation.target.key}", text


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


@pytest.mark.parametrize("verb", VERBS.split())
def test_every_verb_may_get_the_replies_that_any_command_may_get(graph: smtp.Graph, verb: str) -> None:
    assert {"421", "500", "501"} <= {relation.source.name for relation in graph.replies(verb)}


def test_titles_are_unique_within_a_kind(graph: smtp.Graph) -> None:
    titles = Counter((node.kind, node.title) for node in graph if node.kind != "document")
    assert [title for title, count in titles.items() if count > 1] == []


def test_outcomes_agree_with_the_first_digit(graph: smtp.Graph) -> None:
    outcomes = {"2": "success", "3": "intermediate", "4": "error", "5": "error"}
    wrong = [
        f"{relation.target.name} {relation.source.name}: {relation.outcome}"
        for relation in graph.relations
        if relation.kind == "replies to" and relation.outcome != outcomes[relation.source.name[0]]
    ]
    assert wrong == []


def test_permanent_forms_go_from_5xx_to_4xx(graph: smtp.Graph) -> None:
    pairs = [(rel.source.name, rel.target.name) for rel in graph.relations if rel.kind == "permanent form of"]
    assert ("550", "450") in pairs
    assert all(source[0] == "5" and target[0] == "4" for source, target in pairs)


def test_every_name_in_prose_resolves(graph: smtp.Graph) -> None:
    unknown = {
        f"{where}: `{name}`"
        for where, text in texts(graph)
        for name in quoted_names(text)
        if looks_like_a_node(name) and name not in graph and name not in graph.literals
    }
    assert sorted(unknown) == []


def test_every_literal_is_used_and_names_no_node(graph: smtp.Graph) -> None:
    quoted = {name for _, text in texts(graph) for name in quoted_names(text)}
    assert {name for name in graph.literals if name not in quoted or name in graph} == set()


def test_every_text_is_made_of_whole_sentences(graph: smtp.Graph) -> None:
    broken = []
    for where, text in texts(graph):
        for paragraph in paragraphs(text):
            if not re.match(r"[A-Z`\"]|iCloud", paragraph) or paragraph[-1] not in ".?":
                broken.append(f"{where}: {paragraph}")
    assert broken == []


def test_no_text_stutters_or_is_unbalanced(graph: smtp.Graph) -> None:
    wrong = []
    for where, text in texts(graph):
        stutters = re.search(r"(?<![\w-])([a-z]+) \1\b", plain(text)) and "that that" not in text
        if stutters or text.count("`") % 2 or text.count("(") != text.count(")") or ".." in re.sub("`[^`]*`", "", text):
            wrong.append(f"{where}: {text}")
    assert wrong == []


def test_every_text_is_plain_ascii(graph: smtp.Graph) -> None:
    assert [where for where, text in texts(graph) if not text.isascii()] == []


def test_conditions_and_reasons_name_what_they_speak_of(graph: smtp.Graph) -> None:
    silent = []
    for relation in graph.relations:
        if relation.condition and f"`{relation.source.name}`" not in relation.condition:
            silent.append(relation.condition)
        if relation.reason:
            ends = (relation.source.name, relation.target.name)
            silent += [f"{ends}: {relation.reason}" for end in ends if f"`{end}`" not in relation.reason]
    assert silent == []


def test_every_summary_is_one_sentence_that_names_its_node(graph: smtp.Graph) -> None:
    wrong = []
    for node in graph:
        if node.kind in ("comparison", "provider", "document", "subject"):
            continue
        first = node.summary.split()[0].strip("`:,").removeprefix("extension:").removeprefix("command:")
        starts = node.name.split()[0] if node.kind != "command" or node.name.isupper() else first
        named = node.name in node.summary if node.kind == "extension" else first == starts
        if not named or "\n" in node.summary or re.search(r"[a-z]\. [A-Z]", node.summary):
            wrong.append(f"{node.key}: {node.summary}")
    assert wrong == []


def test_every_statement_has_a_citation(graph: smtp.Graph) -> None:
    uncited = [node.key for node in graph if not node.citations]
    derived = ("in class", "in category", "in subject", "mentions")
    uncited += [
        f"{rel.source.key} {rel.kind}" for rel in graph.relations if rel.kind not in derived and not rel.citations
    ]
    assert uncited == []


def test_codes_that_need_no_fix_say_so_everywhere(graph: smtp.Graph) -> None:
    for code in graph.codes.values():
        unneeded = code.retry.when == "not-needed"
        assert unneeded == (code.name[0] in "23"), code.name
        assert unneeded == (code.retry.what == "nothing"), code.name
