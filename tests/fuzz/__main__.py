"""Tries one target with inputs that reach new code: ``python -m fuzz explain -max_total_time=600``, in tests/.

It begins with the lines and mails of the tests, and stops at the first input that breaks a rule, which it writes down.
"""

from __future__ import annotations

import csv
import sys
import tempfile
from pathlib import Path
from typing import Final

TESTS: Final = Path(__file__).parents[1]
ROOMS: Final = ["knowledge.smtp.explain.replies", "knowledge.smtp.explain.sessions"]


def main(arguments: list[str]) -> int:
    """Run a target until its time is over; 0 also where atheris is not installed."""
    try:
        import atheris
    except ImportError:
        print("skipped: atheris is not installed (python -m pip install atheris; it has wheels for Linux)")
        return 0
    target, *options = arguments
    with atheris.instrument_imports(include=ROOMS):
        from fuzz.targets import TARGETS

        for try_out in TARGETS.values():
            try_out(b"550 5.1.1 User unknown")  # imports what is loaded on demand
    seeds = Path(tempfile.mkdtemp(prefix="fuzz-"))
    for number, seed in enumerate(seeds_of(target)):
        (seeds / f"{number:04}").write_bytes(seed)
    atheris.Setup([sys.argv[0], *options, str(seeds)], TARGETS[target])
    atheris.Fuzz()
    return 0


def seeds_of(target: str) -> list[bytes]:
    """Return what a target begins with."""
    replies = TESTS / "smtp/replies"
    if target == "message":
        from smtp.replies.mails import CASES

        return [mail for mail, _ in CASES.values()]
    if target == "lint":
        return [(TESTS / "smtp/sessions/correct.txt").read_bytes()]
    with (replies / "lines.tsv").open(encoding="utf-8", newline="") as file:
        return [row["line"].encode() for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
