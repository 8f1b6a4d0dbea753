"""Lines that people pasted into public trackers, with what their numbers are, what had happened, and who ended it."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple


class Case(NamedTuple):
    """A pasted line; its cause and who acts may each be one of several."""

    line: str
    code: str
    enhanced: str
    causes: frozenset[str]
    actors: frozenset[str]


def _cases() -> tuple[Case, ...]:
    with Path(__file__).with_suffix(".tsv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Case(
                row["line"].replace("\\n", "\n"),
                row["code"],
                row["enhanced"],
                frozenset(row["cause"].split(";")),
                frozenset(row["actor"].split(";")),
            )
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        )


CASES = _cases()
