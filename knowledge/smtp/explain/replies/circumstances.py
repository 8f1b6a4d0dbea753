"""What a text around a reply says of it: what the server was answering, which program reports it, whose mail it is."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from knowledge.smtp.explain.replies.raw_reply import WirePhase

VERBS: Final[dict[str, WirePhase]] = {
    "CONNECT": "greeting",
    "CONN": "greeting",
    "INITIAL": "greeting",
    "HELO": "EHLO",
    "EHLO": "EHLO",
    "LHLO": "EHLO",
    "STARTTLS": "STARTTLS",
    "AUTH": "AUTH",
    "MAIL": "MAIL",
    "RCPT": "RCPT",
    "DATA": "DATA",
    "BDAT": "DATA",
    "END": "end of data",
    "SENDING": "end of data",
}
"""The phases by the words with which reports name them."""

SAID: Final[tuple[tuple[str, WirePhase], ...]] = (
    ("refused to talk to me", "greeting"),
    ("SMTPConnectError", "greeting"),
    ("nvalid greeting", "greeting"),
    ("bad greeting", "greeting"),
    ("incorrect greeting", "greeting"),
    ("smtp-server response", "greeting"),
    ('Expected response code "220"', "greeting"),
    ("Expected response code 220", "greeting"),
    ("SMTPHeloError", "EHLO"),
    ("EHLO failed", "EHLO"),
    ("HELO failed", "EHLO"),
    ("Remote access denied", "EHLO"),
    ("Server terminates connection", "EHLO"),
    ("STARTTLS denied", "STARTTLS"),
    ("upgrading connection with STARTTLS", "STARTTLS"),
    ("SMTPAuthenticationError", "AUTH"),
    ("AuthenticationFailedException", "AUTH"),
    ("AuthenticationException", "AUTH"),
    ("Invalid login", "AUTH"),
    ("SASL authentication failed", "AUTH"),
    ("authentication failed (method", "AUTH"),
    ("authentication failed;", "AUTH"),
    ("ould not authenticate", "AUTH"),
    ("ailed to authenticate", "AUTH"),
    ("Login denied", "AUTH"),
    ('Expected response code "235"', "AUTH"),
    ("Expected response code 235", "AUTH"),
    ('Expected response code "334"', "AUTH"),
    ("Expected response code 334", "AUTH"),
    ("SMTPSenderRefused", "MAIL"),
    ("SMTPSenderFailedException", "MAIL"),
    ("Mail command failed", "MAIL"),
    ("MAIL failed", "MAIL"),
    ("MAIL FROM command failed", "MAIL"),
    ("From address failed", "MAIL"),
    ("rejected the sender", "MAIL"),
    ("envelope from address", "MAIL"),
    ("SMTPRecipientsRefused", "RCPT"),
    ("SMTPRecipientRefused", "RCPT"),
    ("SMTPAddressFailedException", "RCPT"),
    ("SmtpFailedRecipient", "RCPT"),
    ("ecipients were rejected", "RCPT"),
    ("ecipients failed", "RCPT"),
    ("RCPT failed", "RCPT"),
    ("does not like recipient", "RCPT"),
    ("does_not_like_recipient", "RCPT"),
    ("rejected recipient", "RCPT"),
    ("not accepted by the server", "RCPT"),
    ("Expected response code 250/251/252", "RCPT"),
    ('Expected response code "250/251/252"', "RCPT"),
    ("Data command failed", "DATA"),
    ("DATA failed", "DATA"),
    ("could not get 3xx", "DATA"),
    ("Expected response code 354", "DATA"),
    ('Expected response code "354"', "DATA"),
    ("failed on DATA command", "DATA"),
    ("DATA END command failed", "end of data"),
    ("data not accepted", "end of data"),
    ("SMTPDataError", "end of data"),
    ("Message failed", "end of data"),
    ("failed after I sent the message", "end of data"),
    ("did not accept the mail", "end of data"),
)
"""What programs say around a reply, and what the server was answering then."""

REPORTERS: Final[tuple[tuple[str, str], ...]] = (
    ("aiosmtplib", "aiosmtplib"),
    ("smtplib.", "smtplib"),
    ("SMTPRecipientsRefused", "smtplib"),
    ("SMTPSenderRefused", "smtplib"),
    ("SMTPDataError", "smtplib"),
    ("SMTPHeloError", "smtplib"),
    ("SMTPConnectError", "smtplib"),
    ("Net::SMTP", "ruby"),
    ("SMTPAuthenticationError", "smtplib"),
    ("SMTPServerDisconnected", "smtplib"),
    ("SMTPResponseException", "smtplib"),
    ("reply: retcode", "smtplib"),
    ("MailKit", "mailkit"),
    ("SmtpCommandException", "mailkit"),
    ("System.Net.Mail", "dotnet"),
    ("he server response was", "dotnet"),
    ("SmtpFailedRecipient", "dotnet"),
    ("SmtpException", "dotnet"),
    ("jakarta.mail", "javamail"),
    ("javax.mail", "javamail"),
    ("com.sun.mail", "javamail"),
    ("angus.mail", "javamail"),
    ("SMTPSendFailedException", "javamail"),
    ("SMTPAddressFailedException", "javamail"),
    ("SMTPSenderFailedException", "javamail"),
    ("AuthenticationFailedException", "javamail"),
    ("Invalid login:", "nodemailer"),
    ("Mail command failed:", "nodemailer"),
    ("recipients were rejected:", "nodemailer"),
    ("Data command failed:", "nodemailer"),
    ("Message failed:", "nodemailer"),
    ("Invalid greeting. response=", "nodemailer"),
    ("Server terminates connection. response=", "nodemailer"),
    ("responseCode:", "nodemailer"),
    ("Swift_Transport", "swiftmailer"),
    ("Swift_", "swiftmailer"),
    ('Expected response code "', "symfony"),
    ("Expected response code ", "swiftmailer"),
    ("Symfony\\Component", "symfony"),
    ("PHPMailer", "phpmailer"),
    ("SMTP server error:", "phpmailer"),
    ("SMTP Error:", "phpmailer"),
    ("SERVER -> CLIENT:", "phpmailer"),
    ("MAIL FROM command failed", "phpmailer"),
    ("gomail:", "go"),
    ("textproto.Error", "go"),
    ("smtp.SendMail", "go"),
    ("lettre", "lettre"),
    ("permanent error (", "lettre"),
    ("transient error (", "lettre"),
    ("GLOB(0x", "perl"),
    ("curl: (", "curl"),
    ("msmtp:", "msmtp"),
    ("<** ", "swaks"),
    ("n error occurred while sending mail", "thunderbird"),
    ("he mail server responded:", "thunderbird"),
    ("SMTP error from remote mail", "exim"),
    ("LMTP error from remote mail", "exim"),
    ("T=remote_smtp", "exim"),
    (" R=dnslookup", "exim"),
    ("X-Postfix", "postfix"),
    ("postfix/", "postfix"),
    ("(in reply to ", "postfix"),
    ("refused to talk to me", "postfix"),
    ("status=bounced", "postfix"),
    ("status=deferred", "postfix"),
    ("status=sent", "postfix"),
    ("NOQUEUE: reject", "postfix"),
    ("while talking to", "sendmail"),
    ("stat=", "sendmail"),
    ("(reason: ", "sendmail"),
    ("sendmail[", "sendmail"),
    ("<<< ", "sendmail"),
    ("Remote host said:", "qmail"),
    ("emote_host_said", "qmail"),
    ("does not like recipient", "qmail"),
    ("Giving up on", "qmail"),
    ("emote server returned", "exchange"),
    ("emote Server returned", "exchange"),
    ("LED=", "exchange"),
    ("Microsoft Exchange", "exchange"),
    ("MSExchange", "exchange"),
    ("Failed command on session", "opensmtpd"),
    ("smtpd[", "opensmtpd"),
    ("rejected command '", "stalwart"),
    ("X-PowerMTA", "powermta"),
    ("dsnDiag", "powermta"),
    ("bouncedRecipients", "ses"),
    ("delayedRecipients", "ses"),
    ('"smtpResponse"', "ses"),
    ("sg_message_id", "sendgrid"),
    ("sg_event_id", "sendgrid"),
    ("delivery-status", "mailgun"),
    ("log-level", "mailgun"),
    ("RecordType", "postmark"),
    ('"msys"', "sparkpost"),
    ("raw_reason", "sparkpost"),
    ("bounce_classification", "kumomta"),
    ("hMailServer", "hmailserver"),
)
"""What stands around a reply that a program reports, and the program; the first that is found counts."""


@cache
def _named_verb() -> re.Pattern[str]:
    """Return how reports name the command that a reply answers."""
    return re.compile(
        r"(?:in reply to|after|response to|reject(?:ed)?:?(?: command)?|error following|command:|Sent:|performing the|"
        r"\[|>>>|C:|CLIENT:|SERVER:|~>|->|send:|\bsent:)\s{0,3}[\"'(]{0,2}(?:the |pipelined )?"
        r"(CONNECT|CONN|INITIAL|HELO|EHLO|LHLO|STARTTLS|AUTH|MAIL|RCPT|DATA|BDAT|END|SENDING)(?![A-Za-z])",
        re.IGNORECASE,
    )


@cache
def _recipient() -> re.Pattern[str]:
    """Return how reports name whose mail a reply is about."""
    address = r"[<'\"]*([^\s<>'\",;:()\[\]]{1,100}@[^\s<>'\",;:()\[\]}]{1,200})"
    return re.compile(
        rf"(?:\bto=|RCPT TO: ?|[Rr]ecipient[\w\"]*[ :=]+|rfc822; ?|emailAddress[\"\\]*: ?|\"email\": ?|rcpt_to[\"\\]*: ?|"
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
    found = _named_verb().match(after.lstrip(" (")) or None
    if after.lstrip(" (,{")[:8] in ("in reply", "command:") or "command:" in after or after.lstrip()[:1] == "[":
        found = _named_verb().search(after)
    for sign, phase in SAID:
        if sign in before:
            return phase
    if not found and before:
        for found in _named_verb().finditer(before):  # noqa: B007  # the last one counts
            pass
    return VERBS[found[1].upper()] if found else None


def reporter_of(before: str, after: str) -> str | None:
    """Return the program that reports a reply, if the text around it gives it away.

    >>> reporter_of("gomail: could not send email 1: ", "")
    'go'
    """
    for sign, reporter in REPORTERS:
        if sign in before or sign in after:
            return reporter
    return None


def recipient_of(before: str) -> str | None:
    """Return whose mail a reply is about, if the text before it says so; the address that is named last.

    >>> recipient_of("SMTPRecipientsRefused: {'a@example.com': (")
    'a@example.com'
    """
    if "@" not in before:
        return None
    found = None
    for found in _recipient().finditer(before):  # noqa: B007  # the last one counts
        pass
    return found[1] if found else None
