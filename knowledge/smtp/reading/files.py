"""Fact files on disk: TOML in, plain tables out."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

from knowledge.smtp.model.errors import FactsError, Problem

if TYPE_CHECKING:
    from pathlib import Path


def parse_toml(path: Path) -> dict[str, Any]:
    """Read one TOML file; a byte order mark, which some editors write, is read over.

    :raises FactsError: if the file cannot be opened or is no TOML.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise FactsError([_problem(path, error)]) from error


def _problem(path: Path, error: Exception) -> Problem:
    """Say why a file gives no tables; a path that no file can have is a ``ValueError`` like a mistake in TOML."""
    if isinstance(error, OSError):
        return Problem(path, "", "a readable file", error.strerror or str(error))
    if isinstance(error, RecursionError):
        return Problem(path, "", "TOML", "lists or tables that are nested too deep")
    if "null byte" in str(error):
        return Problem(path, "", "a readable file", "a path with a NUL character")
    return Problem(path, "", "TOML", str(error))
