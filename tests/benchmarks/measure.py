"""Whole processes, measured from outside; pairs are run in turn, so that a machine that slows down slows both."""

from __future__ import annotations

import os
import pstats
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path


@dataclass(frozen=True)
class Run:
    """One run of a process: its times in seconds, and the most memory that it had, in MiB."""

    wall: float
    cpu: float
    memory: float


def run(command: Sequence[str]) -> Run:
    """Run a command to its end.

    :raises RuntimeError: if it fails, with what it said.
    """
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert process.stderr is not None
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} failed: {said.decode()}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def build(source: Path, out: Path, builder: str = "html") -> Run:
    """Build a project in a process of its own."""
    return run([sys.executable, "-m", "sphinx", "-q", "-b", builder, str(source), str(out)])


def clean_build(source: Path, out: Path) -> Run:
    """Build a project from nothing."""
    shutil.rmtree(out, ignore_errors=True)
    return build(source, out)


def calls(source: Path, out: Path) -> int:
    """Build a project from nothing; return how many functions are called for it."""
    shutil.rmtree(out, ignore_errors=True)
    profile = out.with_suffix(".profile")
    profile.parent.mkdir(parents=True, exist_ok=True)
    run([sys.executable, "-m", "cProfile", "-o", str(profile), "-m", "sphinx", "-q", str(source), str(out)])
    return pstats.Stats(str(profile)).total_calls  # type: ignore[attr-defined,no-any-return]  # typeshed lacks it


def in_turn(rounds: int, *measured: Callable[[], Run]) -> list[list[Run]]:
    """Run each in turn, several times; return the runs of each."""
    runs: list[list[Run]] = [[] for _ in measured]
    for _ in range(rounds):
        for index, each in enumerate(measured):
            runs[index].append(each())
    return runs


def middle(runs: Sequence[Run]) -> Run:
    """Return the median of each figure."""
    return Run(*(median(getattr(each, name) for each in runs) for name in ("wall", "cpu", "memory")))


def ratio(first: Sequence[Run], second: Sequence[Run], less: float = 0.0) -> float:
    """Return the median of the ratios of the processor times, pair by pair.

    :param less: seconds to leave out of each, for what both do before their first page.
    """
    return median((a.cpu - less) / (b.cpu - less) for a, b in zip(first, second, strict=True))
