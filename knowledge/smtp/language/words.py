"""The words of a text, in any script, as an index of them needs them."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_UNSPACED: Final = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
"""Thai, Lao, Burmese, Khmer, kana and Han: scripts that set no space between words."""
_WORD: Final = re.compile(rf"[{_UNSPACED}]+|[^\W_{_UNSPACED}]+(?:[.-][^\W_{_UNSPACED}]+)*")
_RUN: Final = re.compile(rf"[{_UNSPACED}]+")
_STRAIGHT: Final = str.maketrans("\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}\N{EN DASH}", "''-")


def words(text: str) -> list[str]:
    """Return the words of a text: lower case, plural endings taken off; of a run without spaces each two letters.

    >>> words("App passwords: 5.7.8"), words("認証失敗")
    (['app', 'password', '5.7.8'], ['認', '認証', '証', '証失', '失', '失敗', '敗'])
    """
    return [word for run in _WORD.findall(even(text)) for word in _words_in(run)]


def even(text: str) -> str:
    """Return a text in the form in which it is compared: compatible letters, lower case, straight quotes, one space.

    >>> even("Couldn\N{RIGHT SINGLE QUOTATION MARK}t  DELIVER")
    "couldn't deliver"
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text.translate(_STRAIGHT))
    return " ".join(text.casefold().split())


def _words_in(run: str) -> Iterator[str]:
    if not _RUN.fullmatch(run):
        yield run[:-1] if len(run) > 3 and run.endswith("s") else run
        return
    for index, letter in enumerate(run):
        yield letter
        if pair := run[index : index + 2][1:]:
            yield letter + pair
