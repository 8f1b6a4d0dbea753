"""Brings one server into every situation."""

from __future__ import annotations

import time
from contextlib import nullcontext
from typing import TYPE_CHECKING

from census.client import Dialogue, Step, crowd, talk
from census.missing import MissingError
from census.situations import SITUATIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from census.server import Protocol
    from census.situation import Situation

BREATH = 0.05
"""Seconds between two connections, in which a server notices that the one before has ended."""


def provoke(ports: Mapping[str, int], protocol: Protocol) -> Iterator[tuple[str, Dialogue]]:
    """Yield what a server says in each situation for which it has the door, by the name of the situation."""
    for situation in SITUATIONS:
        if situation.door in ports:
            yield situation.name, _brought_into(situation, ports[situation.door], protocol)
            time.sleep(BREATH)


def _brought_into(situation: Situation, port: int, protocol: Protocol) -> Dialogue:
    steps = [spoken(step, protocol) for step in situation.steps]
    try:
        with crowd(port, situation.crowd) if situation.crowd else nullcontext():
            return talk(port, steps, situation.quiet)
    except ConnectionError as error:
        raise MissingError(f"it takes no connection for the situation {situation.name} ({error})") from error


def spoken(step: Step, protocol: Protocol) -> Step:
    """Return a step in the words of a protocol: LMTP says LHLO for EHLO (RFC 2033, section 4.1)."""
    if protocol == "SMTP":
        return step
    if isinstance(step, str) and step.startswith("EHLO"):
        return f"LHLO{step[4:]}"
    if isinstance(step, bytes) and step.startswith(b"EHLO"):
        return b"LHLO" + step[4:]
    return step
