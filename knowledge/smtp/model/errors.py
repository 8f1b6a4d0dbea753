"""The errors that the graph raises."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from knowledge.smtp.model.brief import brief, one_line
from knowledge.smtp.model.record import Record

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

LONGEST: Final = 200
"""The most characters that `repr` shows of a message."""
LONGEST_PART: Final = 1000
"""The most characters of each part of a problem: enough for any list of keys, not for a key of a million characters."""


class SmtpKnowledgeError(Exception):
    """The base of every error that this package raises on purpose.

    All of them can be copied, and pickled for another process: a subclass may have any constructor.
    """

    def __reduce__(self) -> tuple[Callable[..., SmtpKnowledgeError], tuple[Any, ...], dict[str, Any]]:
        return _restored, (type(self), self.args), self.__dict__

    def __repr__(self) -> str:
        return f"{type(self).__name__}({one_line(str(self), LONGEST)!r})"


def _restored(kind: type[SmtpKnowledgeError], args: tuple[Any, ...]) -> SmtpKnowledgeError:
    """Return an error with its message, but without its constructor, whose parameters are other ones."""
    return kind.__new__(kind, *args)


NEAREST: Final = "%(message)s (nearest: %(names)s)"
"""How every message ends for which there are names near a wrong one."""


class UnknownNameError(SmtpKnowledgeError, LookupError):
    """No node has the name that was asked for.

    >>> error = UnknownNameError("AUHT", "%(name)s is not the name of a node", {"name": "'AUHT'"}, ["AUTH"])
    >>> print(error)
    'AUHT' is not the name of a node (nearest: AUTH)

    :ivar name: what was asked for, whole; the message shows a long name cut.
    :ivar message: the English text, with named slots.
    :ivar slots: what fills the slots: texts as they are, and tuples of the names of kinds in English.
    :ivar nearest: the names that come nearest to it, best first; may be empty.
    """

    def __init__(
        self, name: str, message: str, slots: Mapping[str, str | tuple[str, ...]], nearest: Sequence[str] = ()
    ) -> None:
        self.name = name
        self.message = message
        self.slots = dict(slots)
        self.nearest = tuple(nearest)
        super().__init__(self.told(str))

    def told(self, say: Callable[[str], str]) -> str:
        """Return the text in another language.

        :param say: translates the message and the names of kinds.
        """
        slots = {
            name: told if isinstance(told, str) else ", ".join(map(say, told)) for name, told in self.slots.items()
        }
        message = say(self.message) % slots
        return say(NEAREST) % {"message": message, "names": ", ".join(self.nearest)} if self.nearest else message


class UnknownLanguageError(SmtpKnowledgeError, LookupError):
    """What was asked for is not the tag of a language (RFC 5646), so that nobody can tell which language is meant.

    >>> print(UnknownLanguageError("de/AT", ["de", "en"], ["de"]))
    'de/AT' is not the tag of a language, such as de-AT; the nearest is de; there are texts in de, en

    :ivar language: what was asked for.
    :ivar languages: the languages that have texts.
    :ivar nearest: the languages that may be meant, best first; may be empty.
    """

    def __init__(self, language: object, languages: Sequence[str], nearest: Sequence[str] = ()) -> None:
        self.language = language
        self.languages = tuple(languages)
        self.nearest = tuple(nearest)
        hint = f"the nearest is {', '.join(self.nearest)}; " if nearest else ""
        there = f"there are texts in {', '.join(self.languages)}"
        super().__init__(f"{brief(language)} is not the tag of a language, such as de-AT; {hint}{there}")


class ComparisonError(SmtpKnowledgeError, ValueError):
    """The nodes that were to be compared are too few, the same, or of several kinds."""


class SourceError(SmtpKnowledgeError, ValueError):
    """A folder of sources, against which facts are checked, does not hold what a check reads."""


class Problem(Record):
    """One mistake in a fact file: where it is, what was expected and what was found.

    >>> str(Problem("ours.toml", "code.535.title", "a text", "the number 7"))
    'ours.toml: code.535.title: expected a text, found the number 7'
    """

    file: str
    path: str
    """The keys that lead to the mistake; empty where the whole file is meant."""
    expected: str
    found: str

    def __init__(self, file: Path | str, path: str, expected: str, found: str) -> None:
        super().__init__(str(file), path, expected, found)

    def __str__(self) -> str:
        where, expected, found = (
            one_line(text, LONGEST_PART)
            for text in (f"{self.file}: {self.path}" if self.path else self.file, self.expected, self.found)
        )
        return f"{where}: expected {expected}, found {found}"


class FactsError(SmtpKnowledgeError, ValueError):
    """Fact files hold mistakes; `problems` lists all of them, not only the first."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in problems))
