"""What somebody asks for, as text: the door through which every name from outside comes."""

from __future__ import annotations

from typing import Final

LONGEST: Final = 1000
"""The most characters of a name. A longer text names nothing, and nobody has to fold, convert or remember it."""


def asked_name(name: object) -> str:
    """Return the name that somebody asks for.

    >>> asked_name(535), asked_name("AUTH")
    ('535', 'AUTH')

    :param name: a text or a whole number; numbers that are too large to be written out come in hexadecimal digits.
    :raises TypeError: if it is neither.
    """
    if isinstance(name, str):
        return name
    if isinstance(name, int) and not isinstance(name, bool):
        return str(int(name)) if name.bit_length() < LONGEST else hex(name)
    raise TypeError(f"a name is a text or a whole number, and {type(name).__name__} is neither")
