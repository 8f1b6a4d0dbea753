"""What programs write around a reply: the signs that tell what the server was answering, and who reports it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from knowledge.smtp.explain.replies.raw_reply import WirePhase

Meant = TypeVar("Meant")
"""What a sign stands for."""


class Signs(Generic[Meant]):
    """Signs in a text, each with what it stands for; where a text has several, the first of the list counts."""

    def __init__(self, shared: Iterable[str], signs: Iterable[tuple[str, Meant]]) -> None:
        """Sort the signs by what they share, so that most texts are searched for that alone.

        :param shared: words that stand in many of the signs.
        """
        self._signs = tuple(signs)
        groups: dict[str, list[tuple[int, str, Meant]]] = {each: [] for each in shared}
        for place, (sign, meant) in enumerate(self._signs):
            piece = next((each for each in groups if each in sign), sign)
            groups.setdefault(piece, []).append((place, sign, meant))
        self._groups = tuple(groups.items())

    def __iter__(self) -> Iterator[tuple[str, Meant]]:
        """Yield each sign with what it stands for, in the order in which they count."""
        return iter(self._signs)

    def first_in(self, text: str) -> Meant | None:
        """Return what a text is a sign of, if it has any.

        >>> SAID.first_in("Remote access denied: "), REPORTERS.first_in("the weather")
        ('EHLO', None)
        """
        found, earliest = None, len(self._signs)
        for piece, signs in self._groups:
            if piece in text:
                for place, sign, meant in signs:
                    if sign in text:
                        if place < earliest:
                            found, earliest = meant, place
                        break
        return found


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

SAID: Final[Signs[WirePhase]] = Signs(
    ("greeting", "response", "SMTP", "ailed", "rejected", " not ", "denied", "uthentica", "onnection"),
    (
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
    ),
)
"""What programs say around a reply, and what the server was answering then."""

REPORTERS: Final[Signs[str]] = Signs(
    ("SMTP", "xception", "ostfix", "smtp", "endmail", "ail", "response", "status=", "xchange", "wift_", "ecipients"),
    (
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
    ),
)
"""What stands around a reply that a program reports, and the program; the first that is found counts."""
