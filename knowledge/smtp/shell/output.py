"""What the command writes: in any encoding, to any end, and with a status that says how it went."""

from __future__ import annotations

import codecs
import json
import os
import sys
import unicodedata
from contextlib import suppress
from enum import IntEnum
from typing import TYPE_CHECKING, Final, TextIO

if TYPE_CHECKING:
    from collections.abc import Mapping

PROGRAM: Final = "smtp-codes"


class Status(IntEnum):
    """The exit status of the command; its documentation explains them."""

    FOUND = 0
    NOT_FOUND = 1
    """A name is unknown, nothing was found, a fact file is wrong, or a check fails."""
    USAGE = 2
    """An argument is wrong. It is what `argparse` exits with."""
    OUTPUT = 74
    """The output cannot be written: ``EX_IOERR`` of ``sysexits.h``."""
    INTERRUPTED = 130
    """128 and the number of SIGINT, as shells have it."""
    CLOSED_PIPE = 141
    """128 and the number of SIGPIPE, as shells have it: nobody reads the output any more."""


_SPELLED_OUT: Final[Mapping[str, str]] = {
    "≠": "!=",
    "–": "-",
    "—": "--",
    "‘": "'",
    "’": "'",
    "“": '"',
    "”": '"',
    "«": '"',
    "»": '"',
    "„": '"',
    "…": "...",
    "→": "->",
    "←": "<-",
    "•": "*",
    "\u00a0": " ",
    "\u202f": " ",
    "\u2011": "-",
}
"""How signs are written in an encoding that does not have them."""


def _replace(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    missing = error.object[error.start : error.end]
    return "".join(_replacement(letter) for letter in missing), error.end


def _replacement(letter: str) -> str:
    """Return a letter as ASCII: spelled out, without its accents, or as an escape."""
    if letter in _SPELLED_OUT:
        return _SPELLED_OUT[letter]
    plain = unicodedata.normalize("NFKD", letter)[0] if letter.isalpha() else letter
    return plain if plain.isascii() else letter.encode("ascii", "backslashreplace").decode("ascii")


codecs.register_error(PROGRAM, _replace)


def printable(text: str, encoding: str | None) -> str:
    r"""Return a text with what an encoding does not have written otherwise, so that its meaning stays.

    >>> print(printable("≠ déjà 失敗", "ascii"))
    != deja \u5931\u6557

    :param encoding: the name of the encoding; None for an output that takes every text.
    """
    return text.encode(encoding, PROGRAM).decode(encoding) if encoding else text


def write(text: str) -> None:
    """Write lines to the standard output.

    :raises OSError: if it is closed, full or gone.
    """
    if sys.stdout is None:
        raise OSError("it is closed")
    # Line by line: an unbuffered output says nothing when it takes only the beginning of a long text.
    sys.stdout.writelines(printable(f"{text}\n", sys.stdout.encoding).splitlines(keepends=True))


def as_json(found: object) -> str:
    """Return an answer as the command writes it with ``--json``."""
    return json.dumps(found, ensure_ascii=False, indent=1)


def flush() -> None:
    """Write what is still in the buffer of the standard output.

    :raises OSError: if it is closed, full or gone.
    """
    if sys.stdout is not None:
        sys.stdout.flush()


def tell(message: str, program: str = PROGRAM) -> None:
    """Write a message to the standard error output; where that is gone, there is nobody to tell.

    :param program: the command that says it.
    """
    if sys.stderr is None:
        return
    try:
        sys.stderr.write(f"{program}: {printable(message, sys.stderr.encoding)}\n")
        sys.stderr.flush()
    except OSError:
        silence(sys.stderr)


def silence(stream: TextIO | None) -> None:
    """Send what is left in a stream nowhere: the interpreter would fail at it once more when it ends."""
    with suppress(OSError, ValueError):
        if stream is not None:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, stream.fileno())
            os.close(nowhere)
