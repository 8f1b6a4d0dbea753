"""Names of nodes: which key a name means, and which names come near a wrong one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from knowledge.smtp.model.vocabulary import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from knowledge.smtp.model.vocabulary import Kind

ENHANCED: Final = re.compile(r"([245X])\.(\d{1,3})\.(\d{1,3})")
"""An enhanced status code, or a registry entry (RFC 3463, section 2)."""

_REPLY_PAIR: Final = re.compile(r"([2-5])\d\d (\1\.\d{1,3}\.\d{1,3})")
_CODE_SHAPE: Final = re.compile(r"\d{3}")
_OTHER_SHAPES: Final = re.compile(r"[0-9](?:xx|yz)|x[0-9][xz]|X\.\d{1,3}|RFC ?\d+")
_VERB_SHAPE: Final = re.compile(r"(?=.*[A-Z])[A-Z0-9][A-Z0-9-]{2,}")


REMEMBERED: Final = 4096
"""How many names are remembered that were asked for; prose asks for the same few hundred again and again."""


class Name(NamedTuple):
    """A name that was understood."""

    key: str
    status: str
    """For an enhanced code that was given with its class, that code; otherwise empty."""


def enhanced_entry(code: str) -> str:
    """Return the registry entry of an enhanced status code.

    >>> enhanced_entry("5.7.8")
    'X.7.8'
    """
    return "X" + code[1:]


def hyphenated(name: str) -> str:
    """Return a name as one word, for places where names are separated by spaces.

    >>> hyphenated("end of data")
    'end-of-data'
    """
    return name.replace(" ", "-")


def split_names(text: str) -> list[str]:
    """Split a text into names; a reply code with its enhanced code is one name.

    >>> split_names("550 5.1.1 550 5.7.1")
    ['550 5.1.1', '550 5.7.1']
    >>> split_names("211 535")
    ['211', '535']
    """
    names: list[str] = []
    for word in text.replace(",", " ").split():
        if names and names[-1].isdigit() and word[0].isdigit() and ENHANCED.fullmatch(word):
            names[-1] += f" {word}"
        else:
            names.append(word)
    return names


def natural(name: str) -> tuple[tuple[int, int | str], ...]:
    """Return a sort key that orders the digits in a name as numbers.

    >>> sorted(["X.7.10", "X.7.9"], key=natural)
    ['X.7.9', 'X.7.10']
    """
    parts = re.split(r"(\d+)", name)
    return tuple((0, int(part)) if part.isdigit() else (1, part) for part in parts if part)


class Names:
    """Finds the key of a node by any name that people use for it.

    The same name may mean nodes of several kinds (`AUTH` is a command and an extension): the kinds are
    tried in the order of `KINDS_BY_PRECEDENCE`, and ``kind:name`` says which one is meant.
    """

    KINDS_BY_PRECEDENCE: Final[tuple[Kind, ...]] = (
        "code",
        "enhanced",
        "class",
        "category",
        "command",
        "mechanism",
        "extension",
        "document",
        "subject",
        "provider",
        "comparison",
    )

    def __init__(self, names: Iterable[tuple[Kind, str]], aliases: Iterable[tuple[Kind, str, str]] = ()) -> None:
        self._keys: dict[Kind, dict[str, str]] = {kind: {} for kind in KINDS}
        self._names: dict[Kind, list[str]] = {kind: [] for kind in KINDS}
        self._found: dict[tuple[str, Kind | None], Name | None] = {}
        for kind, name in names:
            self._keys[kind][name.casefold()] = f"{kind}:{name}"
            self._names[kind].append(name)
        for kind, alias, name in aliases:
            self._keys[kind].setdefault(alias.casefold(), f"{kind}:{name}")

    def find(self, name: str, kind: Kind | None = None) -> Name | None:
        """Return what a name means, or None; case does not matter.

        :param name: ``535``, ``5.7.8``, ``535 5.7.8`` (the enhanced code of that reply), ``AUTH`` or ``command:AUTH``.
        :param kind: look for nodes of this kind only.
        """
        asked = (name, kind)
        try:
            return self._found[asked]
        except KeyError:
            found = self._find(name, kind)
        if len(self._found) >= REMEMBERED:
            self._found.clear()
        self._found[asked] = found
        return found

    def _find(self, name: str, kind: Kind | None) -> Name | None:
        wanted = " ".join(name.split()).casefold()
        prefix, colon, rest = wanted.partition(":")
        if colon and prefix in self._keys and kind in (None, prefix):
            kind, wanted = KINDS[KINDS.index(prefix)], rest.strip()
        for tried in (kind,) if kind else self.KINDS_BY_PRECEDENCE:
            if key := self._keys[tried].get(wanted):
                return Name(key, "")
        return self._find_enhanced(wanted) if kind in (None, "enhanced") else None

    def _find_enhanced(self, wanted: str) -> Name | None:
        if pair := _REPLY_PAIR.fullmatch(wanted):
            if wanted[:3] not in self._keys["code"]:
                return None
            wanted = pair[2]
        if ENHANCED.fullmatch(wanted) and (key := self._keys["enhanced"].get(enhanced_entry(wanted).casefold())):
            return Name(key, wanted)
        return None

    def nearest(self, name: str, kind: Kind | None = None, count: int = 3) -> list[str]:
        """Return the names that come nearest to a wrong one, best first: numbers by value, others by spelling."""
        from difflib import get_close_matches

        wanted = name.partition(":")[2] if kind is None and name.partition(":")[0] in self._keys else name
        if wanted.isdecimal() and kind in (None, "code"):
            return sorted(self._names["code"], key=lambda code: abs(int(code) - int(wanted)))[:count]
        spelled = {known.casefold(): known for known in self._known(kind)}
        found = get_close_matches(wanted.strip().casefold(), spelled, n=count, cutoff=0.5)
        return [spelled[match] for match in found]

    def nearest_keys(self, name: str) -> list[str]:
        """Return the keys that come nearest to a wrong one: of what the bare name means, or of the names near it."""
        if bare := self.find(name):
            return [bare.key]
        kind = next((kind for kind in KINDS if name.startswith(f"{kind}:")), None)
        near = self.nearest(name.partition(":")[2] if kind else name, kind)
        return [found.key for each in near if (found := self.find(each, kind))]

    def _known(self, kind: Kind | None) -> Iterator[str]:
        for tried in (kind,) if kind else self.KINDS_BY_PRECEDENCE:
            yield from self._names[tried]


def looks_like_a_node(name: str) -> bool:
    """Tell whether a name has the form of a node's name, so that a reader would take it for one.

    >>> looks_like_a_node("536"), looks_like_a_node("CRLF"), looks_like_a_node("550 5.1.1 User unknown")
    (True, True, False)
    """
    kind, colon, _ = name.partition(":")
    return bool(
        (colon and kind in KINDS)
        or _CODE_SHAPE.fullmatch(name)
        or ENHANCED.fullmatch(name)
        or _OTHER_SHAPES.fullmatch(name)
        or _VERB_SHAPE.fullmatch(name)
    )
