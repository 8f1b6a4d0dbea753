"""Mails that tell of a delivery: reports with fields for programs, and bounces that speak to people alone."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from knowledge.smtp.explain.replies.bounce_text import told_recipients
from knowledge.smtp.explain.replies.delivery_report import reported_recipients
from knowledge.smtp.explain.replies.events import event_recipients, is_event
from knowledge.smtp.explain.replies.mail_parts import COMPLAINT, RECEIPT, MailParts, mail_parts
from knowledge.smtp.explain.replies.recipients import ReportedRecipient
from knowledge.smtp.model.record import replaced

AUTOMATIC: Final = ("x-autoreply", "x-autorespond", "x-auto-reply", "x-vacation", "x-ms-exchange-inbox-rules-loop")
"""Header fields of answers that people have set up."""


def read_message(raw: bytes) -> tuple[ReportedRecipient, ...]:
    r"""Return what a mail tells of the delivery to each recipient.

    A delivery report (RFC 3464, RFC 6533) says so in fields; what it says to people fills the gaps. A bounce without
    fields is read by its text. Complaints (RFC 5965), receipts (RFC 3798), automatic answers and plain mail tell of none.

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
    found = reported_recipients((parts.text,), parts.text) if _has_fields(parts.text) and _is_bounce(parts) else ()
    if found or not _is_bounce(parts):
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


@cache
def _sender() -> re.Pattern[str]:
    return re.compile(
        r"mailer-daemon|post_?master|mail[ ._-]?deliver|mail administrator|<>|mdaemon|bounce|mail delivery|sysadmin",
        re.IGNORECASE,
    )


@cache
def _subject() -> re.Pattern[str]:
    return re.compile(
        r"undeliver|returned mail|failure notice|deliver\w* (?:status|failure|failed|problem|error|has failed|report|delayed|unsuccessful)|"
        r"(?:not|n't) be delivered|failed mail|mail(?:ing)? (?:failed|failure|error|delivery|system error)|non.?delivery|message (?:status|delayed|"
        r"not delivered|you sent)|unzustellbar|nicht zugestellt|unable to deliver|delivery.{0,40}(?:failed|failure|notification)|"
        r"could not (?:send|deliver)|warning: could|returned to sender|return(?:ing)? message|permanent.{0,20}error|bounce|"
        r"non remis|no se (?:ha )?podido entregar|mancato recapito|退信|エラー|配信|送信できません|address unknown|unknown (?:user|address)",
        re.IGNORECASE,
    )


@cache
def _answer() -> re.Pattern[str]:
    return re.compile(
        r"out of (?:the )?office|auto(?:matic|mated)?[ -]?(?:reply|response|answer)|vacation|abwesen|absence|on holiday|away from|不在",
        re.IGNORECASE,
    )


def _is_bounce(parts: MailParts) -> bool:
    """Tell whether the header of a mail says that it is about a delivery."""
    header = parts.header
    if "x-failed-recipients" in header:
        return True
    subject = header.get("subject", "")
    if _answer().search(subject) or any(name in header for name in AUTOMATIC):
        return False
    senders = f"{header.get('from', '')} {header.get('return-path', '')} {header.get('sender', '')}"
    said = bool(_subject().search(subject))
    sent = bool(_sender().search(senders)) or "multipart/report" in header.get("content-type", "")
    return (
        (said and sent)
        or (sent and bool(_spoken().search(parts.text[:6000])))
        or (said and bool(_spoken().search(parts.text[:6000])))
    )


@cache
def _spoken() -> re.Pattern[str]:
    return re.compile(
        r"(?:could not|couldn't|cannot|can't|not|unable to|wasn't able to|failed to) (?:be )?(?:deliver|send|sent|reach)|"
        r"undeliver|permanent (?:fatal )?(?:error|failure)|deliver\w* (?:has )?(?:failed|failure|attempt|error|failure)|user unknown|unknown user|"
        r"mailbox (?:is )?(?:full|unavailable|not found)|returned (?:to sender|mail|message)|failed (?:permanently|addresses|recipients?)|"
        r"rejected (?:by|recipient|your)|bounced|did not reach|over ?quota|\b[45][0-9]{2}[ -][45]\.[0-9]\.[0-9]|no such user|invalid user address",
        re.IGNORECASE,
    )
