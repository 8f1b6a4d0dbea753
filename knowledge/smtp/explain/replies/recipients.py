"""What a mail tells of the delivery to one recipient."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from knowledge.smtp.model.record import Record

if TYPE_CHECKING:
    from knowledge.smtp.explain.replies.raw_reply import RawReply

FAILED: Final = "failed"


class ReportedRecipient(Record):
    """What a mail tells of the delivery to one recipient."""

    recipient: str | None
    """The address; None where the mail does not say it."""
    action: str
    """What became of the delivery (RFC 3464, section 2.3.3): failed, delayed, delivered, relayed or expanded."""
    status: str | None
    """The enhanced code that the report gives the delivery, which may differ from that of the reply."""
    text: str
    """What was said about it: the diagnostic of the report, or the lines of the bounce."""
    reply: RawReply | None
    """The reply in that text, whose spans count from the start of `text`; None if there is none."""

    @property
    def failed(self) -> bool:
        """Whether the mail will not arrive; a delay is no failure."""
        return self.action == FAILED
