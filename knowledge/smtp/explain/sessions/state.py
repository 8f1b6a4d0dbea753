"""What holds at a moment of a session: the greeting, TLS, what the server offers, the transaction, the login.

A transcript may begin in the middle of a session. What came before is not known then, and stays so until a command or a
reply settles it; nothing is found wrong on what is not known.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from knowledge.smtp.explain.sessions.dialogue import CONNECTION, END_OF_DATA, HELLOS, Command, Opened, Reply
from knowledge.smtp.explain.sessions.reading import keyword_of

if TYPE_CHECKING:
    from knowledge.smtp.explain.sessions.dialogue import Event

BEGINNINGS: Final = ("MAIL", "SEND", "SOML", "SAML")
"""What begins a transaction (RFC 5321, section 4.1.4)."""
MESSAGES: Final = ("DATA", "BDAT", "BURL")
"""What hands over a message (RFC 5321, section 4.1.1.4; RFC 3030, section 2; RFC 4468, section 3.2)."""
PARTS: Final = ("BDAT", "BURL")
"""Those of them that may come several times for one message, the last of them with ``LAST``."""

_TLS: Final = re.compile(
    r"\b(?:TLS|SSL)\b.{0,40}\b(?:negotiat|handshake|start|beg[iau]n|establish|active)"
    r"|\b(?:negotiat|handshake|start|beg[iau]n|establish|active).{0,40}\b(?:TLS|SSL)\b",
    re.IGNORECASE,
)
_NO_TLS: Final = re.compile(r"\b(?:no|not|fail\w*|error|without|reply:|send:)", re.IGNORECASE)


class State:
    """What holds; None is for what the transcript does not tell."""

    def __init__(self) -> None:
        self.greeted: bool | None = None
        """Whether a hello has been accepted since the connection or TLS began."""
        self.tls: bool | None = None
        self.offered: dict[str, tuple[str, ...]] | None = None
        """The keywords of the last answer to a hello, with their parameters."""
        self.transaction: bool | None = None
        self.has_recipient = False
        self.is_in_parts = False
        """Whether the message of the transaction comes in parts."""
        self.logged_in = False
        self.has_quit = False
        self._begun_by = 0
        """The line with the command that has begun the transaction."""

    def open(self, *, tls: bool) -> None:
        """Begin a session, of which everything is known."""
        self.restart()
        self.tls = tls
        self.has_quit = False

    def restart(self) -> None:
        """Go back to what holds after the greeting (RFC 3207, section 4.2)."""
        self.greeted = self.logged_in = False
        self.offered = {}
        self._end()

    def take(self, event: Event) -> None:
        """Take what has happened."""
        if isinstance(event, Command):
            self._take_command(event)
        elif isinstance(event, Reply):
            self._take_reply(event)
        elif isinstance(event, Opened):
            self.open(tls=False)
        elif _TLS.search(event.text) and not _NO_TLS.search(event.text):
            self.tls = True

    def _end(self) -> None:
        self.transaction = self.has_recipient = self.is_in_parts = False

    def _take_command(self, command: Command) -> None:
        """Take a command as if it succeeded; its reply may tell otherwise."""
        if command.secure:
            self.tls = True
        if command.verb in BEGINNINGS:
            self._end()
            self.transaction, self._begun_by = True, command.number
        elif command.verb == "RCPT":
            self.has_recipient = True
            self.transaction = self.transaction or None
        elif command.verb in PARTS:
            self.is_in_parts = True
            if command.argument.upper().endswith("LAST"):
                self._end()
        elif command.verb in ("RSET", END_OF_DATA):
            self._end()
        elif command.verb == "QUIT":
            self.has_quit = True

    def _take_reply(self, reply: Reply) -> None:
        command = reply.command
        if command is None:
            return
        if command.verb == CONNECTION:
            self.open(tls=bool(self.tls))
        elif reply.code[0] not in "23":
            self._refuse(command)
        elif command.verb in HELLOS:
            self._greet(reply, command)
        elif command.verb == "STARTTLS":
            self.restart()
            self.tls = True
        elif command.verb == "AUTH":
            self.logged_in = reply.code[0] == "2"

    def _refuse(self, command: Command) -> None:
        if command.verb in BEGINNINGS and command.number == self._begun_by:
            self._end()
        elif command.verb in (*MESSAGES, "RSET") and self.transaction is not False:
            self.transaction = None  # what is left of it after a refusal, servers see differently

    def _greet(self, reply: Reply, command: Command) -> None:
        self.greeted = True
        self._end()
        lists = command.verb != "HELO"
        keywords = (keyword_of(f"{line.code} {line.text}") for line in reply.lines[1:] if lists)
        self.offered = dict(filter(None, keywords))
        if "STARTTLS" in self.offered and self.tls is None:
            self.tls = False
