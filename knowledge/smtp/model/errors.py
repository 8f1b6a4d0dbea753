"""The errors that the graph raises."""

from __future__ import annotations

import reprlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class SmtpKnowledgeError(Exception):
    """The base of every error that this package raises on purpose."""


class UnknownNameError(SmtpKnowledgeError, LookupError):
    """No node has the name that was asked for.

    :ivar name: what was asked for.
    :ivar nearest: the names that come nearest to it, best first; may be empty.
    """

    def __init__(self, name: str, what: str, nearest: Sequence[str]) -> None:
        self.name = name
        self.nearest = tuple(nearest)
        hint = f"; the nearest names are {', '.join(self.nearest)}" if nearest else ""
        super().__init__(f"{name!r} is not the name of {what}{hint}")


class UnknownLanguageError(SmtpKnowledgeError, LookupError):
    """What was asked for is not the tag of a language (RFC 5646), so that nobody can tell which language is meant.

    >>> print(UnknownLanguageError("de/AT", ["de", "en"], ["de"]))
    'de/AT' is not the tag of a language, such as de-AT; the nearest is de; there are texts in de, en

    :ivar language: what was asked for.
    :ivar languages: the languages that have texts.
    :ivar nearest: the languages that may be meant, best first; may be empty.
    """

    def __init__(self, language: object, languages: Sequence[str], nearest: Sequence[str] = ()) -> None:
        super().__init__(language, languages, nearest)
        self.language = language
        self.languages = tuple(languages)
        self.nearest = tuple(nearest)

    def __str__(self) -> str:
        hint = f"the nearest is {', '.join(self.nearest)}; " if self.nearest else ""
        there = f"there are texts in {', '.join(self.languages)}"
        return f"{reprlib.repr(self.language)} is not the tag of a language, such as de-AT; {hint}{there}"


class ComparisonError(SmtpKnowledgeError, ValueError):
    """The nodes that were to be compared are too few, the same, or of several kinds."""


class Problem:
    """One mistake in a fact file: where it is, what was expected and what was found.

    >>> str(Problem("ours.toml", "code.535.title", "a text", "the number 7"))
    'ours.toml: code.535.title: expected a text, found the number 7'
    """

    __slots__ = ("expected", "file", "found", "path")

    def __init__(self, file: Path | str, path: str, expected: str, found: str) -> None:
        self.file = str(file)
        self.path = path
        self.expected = expected
        self.found = found

    def __str__(self) -> str:
        where = f"{self.file}: {self.path}" if self.path else self.file
        return f"{where}: expected {self.expected}, found {self.found}"


class FactsError(SmtpKnowledgeError, ValueError):
    """Fact files hold mistakes; `problems` lists all of them, not only the first."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in problems))
