"""The paths in a folder of pages, looked at without following a link.

A page may have come to the folder by anybody's hand, and a line of the manifest too. Nothing is read, written or
deleted at a path that leaves the folder or that leads through a symbolic link.
"""

from __future__ import annotations

import os
import re
import stat
from typing import TYPE_CHECKING, Final

from knowledge.smtp.model.brief import one_line
from sphinxext_smtp.messages import __

if TYPE_CHECKING:
    from pathlib import Path

_PART: Final = re.compile(r'[^<>:"/\\|?*]+')
"""A part of a path that every system takes for one name."""
LONGEST: Final = 200
"""How many characters of a path a message gives."""


class RefusedPathError(Exception):
    """A path that is left alone.

    :param path: the path, or the part of it that leads elsewhere, from the folder of pages.
    :param why: the reason, in words.
    """

    def __init__(self, path: str, why: str) -> None:
        super().__init__(path, why)
        self.path, self.why = path, str(why)

    def __str__(self) -> str:
        return f"{one_line(self.path, LONGEST)}: {self.why}"


def is_within(name: str) -> bool:
    """Tell whether a name is the path of a file within a folder, on every system.

    >>> is_within("code/535.rst")
    True
    >>> is_within("../conf.py"), is_within("/etc/passwd"), is_within("C:conf.py"), is_within("code/./535.rst")
    (False, False, False, False)
    """
    return name.isprintable() and all(_PART.fullmatch(part) and part not in (".", "..") for part in name.split("/"))


class Paths:
    """The paths in one folder, as they are now; make it anew after a change."""

    def __init__(self, folder: Path) -> None:
        self._folder = os.fspath(folder)
        self._listings: dict[str, frozenset[str]] = {}
        self._refused: dict[str, RefusedPathError] = {}

    def status(self, name: str) -> os.stat_result | None:
        """Return the status of a file, or None where nothing is.

        :param name: the path from the folder, with slashes.
        :raises RefusedPathError: if the name leaves the folder, a link is on the way, or it is no regular file.
        """
        if not is_within(name):
            raise RefusedPathError(name, __("it is no path within the folder"))
        self.names(name.rpartition("/")[0])
        found = self._status(name)
        if found and not stat.S_ISREG(found.st_mode):
            raise RefusedPathError(name, _what(found) or __("it is no file"))
        return found

    def content(self, name: str) -> bytes | None:
        """Return what is in a file, or None where nothing is.

        :raises RefusedPathError: as `status` does, and if the file cannot be read.
        """
        if self.status(name) is None:
            return None
        try:
            with open(self._at(name), "rb") as file:  # noqa: PTH123 -- thousands of them, from paths that are text
                return file.read()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise RefusedPathError(name, _reason(error)) from None

    def names(self, way: str = "") -> frozenset[str]:
        """Return what is in a folder; nothing where there is no such folder.

        :param way: the path of the folder from the folder of pages; empty for that one itself.
        :raises RefusedPathError: if it leaves the folder, if a link is on the way, or if it cannot be read.
        """
        if way not in self._listings:
            try:
                self._listings[way] = self._names(way)
            except RefusedPathError as error:
                self._refused[way] = error
                self._listings[way] = frozenset()
        if way in self._refused:
            raise self._refused[way]
        return self._listings[way]

    def _names(self, way: str) -> frozenset[str]:
        if way and not is_within(way):
            raise RefusedPathError(way, __("it is no path within the folder"))
        if way:
            self.names(way.rpartition("/")[0])
        found = self._status(way)
        if found is None:
            return frozenset()
        if not stat.S_ISDIR(found.st_mode):
            raise RefusedPathError(way or ".", _what(found) or __("it is no folder"))
        try:
            return frozenset(os.listdir(self._at(way)))  # noqa: PTH208 -- names are wanted, not paths
        except OSError as error:
            raise RefusedPathError(way or ".", _reason(error)) from None

    def _status(self, name: str) -> os.stat_result | None:
        try:
            return os.lstat(self._at(name))
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (OSError, ValueError) as error:
            raise RefusedPathError(name or ".", _reason(error)) from None

    def _at(self, name: str) -> str:
        return f"{self._folder}/{name}" if name else self._folder


def _what(status: os.stat_result) -> str:
    return __("it is a symbolic link") if stat.S_ISLNK(status.st_mode) else ""


def _reason(error: OSError | ValueError) -> str:
    """Return the reason of an error without the path, which the message about it names."""
    return (isinstance(error, OSError) and error.strerror) or str(error)
