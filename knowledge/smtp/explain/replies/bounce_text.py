"""Bounces that speak to people alone: which lines are about which recipient, and what they say."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

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


class Spoken(NamedTuple):
    """What a mail says to people."""

    text: str
    """Its text, without the mail that came back."""
    addresses: tuple[str, ...]
    """The addresses with which lines begin."""
    pieces: dict[str, str]
    """The lines about each of them, by the address in lower case."""

    @classmethod
    def of(cls, text: str) -> Spoken:
        """Read the text of a mail."""
        text = _own_text(text)
        pieces = _pieces(text)
        return cls(text, tuple(pieces), {each.lower(): piece for each, piece in pieces.items()})

    def about(self, recipients: Collection[str], *, alone: bool) -> str:
        """Return the lines that are about a recipient.

        :param recipients: its addresses.
        :param alone: whether the mail is about no other recipient; then all lines are about this one.
        """
        for recipient in recipients:
            piece = self.pieces.get(recipient.lower(), "")
            heard = read_reply(piece) if piece else None
            if heard and heard.code:
                return piece
        return self.text if alone else ""


def told_recipients(parts: MailParts) -> tuple[ReportedRecipient, ...]:
    """Return what a bounce without fields tells of each recipient."""
    text, addresses, pieces = Spoken.of(parts.text)
    named = [each.strip(" <>\n\t") for each in parts.header.get("x-failed-recipients", "").split(",")]
    wanted = list(dict.fromkeys(each for each in named if each))
    replies = {each: read_reply(piece) for each, piece in pieces.items()}
    heard = [each for each in addresses if replies[each.lower()]]
    if heard and not any(each.lower() in pieces for each in wanted):
        wanted = heard
    wanted = wanted or heard or list(addresses) or _first_named(text, parts)
    whole = read_reply(text) if len(wanted) < 2 or any(each.lower() not in pieces for each in wanted) else None
    if not wanted:
        return (ReportedRecipient(None, FAILED, whole.enhanced, text, whole),) if whole else ()
    found = []
    for recipient in wanted:
        piece, reply = pieces.get(recipient.lower(), ""), replies.get(recipient.lower())
        if reply is None and (len(wanted) == 1 or not piece):
            piece, reply = text, whole
        found.append(ReportedRecipient(recipient, _action(parts), reply.enhanced if reply else None, piece, reply))
    return tuple(found)


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
