"""Raw replies are read as they are really written: every line of the corpus, and what must not be read."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Final

import pytest

from knowledge.smtp.explain.replies.reading import read_replies, read_reply

CORPUS: Final = Path(__file__).with_name("lines.tsv")
"""Lines with what is to be read from them; those marked `bounces` come from a collection, see LICENSE.bounces."""
ESCAPES: Final = {"\\": "\\", "n": "\n", "r": "\r", "t": "\t", "x1b": "\x1b"}
FEWEST: Final = 500


def written(text: str) -> str:
    """Return a cell of the corpus with its escapes undone."""
    return re.sub(r"\\(\\|n|r|t|x1b)", lambda match: ESCAPES[match[1]], text)


def corpus() -> list[dict[str, str]]:
    with CORPUS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


LINES: Final = corpus()


def test_the_corpus_is_large() -> None:
    assert len({row["line"] for row in LINES}) == len(LINES) >= FEWEST


@pytest.mark.parametrize("row", LINES, ids=range(2, len(LINES) + 2))
def test_a_line_is_read(row: dict[str, str]) -> None:
    reply = read_reply(written(row["line"]))
    found = [str(getattr(reply, name, None) or "") for name in ("code", "enhanced", "phase", "reporter")]
    assert found == [row["code"], row["enhanced"], row["phase"], row["reporter"]]


@pytest.mark.parametrize("row", LINES, ids=range(2, len(LINES) + 2))
def test_the_numbers_stand_where_the_reply_says(row: dict[str, str]) -> None:
    line = written(row["line"])
    for reply in read_replies(line):
        assert 0 <= reply.span[0] <= reply.span[1] <= len(line)
        if reply.code_span:
            assert line[slice(*reply.code_span)] == str(reply.code)
        if reply.enhanced_span and "enhanced_code" not in line:
            assert line[slice(*reply.enhanced_span)] == reply.enhanced


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("550 5.1.1 User unknown", "User unknown"),
        ("550-5.7.26 This mail\r\n550-5.7.26 has been\r\n550 5.7.26 blocked", "This mail has been blocked"),
        ("421-4.7.0 Too much 421-4.7.0 mail 421 4.7.0 today", "Too much mail today"),
        ("SMTPDataError: (554, b'5.7.1 Spam')", "Spam"),
        ("SMTPSenderRefused: (553, b'Not you', 'a@example.com')", "Not you"),
        ("host mx.example.org[192.0.2.1] said: 550 No (in reply to RCPT TO command)", "No"),
        ('Expected response code "250" but got code "550", with message "550 5.7.1 No".', "No"),
        (
            "554 5.1.0 < #5.1.10 smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; gone>",
            "RESOLVER.ADR.RecipientNotFound; gone",
        ),
        ("sorry, no mailbox here by that name (#5.1.1)", "sorry, no mailbox here by that name"),
        ("Detail: Message rejected SMTP code: 554 Additional SMTP info: 5.7.1", "Message rejected"),
        ("550 5.1.1 &lt;a@example.com&gt; unknown", "<a@example.com> unknown"),
        ("550 5.1.1 =E3=83=A6=E3=83=BC=E3=82=B6", "ユーザ"),
        (r"550 5.1.1 \xe3\x83\xa6\xe3\x83\xbc\xe3\x82\xb6", "ユーザ"),
        (r"550 5.1.1 \u30e6\u30fc\u30b6", "ユーザ"),
        (r"550 5.1.1 \u003ca@example.com\u003e unknown", "<a@example.com> unknown"),
        (r"550 5.1.1 Nicht da\r\n", "Nicht da"),
        ("421", ""),
        ('550 "joe" is no user here', '"joe" is no user here'),
        ('550 "User unknown"', "User unknown"),
    ],
)
def test_the_words_are_those_of_the_server(line: str, words: str) -> None:
    reply = read_reply(line)
    assert reply is not None
    assert reply.text == words


@pytest.mark.parametrize(
    ("line", "warnings"),
    [
        ("550 5.1.1 User unknown", ()),
        ("550 4.2.2 Mailbox full", ("class-mismatch",)),
        ("550-No\n554 No", ("mixed-codes",)),
        ("334 5.7.8 VXNlcm5hbWU6", ("enhanced-not-allowed",)),
        ("host mx[192.0.2.1] refused to talk to me: 554 5.7.1 No", ("enhanced-not-allowed",)),
        ("host mx[192.0.2.1] refused to talk to me: 554 No", ()),
    ],
)
def test_a_reply_that_contradicts_itself_is_warned_of(line: str, warnings: tuple[str, ...]) -> None:
    reply = read_reply(line)
    assert reply is not None
    assert reply.warnings == warnings


@pytest.mark.parametrize(
    ("line", "tags"),
    [
        ("550 5.7.1 part of their network is on our block list (S3140).", ("S3140",)),
        ("421 4.7.0 [TSS04] Messages from 192.0.2.25 temporarily deferred", ("TSS04",)),
        ("550 5.7.1 Refused https://support.example.com/mail/?p=BadCredentials", ("BadCredentials",)),
        ("550 5.1.0 sender rejected. AUP#CDRBL", ("AUP#CDRBL",)),
        ("550 5.7.520 Access denied AS(7555)", ("AS(7555)",)),
        ("550 5.1.10 RESOLVER.ADR.RecipientNotFound; gone", ("RESOLVER.ADR.RecipientNotFound",)),
        ("554 IP=192.0.2.1 - A problem occurred. (BL)", ("BL",)),
        ("550 Service refuse. OFR006_102 [102]", ("OFR006_102",)),
        ("554 mx.example.org TLS1 and UTF-8 of RFC5321", ()),
    ],
)
def test_words_that_look_like_a_tag_are_kept(line: str, tags: tuple[str, ...]) -> None:
    reply = read_reply(line)
    assert reply is not None
    assert reply.tags == tags
    assert reply.tag == (tags[0] if tags else None)


@pytest.mark.parametrize(
    ("text", "replies"),
    [
        (
            "{'a@example.com': (550, b'No'), 'b@example.com': (452, b'Full')}",
            [("a@example.com", 550), ("b@example.com", 452)],
        ),
        (
            "C: EHLO x\nS: 250-mx\nS: 250 OK\nC: RCPT TO:<a@example.com>\nS: 550 No\n",
            [(None, 250), ("a@example.com", 550)],
        ),
        ("nothing here", []),
    ],
)
def test_all_replies_of_a_text_are_read(text: str, replies: list[tuple[str | None, int]]) -> None:
    assert [(reply.recipient, reply.code) for reply in read_replies(text)] == replies


def test_of_several_replies_the_first_lasting_failure_counts() -> None:
    reply = read_reply("S: 250 OK\nS: 421 Later\nS: 550 Never\nS: 554 No valid recipients\nS: 221 Bye")
    assert reply is not None
    assert reply.code == 550
