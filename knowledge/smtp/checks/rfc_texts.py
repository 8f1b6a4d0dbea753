"""Sections of RFC texts, for the checks that hold citations against them."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from knowledge.smtp.model.record import Record

if TYPE_CHECKING:
    from pathlib import Path

_PAGE_BREAK = re.compile(r"\n*[^\n]*\[Page +\d+\]\s*\n?\f?\n*(?:RFC[^\n]*\d{4}\n)?\n*")
_CONTENTS = re.compile(r"(?:(?:\. ?){3,} *|\s{3,})\d+\s*$")
_ANY_HEADING = re.compile(r"^( {0,8})(\d+(?:\.\d+)*|(?:Appendix )?[A-Z](?:\.\d+)*(?=\.))\.?:?(?=\s+\S|\s*$)")


class RfcTexts(Record):
    """The folder of RFC texts."""

    folder: Path

    def has(self, document: str) -> bool:
        """Tell whether the text of a document is there."""
        return self._path(document).is_file()

    def section(self, document: str, section: str) -> str | None:
        """Return the folded text of a section with its subsections, or None if the document has no such section."""
        if not section:
            return fold(_text(self._path(document)))
        return _section(self._path(document), section)

    def sections(self, document: str) -> dict[str, str]:
        """Return the folded text of each section with its subsections, by its number as citations write it."""
        own = _own_lines(_text(self._path(document)))
        return {
            section: fold("\n".join(line for each, lines in own.items() if _is_in(each, section) for line in lines))
            for section in own
        }

    def _path(self, document: str) -> Path:
        return self.folder / f"rfc{document.removeprefix('RFC ')}.txt"


@cache
def _text(path: Path) -> str:
    text = path.read_text(encoding="utf-8", errors="replace").replace("\r\n", "\n")
    return _PAGE_BREAK.sub("\n", text)


@cache
def _section(path: Path, section: str) -> str | None:
    lines = _text(path).split("\n")
    starts = [index for index, line in enumerate(lines) if _is_heading(line, section)]
    if not starts:
        return None
    depth = min(_indent(lines[index]) for index in starts)
    start = next(index for index in starts if _indent(lines[index]) == depth)
    end = next((i for i in range(start + 1, len(lines)) if _ends(lines[i], section, depth)), len(lines))
    return fold("\n".join(lines[start:end]))


def _own_lines(text: str) -> dict[str, list[str]]:
    """Return the lines of each section, from its heading to the next one, whichever that is.

    Headings stand out to the left; a number that is set in further is the one of an item in a list.
    """
    lines = text.split("\n")
    headings = {index: found for index, line in enumerate(lines) if (found := _ANY_HEADING.match(line))}
    headings = {index: found for index, found in headings.items() if not _CONTENTS.search(lines[index])}
    depth = min((len(heading[1]) for heading in headings.values()), default=0)
    starts = [index for index, heading in headings.items() if len(heading[1]) == depth]
    ends = [*starts[1:], len(lines)]
    named = ((_cited(headings[start][2]), lines[start:end]) for start, end in zip(starts, ends, strict=True))
    return dict(named)


def _cited(number: str) -> str:
    """Return a number as citations write it: ``Appendix F.1`` for ``F.1``."""
    return f"Appendix {number}" if number[0].isalpha() and not number.startswith("Appendix ") else number


def _is_in(section: str, other: str) -> bool:
    return section == other or section.startswith(f"{other}.")


def _is_heading(line: str, section: str) -> bool:
    number = re.escape(section.removeprefix("Appendix "))
    word = "(?:Appendix |APPENDIX )?" if section.startswith("Appendix ") else ""
    return bool(re.match(rf"^ {{0,8}}{word}{number}\.?:?(?:\s+\S|\s*$)", line)) and not _CONTENTS.search(line)


def _ends(line: str, section: str, depth: int) -> bool:
    """Tell whether a line is the heading of the next section that is no part of this one."""
    found = _ANY_HEADING.match(line)
    if not found or len(found[1]) > depth or _CONTENTS.search(line):
        return False
    number, own = found[2].removeprefix("Appendix "), section.removeprefix("Appendix ")
    return number != own and not number.startswith(f"{own}.")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def fold(text: str) -> str:
    """Fold white space, and join words that a line break has cut at a hyphen."""
    return re.sub(r"(?<=\w-) (?=\w)", "", re.sub(r"\s+", " ", text))
