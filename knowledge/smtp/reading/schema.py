"""Turns plain tables into typed records: the annotations of a record are the schema of its table.

All mistakes of a table are collected as `Problem`, so that a contributor sees every one at once.
"""

from __future__ import annotations

import datetime
import re
import types
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from knowledge.smtp.model.addresses import section_address
from knowledge.smtp.model.errors import Problem
from knowledge.smtp.model.prose import fold
from knowledge.smtp.model.record import REQUIRED, Record, replaced
from knowledge.smtp.model.statements import Citation, NodeCitation

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    Reader = Callable[[Any, "Place"], Any]

SomeRecord = TypeVar("SomeRecord", bound=Record)

LISTED: Final = 20
"""Longer lists of valid words are not printed whole where some are near; only those are."""

LISTED_UNLESS_NEAR: Final = 40
"""Still longer lists are not printed whole in any case. Every closed vocabulary is shorter."""

LONGEST: Final = 80
"""Of how many characters of a wrong word near ones are looked for."""

INVALID: Any = object()
"""Stands for a value that could not be read; the problem is already noted."""


_UNPRINTABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that no page can show, and that XML forbids or terminals obey."""

ALIASES: Final[Mapping[str, str]] = {
    "cite": "citations",
    "doc": "document",
    "except": "spared",
    "for": "fields",
    "2xx": "in_2xx",
    "4xx": "in_4xx",
    "5xx": "in_5xx",
}
"""Keys of the tables that are shorter than the name of the field they fill, or no names in Python."""


class Place(Record):
    """Where in which file a value stands, and where its problems are noted."""

    file: str
    path: str
    problems: list[Problem]
    documents: Mapping[str, str]
    """The documents that may be cited, each with its address."""

    def inside(self, key: str | int) -> Place:
        """Return the place of a value inside this one."""
        step = f"[{key + 1}]" if isinstance(key, int) else f".{shortened(key)}"
        return Place(self.file, (self.path + step).removeprefix("."), self.problems, self.documents)

    def report(self, expected: str, found: str) -> Any:
        """Note a problem and return `INVALID`."""
        self.problems.append(Problem(self.file, self.path, expected, found))
        return INVALID


def describe(value: object) -> str:
    """Say what a value is, in words that a contributor understands.

    >>> describe(7), describe("abc"), describe([])
    ('the number 7', "the text 'abc'", 'a list')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"the number {value}"
    if isinstance(value, str):
        return f"the text '{shortened(value)}'" if value.strip() else "an empty text"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "a table"
    return f"the date {value}" if isinstance(value, datetime.date) else repr(value)


def shortened(text: str) -> str:
    """Return a text that fits into a message of one line."""
    shown = text if len(text) <= 40 else f"{text[:37]}..."
    return shown if shown.isprintable() else repr(shown)[1:-1]


def one_of(words: Collection[str], wrong: object) -> str:
    """Say which words are valid, and which come nearest: the ones that hold the wrong one whole, else one like it."""
    near = get_close_matches(str(wrong)[:LONGEST], words, n=1 if len(words) <= LISTED else LISTED)
    if len(words) > LISTED:
        if near or len(words) > LISTED_UNLESS_NEAR:
            return f"a known name such as {', '.join(near or sorted(words)[:LISTED])}"
        return f"one of {', '.join(words)}"
    near = [word for word in words if wrong in word.split()] or near
    listed = ", ".join(words)
    return f"one of {listed} (did you mean {' or '.join(near)}?)" if near else f"one of {listed}"


def structure(
    record: type[SomeRecord],
    table: object,
    place: Place,
    *,
    given: Mapping[str, Any] | None = None,
    kept: Mapping[str, Any] | None = None,
) -> SomeRecord:
    """Build a record from a table.

    :param given: fields that the caller supplies; the table may not hold them.
    :param kept: fields that are as they were, because the table does not hold them.
    :returns: the record, or `INVALID` when something was wrong with the table.
    """
    if not isinstance(table, dict):
        return place.report("a table", describe(table))  # type: ignore[no-any-return]  # INVALID stands for any type
    readers, required = _plan(record)  # type: ignore[arg-type]  # a class is hashable; the stub of `cache` does not know
    values = dict(given or {})
    valid = True
    for key, value in table.items():
        name = ALIASES.get(key, key)
        reader = readers.get(name)
        if reader is None or name in values or key in ALIASES.values():
            known = [_key_of(field) for field in readers if field not in (given or ())]
            place.inside(key).report(one_of(known, key), "an unknown key")
            valid = False
            continue
        values[name] = reader(value, place.inside(key))
        valid = valid and values[name] is not INVALID
    values = {**(kept or {}), **values}
    for name in required:
        if name not in values:
            place.inside(_key_of(name)).report("a value, because this key is required", "nothing")
            valid = False
    return record(**values) if valid else INVALID


def table_at(value: object, place: Place) -> dict[str, Any]:
    """Return a table as a new one; report anything else and return an empty one."""
    if isinstance(value, dict):
        return dict(value)
    place.report("a table", describe(value))
    return {}


def tables_at(value: object, place: Place) -> list[Any]:
    """Return an array of tables; report anything else and return an empty one."""
    if isinstance(value, list):
        return value
    place.report("an array of tables", describe(value))
    return []


def _key_of(field: str) -> str:
    return next((key for key, name in ALIASES.items() if name == field), field)


@cache
def _plan(record: type[Record]) -> tuple[dict[str, Reader], tuple[str, ...]]:
    """Return how to read each field of a record, and which fields must be there."""
    hints = get_type_hints(record)
    readers: dict[str, Reader] = {}
    required = []
    for name, default in record.FIELDS.items():
        readers[name] = _reader(hints[name], optional=default == "")
        if default is REQUIRED:
            required.append(name)
    return readers, tuple(required)


def _reader(hint: Any, *, optional: bool = False) -> Reader:
    origin = get_origin(hint)
    if origin in (types.UnionType, Union):
        return _reader(next(arm for arm in get_args(hint) if arm is not type(None)))
    if origin is Literal:
        return _word_reader(get_args(hint))
    if origin is tuple:
        return _list_reader(_reader(get_args(hint)[0]))
    if hint in _READERS:
        return _READERS[hint]
    if isinstance(hint, type) and issubclass(hint, Record):
        return lambda value, place: structure(hint, value, place)
    return _possibly_empty_text if optional else _text


def _word_reader(words: tuple[str, ...]) -> Reader:
    def read(value: Any, place: Place) -> Any:
        return value if value in words else place.report(one_of(words, value), describe(value))

    return read


def _list_reader(item: Reader) -> Reader:
    def read(value: Any, place: Place) -> Any:
        if not isinstance(value, list):
            return place.report("a list", describe(value))
        found = tuple([item(each, place.inside(index)) for index, each in enumerate(value)])
        return INVALID if any(each is INVALID for each in found) else found

    return read


def _text(value: Any, place: Place) -> Any:
    if not isinstance(value, str) or not value.strip():
        return place.report("a text", describe(value))
    return _possibly_empty_text(value, place)


def _possibly_empty_text(value: Any, place: Place) -> Any:
    if not isinstance(value, str):
        return place.report("a text", describe(value))
    if found := _UNPRINTABLE.search(value):
        return place.report("a text without control characters", f"U+{ord(found[0]):04X} in it")
    return fold(value)


def _citation_reader(record: type[Citation]) -> Reader:
    def read(value: Any, place: Place) -> Any:
        citation = structure(record, value, place)
        if citation is INVALID:
            return INVALID
        address = place.documents.get(citation.document)
        if address is None:
            return place.inside("doc").report(one_of(place.documents, citation.document), describe(citation.document))
        return replaced(citation, url=section_address(citation.document, citation.section, address))

    return read


def _flag(value: Any, place: Place) -> Any:
    return value if isinstance(value, bool) else place.report("true or false", describe(value))


def _date(value: Any, place: Place) -> Any:
    if isinstance(value, datetime.date):
        return value
    return place.report("a date such as 2026-11-23", describe(value))


_READERS: Final[Mapping[Any, Reader]] = {
    Citation: _citation_reader(Citation),
    NodeCitation: _citation_reader(NodeCitation),
    datetime.date: _date,
    bool: _flag,
}
