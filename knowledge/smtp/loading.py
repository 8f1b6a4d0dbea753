"""Finds the facts and makes the graph of them.

A checkout holds the facts as TOML and reads them anew in every process, so that an edit takes effect at once. A wheel
holds one file that was compiled from them when it was built, and no TOML: compiled facts can never be stale.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from .graph import Graph
from .reading import parse_toml, read_facts

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable

PACKAGE: Final = Path(__file__).parent
FACTS: Final = PACKAGE / "facts"
COMPILED: Final = PACKAGE / "facts.json"

Tables = list[tuple[str, dict[str, Any]]]


def load(*, facts: Iterable[str | os.PathLike[str]] = ()) -> Graph:
    """Return the graph, from a cache where the same files were loaded before and have not changed.

    >>> from knowledge import smtp
    >>> smtp.load() is smtp.load()
    True

    :param facts: TOML files of your own in the form of the built-in facts. They may add nodes and comparisons, and may
        add a ``note`` and relations to a code of the standard.
    :raises FactsError: with every problem of every file.
    """
    own = tuple(Path(path).absolute() for path in facts)
    return _load(tuple((str(path), _stamp(path)) for path in own))


def _stamp(path: Path) -> tuple[int, int]:
    """Return what changes when a file changes; a missing file is reported when it is read."""
    try:
        status = path.stat()
    except OSError:
        return (0, 0)
    return (status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=8)
def _load(own: tuple[tuple[str, tuple[int, int]], ...]) -> Graph:
    paths = [Path(path) for path, _ in own]
    tables = [*built_in_tables(), *((str(path), parse_toml(path)) for path in paths)]
    return Graph(read_facts(tables), _digest([*_built_in_files(), *paths]))


def _digest(files: Iterable[Path]) -> str:
    hashed = hashlib.blake2b(digest_size=16)
    for file in files:
        hashed.update(file.read_bytes())
    return hashed.hexdigest()


def _built_in_files() -> list[Path]:
    """Return the files that hold the built-in facts: TOML in a checkout, else the compiled file."""
    return sorted(FACTS.glob("*.toml")) or [COMPILED]


def built_in_tables() -> Tables:
    """Return the tables of the built-in facts."""
    if _built_in_files() != [COMPILED]:
        return toml_tables(FACTS)
    loaded = json.loads(COMPILED.read_bytes(), object_hook=_restore_dates)
    return [(file, tables) for file, tables in loaded]


def toml_tables(folder: Path) -> Tables:
    """Return the tables of every TOML file in a folder, by file name."""
    return [(path.name, parse_toml(path)) for path in sorted(folder.glob("*.toml"))]


def compile_facts(folder: Path) -> str:
    """Return the content of the compiled file for the TOML files in a folder.

    :raises FactsError: if the facts hold a problem, so that no wheel is built from them.
    """
    tables = toml_tables(folder)
    read_facts(tables)
    return json.dumps(tables, ensure_ascii=False, separators=(",", ":"), default=datetime.date.isoformat)


def _restore_dates(table: dict[str, Any]) -> dict[str, Any]:
    if "checked" in table:
        table["checked"] = datetime.date.fromisoformat(table["checked"])
    return table
