"""Patterns of replies: which of many a text holds, found by way of the rarest word of each.

A pattern is words that stand in a reply. A ``*`` in it stands for anything that varies, a place such as ``{host}`` for
one thing that does; after ``^`` the words begin the reply, before ``$`` they end it. Case, quotation marks and white
space do not matter, and the words at its ends are whole.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from knowledge.smtp.language.words import even

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

_WORD: Final = re.compile(r"[^\W_]+")
VARIES: Final = r".{0,100}?"
"""What a ``*`` matches: at most so many characters, so that the parts of a pattern stay together."""
PLACES: Final[Mapping[str, str]] = {
    "*": VARIES,
    "{address}": r"<?[^\s<>@]{1,100}@[^\s<>@]{1,200}>?",
    "{host}": r"[\w-]{1,63}(?:\.[\w-]{1,63}){1,20}",
    "{ip}": r"\[?[0-9a-f:.]{3,45}\]?",
    "{number}": r"[0-9]+(?:[.,][0-9]+){0,4}",
    "{date}": r"(?=.{0,30}[0-9])[\w:,/+ -]{4,40}?",
}
"""What each place matches."""
SPLIT: Final = re.compile("(" + "|".join(map(re.escape, PLACES)) + ")")

_IS_MORE: Final = re.compile(rf"^\^|\$$|{SPLIT.pattern}")
"""Tells a pattern that is more than words."""

Meant = TypeVar("Meant")
"""What a pattern stands for."""


class Searched:
    """A text in which patterns are looked for."""

    __slots__ = ("_words", "text")

    def __init__(self, text: str) -> None:
        """Begin with a text in the form of `knowledge.smtp.language.words.even`."""
        self.text = text
        self._words: dict[str, None] | None = None

    @property
    def words(self) -> Collection[str]:
        """Its words, each once; worked out when they are asked for, because not each text is searched."""
        if self._words is None:
            self._words = dict.fromkeys(_WORD.findall(self.text))
        return self._words


class Patterns(Generic[Meant]):
    """Many patterns, each with what it stands for."""

    def __init__(self, patterns: Iterable[tuple[str, Meant]]) -> None:
        known = [(even(pattern), meant) for pattern, meant in patterns]
        common = Counter(word for pattern, _ in known for word in set(literal_words(pattern)))
        self.by_word: dict[str, list[tuple[str, Meant]]] = {}
        """The patterns by the word of each by which it is found."""
        self._more = {pattern: _pieces(pattern) for pattern, _ in known if _IS_MORE.search(pattern)}
        self._compiled: dict[str, re.Pattern[str]] = {}
        for pattern, meant in known:
            if rarest := min(literal_words(pattern), key=lambda word: (common[word], -len(word)), default=""):
                self.by_word.setdefault(rarest, []).append((pattern, meant))

    def found_in(self, searched: Searched) -> list[tuple[str, Meant]]:
        """Return the patterns that a text holds, each with what it stands for, in the order of its words."""
        text, by_word = searched.text, self.by_word
        found = []
        for word in filter(by_word.__contains__, searched.words):
            for pattern, meant in by_word[word]:
                if pattern in text:
                    stands = _stands(pattern, text)
                else:
                    stands = pattern in self._more and self._varies(pattern, text)
                if stands:
                    found.append((pattern, meant))
        return found

    def _varies(self, pattern: str, text: str) -> bool:
        """Tell whether a pattern that is more than words stands in a text; most lack one of its pieces."""
        for piece in self._more[pattern]:
            if piece not in text:
                return False
        compiled = self._compiled.get(pattern)
        if compiled is None:
            compiled = self._compiled[pattern] = re.compile(_expression(pattern))
        return compiled.search(text) is not None


def _stands(words: str, text: str) -> bool:
    """Tell whether words stand in a text as whole words."""
    place = text.find(words)
    while place >= 0:
        end = place + len(words)
        if not (_goes_on(text[place - 1 : place], words[0]) or _goes_on(words[-1], text[end : end + 1])):
            return True
        place = text.find(words, place + 1)
    return False


def _goes_on(one: str, next_one: str) -> bool:
    """Tell whether two characters belong to one word."""
    return (one.isalnum() or one == "_") and (next_one.isalnum() or next_one == "_")


def literal_words(pattern: str) -> list[str]:
    """Return the words of a pattern that stand in the reply as they are."""
    return _WORD.findall(SPLIT.sub(" ", pattern))


def _pieces(pattern: str) -> tuple[str, ...]:
    """Return what of a pattern stands in the reply as it is."""
    pieces = (piece.strip() for piece in SPLIT.split(_inner(pattern)) if piece not in PLACES)
    return tuple(filter(None, pieces))


def is_anchored(pattern: str) -> bool:
    """Tell whether a pattern says where in the reply its words stand."""
    return pattern.startswith("^") or pattern.endswith("$")


def _inner(pattern: str) -> str:
    return pattern.removeprefix("^").removesuffix("$").strip()


def _expression(pattern: str) -> str:
    words = _inner(pattern)
    pieces = [PLACES[piece] if piece in PLACES else _literal(piece) for piece in SPLIT.split(words)]
    before = r"\A" if pattern.startswith("^") else r"(?<!\w)" if re.match(r"\w", words) else ""
    after = r"\Z" if pattern.endswith("$") else r"(?!\w)" if re.search(r"\w$", words) else ""
    return f"{before}{''.join(pieces)}{after}"


def _literal(piece: str) -> str:
    """Return words as an expression; white space beside what varies may be missing."""
    inner = re.escape(piece.strip())
    before, after = (r"\s?" if piece[place : place + 1 or None].isspace() else "" for place in (0, -1))
    return f"{before}{inner}{after}" if inner else before
