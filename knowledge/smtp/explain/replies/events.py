"""Notices of Amazon SES, which come as JSON inside a mail."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from knowledge.smtp.explain.replies.reading import read_reply
from knowledge.smtp.explain.replies.recipients import FAILED, ReportedRecipient

if TYPE_CHECKING:
    from collections.abc import Iterator


def is_event(text: str) -> bool:
    """Tell whether a text is such a notice."""
    return text.lstrip()[:1] == "{" and ("notificationType" in text or "eventType" in text)


def event_recipients(text: str) -> tuple[ReportedRecipient, ...]:
    """Return what a notice tells of each recipient; none if it is a complaint, or no JSON.

    >>> notice = '{"notificationType": "Bounce", "bounce": {"bouncedRecipients": [{"emailAddress": "a@example.com"}]}}'
    >>> [(each.recipient, each.action) for each in event_recipients(notice)]
    [('a@example.com', 'failed')]
    """
    try:
        notice, _end = json.JSONDecoder(strict=False).raw_decode(_joined(text))
        if isinstance(notice, dict) and isinstance(notice.get("Message"), str):
            notice = json.loads(notice["Message"], strict=False)
    except (ValueError, RecursionError):
        return ()
    return tuple(_recipients(notice)) if isinstance(notice, dict) else ()


def _joined(text: str) -> str:
    """Return a text without the breaks that mail servers put into long lines."""
    return text.lstrip().replace("\r", "").replace("!\n ", "").replace("!\n", "").replace("\n", "")


def _recipients(notice: dict[str, Any]) -> Iterator[ReportedRecipient]:
    for part, action in (("bounce", FAILED), ("deliveryDelay", "delayed"), ("delivery", "delivered")):
        told = notice.get(part)
        if not isinstance(told, dict):
            continue
        for each in told.get("bouncedRecipients") or told.get("delayedRecipients") or told.get("recipients") or ():
            fields = each if isinstance(each, dict) else {"emailAddress": each}
            text = str(fields.get("diagnosticCode") or told.get("smtpResponse") or "")
            status = fields.get("status")
            yield ReportedRecipient(
                str(fields.get("emailAddress") or "") or None,
                str(fields.get("action") or action),
                str(status) if status else None,
                text,
                read_reply(text),
            )
