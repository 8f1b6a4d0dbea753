"""What a situation is, and the words that the client says in many of them.

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
