"""Text in the columns of a terminal: how wide it is, and where its lines may break.

A letter of Chinese, Japanese or Korean takes two columns, a combining mark none (Unicode Standard Annex #11). Where no
space parts the words, a line breaks between two letters, but no line begins with a closing mark or ends with an
opening one (Unicode Standard Annex #14).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_SPACES: Final = re.compile(r"[\t\n\v\f\r ]+")
"""What parts words; a space that does not break is none of it."""
_UNSPACED: Final = re.compile(
    "[\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff60\U00020000-\U0003ffff]"
)
"""Letters and marks of the scripts that put no space between words."""
_NEVER_FIRST: Final = frozenset(
    "、。，．・：；？！）］｝」』】〉》〕〗〙〛｠゛゜ー々〻ゝゞヽヾぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ％…‥〜"
    "),.:;?!]}%’”»"
)
_NEVER_LAST: Final = frozenset("「『（［｛【〈《〔〖〘〚｟([{‘“«")


def width(text: str) -> int:
    """Return how many columns a text takes.

    >>> width("535"), width("認証の失敗")
    (3, 10)
    """
    return len(text) if text.isascii() else sum(map(_columns, text))


@lru_cache(maxsize=4096)
def _columns(letter: str) -> int:
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def wrapped(text: str, columns: int, first: str = "", rest: str = "") -> list[str]:
    """Return a text as lines that are no wider than some columns.

    >>> wrapped("ログインできません。もう一度。", 18)
    ['ログインできませ', 'ん。もう一度。']

    :param first: what stands before the first line.
    :param rest: what stands before the other lines.
    """
    lines: list[str] = []
    line, empty = first, True
    for gap, piece in _pieces(text, columns - max(width(first), width(rest))):
        joined = piece if empty else f"{gap}{piece}"
        if not empty and width(line) + width(joined) > columns:
            lines.append(line)
            line, joined = rest, piece
        line, empty = f"{line}{joined}", False
    return lines if empty else [*lines, line]


def _pieces(text: str, columns: int) -> Iterator[tuple[str, str]]:
    """Yield what no line end may part, each with what stands between it and the piece before it."""
    for word in filter(None, _SPACES.split(text)):
        gap = " "
        for piece in _unbreakable(word):
            for part in _cut(piece, columns):
                yield gap, part
                gap = ""


def _unbreakable(word: str) -> Iterator[str]:
    start = 0
    for index in range(1, len(word)):
        before, after = word[index - 1], word[index]
        if (
            (_UNSPACED.match(before) or _UNSPACED.match(after))
            and before not in _NEVER_LAST
            and after not in _NEVER_FIRST
            and _columns(after)
        ):
            yield word[start:index]
            start = index
    yield word[start:]


def _cut(piece: str, columns: int) -> Iterator[str]:
    """Yield a piece in parts that fit a line each."""
    if width(piece) <= columns:
        yield piece
        return
    part = ""
    for letter in piece:
        if part and width(part) + _columns(letter) > columns:
            yield part
            part = ""
        part += letter
    yield part
