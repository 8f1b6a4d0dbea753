"""Which of the languages that have texts serves a reader who asks for a language by its tag."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from knowledge.smtp.model.errors import UnknownLanguageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_TAG: Final = r"[A-Za-z]{1,8}(?:[-_][A-Za-z0-9]{1,8})*(?:\.[A-Za-z0-9-]+)?(?:@[A-Za-z0-9=;-]+)?"
"""A language range (RFC 4647, section 2.1); or the name of a locale, with its encoding and its modifier."""
_LONGEST: Final = 100
"""No tag is as long as this; RFC 5646, section 4.4.1, finds 35 characters enough."""

_SCRIPTS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("de", "en", "es", "fr", "id", "pt", "tr", "vi"), "latn"),
    "ar": "arab",
    "hi": "deva",
    "ja": "jpan",
    "ko": "kore",
    "ru": "cyrl",
    "th": "thai",
    "zh": "hans",
    "zh-tw": "hant",
    "zh-hk": "hant",
    "zh-mo": "hant",
}
"""The script of each language, and of a region that has another, where the tag does not name one: the field
Suppress-Script of the IANA registry of subtags, and for Chinese the likely subtags of Unicode (UTS 35). A language
without an entry is taken in any script."""


def lookup(language: object, available: Iterable[str]) -> str | None:
    """Return the one of some languages that a tag asks for, or None if it asks for another.

    The tag is shortened from its end until it fits (RFC 4647, section 3.4), but keeps its script: simplified Chinese
    does not serve who reads traditional. Names of locales are taken like tags.

    >>> available = ["de", "ja", "zh_CN"]
    >>> lookup("de-CH-1996", available), lookup("ja_JP.UTF-8", available), lookup("zh-Hans", available)
    ('de', 'ja', 'zh_CN')
    >>> lookup("zh_TW", available) is lookup("nl", available) is None
    True

    :raises UnknownLanguageError: if it is no tag of a language, whether there are texts in it or not.
    """
    names = sorted(available)
    if isinstance(language, str) and _is_tag(language):
        return _fitting(language, names)
    raise UnknownLanguageError(language, names, _nearest(language, names))


def _is_tag(text: str) -> bool:
    return len(text) < _LONGEST and re.fullmatch(_TAG, text) is not None


def _fitting(tag: str, names: Sequence[str]) -> str | None:
    places: dict[tuple[str, ...], str] = {}
    for name in names:
        subtags = _subtags(name)
        places.setdefault(subtags[:2], name)  # a language and its script, where no other catalogue has just these
        places.setdefault(subtags, name)
    wanted = _subtags(tag)
    shortened = (wanted[:length] for length in range(len(wanted), 1, -1))
    return next((places[each] for each in shortened if each in places), None)


def _subtags(tag: str) -> tuple[str, ...]:
    """Return the language, its script or nothing, and the rest without extensions (RFC 5646, section 2.2.6)."""
    language, *others = re.split("[-_]", re.split("[.@]", tag.lower())[0])
    others = list(takewhile(lambda each: len(each) > 1, others))
    scripts = [each for each in others if len(each) == 4 and each.isalpha()]
    likely = (_SCRIPTS.get(each, "") for each in (*(f"{language}-{each}" for each in others), language))
    script = next(filter(None, (*scripts, *likely)), "") if language in _SCRIPTS else ""
    return (language, script, *(each for each in others if each not in scripts))


def _nearest(language: object, names: Sequence[str]) -> list[str]:
    """Return the language that is meant if what stands between the letters and digits is not: ``de`` for ``de/AT``."""
    meant = "-".join(re.findall("[A-Za-z0-9]+", language[:_LONGEST])) if isinstance(language, str) else ""
    found = _fitting(meant, names) if _is_tag(meant) else None
    return [found] if found else []
