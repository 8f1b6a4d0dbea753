"""The lines of a transcript: who says each, and what, without the marks and the wrapping of a program."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from knowledge.smtp.explain.sessions.marks import Mark, marked, style_of
from knowledge.smtp.model.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from knowledge.smtp.explain.sessions.marks import Side

VERBS: Final = frozenset(
    [
        *(
            "ATRN",
            "AUTH",
            "BDAT",
            "BURL",
            "DATA",
            "EHLO",
            "ETRN",
            "EXPN",
            "HELO",
            "HELP",
            "LHLO",
            "MAIL",
            "NOOP",
            "QUIT",
        ),
        *("RCPT", "RSET", "SAML", "SEND", "SOML", "STARTTLS", "TURN", "VRFY", "XCLIENT", "XFORWARD"),
    ]
)
"""The verbs of the graph, and two that servers behind a proxy know."""

_COMMAND: Final = re.compile(r"([A-Za-z][A-Za-z0-9-]{1,63})(?=[ \t:]|$)")
_REPLY: Final = re.compile(r"[2-5][0-9]{2}(?:[- ]|$)")
_LITERAL: Final = re.compile(r"""b?(['"])(.*)\1\s*\Z""", re.DOTALL)
_RETURNED: Final = re.compile(r"retcode \(([0-9]{3})\); Msg: ")
_ESCAPE: Final = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|([rnt'\"\\]))")
_PLAIN: Final = {"r": "\r", "n": "\n", "t": "\t"}


class Spoken(Record):
    """A line of a transcript, as the one side or the other has said it."""

    number: int
    """Which line of the transcript it is, or stands in, from 1."""
    side: Side
    text: str
    start: int = 0
    """Where the text begins in the line of the transcript."""
    marked: bool = True
    """Whether the transcript says who speaks, be it the program that wrote it; else the form of the line tells it."""
    continued: bool = False
    """Whether it goes on with the line before, which the transcript has wrapped."""
    secure: bool = False
    """Whether the transcript says that the line goes over TLS."""


def verb_of(text: str) -> str:
    """Return the verb with which a line begins, in capitals; empty if it begins with no verb of SMTP.

    >>> verb_of("mail from:<a@example.org>"), verb_of("Hello there")
    ('MAIL', '')
    """
    found = _COMMAND.match(text)
    return verb if found and (verb := found[1].upper()) in VERBS else ""


def spoken_lines(text: str) -> list[Spoken]:
    r"""Return what the lines of a transcript say, each by itself where a debug output has several in one.

    >>> [(line.side, line.text) for line in spoken_lines("S: 220 mx.example.org\nC: QUIT\n(the end)")]
    [('server', '220 mx.example.org'), ('client', 'QUIT'), ('note', '(the end)')]
    """
    lines = [line.removesuffix("\r") for line in text.split("\n")]
    style = style_of(lines)
    if style is None:
        return [_told_by_form(number, line) for number, line in enumerate(lines, 1)]
    marks = list(marked(lines, style))
    if style.name == "smtplib":
        return list(_debugged(lines, marks))
    return list(_marked(lines, marks))


def _told_by_form(number: int, line: str) -> Spoken:
    """Return a line of a transcript without marks, such as one of telnet."""
    if _REPLY.match(line):
        return Spoken(number, "server", line, marked=False)
    return Spoken(number, "client" if verb_of(line) else "note", line, marked=False)


def _marked(lines: Sequence[str], marks: Sequence[Mark | None]) -> Iterator[Spoken]:
    side: Side = "note"
    for number, (line, mark) in enumerate(zip(lines, marks, strict=True), 1):
        if mark:
            side = mark.side
            yield Spoken(number, side, line[mark.start :], mark.start, secure=mark.secure)
            continue
        text = line.lstrip(" \t")
        goes_on = text != line and side != "note" and text[:1] not in ("", ".", "(", "<", "[")
        if not goes_on:
            yield Spoken(number, "note", line, marked=False)
            side = "note" if text else side
            continue
        yield Spoken(number, side, text, len(line) - len(text), marked=False, continued=True)


def _debugged(lines: Sequence[str], marks: Sequence[Mark | None]) -> Iterator[Spoken]:
    """Yield what stands in the debug output of smtplib, which repeats each reply once it is whole."""
    is_told = False
    for number, (line, mark) in enumerate(zip(lines, marks, strict=True), 1):
        found = _LITERAL.search(line, mark.start) if mark and mark.side != "note" else None
        if mark is None or found is None:
            yield Spoken(number, "note", line)
            continue
        said = [each.removesuffix("\r") for each in _unescaped(found[2]).removesuffix("\n").split("\n")]
        returned = _RETURNED.match(line, mark.start)
        if returned and is_told:
            yield Spoken(number, "note", line)
        elif returned:
            *before, last = said
            code, start = returned[1], returned.start(1)
            for each in before:
                yield Spoken(number, "server", f"{code}-{each}", start)
            yield Spoken(number, "server", f"{code} {last}", start)
        else:
            for place, each in enumerate(said):
                yield Spoken(number, mark.side, each, found.start(2) if place == 0 else len(line))
        is_told = mark.side == "server" and not returned


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)) if found[1] else _PLAIN.get(found[2], found[2]), text)
