"""Where a section of a document went in its successor, found by their texts.

When a new RFC obsoletes one that the facts cite, each citation needs the section of the successor. Most sections keep
their words and change their numbers, so that the words find them:

    python -m knowledge.smtp.checks.successors "RFC 2821" "RFC 5321" --rfcs DIRECTORY
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from knowledge.smtp.checks.rfc_texts import RfcTexts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SHINGLE: Final = 4
"""How many words in a row are compared: enough that two sections share them only where one was made from the other."""
LIKE: Final = 0.2
"""The least share of shingles that makes a section the successor of another one."""

_WORD: Final = re.compile(r"[a-z0-9]+")
_NUMBER: Final = re.compile(r"(?:appendix )?[a-z0-9]+(?:\.\d+)*[.:]? ")
"""The number in front of a heading, which is what changes."""


def placed(old: Mapping[str, str], new: Mapping[str, str]) -> dict[str, str]:
    """Return the section of the new document for each section of the old one; what has no like is left out.

    >>> placed({"3": "3. One of the rules"}, {"4": "4. One of the rules", "5": "5. Nothing of this is alike"})
    {'3': '4'}

    :param old: the texts of the sections of the old document by their numbers.
    :param new: the same of the new document.
    """
    candidates = {section: _shingles(text) for section, text in new.items()}
    found = {}
    for section, text in old.items():
        words = _shingles(text)
        best = max(candidates, key=lambda each: _likeness(words, candidates[each]), default="")
        if best and _likeness(words, candidates[best]) >= LIKE:
            found[section] = best
    return found


def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    """Return the runs of words of a section; the whole of it where it is shorter than one."""
    words = _WORD.findall(_NUMBER.sub("", text.casefold().lstrip(), count=1))
    size = min(SHINGLE, len(words))
    return (
        frozenset(tuple(words[start : start + size]) for start in range(len(words) - size + 1)) if size else frozenset()
    )


def _likeness(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> float:
    """Return the share of the shingles of both that both have, from 0 to 1."""
    both = len(one & other)
    return both / (len(one) + len(other) - both) if both else 0.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a table of sections: the old number, and the new one or nothing."""
    parser = argparse.ArgumentParser(prog="successors", description=__doc__, allow_abbrev=False)
    parser.add_argument("old", help="the name of a document, such as 'RFC 2821'")
    parser.add_argument("new", help="the name of its successor")
    parser.add_argument("--rfcs", type=Path, required=True, help="a folder with the texts of both")
    options = parser.parse_args(arguments)
    texts = RfcTexts(options.rfcs)
    for name in (options.old, options.new):
        if not texts.has(name):
            parser.error(f"{options.rfcs} holds no text of {name}")
    old = texts.sections(options.old)
    found = placed(old, texts.sections(options.new))
    for section in old:
        print(f"{section}\t{found.get(section, '')}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
