"""The command ``smtp-codes``: the graph from a shell, and how it ends."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from knowledge.smtp.model.brief import one_line
from knowledge.smtp.shell.output import Status, flush, silence, tell

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status, one of `Status`.

    :raises SystemExit: if an argument is wrong, or help was asked for.
    """
    try:
        return _flushed(arguments)
    except KeyboardInterrupt:
        silence(sys.stdout)
        return Status.INTERRUPTED
    except BrokenPipeError:
        silence(sys.stdout)
        return Status.CLOSED_PIPE
    except OSError as error:
        if error.filename is not None:
            tell(f"{one_line(str(error.filename))}: {error.strerror}")
            return Status.NOT_FOUND
        silence(sys.stdout)
        tell(f"cannot write to the standard output: {error.strerror or error}")
        return Status.OUTPUT


def _flushed(arguments: Sequence[str] | None) -> Status:
    """Run the command, and write all that it has to say, also where `argparse` ends it: errors show up here."""
    from knowledge.smtp.shell.commands import run  # here, because the import too may be interrupted

    try:
        return run(arguments)
    finally:
        flush()
