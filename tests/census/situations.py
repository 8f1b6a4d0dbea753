"""The situations into which every server is brought, and the replies for which an RFC asks there.

A situation is one connection. Its last step is the one that is judged; the others only lead there. A server has a front
door, where mail for its domain comes in, and may have another for submission, where a client logs in after TLS.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from typing import Final, Literal

from census.client import QUIET, Move, Step

DOMAIN: Final = "example.org"
"""The domain whose mail the servers take; one address in it is known, the others are not."""
USER: Final = "known"
PASSWORD: Final = "open-sesame"  # noqa: S105 -- it opens nothing but the servers that are started here
SIZE: Final = 100_000
"""The largest message that the servers take, where that can be set."""

Door = Literal["front", "submission"]

LISTEN: Final = Move.LISTEN
TLS: Final = Move.HANDSHAKE
EHLO: Final = "EHLO client.example"
MAIL: Final = "MAIL FROM:<sender@example.net>"
RCPT: Final = f"RCPT TO:<{USER}@{DOMAIN}>"
UNKNOWN: Final = f"RCPT TO:<unknown@{DOMAIN}>"
DATA: Final = "DATA"
MESSAGE: Final = b"From: sender@example.net\r\nSubject: census\r\nMessage-ID: <1@example.net>\r\n\r\nOne line.\r\n"
END: Final = b".\r\n"

SECURE: Final[tuple[Step, ...]] = (LISTEN, EHLO, "STARTTLS", TLS, EHLO)
READY: Final[tuple[Step, ...]] = (LISTEN, EHLO, MAIL, RCPT)


def plain(user: str, password: str) -> str:
    """Return the response of the mechanism PLAIN (RFC 4616, section 2)."""
    return b64encode(f"\0{user}\0{password}".encode()).decode()


LOGIN: Final = f"AUTH PLAIN {plain(USER, PASSWORD)}"


@dataclass(frozen=True)
class Situation:
    """What is done, and what an RFC asks the server to say."""

    name: str
    title: str
    asks: str | tuple[str, ...]
    """The command that gets the reply, or one of the moments ``connection`` and ``end of data``; empty for a line that
    names no command. Several for several replies; the last of them for all that follow."""
    steps: tuple[Step, ...]
    wants: tuple[str, ...] = ()
    """The codes for which the RFC asks; none where it leaves the choice."""
    rule: str = ""
    """The RFC and the section that ask for these codes."""
    keyword: str = ""
    """What a server must offer for the rule to hold."""
    door: Door = "front"
    quiet: float = QUIET
    """Seconds of silence after which nothing more is expected."""
    crowd: int = 0
    """How many greeted connections are held open meanwhile."""


GROUPS: Final[dict[str, tuple[Situation, ...]]] = {
    "The connection": (
        Situation("greeting", "connect", "connection", (LISTEN,), ("220",), "RFC 5321, section 3.1"),
        Situation("crowd", "hold 20 connections and open one more", "connection", (LISTEN,), crowd=20),
        Situation(
            "early", "send EHLO before the greeting", ("connection", "EHLO"), (f"{EHLO}\r\n".encode(),), quiet=3.0
        ),
        Situation("idle", "say nothing after EHLO", "EHLO", (LISTEN, EHLO, LISTEN)),
        Situation("idle-in-message", "say nothing in the middle of a message", "end of data", (*READY, DATA, MESSAGE)),
        Situation("web", "send a web request", "", (LISTEN, "GET / HTTP/1.1")),
    ),
    "Lines that are no command": (
        Situation("unknown", "an unknown verb", "", (LISTEN, EHLO, "FROB"), ("500",), "RFC 5321, section 4.2.4"),
        Situation("empty", "an empty line", "", (LISTEN, EHLO, ""), ("500",), "RFC 5321, section 4.2.4"),
        Situation(
            "nul",
            "a line with a NUL byte",
            "",
            (LISTEN, EHLO, b"NO\0OP\r\n"),
            ("500", "501"),
            "RFC 5321, section 4.2.4",
        ),
        Situation(
            "eight-bit", "a verb that is no ASCII", "", (LISTEN, EHLO, "NOÖP"), ("500",), "RFC 5321, section 4.2.4"
        ),
        Situation(
            "long-line",
            "a line of 5,000 characters",
            "",
            (LISTEN, EHLO, "X" * 5000),
            ("500",),
            "RFC 5321, section 4.3.2",
        ),
        Situation(
            "long-mail",
            "a sender address of 3,000 characters",
            "MAIL",
            (LISTEN, EHLO, f"MAIL FROM:<{'x' * 3000}@example.net>"),
        ),
        Situation("bare-lf", "NOOP that ends with LF alone", "NOOP", (LISTEN, EHLO, b"NOOP\n")),
        Situation("errors", "an unknown verb, up to 30 times", "", (LISTEN, EHLO, ("FROB", 30))),
    ),
    "Who is there": (
        Situation("ehlo", "EHLO", "EHLO", (LISTEN, EHLO), ("250",), "RFC 5321, section 4.3.2"),
        Situation(
            "ehlo-bare",
            "EHLO without a name",
            "EHLO",
            (LISTEN, "EHLO"),
            ("500", "501", "502", "550"),
            "RFC 5321, section 4.1.4",
        ),
        Situation(
            "ehlo-again", "EHLO a second time", "EHLO", (LISTEN, EHLO, EHLO), ("250",), "RFC 5321, section 4.1.4"
        ),
        Situation("ehlo-odd", "EHLO with a name that is no domain", "EHLO", (LISTEN, "EHLO a_b!c")),
        Situation("helo", "HELO", "HELO", (LISTEN, "HELO client.example"), ("250",), "RFC 5321, section 4.3.2"),
        Situation("helo-bare", "HELO without a name", "HELO", (LISTEN, "HELO")),
        Situation("lhlo", "LHLO", "LHLO", (LISTEN, "LHLO client.example")),
    ),
    "Order": (
        Situation("mail-first", "MAIL before EHLO", "MAIL", (LISTEN, MAIL)),
        Situation("rcpt-first", "RCPT before MAIL", "RCPT", (LISTEN, EHLO, RCPT), ("503",), "RFC 5321, section 3.3"),
        Situation(
            "data-first", "DATA before MAIL", "DATA", (LISTEN, EHLO, DATA), ("503", "554"), "RFC 5321, section 3.3"
        ),
        Situation(
            "data-alone",
            "DATA before RCPT",
            "DATA",
            (LISTEN, EHLO, MAIL, DATA),
            ("503", "554"),
            "RFC 5321, section 3.3",
        ),
        Situation(
            "data-refused",
            "DATA after no recipient was accepted",
            "DATA",
            (LISTEN, EHLO, MAIL, UNKNOWN, DATA),
            ("503", "554"),
            "RFC 5321, section 3.3",
        ),
        Situation(
            "mail-again", "MAIL a second time", "MAIL", (LISTEN, EHLO, MAIL, MAIL), ("503",), "RFC 5321, section 4.1.4"
        ),
    ),
    "The sender": (
        Situation("mail", "MAIL", "MAIL", (LISTEN, EHLO, MAIL)),
        Situation(
            "mail-null",
            "MAIL with the null sender",
            "MAIL",
            (LISTEN, EHLO, "MAIL FROM:<>"),
            ("250",),
            "RFC 5321, section 4.5.5",
        ),
        Situation(
            "mail-bare", "MAIL without an argument", "MAIL", (LISTEN, EHLO, "MAIL"), ("501",), "RFC 5321, section 4.1.4"
        ),
        Situation(
            "mail-no-brackets",
            "MAIL with an address without brackets",
            "MAIL",
            (LISTEN, EHLO, "MAIL FROM:sender@example.net"),
        ),
        Situation(
            "mail-space", "MAIL with a space after the colon", "MAIL", (LISTEN, EHLO, "MAIL FROM: <sender@example.net>")
        ),
        Situation(
            "mail-syntax",
            "MAIL with two at signs in the address",
            "MAIL",
            (LISTEN, EHLO, "MAIL FROM:<a@b@example.net>"),
            ("501", "550", "553"),
            "RFC 5321, section 4.1.4",
        ),
        Situation(
            "mail-no-domain", "MAIL with an address without a domain", "MAIL", (LISTEN, EHLO, "MAIL FROM:<sender>")
        ),
        Situation(
            "mail-parameter",
            "MAIL with an unknown parameter",
            "MAIL",
            (LISTEN, EHLO, f"{MAIL} FROB=1"),
            ("555",),
            "RFC 5321, section 4.1.1.11",
        ),
        Situation(
            "mail-size",
            "MAIL with SIZE above the limit",
            "MAIL",
            (LISTEN, EHLO, f"{MAIL} SIZE={SIZE * 10}"),
            ("552",),
            "RFC 1870, section 6.1",
            keyword="SIZE",
        ),
        Situation("mail-size-odd", "MAIL with SIZE that is no number", "MAIL", (LISTEN, EHLO, f"{MAIL} SIZE=big")),
        Situation("mail-8bit", "MAIL with BODY=8BITMIME", "MAIL", (LISTEN, EHLO, f"{MAIL} BODY=8BITMIME")),
        Situation("mail-body", "MAIL with BODY=FROB", "MAIL", (LISTEN, EHLO, f"{MAIL} BODY=FROB")),
        Situation(
            "mail-ret",
            "MAIL with RET=FROB",
            "MAIL",
            (LISTEN, EHLO, f"{MAIL} RET=FROB"),
            ("501",),
            "RFC 3461, section 5.1",
            keyword="DSN",
        ),
        Situation(
            "mail-utf8",
            "MAIL with an address in UTF-8 and SMTPUTF8",
            "MAIL",
            (LISTEN, EHLO, "MAIL FROM:<jörg@example.net> SMTPUTF8"),
        ),
        Situation(
            "mail-utf8-silent",
            "MAIL with an address in UTF-8 and no SMTPUTF8",
            "MAIL",
            (LISTEN, EHLO, "MAIL FROM:<jörg@example.net>"),
        ),
        Situation("mail-auth", "MAIL with AUTH=<>", "MAIL", (LISTEN, EHLO, f"{MAIL} AUTH=<>")),
    ),
    "The recipients": (
        Situation("rcpt", "RCPT with a known recipient", "RCPT", READY),
        Situation(
            "rcpt-unknown",
            "RCPT with an unknown recipient",
            "RCPT",
            (LISTEN, EHLO, MAIL, UNKNOWN),
            ("550",),
            "RFC 5321, section 3.3",
        ),
        Situation(
            "rcpt-foreign",
            "RCPT with a recipient elsewhere",
            "RCPT",
            (LISTEN, EHLO, MAIL, "RCPT TO:<somebody@example.com>"),
            ("550",),
            "RFC 5321, section 3.6.2",
        ),
        Situation(
            "rcpt-postmaster",
            "RCPT with Postmaster and no domain",
            "RCPT",
            (LISTEN, EHLO, MAIL, "RCPT TO:<Postmaster>"),
            ("250",),
            "RFC 5321, section 4.5.1",
        ),
        Situation("rcpt-bare", "RCPT without an argument", "RCPT", (LISTEN, EHLO, MAIL, "RCPT")),
        Situation(
            "rcpt-syntax",
            "RCPT with two at signs in the address",
            "RCPT",
            (LISTEN, EHLO, MAIL, f"RCPT TO:<a@b@{DOMAIN}>"),
        ),
        Situation("rcpt-null", "RCPT with an empty address", "RCPT", (LISTEN, EHLO, MAIL, "RCPT TO:<>")),
        Situation(
            "rcpt-route",
            "RCPT with a source route",
            "RCPT",
            (LISTEN, EHLO, MAIL, f"RCPT TO:<@relay.example.net:{USER}@{DOMAIN}>"),
        ),
        Situation(
            "rcpt-percent",
            "RCPT with a percent sign for a foreign domain",
            "RCPT",
            (LISTEN, EHLO, MAIL, f"RCPT TO:<somebody%example.com@{DOMAIN}>"),
        ),
        Situation(
            "rcpt-quoted", "RCPT with a quoted local part", "RCPT", (LISTEN, EHLO, MAIL, f'RCPT TO:<"{USER}"@{DOMAIN}>')
        ),
        Situation(
            "rcpt-literal",
            "RCPT with an address literal",
            "RCPT",
            (LISTEN, EHLO, MAIL, f"RCPT TO:<{USER}@[127.0.0.1]>"),
        ),
        Situation(
            "rcpt-parameter",
            "RCPT with an unknown parameter",
            "RCPT",
            (LISTEN, EHLO, MAIL, f"{RCPT} FROB=1"),
            ("555",),
            "RFC 5321, section 4.1.1.11",
        ),
        Situation(
            "rcpt-notify",
            "RCPT with NOTIFY=NEVER,FAILURE",
            "RCPT",
            (LISTEN, EHLO, MAIL, f"{RCPT} NOTIFY=NEVER,FAILURE"),
            ("501",),
            "RFC 3461, section 5.1",
            keyword="DSN",
        ),
        Situation("rcpt-many", "RCPT 120 times", "RCPT", (LISTEN, EHLO, MAIL, (RCPT, 120))),
    ),
    "The message": (
        Situation("data", "DATA", "DATA", (*READY, DATA)),
        Situation(
            "data-argument", "DATA with an argument", "DATA", (*READY, "DATA now"), ("501",), "RFC 5321, section 4.3.2"
        ),
        Situation("message", "a message", "end of data", (*READY, DATA, MESSAGE + END)),
        Situation(
            "message-large",
            "a message above the limit of size",
            "end of data",
            (*READY, DATA, MESSAGE + (b"x" * 70 + b"\r\n") * (2 * SIZE // 72) + END),
            ("552",),
            "RFC 1870, section 6.3",
            keyword="SIZE",
        ),
        Situation(
            "message-long-line",
            "a message with a line of 3,000 characters",
            "end of data",
            (*READY, DATA, MESSAGE + b"x" * 3000 + b"\r\n" + END),
        ),
        Situation(
            "message-bare-lf",
            "a message whose lines end with LF alone",
            "end of data",
            (*READY, DATA, MESSAGE.replace(b"\r\n", b"\n") + b"\r\n" + END),
        ),
        Situation(
            "message-lf-end",
            "a dot between two bare LF, and the right end after it",
            ("end of data", ""),
            (*READY, DATA, MESSAGE + b"\n.\n" + END),
        ),
        Situation(
            "message-no-header", "a message without a header", "end of data", (*READY, DATA, b"One line.\r\n" + END)
        ),
        Situation("bdat", "BDAT LAST", ("BDAT", ""), (*READY, b"BDAT %d LAST\r\n" % len(MESSAGE) + MESSAGE)),
        Situation("bdat-bare", "BDAT without a size", "BDAT", (*READY, "BDAT")),
        Situation(
            "pipelining",
            "MAIL, RCPT, DATA and the message at once",
            ("MAIL", "RCPT", "DATA", "end of data"),
            (LISTEN, EHLO, f"{MAIL}\r\n{RCPT}\r\nDATA\r\n".encode() + MESSAGE + END),
        ),
    ),
    "The other commands": (
        Situation("noop", "NOOP", "NOOP", (LISTEN, EHLO, "NOOP"), ("250",), "RFC 5321, section 4.3.2"),
        Situation(
            "noop-argument",
            "NOOP with an argument",
            "NOOP",
            (LISTEN, EHLO, "NOOP at all"),
            ("250",),
            "RFC 5321, section 4.1.1.9",
        ),
        Situation("rset", "RSET", "RSET", (LISTEN, EHLO, MAIL, "RSET"), ("250",), "RFC 5321, section 4.1.1.5"),
        Situation(
            "rset-argument",
            "RSET with an argument",
            "RSET",
            (LISTEN, EHLO, "RSET all"),
            ("501",),
            "RFC 5321, section 4.3.2",
        ),
        Situation(
            "vrfy",
            "VRFY with a known user",
            "VRFY",
            (LISTEN, EHLO, f"VRFY {USER}@{DOMAIN}"),
            ("250", "251", "252", "502"),
            "RFC 5321, section 3.5.3",
        ),
        Situation(
            "vrfy-unknown",
            "VRFY with an unknown user",
            "VRFY",
            (LISTEN, EHLO, f"VRFY unknown@{DOMAIN}"),
            ("252", "502", "550", "551", "553"),
            "RFC 5321, section 3.5.3",
        ),
        Situation("vrfy-bare", "VRFY without an argument", "VRFY", (LISTEN, EHLO, "VRFY")),
        Situation("expn", "EXPN", "EXPN", (LISTEN, EHLO, "EXPN staff")),
        Situation("help", "HELP", "HELP", (LISTEN, EHLO, "HELP")),
        Situation("help-topic", "HELP with a topic", "HELP", (LISTEN, EHLO, "HELP MAIL")),
        Situation("turn", "TURN", "TURN", (LISTEN, EHLO, "TURN"), ("500", "502"), "RFC 5321, section 4.2.4"),
        Situation("etrn", "ETRN", "ETRN", (LISTEN, EHLO, f"ETRN {DOMAIN}")),
        Situation("send", "SEND", "SEND", (LISTEN, EHLO, "SEND FROM:<sender@example.net>")),
        Situation("saml", "SAML", "SAML", (LISTEN, EHLO, "SAML FROM:<sender@example.net>")),
        Situation("atrn", "ATRN on another port than 366", "ATRN", (LISTEN, EHLO, "ATRN")),
        Situation("burl", "BURL", "BURL", (*READY, "BURL imap://imap.example.net/x LAST")),
        Situation("quit", "QUIT", "QUIT", (LISTEN, EHLO, "QUIT"), ("221",), "RFC 5321, section 4.1.1.10"),
        Situation(
            "quit-argument",
            "QUIT with an argument",
            "QUIT",
            (LISTEN, EHLO, "QUIT now"),
            ("501",),
            "RFC 5321, section 4.3.2",
        ),
    ),
    "TLS": (
        Situation(
            "starttls",
            "STARTTLS",
            "STARTTLS",
            (LISTEN, EHLO, "STARTTLS"),
            ("220", "454"),
            "RFC 3207, section 4",
            keyword="STARTTLS",
        ),
        Situation(
            "starttls-argument",
            "STARTTLS with an argument",
            "STARTTLS",
            (LISTEN, EHLO, "STARTTLS now"),
            ("501",),
            "RFC 3207, section 4",
            keyword="STARTTLS",
        ),
        Situation("starttls-again", "STARTTLS under TLS", "STARTTLS", (*SECURE, "STARTTLS")),
        Situation(
            "starttls-injected",
            "STARTTLS and NOOP at once",
            ("STARTTLS", "NOOP"),
            (LISTEN, EHLO, b"STARTTLS\r\nNOOP\r\n"),
        ),
        Situation("starttls-garbage", "NOOP in clear after STARTTLS", "NOOP", (LISTEN, EHLO, "STARTTLS", "NOOP")),
        Situation("tls-forgets", "MAIL under TLS before EHLO", "MAIL", (LISTEN, EHLO, "STARTTLS", TLS, MAIL)),
    ),
    "Logging in": (
        Situation("auth-front", "AUTH at the front door", "AUTH", (LISTEN, EHLO, LOGIN)),
        Situation("submit-clear", "MAIL before STARTTLS", "MAIL", (LISTEN, EHLO, MAIL), door="submission"),
        Situation(
            "submit-silent",
            "MAIL and RCPT before AUTH",
            "RCPT",
            (*SECURE, MAIL, "RCPT TO:<somebody@example.com>"),
            door="submission",
        ),
        Situation("auth-clear", "AUTH before STARTTLS", "AUTH", (LISTEN, EHLO, LOGIN), door="submission"),
        Situation("auth", "AUTH PLAIN", "AUTH", (*SECURE, LOGIN), ("235",), "RFC 4954, section 4", door="submission"),
        Situation(
            "auth-wrong",
            "AUTH PLAIN with a wrong password",
            "AUTH",
            (*SECURE, f"AUTH PLAIN {plain(USER, 'wrong')}"),
            ("535",),
            "RFC 4954, section 6",
            door="submission",
        ),
        Situation(
            "auth-nobody",
            "AUTH PLAIN with an unknown user",
            "AUTH",
            (*SECURE, f"AUTH PLAIN {plain('unknown', 'wrong')}"),
            ("535",),
            "RFC 4954, section 6",
            door="submission",
        ),
        Situation(
            "auth-mechanism",
            "AUTH with an unknown mechanism",
            "AUTH",
            (*SECURE, "AUTH FROB"),
            ("504",),
            "RFC 4954, section 4",
            door="submission",
        ),
        Situation("auth-bare", "AUTH without an argument", "AUTH", (*SECURE, "AUTH"), door="submission"),
        Situation(
            "auth-base64",
            "AUTH PLAIN with what is no base64",
            "AUTH",
            (*SECURE, "AUTH PLAIN !!!"),
            ("501",),
            "RFC 4954, section 4",
            door="submission",
        ),
        Situation(
            "auth-parts", "AUTH PLAIN with one part alone", "AUTH", (*SECURE, "AUTH PLAIN Zm9v"), door="submission"
        ),
        Situation(
            "auth-cancelled",
            "AUTH PLAIN, and then a star",
            "AUTH",
            (*SECURE, "AUTH PLAIN", "*"),
            ("501",),
            "RFC 4954, section 4",
            door="submission",
        ),
        Situation(
            "auth-challenge",
            "AUTH PLAIN without a response",
            "AUTH",
            (*SECURE, "AUTH PLAIN"),
            ("334",),
            "RFC 4954, section 4",
            door="submission",
        ),
        Situation(
            "auth-login",
            "AUTH LOGIN with a wrong password",
            "AUTH",
            (*SECURE, "AUTH LOGIN", b64encode(USER.encode()).decode(), "d3Jvbmc="),
            ("504", "535"),
            "RFC 4954, section 6",
            door="submission",
        ),
        Situation(
            "auth-again",
            "AUTH after AUTH",
            "AUTH",
            (*SECURE, LOGIN, LOGIN),
            ("503",),
            "RFC 4954, section 4",
            door="submission",
        ),
        Situation(
            "auth-in-mail",
            "AUTH after MAIL",
            "AUTH",
            (*SECURE, MAIL, LOGIN),
            ("503",),
            "RFC 4954, section 4",
            door="submission",
        ),
        Situation(
            "auth-guessing",
            "AUTH PLAIN with a wrong password, up to 12 times",
            "AUTH",
            (*SECURE, (f"AUTH PLAIN {plain(USER, 'wrong')}", 12)),
            door="submission",
        ),
        Situation(
            "submit",
            "RCPT with a recipient elsewhere after AUTH",
            "RCPT",
            (*SECURE, LOGIN, MAIL, "RCPT TO:<somebody@example.com>"),
            door="submission",
        ),
        Situation(
            "submit-mail-parameter",
            "MAIL with AUTH=<> after AUTH",
            "MAIL",
            (*SECURE, LOGIN, f"{MAIL} AUTH=<>"),
            ("250",),
            "RFC 4954, section 5",
            door="submission",
        ),
    ),
}  # fmt: skip -- one situation a line reads as a table
"""The situations in groups, by the heading of the group."""

SITUATIONS: Final = tuple(each for group in GROUPS.values() for each in group)
