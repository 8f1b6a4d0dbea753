"""A reply as it came off the wire: the numbers, words and circumstances that the text itself shows."""

from __future__ import annotations

from typing import Final, Literal

from knowledge.smtp.model.record import Record

WirePhase = Literal["greeting", "EHLO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA", "end of data"]
"""What a server was answering."""

ReplyWarning = Literal["class-mismatch", "mixed-codes", "enhanced-not-allowed"]
"""What is wrong with a reply in itself.

- ``class-mismatch``: the first digits of its two codes differ (RFC 2034, section 4: they must agree).
- ``mixed-codes``: its lines begin with different codes (RFC 5321, section 4.2.1: each line has the same).
- ``enhanced-not-allowed``: an enhanced code in a 3xx reply, in the greeting or in the answer to EHLO
  (RFC 2034, section 4).
"""

Span = tuple[int, int]
"""Where something begins and ends in the text as it came."""

NOWHERE: Final[Span] = (0, 0)


class RawReply(Record):
    """A reply that a text holds."""

    code: int | None
    """The reply code; None where the text names none, as in the exceptions of .NET."""
    enhanced: str | None
    """The enhanced code, ``5.7.8``; from the report around the reply where the reply has none itself."""
    text: str
    """What the server said, without its numbers, line breaks and escapes."""
    span: Span
    """Where the reply begins and ends in the text as it came."""
    code_span: Span | None = None
    enhanced_span: Span | None = None
    tags: tuple[str, ...] = ()
    """Words that look like what a provider calls this reply, in their order: ``S3140``, ``BadCredentials``."""
    phase: WirePhase | None = None
    """What the server was answering, if the text around the reply says so."""
    reporter: str | None = None
    """The program whose wrapping the reply stands in: ``postfix``, ``smtplib``; None without evidence."""
    recipient: str | None = None
    """Whose mail the reply is about, if the text around it says so."""
    warnings: tuple[ReplyWarning, ...] = ()

    @property
    def tag(self) -> str | None:
        """The first of the `tags`, or None."""
        return self.tags[0] if self.tags else None
