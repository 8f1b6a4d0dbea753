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


VERDICTS = {
    ("426", "441"): (),
    ("211", "426"): ("`426` is no SMTP reply: no standard has it, and no server is known to send it.",),
    ("200", "214"): ("No standard says which command `200` answers.",),
    ("211", "220"): (
        (
            "By the standards, `211` and `220` never answer the same command, so the command that you sent tells which "
            "of the two you can get."
        ),
    ),
    ("220", "451"): (
        (
            "By the standards, `220` and `451` answer different commands; in practice a server may send either in "
            "answer to the opening of the `connection`."
        ),
    ),
    ("5.6.4", "2.6.4"): (
        "`2.6.4` and `5.6.4` name one condition: with `2.6.4` the step has succeeded, with `5.6.4` it has failed.",
    ),
    ("2.6.4", "4.6.4"): (
        "`2.6.4` and `4.6.4` name one condition: with `2.6.4` the step has succeeded, with `4.6.4` it can be repeated.",
    ),
    ("5.6.4", "4.6.4"): (
        (
            "`4.6.4` and `5.6.4` name one condition: after `4.6.4` the client keeps the message and tries again, and "
            "after `5.6.4` it returns the message to its sender."
        ),
    ),
    ("441", "442"): (
        (
            "In popular lists, `441` stands for a server that does not respond, and `442` for a connection that was "
            "made and then dropped; no RFC defines either."
        ),
    ),
}
"""What ties the items of a comparison together; their own summaries follow."""


@pytest.mark.parametrize("names", VERDICTS, ids=" ".join)
def test_the_summary_begins_with_how_the_items_stand_to_each_other(graph: smtp.Graph, names: tuple[str, ...]) -> None:
    comparison = graph.compare(*names)
    own = dict.fromkeys(item.summary for item in comparison.items)
    assert not comparison.curated
    assert comparison.summary == (*VERDICTS[names], *own)


CONSEQUENCES = {
    ("550", "211"): (
        (
            "By its definition, `550` is a verdict on whether mail gets into a mailbox: the mailbox itself or a rule "
            "of the site keeps it out."
        ),
        (
            "After `211` what the client asked for is done; after `550` a sending server reports a failure to the "
            "sender, as a rule."
        ),
        (
            "Only the text of `550` tells what helps, such as another address, another message, a login, or leave "
            "from whoever made the rule."
        ),
        (
            "Whether a transaction goes on after `550` depends on the command: it does after `RCPT`, and not after "
            "the end of the data. As a rule `211` takes nothing back: if a transaction is open, it goes on with the "
            "recipients accepted so far."
        ),
    ),
    ("421", "251"): (
        "`421` is a verdict on whether the host serves the client at all, and not on the command that it answers.",
        (
            "After `251` what the client asked for is done; after `421` a sending server keeps the message and tells "
            "its sender nothing yet."
        ),
        "`421` asks the client to come back later; if something else has to change, its text says so.",
        (
            "After `421` no transaction and no login is left. As a rule `251` takes nothing back: if a transaction is"
            " open, it goes on with the recipients accepted so far."
        ),
    ),
    ("555", "354"): (
        "By its definition, `555` is a verdict on an argument of the command; the server knows the command itself.",
        "After `555` the client has to do without what the server does not have or does not take.",
    ),
    ("5.2.1", "4.3.1"): (
        "`5.2.1` is a verdict on a mailbox that exists. `4.3.1` is a verdict on what the receiving side has room for.",
        (
            "After `4.3.1` a sending server keeps the message in its queue and tells its sender nothing yet; after "
            "`5.2.1` it reports the failure to the sender, as a rule."
        ),
        (
            "After `5.2.1` the recipient, or the administrator there, has to open the mailbox again. After `4.3.1` "
            "somebody at the receiving side has to make room."
        ),
    ),
    ("5.7.8", "4.3.2"): (
        (
            "By its definition, `5.7.8` is a verdict on the proof that the client gave of who it is. `4.3.2` is a "
            "verdict on whether the host serves the client at all, and not on the command that it answers."
        ),
        (
            "By its definition, `5.7.8` asks for other credentials. `4.3.2` asks the client to come back later; if "
            "something else has to change, its text says so."
        ),
    ),
    ("X.2.1", "X.2.4", "X.1.6"): (
        (
            "`X.2.1` is a verdict on a mailbox that exists. `X.2.4` is a verdict on a mailing list, and not on one of"
            " its members. By its definition, `X.1.6` is a verdict on one recipient, whoever sends and whatever the "
            "message says."
        ),
        (
            "After `X.2.1` the recipient, or the administrator there, has to open the mailbox again. After `X.2.4` an"
            " administrator has to repair something; no change to the message helps. After `X.1.6` the message has to"
            " go to another address."
        ),
    ),
}
"""What each judges, who learns of it, what helps, and what it leaves valid; who learns begins with the lower class."""


@pytest.mark.parametrize("names", CONSEQUENCES, ids=" ".join)
def test_replies_are_told_apart_by_what_follows_from_them(graph: smtp.Graph, names: tuple[str, ...]) -> None:
    assert graph.compare(*names).differences == CONSEQUENCES[names]


EXPECTED = {
    ("502", "211"): (
        (
            "A server that recognizes `HELP` but does not implement it should answer with `502`.",
            "The server answers `HELP` with `211` when it reports its status or gives help about the system.",
        ),
        (
            (
                "A provider of On-Demand Mail Relay, on port 366, may refuse any command except `EHLO`, `AUTH`, `ATRN` "
                "and `QUIT` with `502`."
            ),
        ),
    ),
    ("421", "211"): (
        (),
        (
            (
                "Any command may get `421` when the server must shut down its service, and the server closes the "
                "connection after it."
            ),
        ),
    ),
    ("211", "220"): ((), ()),
    ("426", "441"): ((), ()),
    ("PLAIN", "GSS-SPNEGO"): ((), ()),
}
"""When a command that may get either gets which, and when a reply to any command takes the place of another."""


@pytest.mark.parametrize("names", EXPECTED, ids=" ".join)
def test_which_to_expect_begins_with_the_commands_that_both_answer(graph: smtp.Graph, names: tuple[str, ...]) -> None:
    comparison = graph.compare(*names)
    first, last = EXPECTED[names]
    assert not comparison.curated
    assert comparison.choose == (*first, *(item.choose for item in comparison.items if item.choose), *last)


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
