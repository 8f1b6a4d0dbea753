"""Patterns of replies: which of many a text holds, found by way of the rarest word of each.

A pattern is words that stand in a reply. A ``*`` in it stands for what varies, such as an address; case, quotation
marks and white space do not matter, and the words at its ends are whole.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final, Generic, NamedTuple, TypeVar

from knowledge.smtp.language.words import even

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORD: Final = re.compile(r"[^\W_]+")
VARIES: Final = r".{0,100}?"
"""What a ``*`` matches: at most so many characters, so that the parts of a pattern stay together."""

Meant = TypeVar("Meant")
"""What a pattern stands for."""


class Searched(NamedTuple):
    """A text in which patterns are looked for."""

    text: str
    words: tuple[str, ...]
    """Its words, each once."""

    @classmethod
    def of(cls, text: str) -> Searched:
        """Return a text in the form of `knowledge.smtp.language.words.even` with its words."""
        return cls(text, tuple(dict.fromkeys(_WORD.findall(text))))


class Patterns(Generic[Meant]):
    """Many patterns, each with what it stands for."""

    def __init__(self, patterns: Iterable[tuple[str, Meant]]) -> None:
        known = [(even(pattern), meant) for pattern, meant in patterns]
        common = Counter(word for pattern, _ in known for word in set(_words(pattern)))
        self._by_word: dict[str, list[tuple[str, Meant]]] = {}
        self._compiled: dict[str, re.Pattern[str]] = {}
        for pattern, meant in known:
            if rarest := min(_words(pattern), key=lambda word: (common[word], -len(word)), default=""):
                self._by_word.setdefault(rarest, []).append((pattern, meant))

    def found_in(self, searched: Searched) -> list[tuple[str, Meant]]:
        """Return the patterns that a text holds, each with what it stands for, in the order of its words."""
        text, words = searched
        found = []
        for word in words:
            for pattern, meant in self._by_word.get(word, ()):
                if (pattern in text or "*" in pattern) and self._stands(pattern, text):
                    found.append((pattern, meant))
        return found

    def _stands(self, pattern: str, text: str) -> bool:
        """Tell whether the words at the ends of a pattern are whole ones where it stands, and its parts near."""
        compiled = self._compiled.get(pattern)
        if compiled is None:
            compiled = self._compiled[pattern] = re.compile(_expression(pattern))
        return compiled.search(text) is not None


def _words(pattern: str) -> list[str]:
    return _WORD.findall(pattern)


def _expression(pattern: str) -> str:
    body = VARIES.join(re.escape(part.strip()) if part.strip() else "" for part in pattern.split("*"))
    before = r"(?<!\w)" if re.match(r"\w", pattern) else ""
    after = r"(?!\w)" if re.search(r"\w$", pattern) else ""
    return f"{before}{body}{after}"
