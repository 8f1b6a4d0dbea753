"""Fact files on disk: TOML in, plain tables out."""

from __future__ import annotations

import stat
import tomllib
from typing import TYPE_CHECKING, Any, Final

from knowledge.smtp.model.errors import FactsError, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

LARGEST: Final = 16 << 20
"""The largest file of facts that is read, in bytes; all our own facts together take a tenth of it."""


def parse_toml(path: Path) -> dict[str, Any]:
    """Read one TOML file; a byte order mark, which some editors write, is read over.

    :raises FactsError: if the file cannot be opened or is no TOML.
    """
    try:
        found = _no_file(path)
        tables = {} if found else tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise FactsError([_problem(path, error)]) from error
    if found:
        raise FactsError([Problem(path, "", f"a readable file of at most {LARGEST >> 20} MiB", found)])
    return tables


def _no_file(path: Path) -> str:
    """Return what is wrong with a path before it is opened, because opening a pipe may wait for ever."""
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        return "a folder"
    if not stat.S_ISREG(status.st_mode):
        return "a pipe, a socket or a device"
    return f"{status.st_size >> 20} MiB" if status.st_size > LARGEST else ""


def _problem(path: Path, error: Exception) -> Problem:
    """Say why a file gives no tables; a path that no file can have is a ``ValueError`` like a mistake in TOML."""
    if isinstance(error, UnicodeEncodeError):
        return Problem(path, "", "a readable file", "a path with half of a surrogate pair")
    if isinstance(error, OSError):
        return Problem(path, "", "a readable file", error.strerror or str(error))
    if isinstance(error, RecursionError):
        return Problem(path, "", "TOML", "lists or tables that are nested too deep")
    if "null byte" in str(error):
        return Problem(path, "", "a readable file", "a path with a NUL character")
    return Problem(path, "", "TOML", str(error))


def entries_of(tables: Mapping[str, Any]) -> list[str]:
    """Return what the tables of a file are about, for messages: ``code:299``, ``comparison 1``."""
    found = []
    for key, value in tables.items():
        if isinstance(value, dict):
            found += [f"{key}:{name}" for name in value]
        elif key == "comparison" and isinstance(value, list):
            found += [f"{key} {index}" for index, _ in enumerate(value, start=1)]
    return found
