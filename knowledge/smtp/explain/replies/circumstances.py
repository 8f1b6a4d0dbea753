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
    ("assword command failed", "AUTH"),
    ("sername command failed", "AUTH"),
    ("AUTH command failed", "AUTH"),
    ("DATA command failed", "DATA"),
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
    ("RCPT TO command failed", "RCPT"),
    ("ailed to add recipient", "RCPT"),
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
    ("greeting failed", "greeting"),
    ("my name was rejected", "EHLO"),
    ("sender was rejected", "MAIL"),
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
    ("SMTP ERROR:", "phpmailer"),
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
    (" rejected RCPT <", "exim"),
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
    ("deferral: ", "qmail"),
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
    ('"enhanced_code"', "kumomta"),
    ("#SMTP#", "exchange"),
    ("IMCEAEX-", "exchange"),
    ("hMailServer", "hmailserver"),
)
"""What stands around a reply that a program reports, and the program; the first that is found counts."""


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
    if before:
        for sign, phase in SAID:
            if sign in before:
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
    return next((VERBS[verb] for verb in ("EHLO", "HELO", "CONNECT") if f"({verb})" in words), None)


def reporter_of(before: str, after: str) -> str | None:
    """Return the program that reports a reply, if the text around it gives it away.

    >>> reporter_of("gomail: could not send email 1: ", "")
    'go'
    """
    around = f"{before}\0{after}"
    if len(around) > 1:
        for sign, reporter in REPORTERS:
            if sign in around:
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
