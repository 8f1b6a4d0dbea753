"""A session as the two sides have held it: commands, the replies to them, and what is part of a message or a login.

A server answers commands in the order in which they come (RFC 2920, section 3.2), and each gets one reply (RFC 5321,
section 4.2), so that the replies tell which command each answers. `AUTH` goes on until it gets another code than 334,
and `DATA` is answered a second time after the message.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

from knowledge.smtp.explain.sessions.transcript import verb_of
from knowledge.smtp.model.record import Record, replaced

if TYPE_CHECKING:
    from knowledge.smtp.explain.sessions.transcript import Spoken

Role = Literal["command", "reply", "response", "content", "note"]
"""What a line is: a `response` is a part of a login, `content` a part of a message."""

CONNECTION: Final = "connection"
END_OF_DATA: Final = "end of data"
HELLOS: Final = ("EHLO", "HELO", "LHLO")

_REPLY: Final = re.compile(
    r"(?P<code>[0-9]{3})(?:(?P<more>-)|[ \t]|$)[ \t]*(?:(?P<enhanced>[245]\.[0-9]{1,3}\.[0-9]{1,3})(?=\s|$))?"
)
_ACTION: Final = re.compile(r"\s*(?:<[^<>@]*>|\(.*\)|\[.*\]|\.\.\..*)\s*\Z", re.DOTALL)
"""What an author says that one side does: ``<opens a connection>``, ``(waits)``, ``...``."""
_CONNECTED: Final = re.compile(r"\W*(?:Trying |Connected to|CONNECTED\(|connect: \()")
_SIZE: Final = re.compile(r"BDAT\s+([0-9]{1,12})(?![0-9])", re.IGNORECASE)
_AFTER_CHUNK: Final = re.compile(r"(?:BDAT\s+[0-9]+(?:\s+LAST)?|QUIT|RSET|NOOP)\s*\Z", re.IGNORECASE)


class Command(Record):
    """A command, or one of the two moments that are answered without one."""

    number: int
    verb: str
    """In capitals; empty for a verb that SMTP does not know."""
    argument: str = ""
    behind: tuple[str, str] | None = None
    """The verb and the argument of the command before it, where that has no reply yet when this one is sent."""
    secure: bool = False
    """Whether the transcript says that it goes over TLS."""


class ReplyLine(Record):
    """A line of a reply."""

    number: int
    code: str
    enhanced: str
    text: str
    """What follows the numbers."""


class Reply(Record):
    """A whole reply."""

    lines: tuple[ReplyLine, ...]
    command: Command | None
    """What it answers; None where the transcript does not show it."""

    @property
    def code(self) -> str:
        """The code of its first line."""
        return self.lines[0].code


class Opened(Record):
    """A new connection."""

    number: int


class Remark(Record):
    """What the transcript says about the session."""

    number: int
    text: str


Event = Command | Reply | Opened | Remark


class Dialogue:
    """Follows a transcript line by line.

    :param lines: the whole transcript, because its first lines tell whether it begins with a greeting.
    """

    def __init__(self, lines: list[Spoken]) -> None:
        self.events: list[Event] = []
        """What has happened so far."""
        self._waiting: list[Command] = []
        self._reply: list[ReplyLine] = []
        self._message: int | None = None
        """How many octets of a message are to come; -1 where a dot ends it."""
        self._responds = False
        self._gives_secret = False
        """Whether the last line of the client is part of a login, which a wrapped line then goes on with."""
        self._has_reply = False
        self._is_swapped = False
        self._answers_each = False
        """Whether each recipient has a reply of its own after the message (RFC 2033, section 4.2)."""
        self._accepted = 0
        self._greets = _begins_with_greeting(lines)

    def feed(self, line: Spoken) -> Role:
        """Take the next line, and return what it is."""
        if self._is_content(line):
            return self._content(line)
        if line.continued:
            return "response" if line.side == "client" and self._gives_secret else "note"
        if line.side == "note" and self._responds and not line.marked and line.text.strip():
            return self._client(line)
        if line.side == "note" or (_ACTION.match(line.text) and not self._responds):
            return self._note(line)
        is_client = (line.side == "client") != self._is_swapped
        return self._client(line) if is_client else self._server(line)

    def end(self) -> None:
        """Take the end of the transcript."""
        self._complete()

    # Messages

    def _is_content(self, line: Spoken) -> bool:
        """Tell whether a line is a part of a message; the server speaks again where the transcript leaves it out."""
        if self._message is None or (line.side == "note" and line.marked):
            return False
        if self._message >= 0:
            is_over = line.side == "server" or _AFTER_CHUNK.match(line.text) is not None
        else:
            is_over = line.side == "server" and line.marked and not line.continued
            if is_over:
                self._send(Command(line.number, END_OF_DATA))
        if is_over:
            self._message = None
        return not is_over

    def _content(self, line: Spoken) -> Role:
        octets = -1 if self._message is None else self._message
        if octets < 0:
            if line.text.rstrip() != ".":
                return "content"
            self._message = None
            self._send(Command(line.number, END_OF_DATA))
            return "command"
        octets -= len(line.text.encode(errors="replace")) + len("\r\n")
        self._message = octets if octets > 0 else None
        return "content"

    # The client

    def _client(self, line: Spoken) -> Role:
        self._complete()
        self._gives_secret = False
        verb = verb_of(line.text)
        if self._responds or (not verb and self._waits_for("AUTH")):
            self._responds = False
            self._gives_secret = True
            return "response"
        if not verb and self._waits_for("DATA"):
            self._message = -1
            return self._content(line)
        self._gives_secret = verb == "AUTH"
        argument = line.text[len(verb) :].strip()
        self._send(Command(line.number, verb, argument, secure=line.secure))
        if verb == "BDAT" and (size := _SIZE.match(line.text)) and int(size[1]):
            self._message = int(size[1])
        return "command"

    def _waits_for(self, verb: str) -> bool:
        return bool(self._waiting) and self._waiting[-1].verb == verb

    def _send(self, command: Command) -> None:
        behind = (self._waiting[-1].verb, self._waiting[-1].argument) if self._waiting else None
        sent = replaced(command, behind=behind)
        self.events.append(sent)
        self._waiting.append(sent)

    # The server

    def _server(self, line: Spoken) -> Role:
        found = _REPLY.match(line.text)
        if found is None:
            return "note"
        enhanced = found["enhanced"] or ""
        self._reply.append(ReplyLine(line.number, found["code"], enhanced, line.text[found.end() :].strip()))
        if not found["more"]:
            self._complete()
        return "reply"

    def _complete(self) -> None:
        """Take the lines of a reply as a whole one, and do what it leads to."""
        if not self._reply:
            return
        lines, self._reply = tuple(self._reply), []
        command = self._answered(lines[0])
        self.events.append(Reply(lines, command))
        self._lead_on(lines[0].code, command)

    def _answered(self, first: ReplyLine) -> Command | None:
        """Return what a reply answers, which then waits no longer, unless a login goes on."""
        is_first, self._has_reply = not self._has_reply, True
        if self._waiting and is_first and first.code == "220" and self._waiting[0].verb in HELLOS:
            self.events.append(Opened(first.number))  # the client has not waited for the greeting
            return Command(first.number, CONNECTION)
        if not self._waiting and (self._greets or first.code == "220"):
            if not self._greets:
                self._open(first.number)
            self._greets = False
            return Command(first.number, CONNECTION)
        if not self._waiting:
            return None
        command = self._waiting[0]
        goes_on = command.verb == "AUTH" and first.code == "334"
        if command.verb == END_OF_DATA and self._answers_each and self._accepted > 1:
            self._accepted -= 1
            goes_on = True
        if not goes_on:
            del self._waiting[0]
        return command

    def _lead_on(self, code: str, command: Command | None) -> None:
        if code == "334":
            self._responds = True
        elif command is None:
            return
        elif code == "354" and command.verb == "DATA":
            if not (self._waiting and self._waiting[0].verb == END_OF_DATA):
                self._message = -1
        elif command.verb in HELLOS and code == "250":
            self._answers_each = command.verb == "LHLO"
        elif command.verb == "MAIL":
            self._accepted = 0
        elif command.verb == "RCPT" and code.startswith("2"):
            self._accepted += 1
        elif command.verb in ("ATRN", "TURN") and code == "250":
            self._is_swapped = not self._is_swapped
            self._open(command.number)

    # Around the session

    def _note(self, line: Spoken) -> Role:
        if _CONNECTED.match(line.text):
            self._complete()
            self._open(line.number)
        elif line.text.strip():
            self.events.append(Remark(line.number, line.text))
        return "note"

    def _open(self, number: int) -> None:
        self._waiting.clear()
        self._message = None
        self._responds = False
        self._greets = True
        self.events.append(Opened(number))


def _begins_with_greeting(lines: list[Spoken]) -> bool:
    """Tell whether a transcript begins where the session does: with 220, or with what is said before a hello."""
    said = [line for line in lines if line.side != "note" and not _ACTION.match(line.text)]
    if not said or said[0].side != "server":
        return False
    sent = next((verb_of(line.text) for line in said if line.side == "client"), "")
    return said[0].text.startswith("220") or sent in HELLOS
