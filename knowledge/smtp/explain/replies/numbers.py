"""The numbers of a text that are reply codes or enhanced codes, told from all the others by what stands beside them.

An enhanced code right after three digits settles both. Anything else needs a sign that a server's reply begins there:
the start of a line, a colon, a word such as ``said`` or ``code``. IP addresses, ports, dates, sizes, versions, ids and
HTTP statuses have none, or have one that says what they are.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from knowledge.smtp.explain.replies.beside import SURE, begins_line, beside, judged_code, judged_enhanced

if TYPE_CHECKING:
    from collections.abc import Iterator


class Number(NamedTuple):
    """A reply code, an enhanced code, or a pair of them, and where it stands in a text."""

    start: int
    end: int
    code: int | None
    enhanced: str | None
    enhanced_start: int
    """Where the enhanced code begins; it ends at `end`."""
    sure: int
    """How sure it is, see `REPEATS`, `FAIR` and `SURE`."""
    place: str
    """What stands before it: ``start`` of a line, ``prompt``, ``report`` (``dsn=``), ``paren``, ``mark`` or nothing."""


@cache
def _candidate() -> re.Pattern[str]:
    return re.compile(
        r"""[2-5](?<![0-9A-Za-z_.@][2-5])(?:
            (?P<code>[0-9]{2})(?:
                (?P<gap>[ \t\n:;,'"()\[\]<\#b*/-]{1,8})(?P<pair>[245]\.[0-9]{1,3}\.[0-9]{1,3})(?![0-9]|\.[0-9])
              | (?![0-9A-Za-z_@/%+]|[.,:][0-9])
            )
          | (?P<alone>\.[0-9]{1,3}\.[0-9]{1,3})(?![0-9A-Za-z_@/%]|\.[0-9]|-[A-Za-z0-9])
        )""",
        re.VERBOSE,
    )


def numbers(text: str) -> Iterator[Number]:
    """Yield the numbers of a text that are a reply's, in their order.

    >>> [(number.code, number.enhanced) for number in numbers("host mx[192.0.2.1] said: 550-5.1.1 No such user")]
    [(550, '5.1.1')]
    >>> list(numbers("size=552 port 587, 550 bytes at 12:45:50, [102] x450, 10.0.0.550"))
    []
    """
    for match in _candidate().finditer(text):
        start, end = match.span()
        if match["pair"]:
            if not (start and text[start - 1] in "-+$" and text[start - 2 : start - 1].isalnum()):
                place = "start" if begins_line(text, start) else "mark"
                code = int(text[start : start + 3])
                yield Number(start, end, code, match["pair"], match.start("pair"), SURE, place)
        elif match["alone"]:
            sure, place = judged_enhanced(beside(text, start, end))
            if sure:
                yield Number(start, end, None, text[start:end], start, sure, place)
        else:
            sure, place = judged_code(beside(text, start, end))
            if sure:
                yield Number(start, end, int(text[start:end]), None, end, sure, place)
