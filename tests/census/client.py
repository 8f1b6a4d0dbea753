"""A client that sends what it is told, right or wrong, and keeps every byte that comes back."""

from __future__ import annotations

import contextlib
import enum
import re
import socket
import ssl
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

HOST: Final = "127.0.0.1"
CLIENT: Final = "127.0.0.2"
"""Another address of loopback than the one of the servers, because some trust a client at their own address."""
PATIENCE: Final = 8.0
"""Seconds within which a reply must begin; the servers are told to give up on a silent client sooner."""
QUIET: Final = 0.4
"""Seconds of silence after which a reply is taken as whole where more than one may come."""

LAST_LINE: Final = re.compile(rb"(?:^|\n)\d{3}(?: [^\n]*)?\r?\n\Z")


class Move(enum.Enum):
    """What a client does beside sending."""

    LISTEN = "listens"
    HANDSHAKE = "TLS handshake"


Step = str | bytes | Move | tuple["Step", int]
"""A line, which gets its CRLF; bytes, which are sent as they are; a move; or a step that is taken so many times."""


@dataclass(frozen=True)
class Exchange:
    """What was sent, and what came back."""

    sent: str
    got: str
    times: int = 1
    """How often in a row the same was sent and the same came back."""


@dataclass(frozen=True)
class Dialogue:
    """One connection from its first byte to its last."""

    exchanges: tuple[Exchange, ...]
    closed: bool
    """Whether the server closed the connection."""


class Client:
    """One connection."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection((HOST, port), PATIENCE, (CLIENT, 0))
        self.open = True

    def close(self) -> None:
        self._socket.close()

    def send(self, data: bytes) -> None:
        try:
            self._socket.sendall(data)
        except OSError:
            self.open = False

    def reply(self) -> bytes:
        """Return one reply, or what came of it before the server closed or patience ended."""
        return self._read(PATIENCE, whole=True)

    def rest(self, quiet: float) -> bytes:
        """Return what else comes before so many seconds of silence."""
        return self._read(quiet, whole=False)

    def handshake(self) -> bool:
        """Start TLS without looking at the certificate; tell whether it worked."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        try:
            self._socket = context.wrap_socket(self._socket)
        except OSError:
            self.open = False
        return self.open

    def _read(self, patience: float, *, whole: bool) -> bytes:
        found = b""
        end = time.monotonic() + patience
        while self.open and not (whole and LAST_LINE.search(found)):
            self._socket.settimeout(max(end - time.monotonic(), 0.001))
            try:
                data = self._socket.recv(65536)
            except TimeoutError:
                break
            except OSError:
                data = b""
            found += data
            self.open = bool(data)
        return found


def talk(port: int, steps: Iterable[Step], quiet: float = QUIET) -> Dialogue:
    """Take the steps on one connection; the last of them may get more than one reply.

    :param quiet: seconds of silence after which nothing more is expected.
    """
    client = Client(port)
    try:
        exchanges = list(_exchanges(client, list(_each(steps)), quiet))
        return Dialogue(tuple(_folded(exchanges)), not client.open)
    finally:
        client.close()


def _each(steps: Iterable[Step]) -> Iterator[str | bytes | Move]:
    for step in steps:
        if isinstance(step, tuple):
            yield from _each([step[0]] * step[1])
        else:
            yield step


def _exchanges(client: Client, steps: list[str | bytes | Move], quiet: float) -> Iterator[Exchange]:
    got = sent = b""
    for number, step in enumerate(steps, 1):
        if not _may_follow(step, got, sent):
            return
        if not client.open:
            return
        last = number == len(steps)
        if step is Move.HANDSHAKE:
            yield Exchange(step.value, "" if client.handshake() else "failed")
            continue
        sent = b"" if isinstance(step, Move) else step if isinstance(step, bytes) else step.encode() + b"\r\n"
        client.send(sent)
        got = client.reply() + (client.rest(quiet) if last else b"")
        yield Exchange(shown(sent), shown(got))


def _may_follow(step: str | bytes | Move, got: bytes, sent: bytes) -> bool:
    """Tell whether a step makes sense after what came back: no handshake and no message where the server refused it."""
    if step is Move.HANDSHAKE:
        return got.startswith(b"220")
    waits = sent in {b"DATA\r\n", b"AUTH PLAIN\r\n", b"AUTH LOGIN\r\n"}
    return got.startswith(b"3") if waits else True


def _folded(exchanges: Iterable[Exchange]) -> Iterator[Exchange]:
    held: Exchange | None = None
    for each in exchanges:
        if held and (each.sent, each.got) == (held.sent, held.got):
            held = Exchange(held.sent, held.got, held.times + 1)
            continue
        if held:
            yield held
        held = each
    if held:
        yield held


def shown(data: bytes) -> str:
    """Return bytes as text; what is no UTF-8 is kept as an escape."""
    return data.decode("utf-8", "backslashreplace")


@contextlib.contextmanager
def crowd(port: int, size: int) -> Iterator[None]:
    """Hold connections open, each of them greeted."""
    clients = []
    try:
        for _ in range(size):
            clients.append(Client(port))
            if not clients[-1].reply():
                break
        yield
    finally:
        for client in clients:
            client.close()
