"""Bounces that speak to people alone: which lines are about which recipient, and what they say."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from knowledge.smtp.explain.replies.reading import read_reply
from knowledge.smtp.explain.replies.recipients import FAILED, ReportedRecipient

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from knowledge.smtp.explain.replies.mail_parts import MailParts

LONGEST: Final = 200_000
"""The most characters of a bounce that are read; what follows is the mail that came back."""
ADDRESS: Final = r"[^\x00-\x20\x7f\s<>()\[\]\"',;:@]{1,100}@[A-Za-z0-9_.-]{1,200}[A-Za-z0-9]"


@cache
def _returned() -> re.Pattern[str]:
    """Return where the mail begins that came back."""
    return re.compile(
        r"^[ >]*(?:[-=*_]{2,}[^\n]{0,20}(?:original|copy of|returned|header|unsent|your message|below this line)"
        r"[^\n]{0,80}|(?:Return-Path|Received): [^\n]*|Original message follows.?|"
        r"The (?:header|first|following is)[^\n]{0,40}original message[^\n]*|"
        r"Message headers? follow:?|Content-Type: message/rfc822)$",
        re.IGNORECASE | re.MULTILINE,
    )


@cache
def _about() -> re.Pattern[str]:
    """Return the lines that begin to tell of a recipient."""
    return re.compile(
        rf"^[ \t>*]{{0,12}}(?:\d+ |\d{{3}}-|- |To: ?|Recipient: ?|Recipient address: ?|\S{{0,3}}Address: ?|User: ?|"
        rf"RCPT TO: ?)?(?:[<\"'](?P<marked>{ADDRESS})[>\"']|(?P<plain>{ADDRESS}))(?=[ \t]*(?:$|[:;,.(-]|\s))",
        re.MULTILINE,
    )


@cache
def _named() -> re.Pattern[str]:
    """Return how sentences name a recipient."""
    return re.compile(
        rf"(?:recipients?|deliver\w*|address(?:es)?|to|for|user|mailbox|account)[^\n@<]{{0,40}}?"
        rf"[ :=<\[\"'(]+({ADDRESS})",
        re.IGNORECASE,
    )


def told_recipients(parts: MailParts) -> tuple[ReportedRecipient, ...]:
    """Return what a bounce without fields tells of each recipient."""
    text = _own_text(parts.text)
    named = [each.strip(" <>\n\t") for each in parts.header.get("x-failed-recipients", "").split(",")]
    wanted = list(dict.fromkeys(each for each in named if each))
    pieces = _pieces(text)
    lower = {each.lower(): piece for each, piece in pieces.items()}
    heard = [each for each, piece in pieces.items() if read_reply(piece)]
    if not any(each.lower() in lower for each in wanted) and heard:
        wanted = heard
    wanted = wanted or heard or list(pieces) or _first_named(text, parts)
    if not wanted:
        reply = read_reply(text)
        return (ReportedRecipient(None, FAILED, reply.enhanced, text, reply),) if reply else ()
    found = []
    for recipient in wanted:
        piece = lower.get(recipient.lower(), "")
        reply = read_reply(piece)
        if reply is None:
            piece, reply = (text, read_reply(text)) if len(wanted) == 1 or not piece else (piece, None)
        found.append(ReportedRecipient(recipient, _action(parts), reply.enhanced if reply else None, piece, reply))
    return tuple(found)


def part_about(text: str, recipients: Collection[str], *, alone: bool) -> str:
    """Return the lines of a text that are about a recipient.

    :param recipients: its addresses.
    :param alone: whether the mail is about no other recipient; then all lines are about this one.
    """
    text = _own_text(text)
    pieces = {each.lower(): piece for each, piece in _pieces(text).items()}
    for recipient in recipients:
        piece = pieces.get(recipient.lower(), "")
        heard = read_reply(piece) if piece else None
        if heard and heard.code:
            return piece
    return text if alone else ""


def _action(parts: MailParts) -> str:
    subject = parts.header.get("subject", "").lower()
    waiting = (
        "delayed" in subject
        or "warning" in subject
        or "will be retried" in parts.text
        or "ill keep trying" in parts.text
    )
    return "delayed" if waiting else FAILED


def _own_text(text: str) -> str:
    """Return a text without the mail that came back below it."""
    text = text[:LONGEST].replace("\r\n", "\n").replace("\r", "\n")
    for match in _returned().finditer(text):
        if text[: match.start()].strip():
            return text[: match.start()]
    return text


def _pieces(text: str) -> dict[str, str]:
    """Return the lines about each address that a line begins with."""
    matches = list(_about().finditer(text))
    ends: Iterable[int] = [*(match.start() for match in matches[1:]), len(text)][: len(matches)]
    pieces: dict[str, str] = {}
    for match, end in zip(matches, ends, strict=True):
        address = match["marked"] or match["plain"]
        pieces[address] = pieces.get(address, "") + text[match.start() : end]
    return pieces


def _first_named(text: str, parts: MailParts) -> list[str]:
    """Return the address that a text names as the recipient."""
    own = {
        each.lower()
        for each in re.findall(ADDRESS, " ".join(parts.header.get(name, "") for name in ("from", "return-path")))
    }
    for match in _named().finditer(text):
        if match[1].lower() not in own:
            return [match[1]]
    return []
