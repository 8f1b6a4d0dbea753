"""How people write names: replies as logs have them, commands with what follows them, several names in a row."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ENHANCED: Final = r"[245]\.[0-9]{1,3}\.[0-9]{1,3}"
"""An enhanced status code (RFC 3463, section 2)."""

# The patterns are compiled when a name is spelled in an unusual way, which most are not.
_DASHES: Final = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d"
"""What text processors and web pages make of a hyphen."""
_REPLY: Final = (
    rf"([0-9]{{3}})(?:[-/:;,\s{_DASHES}]+[\[(]?#?({ENHANCED})[\])]?)?"
    rf"(?:[-/:;,\s].*|[{_DASHES}]\s*(?![0-9\s]).*)?"
)
_BARE_ENHANCED: Final = rf"[\[(]?#?({ENHANCED}|X\.[0-9]{{1,3}}\.[0-9]{{1,3}})[\])]?(?:[,;:\s].*)?"
_ANY_ENHANCED: Final = rf"[\[(]?#?(?:{ENHANCED})[\])]?"
_CLASS: Final = r"([2-5])(?:\.[xyn*]\.[xyzn*]|xx|yz|\*\*)(?:\s+(?:errors?|codes?|reply|replies|responses?))?"
_BEFORE: Final = (
    r"(?:(?:e?smtp|lmtp|error|status|reply|response|return(?:ed)?|code|enhanced|dsn|diagnostic|said|remote|server|host"
    r"|x-[a-z0-9-]+(?=\s*;))(?![a-z0-9])[\s:;=_-]*)+(?=[\[(<#'\"]*[0-9x])"
    r"|(?:e?smtp|sasl)\s+(?=[a-z])"
)
"""What logs and prose write before the number of a reply, and before a name: ``dsn=5.7.8``, ``smtp; 550 5.1.1``."""
_AROUND: Final = (
    " \t\r\n\"'`.,;:*#<>()[]{}"
    "\u200b\ufeff"  # of no width
    "\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\xab\xbb\u2039\u203a\u300c\u300d\u300e\u300f"  # quotation marks
    "\u3001\u3002\uff0c\uff1a\uff1b\uff08\uff09"
)
"""What stands around a name in a sentence."""
_SUBJECT: Final = r"[245xn]\.([0-9]{1,3})(?:\.[xn*])?"
_DOCUMENT: Final = r"rfc[\s_-]*([1-9][0-9]{0,4})(?:[\s,]*(?:sec|\xa7).*)?"
_COMMAND: Final = r"(mail(?=\s+from\b)|rcpt(?=\s+to\b)|auth(?=[\s=])|[a-z0-9-]+(?=:$))[\s:=]*(.*)"
_SEPARATORS: Final = r"[\s,;|\u2013\u2014\u2260]+"
_BETWEEN: Final = ("vs", "vs.", "versus", "against", "and", "&", "or", "-")
"""Words between names that are no names."""
_TO_HYPHENS: Final = str.maketrans(dict.fromkeys(_DASHES, "-"))
_LINKED: Final = r"\S*\?p=([A-Za-z]+)"
"""A link with which Gmail marks its replies."""
MOST_WORDS: Final = 8
"""The most words that one name has."""


class Reply(NamedTuple):
    """The numbers of a reply; each may be empty."""

    code: str
    enhanced: str


def folded(name: str) -> str:
    """Return what all spellings of a name have in common: case, dashes, underscores and spaces do not matter.

    >>> folded("CRAM_MD5"), folded("End  of data")
    ('cram-md5', 'end-of-data')
    """
    plain = name if name.isascii() else name.translate(_TO_HYPHENS)
    return "-".join(plain.split()).replace("_", "-").casefold()


def bare(text: str) -> str:
    """Return a name without what logs and prose set around it, or write before the number of a reply.

    >>> bare('"535".'), bare("SMTP error code 535"), bare("dsn=5.7.8"), bare("SMTP AUTH")
    ('535', '535', '5.7.8', 'AUTH')
    >>> bare("?p=BadCredentials"), bare("https://support.google.com/mail/?p=NoSuchUser")
    ('BadCredentials', 'NoSuchUser')
    """
    inner = text.strip(_AROUND)
    if linked := re.fullmatch(_LINKED, inner):
        return linked[1]
    before = re.match(_BEFORE, inner, re.IGNORECASE)
    return inner[before.end() :].strip(_AROUND) if before else inner


def reply_in(text: str) -> Reply | None:
    """Return the numbers of a text that is a reply, or the beginning of one; None for any other text.

    >>> reply_in("535-5.7.8 Error"), reply_in("250 OK"), reply_in("(#5.7.1)"), reply_in("AUTH")
    (Reply(code='535', enhanced='5.7.8'), Reply(code='250', enhanced=''), Reply(code='', enhanced='5.7.1'), None)
    """
    if found := re.fullmatch(_REPLY, text, re.DOTALL):
        return Reply(found[1], found[2] or "")
    if found := re.fullmatch(_BARE_ENHANCED, text, re.DOTALL | re.IGNORECASE):
        return Reply("", found[1].upper())
    return None


def class_in(text: str) -> str | None:
    """Return the class that a text writes in one of the usual ways.

    >>> class_in("5.x.x"), class_in("4xx errors"), class_in("6xx")
    ('5xx', '4xx', None)
    """
    found = re.fullmatch(_CLASS, text, re.IGNORECASE)
    return f"{found[1]}xx" if found else None


def subject_in(text: str) -> str | None:
    """Return the subject of enhanced codes that a text writes in one of the usual ways.

    >>> subject_in("5.7.x"), subject_in("X.7")
    ('X.7', 'X.7')
    """
    found = re.fullmatch(_SUBJECT, text, re.IGNORECASE)
    return f"X.{found[1]}" if found else None


def document_in(text: str) -> str | None:
    """Return the name of the RFC that a text writes in one of the usual ways.

    >>> document_in("RFC5321"), document_in("rfc 5321, section 4.2.1"), document_in("RFC 53210 and more")
    ('RFC 5321', 'RFC 5321', None)
    """
    found = re.fullmatch(_DOCUMENT, text, re.DOTALL | re.IGNORECASE)
    return f"RFC {found[1]}" if found else None


def command_in(text: str) -> tuple[str, str] | None:
    """Return the verb of a command line, and what follows it; None for any other text.

    >>> command_in("MAIL FROM:<a@example.org>"), command_in("AUTH LOGIN"), command_in("QUIT:"), command_in("VRFY Jones")
    (('MAIL', 'FROM:<a@example.org>'), ('AUTH', 'LOGIN'), ('QUIT', ''), None)
    """
    found = re.fullmatch(_COMMAND, text, re.DOTALL | re.IGNORECASE)
    return (found[1], found[2]) if found else None


def split_names(text: str, is_name: Callable[[str], bool]) -> list[str]:
    """Split a text into names, as directives, roles and commands of a shell take several of them.

    >>> known = ["535", "534", "HELO", "EHLO", "end of data"].__contains__
    >>> split_names("550 5.1.1 550 5.7.1", known), split_names("535 vs 534", known), split_names("HELO/EHLO", known)
    (['550 5.1.1', '550 5.7.1'], ['535', '534'], ['HELO', 'EHLO'])
    >>> split_names("535 Authentication failed", known), split_names("MAIL FROM, end of data", known)
    (['535 Authentication failed'], ['MAIL FROM', 'end of data'])

    :param is_name: tells whether a text is the name of a node.
    """
    words = [word for word in re.split(_SEPARATORS, text) if word]
    names: list[str] = []
    while words:
        taken = _words_of_first(words, is_name)
        name = " ".join(words[:taken])
        del words[:taken]
        if name.casefold() in _BETWEEN:
            continue
        names.extend(_joined_by_slash(name, is_name))
    return names


def _words_of_first(words: Sequence[str], is_name: Callable[[str], bool]) -> int:
    """Return how many words belong to the name with which they begin."""
    for count in range(min(len(words), MOST_WORDS), 1, -1):
        is_reply = words[0].isdecimal() and is_name(words[0])
        if is_name(" ".join(words[:count])) and not is_reply:
            return count
    if len(words) == 1:
        return 1
    if words[0].casefold() in ("mail", "rcpt") and re.match(r"(?:from|to)\b", words[1], re.IGNORECASE):
        return 2
    return 1 + _words_of_reply(words[1:], is_name) if re.fullmatch(_REPLY, words[0], re.DOTALL) else 1


def _words_of_reply(words: Sequence[str], is_name: Callable[[str], bool]) -> int:
    """Return how many words go on with a reply whose code stands before them: its enhanced code, and its text."""
    count = 1 if re.fullmatch(_ANY_ENHANCED, words[0]) else 0
    for word in words[count:]:
        if not word[0].isalpha() or word.casefold() in _BETWEEN or is_name(word):
            break
        count += 1
    return count


def _joined_by_slash(name: str, is_name: Callable[[str], bool]) -> list[str]:
    if "/" not in name or is_name(name) or (reply_in(name) is not None and reply_in(name.partition("/")[2]) is None):
        return [name]
    found = reply_in(name)
    if found is not None and found.enhanced:
        return [name]
    return [part for part in name.split("/") if part]
