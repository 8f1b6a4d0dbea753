"""Raw replies out of any text: a pasted line, a log, an exception, a bounce, a transcript."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from knowledge.smtp.explain.replies.circumstances import phase_of, recipient_of, reporter_of
from knowledge.smtp.explain.replies.grouping import groups
from knowledge.smtp.explain.replies.plain import plain
from knowledge.smtp.explain.replies.raw_reply import RawReply
from knowledge.smtp.explain.replies.tags import tags_in
from knowledge.smtp.explain.replies.words import words_of

if TYPE_CHECKING:
    from knowledge.smtp.explain.replies.grouping import Group
    from knowledge.smtp.explain.replies.plain import Plain
    from knowledge.smtp.explain.replies.raw_reply import ReplyWarning, WirePhase

SEEN_BEFORE: Final = 500
SEEN_AFTER: Final = 300
"""How many characters around a reply are looked at for what they say of it."""
GO_AHEAD: Final = 354
"""The reply after which the message follows: what comes next answers the end of data."""


def read_reply(text: str) -> RawReply | None:
    r"""Return the reply that a text is about.

    Where one server quotes another, the innermost reply counts. Where a text holds several replies, it is the first
    permanent failure, else the first other failure, else the last reply.

    :param text: a reply, or a text around one; any characters.
    :returns: None if the text holds no reply.

    >>> reply = read_reply(r"smtplib.SMTPAuthenticationError: (535, b'5.7.8 Error: authentication failed')")
    >>> reply.code, reply.enhanced, reply.text, reply.phase, reply.reporter
    (535, '5.7.8', 'Error: authentication failed', 'AUTH', 'smtplib')
    >>> read_reply("Connection timed out after 550 seconds") is None
    True
    """
    meant = plain(text)
    found = groups(meant.text)
    if not found:
        return None
    return _reply(meant, found, _weightiest(found) if len(found) > 1 else 0, len(text))


def read_replies(text: str) -> tuple[RawReply, ...]:
    r"""Return the replies that a text holds, in their order, each as `read_reply` would.

    >>> text = "{'a@example.com': (550, b'5.1.1 Unknown'), 'b@example.com': (452, b'4.2.2 Full')}"
    >>> [(reply.recipient, reply.code) for reply in read_replies(text)]
    [('a@example.com', 550), ('b@example.com', 452)]
    """
    meant = plain(text)
    found = groups(meant.text)
    return tuple(_reply(meant, found, place, len(text)) for place in range(len(found)))


def _weightiest(found: list[Group]) -> int:
    """Return the place of the reply that a text is about, see `read_reply`."""
    weights = [group.weight for group in found]
    most = max(weights)
    return weights.index(most) if most >= 2 else len(weights) - 1 - weights[::-1].index(most)


def _reply(meant: Plain, found: list[Group], place: int, length: int) -> RawReply:
    """Return the record of one of the groups of numbers that were found."""
    group = found[place]
    text = meant.text
    following = found[place + 1].outer if place + 1 < len(found) else len(text)
    said = words_of(text, group, found[place - 1].end if place else 0, following)
    before, answered = _before(text, found, place)
    after = text[said.end : min(following, said.end + SEEN_AFTER)]
    phase = phase_of(answered, after, said.text)
    if phase == "DATA" and place and found[place - 1].code == GO_AHEAD:
        phase = "end of data"
    start, stop = meant.origin(said.start), min(meant.origin(said.end), length)
    code, enhanced = group.code_number, group.enhanced_number
    return RawReply(
        group.code,
        group.enhanced,
        said.text,
        (start, stop),
        (meant.origin(code.start), meant.origin(code.start + 2) + 1) if code else None,
        (meant.origin(enhanced.enhanced_start), meant.origin(enhanced.end - 1) + 1) if enhanced else None,
        tags_in(said.text),
        phase,
        reporter_of(before, after),
        recipient_of(before, after),
        _warnings(group, phase),
    )


def _before(text: str, found: list[Group], place: int) -> tuple[str, str]:
    """Return what stands before a reply up to the one before it, and up to the last one that was no success."""
    start = found[place].start
    earliest = max(0, start - SEEN_BEFORE)
    near = max(earliest, found[place - 1].end if place else 0)
    while place and (found[place - 1].code or GO_AHEAD) <= GO_AHEAD:
        place -= 1
        if found[place].start < earliest:
            break
    return text[near:start], text[max(earliest, found[place - 1].end if place else 0) : start]


def _warnings(group: Group, phase: WirePhase | None) -> tuple[ReplyWarning, ...]:
    warnings: list[ReplyWarning] = []
    if group.mixed:
        warnings.append("mixed-codes")
    if group.code and group.enhanced:
        if 300 <= group.code < 400 or phase in ("greeting", "EHLO"):
            warnings.append("enhanced-not-allowed")
        elif group.enhanced[0] != str(group.code)[0]:
            warnings.append("class-mismatch")
    return tuple(warnings)
