"""Names: the spellings of logs and people, and what is said of a name that no node has."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Final

import pytest

from knowledge import smtp
from knowledge.smtp.graph.unknown import messages, unknown

if TYPE_CHECKING:
    from knowledge.smtp.model.vocabulary import Kind

SPELLINGS: Final = [
    # what somebody writes or pastes, and the key of what is meant
    # replies
    ("550", "code:550"),
    ("550-", "code:550"),
    ("550 5.1.1", "enhanced:5.1.1"),
    ("550-5.1.1", "enhanced:5.1.1"),
    ("550 - 5.1.1", "enhanced:5.1.1"),
    ("535\N{EN DASH}5.7.8", "enhanced:5.7.8"),
    ("535\N{EM DASH}5.7.8", "enhanced:5.7.8"),
    ("535 \N{EN DASH} 5.7.8", "enhanced:5.7.8"),
    ("535\N{NON-BREAKING HYPHEN}5.7.8 Error", "enhanced:5.7.8"),
    ("535\N{MINUS SIGN}5.7.8", "enhanced:5.7.8"),
    ("535\N{NO-BREAK SPACE}5.7.8", "enhanced:5.7.8"),
    ("421 \N{EN DASH} Service not available", "code:421"),
    ("550/5.1.1", "enhanced:5.1.1"),
    ("550, 5.1.1", "enhanced:5.1.1"),
    ("550; 5.1.1", "enhanced:5.1.1"),
    ("550 (5.1.1)", "enhanced:5.1.1"),
    ("550 [5.1.1]", "enhanced:5.1.1"),
    ("550 #5.1.1", "enhanced:5.1.1"),
    ("550 5.1.1 <a@example.org>: Recipient address rejected", "enhanced:5.1.1"),
    ("550 5.1.1, no such user", "enhanced:5.1.1"),
    ("550-5.1.1 The account\n550 5.1.1 does not exist.", "enhanced:5.1.1"),
    ("550 5.7.511", "tag:5.7.511"),
    ("550-5.7.511 Access denied", "tag:5.7.511"),
    ("550 5.7.999 Access denied, banned sender", "code:550"),
    ("550\N{EN DASH}551", "comparison:550 551"),
    ("550 4.1.1", None),
    ("550 4.7.511", None),
    ("550.5.1.1", None),
    ("5550", None),
    ("\N{FULLWIDTH DIGIT FIVE}\N{FULLWIDTH DIGIT THREE}\N{FULLWIDTH DIGIT FIVE}", None),
    ("5.\N{FULLWIDTH DIGIT SEVEN}.8", None),
    # what stands before a number, and around it
    ("smtp;550", "code:550"),
    ("smtp; 550 5.1.1 User unknown", "enhanced:5.1.1"),
    ("Diagnostic-Code: smtp; 550 5.1.1 User unknown", "enhanced:5.1.1"),
    ("Diagnostic-Code: X-Postfix; 550", "code:550"),
    ("Status: 5.1.1", "enhanced:5.1.1"),
    ("status=5.1.1", "enhanced:5.1.1"),
    ("dsn=4.4.1", "enhanced:4.4.1"),
    ("dsn=4.4.1, stat=Deferred", "enhanced:4.4.1"),
    ("said: 550 5.1.1 User unknown", "enhanced:5.1.1"),
    ("SMTP error 535", "code:535"),
    ("SMTP-535", "code:535"),
    ("SMTP error code: 535", "code:535"),
    ("error-code 535", "code:535"),
    ("smtp_code=535", "code:535"),
    ("reply code 535", "code:535"),
    ("ESMTP 250", "code:250"),
    ("Remote server returned '550 5.1.1 User unknown'", "enhanced:5.1.1"),
    ("#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found##", "enhanced:5.1.1"),
    ("#< #5.1.1 smtp; 550 5.1.1 User unknown>", "enhanced:5.1.1"),
    ("(535, b'5.7.8 Username and Password not accepted')", "code:535"),
    ("#5.7.1", "enhanced:5.7.1"),
    ("(#5.7.1)", "enhanced:5.7.1"),
    ("(5.7.1)", "enhanced:5.7.1"),
    ("[5.7.1]", "enhanced:5.7.1"),
    ("<5.7.1>", "enhanced:5.7.1"),
    ("(550)", "code:550"),
    ("**550**", "code:550"),
    ("`535`", "code:535"),
    ("\N{LEFT SINGLE QUOTATION MARK}535\N{RIGHT SINGLE QUOTATION MARK}", "code:535"),
    ("\N{DOUBLE LOW-9 QUOTATION MARK}535\N{LEFT DOUBLE QUOTATION MARK}", "code:535"),
    ("\N{LEFT CORNER BRACKET}535\N{RIGHT CORNER BRACKET}", "code:535"),
    ("535\N{IDEOGRAPHIC FULL STOP}", "code:535"),
    ("\N{ZERO WIDTH SPACE}535\N{ZERO WIDTH NO-BREAK SPACE}", "code:535"),
    ("535:", "code:535"),
    # classes, subjects, entries
    ("5XX", "class:5xx"),
    ("5yz", "class:5xx"),
    ("5.x.x", "class:5xx"),
    ("5.X.Y", "class:5xx"),
    ("5.*.*", "class:5xx"),
    ("5.y.z", "class:5xx"),
    ("4xx errors", "class:4xx"),
    ("5xx class", "class:5xx"),
    ("class 5xx", "class:5xx"),
    ("6xx", None),
    ("X.7.x", "subject:X.7"),
    ("5.7.*", "subject:X.7"),
    ("x.7.8", "enhanced:X.7.8"),
    ("5.7.8 error", "enhanced:5.7.8"),
    # commands, mechanisms, extensions
    ("mail from:", "command:MAIL"),
    ("RCPT TO:<a@example.org>", "command:RCPT"),
    ("End-of-data", "command:end of data"),
    ("EHLO command", "command:EHLO"),
    ("command AUTH", "command:AUTH"),
    ("SMTP AUTH", "command:AUTH"),
    ("ESMTP SIZE", "extension:SIZE"),
    ("AUTH extension", "extension:AUTH"),
    ("AUTH=PLAIN", "command:AUTH"),
    ("SASL PLAIN", "mechanism:PLAIN"),
    ("PLAIN mechanism", "mechanism:PLAIN"),
    ("scram_sha_256", "mechanism:SCRAM-SHA-256"),
    ("SCRAM\N{HYPHEN}SHA\N{NON-BREAKING HYPHEN}256", "mechanism:SCRAM-SHA-256"),
    ("8bitmime", "extension:8BITMIME"),
    # a list means the first of it; names side by side are none
    ("RSET and NOOP", "command:RSET"),
    ("SIZE, PIPELINING", "extension:SIZE"),
    ("nothing, SIZE", None),
    ("RSET SIZE", None),
    # documents and providers, by their names and by their titles
    ("RFC5321", "document:RFC 5321"),
    ("rfc-5321", "document:RFC 5321"),
    ("[RFC5321]", "document:RFC 5321"),
    ("RFC 5321, section 4.2.1", "document:RFC 5321"),
    ("RFC 5321 \N{SECTION SIGN}4.2.1", "document:RFC 5321"),
    ("RFC 53210", None),
    ("simple mail transfer protocol", "document:RFC 5321"),
    ("Enhanced Mail System Status Codes", "document:RFC 3463"),
    ("Gmail SMTP errors and codes", "document:Gmail SMTP errors"),
    ("Gmail SMTP errors", "document:Gmail SMTP errors"),
    ("Exchange Online", "provider:exchange-online"),
    ("exchange_online", "provider:exchange-online"),
    ('"Exchange Online"', "provider:exchange-online"),
    ("Apple iCloud", "provider:icloud"),
    ("outlook.com", "provider:outlook"),
    ("provider gmail", "provider:gmail"),
    ("Authentication failed", None),
]
OF_KIND: Final[list[tuple[Kind, str, str | None]]] = [
    ("mechanism", "AUTH=PLAIN", "mechanism:PLAIN"),
    ("mechanism", "AUTH LOGIN", "mechanism:LOGIN"),
    ("mechanism", "AUTH extension", None),
    ("code", "550 5.7.511", "code:550"),
    ("code", "550 5.1.1", None),
    ("code", "5.7.511", None),
    ("tag", "5.7.511", "tag:5.7.511"),
    ("tag", "4.7.600", "tag:4.7.500-699"),
    ("tag", "5.7.8", None),
    ("enhanced", "550 5.7.511", None),
    ("enhanced", "550 5.1.1", "enhanced:5.1.1"),
    ("document", "SMTP 521 Reply Code", "document:RFC 1846"),
    ("code", "SMTP 521 Reply Code", "code:521"),
    ("provider", "Simple Mail Transfer Protocol", None),
]


@pytest.mark.parametrize(("written", "key"), SPELLINGS)
def test_a_spelling_means_a_node(graph: smtp.Graph, written: str, key: str | None) -> None:
    found = graph.names.find(written)
    assert found == key
    assert (written in graph) == (key is not None)


@pytest.mark.parametrize(("kind", "written", "key"), OF_KIND)
def test_a_spelling_means_a_node_of_a_kind(graph: smtp.Graph, kind: Kind, written: str, key: str | None) -> None:
    assert graph.names.find(written, kind) == key


TOGETHER: Final[list[tuple[list[str], list[Kind], tuple[str, ...]]]] = [
    # several names, the kinds that are tried in turn, and the keys of what is meant
    (["AUTH", "DATA"], ["command", "extension"], ("command:AUTH", "command:DATA")),
    (["AUTH", "SIZE"], ["command", "extension"], ("extension:AUTH", "extension:SIZE")),
    (["SIZE", "AUTH"], ["command", "extension"], ("extension:SIZE", "extension:AUTH")),
    (["DATA", "SIZE"], ["command", "extension"], ()),
    ([], ["command", "extension"], ()),
    (["DATA"], [], ()),
]


@pytest.mark.parametrize(("written", "tried", "keys"), TOGETHER)
def test_names_mean_nodes_of_the_first_kind_that_has_all_of_them(
    graph: smtp.Graph, written: list[str], tried: list[Kind], keys: tuple[str, ...]
) -> None:
    assert graph.names.together(written, tried) == keys


def test_only_a_name_is_a_link_in_prose(graph: smtp.Graph) -> None:
    assert graph.exact("535 5.7.8") == graph["5.7.8"]
    spelled = ["550 5.7.999", "Apple iCloud", "Simple Mail Transfer Protocol", "RFC5321", "dsn=4.4.1", "EHLO command"]
    assert [written for written in spelled if graph.exact(written)] == []


def test_titles_are_split_from_other_names(graph: smtp.Graph) -> None:
    assert graph.names.split("Apple iCloud, Exchange Online and gmail") == ["Apple iCloud", "Exchange Online", "gmail"]


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
