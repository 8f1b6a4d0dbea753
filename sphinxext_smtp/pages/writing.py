"""Files written so that nobody ever finds a part of one: each beside the others, and then moved to its place."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

PREFIX: Final = ".smtp-pages."
SUFFIX: Final = ".tmp"
ATTEMPTS: Final = 3


def is_temporary(name: str) -> bool:
    """Tell whether a file of this name is one that has not been moved yet."""
    return name.startswith(PREFIX) and name.endswith(SUFFIX)


def write(folder: Path, name: str, text: str) -> None:
    """Write a file in a folder, as a whole or not at all.

    :param name: the path from the folder, with slashes.
    :raises OSError: if that cannot be done.
    """
    path = folder / name
    for attempt in range(ATTEMPTS):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            _move(folder / f"{PREFIX}{secrets.token_hex(8)}{SUFFIX}", path, text.encode())
        except FileNotFoundError:  # another build of the same sources has tidied up meanwhile
            if attempt == ATTEMPTS - 1:
                raise
        except OSError as error:
            raise OSError(error.errno, error.strerror, str(path)) from error
        else:
            return


def _move(temporary: Path, path: Path, content: bytes) -> None:
    try:
        with temporary.open("xb") as file:
            file.write(content)
        os.replace(temporary, path)  # noqa: PTH105 -- the same as Path.replace, by the name that says what it does
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


def remove_temporary(folder: Path, names: Iterable[str]) -> None:
    """Remove the files among some that a build has left which was killed."""
    for name in filter(is_temporary, names):
        with suppress(OSError):
            (folder / name).unlink()


def remove_empty(folder: Path, ways: Iterable[str]) -> None:
    """Remove the folders among some, and above them, that hold nothing any more; the folder of pages itself stays.

    :param ways: the paths of the folders from the folder of pages.
    """
    above = {"/".join(parts[:end]) for parts in (way.split("/") for way in ways) for end in range(1, len(parts) + 1)}
    for way in sorted(above - {""}, key=len, reverse=True):
        with suppress(OSError):  # somebody's file is there
            (folder / way).rmdir()
