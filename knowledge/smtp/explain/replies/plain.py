"""A text as it was meant: escapes, entities and encodings undone, with the way back to where each character stood.

Replies are pasted out of JSON, web pages, URLs, consoles and mail bodies. Every rule here asks for evidence first, so
that a plain text stays what it is and costs no more than a look.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import unquote, unquote_plus, unquote_to_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Undo = Callable[[re.Match[str]], str]


SIGNS: Final = (
    ("\\", "escapes"),
    ("#01", "syslog"),
    ("&", "entities"),
    ("_host_said:_", "underscores"),
    ("_(#", "underscores"),
    ("enhanced_code", "parts"),
    ("=", "hexadecimal"),
    ("<", "tags"),
)
"""What shows that a rule is needed, in the order in which the rules are used."""


class Plain(NamedTuple):
    """A text with its encodings undone."""

    text: str
    steps: tuple[tuple[tuple[int, int], ...], ...] = ()
    """What each step has changed: positions after it, and how far the characters from there on had stood behind."""

    def origin(self, position: int) -> int:
        """Return where the character at a position stood in the text as it came."""
        if not self.steps:
            return position
        for changes in reversed(self.steps):
            index = bisect_right(changes, position, key=lambda change: change[0]) - 1
            if index >= 0:
                position += changes[index][1]
        return position


def plain(text: str) -> Plain:
    r"""Return a text as it was meant.

    :param text: what somebody pasted; any characters.

    >>> plain(r"550-5.7.1 Not you\r\n550 5.7.1 &lt;a@example.com&gt;").text
    '550-5.7.1 Not you\n550 5.7.1 <a@example.com>'
    >>> plain("550%205.1.1%20User%20unknown").origin(4)
    6
    """
    found = Plain(text)
    for name in _needed(text):
        pattern, undo = _rules()[name]
        found = _undone(found, pattern, undo)
    if found.steps and not found.text.isprintable():
        found = _undone(found, *_rules()["controls"])  # those that stood there in escapes
    return found


def _needed(text: str) -> Iterator[str]:
    """Yield the rules for which a text has a sign, in the order in which they are used."""
    if not text.isprintable():
        yield "controls"
        if "=\n" in text or "=\r\n" in text:
            yield "quoted"
    for sign, name in SIGNS:
        if sign in text:
            yield name
    if ("%" in text or "+" in text) and _address_part().search(text):
        yield "percent"


@cache
def _address_part() -> re.Pattern[str]:
    """Return what shows that a reply is part of an address."""
    return re.compile(r"[2-5][0-9]{2}(?:%20|%2D|\+[245]\.[0-9])")


@cache
def _rules() -> dict[str, tuple[re.Pattern[str], Undo]]:
    """Return each rule: what it finds, and what it puts there instead."""
    return {
        "controls": (
            re.compile(
                r"\x1b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\x07\x1b]{0,200}\x07)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff]|\r\n?"
            ),
            lambda match: "\n" if match[0][0] == "\r" else "",
        ),
        "quoted": (re.compile(r"(?:=\n|=[0-9A-F]{2})+"), lambda match: _bytes(match[0].replace("=\n", ""), "=")),
        "escapes": (
            re.compile(r"\\{1,3}(?:r\\{1,3}n|[nrt\"'/\\]|u[0-9a-fA-F]{4})|(?:\\{1,2}x[0-9a-fA-F]{2})+"),
            _unescaped,
        ),
        "syslog": (re.compile(r"(?:#015)?#012|#015"), lambda _match: "\n"),
        "entities": (
            re.compile(r"&(?:amp;){0,3}(?:lt|gt|amp|quot|apos|nbsp|#[0-9]{1,6}|#x[0-9a-fA-F]{1,5});"),
            lambda match: html.unescape("&" + match[0][1:].replace("amp;", "") if match[0] != "&amp;" else "&"),
        ),
        "percent": (
            re.compile(r"(?:%[0-9A-Fa-f]{2})+|\+"),
            lambda match: unquote_plus(match[0]),
        ),
        "underscores": (re.compile(r"_"), lambda _match: " "),
        "parts": (
            re.compile(
                r"\{\s*\"class\"\s*:\s*([245])\s*,\s*\"subject\"\s*:\s*([0-9]{1,3})\s*,"
                r"\s*\"detail\"\s*:\s*([0-9]{1,3})\s*\}"
            ),
            lambda match: '"' + ".".join(match.groups()) + '"',
        ),
        "hexadecimal": (
            re.compile(r"(?:=[CDEF][0-9A-F](?:=[89AB][0-9A-F])+)+|=3D|(?<=[2-5][0-9]{2})=20|=20(?=[45]\.[0-9]|$)"),
            lambda match: _bytes(match[0], "="),
        ),
        "tags": (
            re.compile(
                r"<(/?(?:br|p|div|li|tr))\b[^<>]{0,200}>|"
                r"</?(?:b|i|u|em|strong|span|font|td|th|pre|code|tt|a|body|html|ul|ol|table)(?:\s[^<>]{0,300})?/?>",
                re.IGNORECASE,
            ),
            lambda match: "\n" if match[1] else " ",
        ),
    }


def _bytes(written: str, sign: str) -> str:
    """Return the characters of bytes that are written in hexadecimal digits."""
    return unquote(written.replace("%", "%25").replace(sign, "%"))


@cache
def _hanzi() -> re.Pattern[str]:
    """Return pairs of bytes that are common Chinese characters in GBK, and seldom letters of another code."""
    return re.compile(r"(?:%(?:[BC][0-9A-F]|D[0-7])%[A-F][0-9A-F])+", re.IGNORECASE)


def _characters(escaped: str) -> str:
    """Return the characters of bytes: of UTF-8, or of GBK, in which many servers in China still write."""
    text = unquote(escaped)
    if "\ufffd" in text and _hanzi().fullmatch(escaped):
        with suppress(UnicodeDecodeError):
            return unquote_to_bytes(escaped).decode("gbk")
    return text


def _unescaped(match: re.Match[str]) -> str:
    sign = match[0].lstrip("\\")
    if sign[:1] == "x":
        return _characters(match[0].replace("\\\\x", "%").replace("\\x", "%"))
    if sign[:1] == "u" and len(sign) == 5:
        return chr(int(sign[1:], 16))
    return {"n": "\n", "r": "\n", "t": "\t", "": "\\"}.get(sign[:1], sign)


def _undone(text: Plain, pattern: re.Pattern[str], undo: Undo) -> Plain:
    """Replace what a pattern finds, and keep count of how far each change moves what follows it."""
    pieces: list[str] = []
    changes: list[tuple[int, int]] = []
    end = length = 0
    for match in pattern.finditer(text.text):
        new = undo(match)
        pieces += (text.text[end : match.start()], new)
        length += match.start() - end + len(new)
        end = match.end()
        changes.append((length, end - length))
    if not changes:
        return text
    pieces.append(text.text[end:])
    return Plain("".join(pieces), (*text.steps, tuple(changes)))
