"""Ranges of numbers that a provider has made up: ``4.7.500-699`` holds ``4.7.550``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from knowledge.smtp.model.keys import NodeKey

_RANGE: Final = re.compile(r"([245]\.[0-9]{1,3})\.([0-9]{1,3})-([0-9]{1,3})")
_NUMBER: Final = re.compile(r"([245]\.[0-9]{1,3})\.([0-9]{1,3})")


class _Range(NamedTuple):
    subject: str
    details: range
    key: NodeKey


def ranges_among(keys: Iterable[NodeKey]) -> list[_Range]:
    """Return the ranges among the keys of marks, the narrowest first."""
    found = [(_RANGE.fullmatch(key.name), key) for key in keys]
    ranges = [_Range(match[1], range(int(match[2]), int(match[3]) + 1), key) for match, key in found if match]
    return sorted(ranges, key=lambda each: len(each.details))


def range_with(code: str, ranges: Iterable[_Range]) -> NodeKey | None:
    """Return the key of the narrowest range that holds a number, or None.

    >>> from knowledge.smtp.model.keys import NodeKey
    >>> range_with("4.7.550", ranges_among([NodeKey("tag", "4.7.500-699")]))
    'tag:4.7.500-699'
    """
    if (number := _NUMBER.fullmatch(code)) is None:
        return None
    holding = (each.key for each in ranges if each.subject == number[1] and int(number[2]) in each.details)
    return next(holding, None)
