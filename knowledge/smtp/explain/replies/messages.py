"""Mails that tell of a delivery: reports with fields for programs, and bounces that speak to people alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.smtp.explain.replies.bounce_signs import is_bounce
from knowledge.smtp.explain.replies.bounce_text import told_recipients
from knowledge.smtp.explain.replies.delivery_report import reported_recipients
from knowledge.smtp.explain.replies.events import event_recipients, is_event
from knowledge.smtp.explain.replies.mail_parts import COMPLAINT, RECEIPT, mail_parts
from knowledge.smtp.model.record import replaced

if TYPE_CHECKING:
    from knowledge.smtp.explain.replies.mail_parts import MailParts
    from knowledge.smtp.explain.replies.recipients import ReportedRecipient


def read_message(raw: bytes) -> tuple[ReportedRecipient, ...]:
    r"""Return what a mail tells of the delivery to each recipient.

    A delivery report (RFC 3464, RFC 6533) says so in fields; what it says to people fills the gaps. A bounce without
    fields is read by its text. Complaints (RFC 5965), receipts (RFC 3798), automatic answers and plain mail tell of
    none.

    :param raw: the mail as it came; any bytes.
    :returns: one record a recipient, also for those where the action is no failure; empty for a mail that is no report.

    >>> mail = b"From: MAILER-DAEMON@example.org\nSubject: failure notice\n\n<a@example.com>:\n550 5.1.1 Unknown\n"
    >>> [(each.recipient, each.action, each.reply.code) for each in read_message(mail)]
    [('a@example.com', 'failed', 550)]
    """
    parts = mail_parts(raw)
    if COMPLAINT in parts.types or "feedback-report" in parts.header.get("content-type", "").lower():
        return ()
    if parts.types.intersection(RECEIPT):
        return ()
    if is_event(parts.text):
        return event_recipients(parts.text)
    found = reported_recipients(parts.reports, parts.text)
    if found:
        return _named_by_header(found, parts)
    found = reported_recipients((parts.text,), parts.text) if _has_fields(parts.text) and is_bounce(parts) else ()
    if found or not is_bounce(parts):
        return found
    return told_recipients(parts)


def _named_by_header(found: tuple[ReportedRecipient, ...], parts: MailParts) -> tuple[ReportedRecipient, ...]:
    """Put the address in the place of a program or file that it leads to, which Exim reports as the recipient."""
    named = parts.header.get("x-failed-recipients", "").strip()
    if len(found) == 1 and named and "," not in named and (found[0].recipient or "|")[0] in "|/":
        return (replaced(found[0], recipient=named),)
    return found


def _has_fields(text: str) -> bool:
    return "inal-Recipient:" in text or "inal-recipient:" in text
