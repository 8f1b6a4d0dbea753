"""Finds the facts and makes the graph of them.

A checkout holds the facts as TOML and reads them anew in every process, so that an edit takes effect at once. A wheel
holds one file that was compiled from them when it was built, and no TOML: compiled facts can never be stale.
"""

from __future__ import annotations

import hashlib
import pickle
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from knowledge.smtp.face import Graph
from knowledge.smtp.language.catalogue import ENGLISH, catalogue, catalogue_stamp, nearest_language
from knowledge.smtp.reading.packing import unpack
from knowledge.smtp.reading.translated import in_language

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable

    from knowledge.smtp.graph.assembled import Assembled

PACKAGE: Final = Path(__file__).parents[1]
FACTS: Final = PACKAGE / "facts"
COMPILED: Final = PACKAGE / "facts.pickle"

Tables = list[tuple[str, dict[str, Any]]]
Stamped = tuple[tuple[str, tuple[int, int]], ...]
"""Files, each with what changes when it changes."""


class Compiled(NamedTuple):
    """What a wheel holds. The two pickles are opened apart: a project without facts of its own needs the first only."""

    assembled: bytes
    tables: bytes
    digest: bytes


def load(*, facts: Iterable[str | os.PathLike[str]] = (), language: str = ENGLISH) -> Graph:
    """Return the graph, from a cache where the same files were loaded before and have not changed.

    >>> from knowledge import smtp
    >>> smtp.load() is smtp.load()
    True

    :param facts: TOML files of your own in the form of the built-in facts. They may add nodes,
        comparisons and relations, a ``note`` to a code of the standard, and replies to a provider.
    :param language: the tag of a language (RFC 5646), such as ``ja`` or ``pt-BR``. The nearest language with texts is
        taken (RFC 4647, section 3.4), and English if there is none; `Graph.language` says which it is. What is not
        translated stays English.
    :raises FactsError: with every problem of every file.
    :raises UnknownLanguageError: if the language is given by what is not the tag of one.
    """
    own = tuple(Path(path).absolute() for path in facts)
    told = nearest_language(language) or ENGLISH
    return _load(_stamped(own), _stamped(sorted(FACTS.glob("*.toml"))), told, catalogue_stamp(told))


def _stamped(paths: Iterable[Path]) -> Stamped:
    return tuple((str(path), _stamp(path)) for path in paths)


def _stamp(path: Path) -> tuple[int, int]:
    """Return what changes when a file changes; a missing file is reported when it is read."""
    try:
        status = path.stat()
    except OSError:
        return (0, 0)
    return (status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=8)
def _load(own: Stamped, built_in: Stamped, language: str, stamp: str) -> Graph:
    """Return the graph of files as they are now, in a language.

    :param stamp: changes when the catalogue of the language changes.
    """
    assembled, digest = _assembled(own, built_in)
    told = catalogue(language)
    if language != ENGLISH:
        assembled = in_language(assembled, told.say)
    return Graph(assembled, f"{digest}{stamp}", told)


@lru_cache(maxsize=8)
def _assembled(own: Stamped, built_in: Stamped) -> tuple[Assembled, str]:
    """Return the facts of files as they are now, in English; `built_in` is empty where no TOML is installed."""
    paths = [Path(path) for path, _ in own]
    if built_in:
        tables, digest = toml_tables(FACTS), _digest(sorted(FACTS.glob("*.toml")))
    else:
        compiled: Compiled = pickle.loads(COMPILED.read_bytes())  # noqa: S301 -- a file of this package
        if not paths:
            return unpack(compiled.assembled), compiled.digest.hex()
        tables, digest = pickle.loads(compiled.tables), compiled.digest  # noqa: S301 -- a file of this package
    return _read(tables, digest, paths)


def _read(tables: Tables, digest: bytes, own: list[Path]) -> tuple[Assembled, str]:
    from knowledge.smtp.reading.assembly import assemble
    from knowledge.smtp.reading.facts import read_facts
    from knowledge.smtp.reading.files import parse_toml

    added = [(str(path), parse_toml(path)) for path in own]
    return assemble(read_facts([*tables, *added])), (digest + _digest(own)).hex()


def _digest(files: Iterable[Path]) -> bytes:
    hashed = hashlib.blake2b(digest_size=8)
    for file in files:
        hashed.update(file.read_bytes())
    return hashed.digest()


def toml_tables(folder: Path) -> Tables:
    """Return the tables of every TOML file in a folder, by file name."""
    from knowledge.smtp.reading.files import parse_toml

    return [(path.name, parse_toml(path)) for path in sorted(folder.glob("*.toml"))]


def compile_facts(folder: Path) -> bytes:
    """Return the content of the compiled file for the TOML files in a folder.

    :raises FactsError: if the facts hold a problem, so that no wheel is built from them.
    """
    from knowledge.smtp.reading.assembly import assemble
    from knowledge.smtp.reading.facts import read_facts
    from knowledge.smtp.reading.packing import pack

    tables = toml_tables(folder)
    assembled = assemble(read_facts(tables))
    digest = _digest(sorted(folder.glob("*.toml")))
    return pickle.dumps(Compiled(pack(assembled), pickle.dumps(tables, 5), digest), 5)
