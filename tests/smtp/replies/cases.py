"""Lines of real mail systems, with what their numbers are, what had happened, and whose move it is."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Final, NamedTuple

ESCAPES: Final = {"\\": "\\", "n": "\n", "r": "\r", "t": "\t"}


class Case(NamedTuple):
    """A line; its cause and who acts may each be one of several, and an empty cause says that the line tells none."""

    line: str
    code: str
    enhanced: str
    causes: frozenset[str]
    actors: frozenset[str]


def _cases(name: str) -> tuple[Case, ...]:
    with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as file:
        return tuple(
            Case(
                re.sub(r"\\(\\|n|r|t)", lambda match: ESCAPES[match[1]], row["line"]),
                row["code"],
                row["enhanced"],
                frozenset(row["cause"].split(";")),
                frozenset(row["actor"].split(";")),
            )
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        )


CASES: Final = _cases("cases.tsv")
"""What people pasted into public trackers; the cause is what ended the failure."""
MET: Final = _cases("met.tsv")
"""What stood in logs, exceptions and threads, and in the rules of bounce handlers, judged before it was explained."""
