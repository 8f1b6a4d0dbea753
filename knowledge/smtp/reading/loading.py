"""Finds the facts and makes the graph of them.

A checkout holds the facts as TOML and reads them anew in every process, so that an edit takes effect at once. A wheel
holds one file that was compiled from them when it was built, and no TOML: compiled facts can never be stale.
"""

from __future__ import annotations

import pickle
from functools import lru_cache, wraps
from os import PathLike
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Final, NamedTuple, ParamSpec, TypeVar
from weakref import WeakValueDictionary

from knowledge.smtp.face import Graph
from knowledge.smtp.language.catalogue import ENGLISH, catalogue, catalogue_stamp, nearest_language
from knowledge.smtp.reading.packing import unpack
from knowledge.smtp.reading.translated import in_language

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

    from knowledge.smtp.graph.assembled import Assembled

PACKAGE: Final = Path(__file__).parents[1]
FACTS: Final = PACKAGE / "facts"
COMPILED: Final = PACKAGE / "facts.pickle"

Tables = list[tuple[str, dict[str, Any]]]
Stamped = tuple[tuple[str, tuple[int, int]], ...]
"""Files, each with what changes when it changes."""


Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


def once(function: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
    """Remember what a function returns, and let one thread at a time work it out: the others wait and get the same.

    `lru_cache` alone calls the function in each thread that comes before the first of them is done. Two threads that
    ask for different things do not wait for each other.
    """
    remembered = lru_cache(maxsize=8)(function)
    door = Lock()
    locks: WeakValueDictionary[Hashable, Lock] = WeakValueDictionary()

    @wraps(function)
    def found(*values: Parameters.args, **named: Parameters.kwargs) -> Result:
        asked = (values, *named.items())
        with door:
            lock = locks.setdefault(asked, Lock())
        with lock:
            return remembered(*values, **named)  # type: ignore[arg-type]  # what is asked for is hashable

    return found


class Compiled(NamedTuple):
    """What a wheel holds. The two pickles are opened apart: a project without facts of its own needs the first only."""

    assembled: bytes
    tables: bytes
    digest: bytes


def load(*, facts: str | PathLike[str] | Iterable[str | PathLike[str]] = (), language: str = ENGLISH) -> Graph:
    """Return the graph, from a cache where the same files were loaded before and have not changed.

    All threads get the same graph, also those that ask for it before it is there.

    >>> from knowledge import smtp
    >>> smtp.load() is smtp.load()
    True

    :param facts: a TOML file of your own in the form of the built-in facts, or several. They may add nodes,
        comparisons and relations, a ``note`` to a code of the standard, and replies to a provider.
    :param language: the tag of a language (RFC 5646), such as ``ja`` or ``pt-BR``. The nearest language with texts is
        taken (RFC 4647, section 3.4), and English if there is none; `Graph.language` says which it is. What is not
        translated stays English.
    :raises FactsError: with every problem of every file.
    :raises UnknownLanguageError: if the language is given by what is not the tag of one.
    """
    files = (facts,) if isinstance(facts, str | PathLike) else facts
    own = tuple(Path(path).absolute() for path in files)
    told = nearest_language(language) or ENGLISH
    return _load(_stamped(own), _stamped(sorted(FACTS.glob("*.toml"))), told, catalogue_stamp(told))


def _stamped(paths: Iterable[Path]) -> Stamped:
    return tuple((str(path), _stamp(path)) for path in paths)


def _stamp(path: Path) -> tuple[int, int]:
    """Return what changes when a file changes; a missing file, or a name of none, is reported when it is read."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return (0, 0)
    return (status.st_mtime_ns, status.st_size)


@once
def _load(own: Stamped, built_in: Stamped, language: str, stamp: str) -> Graph:
    """Return the graph of files as they are now, in a language.

    :param stamp: changes when the catalogue of the language changes.
    """
    assembled, digest = _assembled(own, built_in)
    told = catalogue(language)
    if told.language != ENGLISH:
        assembled = in_language(assembled, told.say)
    return Graph(assembled, f"{digest}{stamp}", told)


@once
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
    import hashlib

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
