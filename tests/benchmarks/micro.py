"""Times inside one process: import, loading, and the questions that are asked of a graph."""

from __future__ import annotations

import subprocess
import sys
import timeit
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Final

from knowledge import smtp
from knowledge.smtp.explain.replies.reading import read_reply

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

LINES: Final = Path(__file__).parents[1] / "smtp" / "replies" / "lines.tsv"
"""Replies as they are pasted, one a line."""

IMPORT: Final = """
import gc, time
import sphinx.application, sphinx.builders.html, sphinx.builders.dirhtml, sphinx.transforms.post_transforms
import sphinx.domains.std, docutils.utils.smartquotes
class App:
    def __getattr__(self, name):
        return lambda *args, **named: None
gc.collect()
start = time.perf_counter()
import sphinxext_smtp
sphinxext_smtp.setup(App())
print(time.perf_counter() - start)
"""
"""Imports the extension and all that its setup() imports, on top of Sphinx."""

LOAD: Final = """
import time
from knowledge import smtp
start = time.perf_counter()
smtp.load().code(535).title
print(time.perf_counter() - start)
"""


def fresh(script: str, runs: int) -> float:
    """Return the median of the seconds that a script prints, each time in a fresh process."""
    return median(
        float(subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stdout)
        for _ in range(runs)
    )


def seconds(question: Callable[[], object], number: int = 2000) -> float:
    """Return the median of the seconds that a question takes."""
    return median(timeit.repeat(question, number=number, repeat=7)) / number


def of_a_line(question: Callable[[str], object], lines: Sequence[str]) -> float:
    """Return the median of the seconds that a question takes about one of many lines."""
    times = [min(timeit.repeat(lambda line=line: question(line), number=1, repeat=3)) for line in lines]
    return median(times)


def questions() -> dict[str, float]:
    """Return the seconds of each question, by its name."""
    graph = smtp.load()
    graph.path("PLAIN", 535)
    lines = [line.split("\t")[0] for line in LINES.read_text(encoding="utf-8").splitlines()[1:]]
    graph.explain_all("\n".join(lines))
    return {
        "lookup": seconds(lambda: graph.code(535)),
        "compare": seconds(lambda: graph.compare(450, 550)),
        "path": seconds(lambda: graph.path("PLAIN", 535)),
        "explain: numbers of a line": of_a_line(read_reply, lines),
        "explain: a line with its cause": of_a_line(graph.explain, lines),
    }
