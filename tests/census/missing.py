"""What cannot be had here."""

from __future__ import annotations

import shutil


class MissingError(Exception):
    """A server cannot be had or does not start here; the message says why."""


def program(name: str) -> str:
    """Return where a program is.

    :raises MissingError: if it is not here.
    """
    if found := shutil.which(name):
        return found
    raise MissingError(f"the program {name} is not here")
