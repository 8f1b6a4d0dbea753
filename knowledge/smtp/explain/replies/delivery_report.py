"""Delivery reports: the fields for each recipient (RFC 3464, section 2.3; RFC 6533, section 4)."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from knowledge.smtp.explain.replies.bounce_text import Spoken
from knowledge.smtp.explain.replies.reading import read_reply
from knowledge.smtp.explain.replies.recipients import FAILED, ReportedRecipient

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NAMES: Final = ("final-recipient", "original-recipient", "action", "status", "diagnostic-code")
LONGEST: Final = 20_000
"""The most characters of a diagnostic that are read."""


@cache
def _field() -> re.Pattern[str]:
    return re.compile(r"^[ \t]*([A-Za-z][A-Za-z-]{2,40})[ \t]*:[ \t]*(.*(?:\n[ \t]+\S.*)*)", re.MULTILINE)


@cache
def _encoded() -> re.Pattern[str]:
    """Return the characters of an address that are written in hexadecimal (RFC 6533, section 3)."""
    return re.compile(r"\\x\{([0-9A-Fa-f]{1,6})\}")


def reported_recipients(reports: Sequence[str], said: str) -> tuple[ReportedRecipient, ...]:
    r"""Return what the fields of delivery reports tell of each recipient.

    :param reports: the reports, each as its fields.
    :param said: what the mail says to people, which fills the gaps.

    >>> fields = "Final-Recipient: rfc822; a@example.com\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 Unknown"
    >>> [(each.recipient, each.status, each.reply.code) for each in reported_recipients([fields], "")]
    [('a@example.com', '5.1.1', 550)]
    """
    found: list[ReportedRecipient] = []
    blocks = [block for report in reports for block in _blocks(report)]
    speech: Spoken | None = None
    for block in blocks:
        recipient = _address(block.get("final-recipient", "") or block.get("original-recipient", ""))
        original = _address(block.get("original-recipient", ""))
        status = re.search(r"(?<![0-9.])[245]\.[0-9]{1,3}\.[0-9]{1,3}(?![0-9.])", block.get("status", ""))
        action = re.search(r"[a-z-]+", block.get("action", "").lower())
        text = block.get("diagnostic-code", "")[:LONGEST]
        reply = read_reply(text)
        if reply is None or reply.code is None:
            speech = speech or Spoken.of(said)
            spoken = speech.about([each for each in (recipient, original) if each], alone=len(blocks) == 1)
            heard = read_reply(spoken) if spoken else None
            if heard and (reply is None or heard.code) and (heard.enhanced or heard.code):
                text, reply = spoken, heard
        done = action[0] if action else _action(status[0] if status else "5")
        found.append(ReportedRecipient(recipient, done, status[0] if status else None, text, reply))
    return tuple(found)


def _action(status: str) -> str:
    return {"2": "delivered", "4": "delayed"}.get(status[0], FAILED)


def _blocks(report: str) -> Iterator[dict[str, str]]:
    """Yield the fields about each recipient; those about the whole mail name none."""
    block: dict[str, str] = {}
    for match in _field().finditer(report.replace("\r\n", "\n").replace("\r", "\n")):
        name = match[1].lower()
        if name not in NAMES:
            continue
        if name in block and name in ("final-recipient", "original-recipient", "action"):
            if "final-recipient" in block or "original-recipient" in block:
                yield block
            block = {}
        block.setdefault(name, match[2].strip())
    if "final-recipient" in block or "original-recipient" in block:
        yield block


def _address(field: str) -> str | None:
    """Return the address of a field such as ``rfc822; a@example.com``."""
    address = field.rpartition(";")[2] if ";" in field else field
    address = _encoded().sub(lambda match: chr(min(int(match[1], 16), 0x10FFFF)), address.strip())
    address = address.strip(" <>\"'").removeprefix("mailto:")
    return "".join(sign for sign in " ".join(address.split()) if sign.isprintable()) or None
