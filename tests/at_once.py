"""Threads that ask all at once."""

from __future__ import annotations

from threading import Barrier, Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

THREADS = 64


def ask_at_once(ask: Callable[[], object]) -> list[object]:
    """Return what `THREADS` threads get that ask at the same moment."""
    found: list[object] = []
    start = Barrier(THREADS)

    def run() -> None:
        start.wait()
        found.append(ask())

    threads = [Thread(target=run) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found
