"""The lines of a transcript with what each is, and where its names stand: verbs, codes, mechanisms, extensions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

from knowledge.smtp.explain.sessions.dialogue import END_OF_DATA, HELLOS, Dialogue
from knowledge.smtp.explain.sessions.transcript import spoken_lines, verb_of
from knowledge.smtp.model.record import Record, replaced

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge.smtp.explain.sessions.dialogue import Event, Role
    from knowledge.smtp.explain.sessions.marks import Side
    from knowledge.smtp.explain.sessions.transcript import Spoken

PartKind = Literal["command", "code", "enhanced", "mechanism", "extension", "parameter", "address", "secret"]
"""What a part of a line is; a `secret` is what a login sends, in base64."""

_AUTH: Final = re.compile(r"(?P<verb>AUTH)[ \t]+(?P<mechanism>[A-Za-z0-9_-]+)(?:[ \t]+(?P<secret>\S+))?", re.IGNORECASE)
_MAIL: Final = re.compile(
    r"(?:MAIL|SEND|SAML|SOML)[ \t]+FROM:[ \t]*(?P<address><[^>]*>|\S+)|RCPT[ \t]+TO:[ \t]*(?P<recipient><[^>]*>|\S+)",
    re.IGNORECASE,
)
_PARAMETER: Final = re.compile(r"[ \t]([A-Za-z0-9][A-Za-z0-9-]*)(?:=\S*)?(?=[ \t]|$)")
_REPLY: Final = re.compile(r"([0-9]{3})(?:[- \t][ \t]*([245]\.[0-9]{1,3}\.[0-9]{1,3})(?=\s|$))?")
_KEYWORD: Final = re.compile(r"[0-9]{3}[- ]([A-Za-z0-9][A-Za-z0-9-]*)(?=[ =]|\s*$)")
_WORD: Final = re.compile(r"[A-Za-z0-9_-]+")
_NO_SECRET: Final = ("=", "*")
"""An empty response, and the end of a login (RFC 4954, section 4)."""


class Part(Record):
    """A part of a line that names something, or that nobody else should read."""

    kind: PartKind
    name: str
    """What it names, as the graph spells it: ``AUTH``, ``535``, ``end of data``."""
    start: int
    """Where it begins in the line of the transcript."""
    end: int


class SessionLine(Record):
    """A line of a transcript."""

    number: int
    """Which line of the transcript it is, from 1; a line of a debug output may hold several."""
    side: Side
    role: Role
    text: str
    """What is said, without the mark of who says it."""
    start: int
    """Where what is said begins in the line of the transcript."""
    parts: tuple[Part, ...] = ()
    """The parts that the line of the transcript holds as they are, in their order."""


def read_session(text: str) -> tuple[SessionLine, ...]:
    r"""Return the lines of a transcript, each with what it is.

    Understood are ``C:`` and ``S:``, ``>`` and ``<``, ``>>>`` and ``<<<``, the output of smtplib, swaks, PHPMailer,
    Exim and Postfix, and a session without marks, as telnet shows it.

    >>> for line in read_session("S: 220 mx.example.org\nC: AUTH PLAIN AGEAYg=="):
    ...     print(line.side, line.role, [(part.kind, part.name) for part in line.parts])
    server reply [('code', '220')]
    client command [('command', 'AUTH'), ('mechanism', 'PLAIN'), ('secret', '')]
    """
    sources = text.split("\n")
    lines = spoken_lines(text)
    dialogue = Dialogue(lines)
    lists = is_first = False
    found: list[SessionLine] = []
    for line in lines:
        role = dialogue.feed(line)
        if role == "command":
            lists, is_first = verb_of(line.text) in HELLOS, True
        parts = tuple(_in_source(_parts(line, role, lists=lists and not is_first), line, sources[line.number - 1]))
        is_first = is_first and role != "reply"
        side: Side = "client" if line.side == "note" and role != "note" else line.side
        found.append(SessionLine(line.number, side, role, line.text, line.start, parts))
    return tuple(found)


def events_of(text: str) -> list[Event]:
    """Return what happens in a session: commands, replies, connections, and what the transcript says about them."""
    lines = spoken_lines(text)
    dialogue = Dialogue(lines)
    for line in lines:
        dialogue.feed(line)
    dialogue.end()
    return dialogue.events


def keyword_of(line: str) -> tuple[str, tuple[str, ...]] | None:
    """Return the keyword of an extension in a line of the reply to `EHLO`, and its parameters.

    The list of mechanisms may follow an equals sign, as it did before it had a standard.

    >>> keyword_of("250-AUTH=LOGIN PLAIN"), keyword_of("250 size 1000")
    (('AUTH', ('LOGIN', 'PLAIN')), ('SIZE', ('1000',)))
    """
    found = _KEYWORD.match(line)
    if found is None:
        return None
    return found[1].upper(), tuple(line[found.end() :].replace("=", " ", 1).upper().split())


def parameters_of(text: str) -> Iterator[re.Match[str]]:
    """Yield the parameters that follow the address in a line with `MAIL` or `RCPT`."""
    if found := _MAIL.match(text):
        yield from _PARAMETER.finditer(text, found.end())


def _parts(line: Spoken, role: Role, *, lists: bool) -> Iterator[Part]:
    """Yield the parts of what is said, by their places in it.

    :param lists: whether a line of a reply lists an extension, as those to a hello do after the first.
    """
    if role == "reply":
        yield from _reply_parts(line.text, lists=lists)
    elif role == "response" and line.text.strip() not in _NO_SECRET:
        yield Part("secret", "", 0, len(line.text.rstrip()))
    elif role == "command":
        yield from _command_parts(line.text)
    elif role == "note" and (found := _AUTH.search(line.text)) and found["secret"]:
        yield Part("secret", "", *found.span("secret"))


def _reply_parts(text: str, *, lists: bool) -> Iterator[Part]:
    found = _REPLY.match(text)
    if found is None:
        return
    yield Part("code", found[1], *found.span(1))
    if found[2]:
        yield Part("enhanced", found[2], *found.span(2))
    elif lists and found[1] == "250" and (keyword := _KEYWORD.match(text)):
        yield Part("extension", keyword[1].upper(), *keyword.span(1))
        if keyword[1].upper() == "AUTH":
            for name in _WORD.finditer(text, keyword.end()):
                yield Part("mechanism", name[0].upper(), *name.span())


def _command_parts(text: str) -> Iterator[Part]:
    verb = verb_of(text)
    if not verb:
        if text.strip() == ".":
            yield Part("command", END_OF_DATA, 0, 1)
        return
    yield Part("command", verb, 0, len(verb))
    if found := _AUTH.match(text):
        yield Part("mechanism", found["mechanism"].upper(), *found.span("mechanism"))
        if found["secret"] and found["secret"] not in _NO_SECRET:
            yield Part("secret", "", found.start("secret"), len(text.rstrip()))
    elif found := _MAIL.match(text):
        yield Part("address", "", *found.span("address" if found["address"] else "recipient"))
        for parameter in parameters_of(text):
            yield Part("parameter", parameter[1].upper(), *parameter.span(1))


def _in_source(parts: Iterator[Part], line: Spoken, source: str) -> Iterator[Part]:
    """Yield the parts that stand in the line of the transcript, by their places there.

    A debug output writes some characters otherwise; of what is secret, the whole rest of the line counts then.
    """
    place = min(line.start, len(source))
    for part in parts:
        start, end = line.start + part.start, line.start + part.end
        if source[start:end] == line.text[part.start : part.end] and start < end:
            place = end
            yield replaced(part, start=start, end=end)
        elif part.kind == "secret":
            yield replaced(part, start=place, end=len(source))
