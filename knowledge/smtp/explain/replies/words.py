"""The words of a reply: where they end, and how they read without line breaks, repeated codes and wrapping."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from knowledge.smtp.explain.replies.grouping import Group

LEADING: Final = " \t\n-:;,.'\"`)]>#"
"""What may stand between the numbers of a reply and its words."""
PAIRS: Final = {"'": "'", '"': '"', "(": ")", "[": "]", "{": "}", "<": ">", "`": "'"}


@cache
def _end() -> re.Pattern[str]:
    return re.compile(
        r"\s*\(in reply to |\s*\[(?:RCPT_TO|MAIL_FROM|DATA|CONNECT)\]|\n(?=\S)|\n[ \t]*\n|\n\s+(?:at |File |\.{3} )|"
        r"\s+\{(?:\s+code:)?$|\s*\{\s*code:|\s*\}?;\{(?:MSG|FQDN|IP)=|, nrcpts?=|\x00"
    )


def end_of_words(text: str, start: int, last: int, following: int) -> int:
    """Return where a reply ends.

    :param start: where it begins.
    :param last: where its last number ends.
    :param following: where the next reply begins.
    """
    match = _end().search(text, last, following)
    end = match.start() if match else following
    opening = text[start - 1 : start]
    if opening == "#":
        opening = ""
    if opening in PAIRS and opening:
        end = _closing(text, last, end, opening)
    return last + len(text[last:end].rstrip(" \t\n"))


def _closing(text: str, last: int, end: int, opening: str) -> int:
    """Return where the quote or bracket closes that was opened right before a reply."""
    closing = PAIRS[opening]
    place = text.find(closing, last, end)
    if opening in "'\"`":
        while place >= 0 and text[place + 1 : place + 2].isalnum():
            place = text.find(closing, place + 1, end)
        return place if place >= 0 else end
    depth = 1
    for position in range(last, min(end, last + 2000)):
        if text[position] == opening:
            depth += 1
        elif text[position] == closing:
            depth -= 1
            if not depth:
                return position
    return end


def words_between(text: str, group: Group, end: int) -> str:
    """Return the words of a reply as one line."""
    pieces: list[str] = []
    place = group.start
    for number in group.numbers:
        if number.start >= place:
            pieces.append(text[place : number.start].rstrip("#(["))
            place = number.end
    pieces.append(text[place:end])
    words = " ".join(" ".join([piece.lstrip(LEADING) for piece in pieces]).split())
    return words
