"""Values in messages and in `repr`: one line each, of bounded length, without control characters."""

from __future__ import annotations

import sys
from reprlib import Repr
from typing import Final

LONGEST: Final = 80
"""The most characters that a message or a `repr` shows of one text."""


class _Short(Repr):
    def repr_int(self, x: int, level: int) -> str:
        try:
            return super().repr_int(x, level)
        except ValueError:  # Python writes no number of more digits than this
            return f"a number of more than {sys.get_int_max_str_digits()} digits"


def _shortener() -> Repr:
    short = _Short()
    short.maxlevel = short.maxdict = 2
    short.maxtuple = short.maxlist = short.maxset = short.maxfrozenset = 3
    short.maxstring = short.maxlong = 40
    short.maxother = LONGEST
    return short


_SHORT: Final = _shortener()


def brief(value: object) -> str:
    """Return the `repr` of a value, cut in the middle where it is long.

    >>> brief("a" * 10_000)
    "'aaaaaaaaaaaaaaaaa...aaaaaaaaaaaaaaaaaa'"
    >>> brief(10**5000)
    'a number of more than 4300 digits'
    """
    return _SHORT.repr(value)


def one_line(text: str, most: int = LONGEST) -> str:
    r"""Return a text as one line: control characters as escapes, and cut at its end where it is long.

    >>> one_line("User\nunknown\x1b[31m"), one_line("User unknown", 9)
    ('User unknown\\x1b[31m', 'User u...')
    """
    start = text if len(text) <= most else f"{text[: most - 3]}..."
    return "".join(map(_shown, start))


def harmless(text: str) -> str:
    r"""Return a text with its lines as they are, and control characters, which a terminal or a page obeys, as escapes.

    >>> print(harmless("550 no\n\x1b[31m"))
    550 no
    \x1b[31m
    """
    return "\n".join("".join(map(_shown, line)) for line in text.split("\n"))


def _shown(letter: str) -> str:
    if letter.isprintable():
        return letter
    return " " if letter.isspace() else letter.encode("unicode_escape").decode("ascii")


def described(thing: object, *words: str) -> str:
    """Return what `repr` shows of a thing that is known by some words.

    >>> described(ValueError(), "535", "Authentication failed")
    '<ValueError 535 Authentication failed>'
    """
    return f"<{type(thing).__name__} {one_line(' '.join(filter(None, words)))}>"
