"""Whatever the characters and bytes are, they are read without an error, in a time that grows with their number."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.smtp.explain.replies import matching
from knowledge.smtp.explain.replies.messages import read_message
from knowledge.smtp.explain.replies.reading import read_replies, read_reply
from knowledge.smtp.explain.replies.speaking import speaking_hosts

if TYPE_CHECKING:
    from knowledge import smtp

FEW: Final = 200
EXAMPLES: Final = int(os.environ.get("SMTP_EXAMPLES", FEW))
LONG: Final = 200_000
SLOWEST: Final = 6.0
"""How many times as long twice as much text may take: linear is 2, quadratic 4, and a busy machine wavers."""

PIECES: Final = st.sampled_from(
    [
        "550",
        "5.1.1",
        " ",
        "-",
        "\n",
        ": ",
        "said",
        "(",
        ")",
        "'",
        '"',
        "<a@example.com>",
        "=",
        "&lt;",
        "%20",
        "\\n",
        "\\x41",
        "\\x1b",
        "\\ud83d",
        "\x00",
        "\x1b[31m",
        "421",
        "b'",
        ",",
        "smtp;",
        "#",
        "{",
        "}",
        "[",
        "]",
        "dsn=4.2.2",
        "in reply to RCPT",
        "é",
        "\ud800",
        "=E3=81",
        "C: DATA",
    ]
)
TEXTS: Final = st.lists(PIECES, max_size=40).map("".join)


@settings(max_examples=EXAMPLES, deadline=None, derandomize=EXAMPLES == FEW)
@given(text=TEXTS | st.text())
def test_any_text_is_read(text: str) -> None:
    replies = read_replies(text)
    reply = read_reply(text)
    assert (reply in replies) if replies else reply is None
    for each in replies:
        assert each.code or each.enhanced
        assert each.code is None or str(each.code) in text or not text.isprintable()
        assert 0 <= each.span[0] <= each.span[1] <= len(text)
        assert "\x00" not in each.text
        assert "\x1b" not in each.text
        assert isinstance(each.text.encode(), bytes)


@settings(max_examples=EXAMPLES, deadline=None, derandomize=EXAMPLES == FEW)
@given(text=st.text(st.characters(exclude_categories=["Nd"])))
def test_a_text_without_digits_holds_no_reply(text: str) -> None:
    assert read_reply(text) is None


HEADERS: Final = st.sampled_from(
    [
        "From: MAILER-DAEMON\n",
        "Subject: failure notice\n",
        "Content-Type: multipart/report; boundary=X\n",
        "--X\n",
        "\n",
        "--X--\n",
        "Content-Type: message/delivery-status\n",
        "Final-Recipient: rfc822; a@example.com\n",
        "Action: failed\n",
        "Status: 5.1.1\n",
        "Diagnostic-Code: smtp; 550 No\n",
        "Content-Transfer-Encoding: base64\n",
        "Content-Type: text/plain; charset=none\n",
        "<a@example.com>:\n",
    ]
)


@settings(max_examples=EXAMPLES, deadline=None, derandomize=EXAMPLES == FEW)
@given(
    raw=st.lists(HEADERS | st.text(max_size=5), max_size=30).map(
        lambda parts: "".join(parts).encode("utf-8", "replace")
    )
    | st.binary()
)
def test_any_bytes_are_read(raw: bytes) -> None:
    for each in read_message(raw):
        assert each.action


def seconds(text: str) -> float:
    started = time.perf_counter()
    read_reply(text)
    return time.perf_counter() - started


@pytest.mark.parametrize(
    "piece",
    [
        "5",
        "550 ",
        "550-5.1.1 ",
        "(550, b'",
        "a",
        " ",
        "\n",
        "<",
        "&amp;",
        "%20",
        "=20",
        "\\",
        "\\n",
        "[",
        "\x1b[",
        "a@b ",
        "to=<",
        "5.",
        "'",
        "=\n",
        "550 said: ",
        "dsn=5.1.1 ",
        "\n\n550 ",
        "Detail: ",
    ],
)
def test_time_grows_with_the_text(piece: str) -> None:
    short = piece * (LONG // len(piece))
    read_reply(short[:1000])
    first = min(seconds(short) for _ in range(2))
    second = min(seconds(short + short) for _ in range(2))
    assert second < max(SLOWEST * first, 0.5)


HEADER: Final = "From: MAILER-DAEMON@example.org\nSubject: failure notice\n"


@pytest.mark.parametrize(
    ("header", "piece"),
    [
        ("", "Final-Recipient: rfc822; a@example.com\nAction: failed\n\n"),
        ("", "<a{}@example.com>:\n550 5.1.1 unknown\n"),
        ("X-Failed-Recipients: a{}@example.com", "failed: 550 5.1.1 unknown\n"),
    ],
    ids=["reports", "lines", "header"],
)
def test_time_grows_with_the_recipients_of_a_mail(graph: smtp.Graph, header: str, piece: str) -> None:
    def mail(size: int) -> bytes:
        names = ", ".join(header.format(number) for number in range(size))
        return (HEADER + names + "\n\n" + "".join(piece.format(number) for number in range(size))).encode()

    def spent(size: int) -> float:
        started = time.perf_counter()
        assert graph.explain_message(mail(size))
        return time.perf_counter() - started

    spent(10)
    assert spent(1000) < max(SLOWEST * spent(500), 0.5)


LOG: Final = (
    "Dec  1 10:00:00 mx postfix/smtp[1]: A1: to=<a@b.example>, relay=c.example[192.0.2.1]:25, dsn=5.1.1, "
    "status=bounced (host c.example[192.0.2.1] said: 550 5.1.1 no (in reply to RCPT TO command))\n"
)


def test_what_a_log_shows_is_looked_for_once(graph: smtp.Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []

    def spied(text: str) -> tuple[str, ...]:
        looked.append(text)
        return speaking_hosts(text)

    monkeypatch.setattr(matching, "speaking_hosts", spied)
    assert len(graph.explain_all(LOG * 50)) == 50
    assert len(looked) == 1


def test_deep_nesting_is_no_error() -> None:
    nested = "".join(f"Content-Type: multipart/mixed; boundary=B{depth}\n\n--B{depth}\n" for depth in range(2000))
    assert read_message(nested.encode()) == ()
    assert read_reply("{" * 100_000) is None
