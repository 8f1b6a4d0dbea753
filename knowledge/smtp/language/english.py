"""Texts that are English in every language."""

from __future__ import annotations


class English(str):
    """A text that nobody translates, or that nobody has translated yet: words of an RFC, a reply of a server.

    It is a text like any other; an output that can say so marks its language.
    """

    __slots__ = ()
