"""Mails about deliveries, and others, with what is to be read from them."""

from __future__ import annotations

from typing import Final

REPORT: Final = """\
From: MAILER-DAEMON@example.org (Mail Delivery System)
To: b@example.org
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="X"

--X
Content-Type: text/plain

I'm sorry to have to inform you that your message could not be delivered.

{said}

--X
Content-Type: {kind}

Reporting-MTA: dns; mx.example.org

{fields}

--X
Content-Type: message/rfc822

From: b@example.org
To: a@example.com
Subject: 550 5.7.1 is not about this

--X--
"""
TEXT: Final = """\
From: {sender}
To: b@example.org
Subject: {subject}
{header}

{text}
"""


def report(fields: str, said: str = "", kind: str = "message/delivery-status") -> bytes:
    return REPORT.format(fields=fields, said=said, kind=kind).encode()


def bounce(
    text: str, sender: str = "MAILER-DAEMON@example.org", subject: str = "failure notice", header: str = "X-A: b"
) -> bytes:
    return TEXT.format(text=text, sender=sender, subject=subject, header=header).encode()


FAILED: Final = "Final-Recipient: rfc822; {0}\nAction: {1}\nStatus: {2}\nDiagnostic-Code: {3}"

CASES: Final = {
    "report": (
        report(FAILED.format("a@example.com", "failed", "5.1.1", "smtp; 550 5.1.1 User unknown")),
        [("a@example.com", "failed", "5.1.1", 550)],
    ),
    "two recipients": (
        report(
            FAILED.format("a@example.com", "failed", "5.1.1", "smtp; 550-5.1.1 User\n    550 5.1.1 unknown")
            + "\n\n"
            + FAILED.format("c@example.com", "delayed", "4.2.2", "smtp; 452 4.2.2 Full")
        ),
        [("a@example.com", "failed", "5.1.1", 550), ("c@example.com", "delayed", "4.2.2", 452)],
    ),
    "exit status": (
        report(FAILED.format("a@example.com", "failed", "5.3.0", "x-unix; 255")),
        [("a@example.com", "failed", "5.3.0", None)],
    ),
    "international": (
        report(
            FAILED.format(
                "utf-8; a\\x{E9}@example.com".removeprefix("utf-8; "), "failed", "5.1.1", "smtp; 550 No"
            ).replace("rfc822;", "utf-8;"),
            kind="message/global-delivery-status",
        ),
        [("aé@example.com", "failed", "5.1.1", 550)],
    ),
    "reply for people": (
        report(
            "Final-Recipient: rfc822; a@example.com\nAction: failed\nStatus: 5.0.0",
            "Remote server returned '550 5.1.1 User unknown'",
        ),
        [("a@example.com", "failed", "5.0.0", 550)],
    ),
    "delivered": (
        report(FAILED.format("a@example.com", "delivered", "2.0.0", "smtp; 250 2.0.0 OK")),
        [("a@example.com", "delivered", "2.0.0", 250)],
    ),
    "qmail": (
        bounce(
            "Hi. This is the qmail-send program.\n\n<a@example.com>:\n192.0.2.1 does not like recipient.\n"
            "Remote host said: 550 5.1.1 unknown\nGiving up on 192.0.2.1.\n\n"
            "--- Below this line is a copy of the message.\n\nReturn-Path: <b@example.org>\n450 not this"
        ),
        [("a@example.com", "failed", "5.1.1", 550)],
    ),
    "exim": (
        bounce(
            "A message that you sent could not be delivered. The following address(es) failed:\n\n  a@example.com\n"
            "    SMTP error from remote mail server after RCPT TO:<a@example.com>:\n"
            "    host mx.example.com [192.0.2.1]: 550 No such user\n",
            header="X-Failed-Recipients: a@example.com",
        ),
        [("a@example.com", "failed", None, 550)],
    ),
    "postfix": (
        bounce(
            "<a@example.com>: host mx.example.com[192.0.2.1] said: 550\n    5.1.1 unknown (in reply to RCPT TO "
            "command)\n\n"
            "<c@example.com>: host mx.example.com[192.0.2.1] said: 552 5.2.2 full (in reply to RCPT TO command)\n"
        ),
        [("a@example.com", "failed", "5.1.1", 550), ("c@example.com", "failed", "5.2.2", 552)],
    ),
    "exchange": (
        bounce(
            "<html><body><p>Your message did not reach some or all of the recipients.</p><p>a@example.com</p>"
            "<p>#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##</p></body></html>",
            "postmaster@example.org",
            "Undeliverable: Hello",
            "Content-Type: text/html",
        ),
        [("a@example.com", "failed", "5.1.1", 550)],
    ),
    "amazon": (
        bounce(
            '{"notificationType":"Bounce","bounce":{"bouncedRecipients":[{"emailAddress":"a@example.com",'
            '"action":"failed","status":"5.1.1","diagnosticCode":"smtp; 550 5.1.1 unknown"}]}}',
            "no-reply@sns.example.com",
            "x",
        ),
        [("a@example.com", "failed", "5.1.1", 550)],
    ),
}
"""Mails with recipient, action, status and reply code of each recipient."""

OTHERS: Final = {
    "nothing": b"",
    "out of office": bounce(
        "I am away until Monday. Call 555-0100.",
        "a@example.com",
        "Out of office: Hello",
        "Auto-Submitted: auto-replied",
    ),
    "plain mail": bounce("550 people came. The 450 chairs were not enough.", "a@example.com", "Concert"),
    "question": bounce("Did you get my mail? The server said 550 5.1.1 User unknown.", "a@example.com", "Question"),
    "complaint": report("", kind="message/feedback-report").replace(b"delivery-status;", b"feedback-report;"),
    "receipt": report(
        "Final-Recipient: rfc822; a@example.com\nDisposition: manual-action/MDN-sent-manually; displayed",
        kind="message/disposition-notification",
    ),
}
"""Mails that tell of no delivery."""
