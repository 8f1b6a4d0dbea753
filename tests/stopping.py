"""Stop what changes files at any of its steps, as a kill, a full disk or the keyboard would."""

from __future__ import annotations

import errno
import os
import signal
import sys
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Stop = Literal["kill", "full disk", "interrupt"]

CHANGES = ("os.rename", "os.remove", "os.mkdir", "os.rmdir")
FINISHED, STOPPED = 0, 7


def stopped(step: int, folder: Path, work: Callable[[], object], stop: Stop = "kill") -> bool:
    """Do some work in a process of its own, and stop it before one of its changes in a folder.

    :param step: which change, counted from 0; each file that is opened for writing, moved or removed, and each folder
        that is made or removed is one.
    :returns: whether it came so far; otherwise the work is done.
    """
    process = os.fork()
    if process:
        _, status = os.waitpid(process, 0)
        if os.WIFSIGNALED(status):
            return os.WTERMSIG(status) == signal.SIGKILL
        assert os.WEXITSTATUS(status) in (FINISHED, STOPPED)
        return os.WEXITSTATUS(status) == STOPPED
    try:
        os._exit(_work(step, folder, work, stop))
    finally:
        os._exit(1)


def _work(step: int, folder: Path, work: Callable[[], object], stop: Stop) -> int:
    left, place = step, os.fspath(folder)
    reached = False

    def watch(event: str, given: tuple[Any, ...]) -> None:
        nonlocal left, reached
        if not _is_change(event, given) or not os.fspath(given[0]).startswith(place):
            return
        left -= 1
        if left < 0 and (not reached or stop == "full disk"):
            reached = True
            _stop(stop, event)

    sys.addaudithook(watch)
    try:
        work()
    except (OSError, KeyboardInterrupt):
        return STOPPED
    return STOPPED if reached else FINISHED


def _is_change(event: str, given: tuple[Any, ...]) -> bool:
    if event == "open":
        return isinstance(given[0], str | os.PathLike) and bool(given[2] & (os.O_CREAT | os.O_WRONLY | os.O_RDWR))
    return event in CHANGES


def _stop(stop: Stop, event: str) -> None:
    if stop == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    elif stop == "interrupt":
        raise KeyboardInterrupt
    elif event in ("open", "os.mkdir"):  # a full disk has room to move and to remove
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
