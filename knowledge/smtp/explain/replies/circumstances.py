"""What a text around a reply says of it: what the server was answering, which program reports it, whose mail it is."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from knowledge.smtp.explain.replies.wrapping import REPORTERS, SAID, VERBS

if TYPE_CHECKING:
    from knowledge.smtp.explain.replies.raw_reply import WirePhase

WITHIN: Final[tuple[tuple[str, WirePhase], ...]] = (("(EHLO)", "EHLO"), ("(HELO)", "EHLO"), ("(CONNECT)", "greeting"))
"""The signs in the words of a reply itself that tell what it answers."""


@cache
def _named_verb() -> re.Pattern[str]:
    """Return how reports and transcripts name the command that a reply answers."""
    return re.compile(
        r"(?:(?:in reply to|after|response to|[Rr]eject(?:ed)?:?(?: command)?|Error following|[Cc]ommand\"?:|"
        r"Sent:|\[|>>>|\bC:|CLIENT:|-> SERVER:|~>|->|\bsent:)\s{0,3}b?[\"'(]{0,2}(?:the |pipelined )?"
        r"(CONNECT|CONN|initial|HELO|EHLO|LHLO|STARTTLS|AUTH|MAIL|RCPT|DATA|BDAT|end|END|sending)|"
        r"(?:send: b?['\"]|performing the |[<>] {0,3}|\"|sending |verb=|\bat |during )"
        r"((?i:HELO|EHLO|LHLO|STARTTLS|AUTH|MAIL FROM|RCPT TO|DATA|BDAT)))"
        r"(?![A-Za-z=])"
    )


@cache
def _recipient() -> re.Pattern[str]:
    """Return how reports name whose mail a reply is about."""
    sign = r"[^\x00-\x20\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\s<>'\",;:()\[\]}]"
    address = rf"[<'\"]*({sign}{{1,100}}@{sign}{{1,200}})"
    return re.compile(
        rf"(?:\bto=|RCPT TO: ?|[Rr]ecipient[\w\"]*[ :=]+|rfc822; ?|emailAddress[\"\\]*: ?|\"email\": ?|"
        rf"rcpt_to[\"\\]*: ?|"
        rf"ecipients failed: |\{{|, (?=')|(?:^|\n)[ \t]*(?=<[^<>\s]{{1,300}}>(?::|\.\.\.|\s*$|\n)))\s{{0,2}}{address}",
        re.MULTILINE,
    )


def phase_of(before: str, after: str, words: str) -> WirePhase | None:
    """Return what the server was answering, if the text around a reply says so.

    :param before: what stands before the reply.
    :param after: what stands after it.
    :param words: what the server said.

    >>> phase_of("host mx[192.0.2.1] said: ", " (in reply to end of DATA command)", "")
    'end of data'
    """
    if before and (phase := SAID.first_in(before)):
        return phase
    named = _named_verb()
    found = (
        named.search(after) if after and ("in reply" in after[:14] or "ommand" in after or "[" in after[:2]) else None
    )
    if not found and before:
        for found in named.finditer(before):  # noqa: B007  # the last one counts
            pass
    if found:
        return VERBS[(found[1] or found[2].split()[0]).upper()]
    return next((phase for sign, phase in WITHIN if sign in words), None) if "(" in words else None


def reporter_of(before: str, after: str) -> str | None:
    """Return the program that reports a reply, if the text around it gives it away.

    >>> reporter_of("gomail: could not send email 1: ", "")
    'go'
    """
    if (before or after) and (reporter := REPORTERS.first_in(f"{before}\0{after}")):
        return reporter
    return "exchange" if before[-1:] == "#" else None


def recipient_of(before: str, after: str) -> str | None:
    """Return whose mail a reply is about, if the text around it says so: the address named last before it, else after.

    >>> recipient_of("SMTPRecipientsRefused: {'a@example.com': (", "")
    'a@example.com'
    """
    found = None
    after = after.partition("\n")[0]
    if "@" in before:
        for found in _recipient().finditer(before):  # noqa: B007  # the last one counts
            pass
    if not found and "@" in after and (after[:1] not in ("'", '"') or "ecipient" in before or "ecipient" in after):
        found = _recipient().search(after)
    return found[1] if found else None
