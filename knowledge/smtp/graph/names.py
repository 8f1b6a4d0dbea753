"""Names of nodes: which key a name means, and which names come near a wrong one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from knowledge.smtp.graph.spellings import (
    ENHANCED,
    bare,
    class_in,
    command_in,
    folded,
    reply_in,
    split_names,
    subject_in,
)
from knowledge.smtp.model.keys import NodeKey
from knowledge.smtp.model.kinds import kind_named, kinds

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from knowledge.smtp.model.vocabulary import Kind

_ENTRY: Final = re.compile(r"[245x]\.([0-9]{1,3}\.[0-9]{1,3})", re.IGNORECASE)
_PAIR: Final = re.compile(rf"([0-9]{{3}})\s+({ENHANCED})")
_CODE_SHAPE: Final = re.compile(r"[0-9]{3}")
_OTHER_SHAPES: Final = re.compile(r"[0-9](?:xx|yz)|x[0-9][xz]|X\.[0-9]{1,3}|RFC ?[0-9]+")
_VERB_SHAPE: Final = re.compile(r"(?=.*[A-Z])[A-Z0-9][A-Z0-9-]{2,}")
_LISTED: Final = re.compile(r"[/,;]|\sand\s|\sor\s")
"""What stands between names that are listed; a link of several leads to the first."""
_WORD: Final = re.compile(r"[\w.-]+")
_NUMBER: Final = re.compile(rf"(?<![0-9.])(?:{ENHANCED}|[0-9]{{3}})(?![0-9.])")
"""A code within a word in which something is mistyped."""

REMEMBERED: Final = 4096
"""How many names are remembered that were asked for; prose asks for the same few hundred again and again."""
LONGEST: Final = 80
"""The longest text, in characters, that is a name or comes near one; a longer one may still be a whole reply."""
NEAR: Final = 0.6
"""How much of a name, from 0 to 1, another must have in common with it to be called near."""


def enhanced_entry(code: str) -> str:
    """Return the registry entry of an enhanced status code.

    >>> enhanced_entry("5.7.8")
    'X.7.8'
    """
    return "X" + code[1:]


class Names:
    """Finds the key of a node by any name that people use for it.

    The same name may mean nodes of several kinds (`AUTH` is a command and an extension): the kinds are tried in the
    order of their rows, and ``kind:name`` says which one is meant.
    """

    def __init__(self, keys: Iterable[NodeKey], aliases: Iterable[tuple[str, NodeKey]] = ()) -> None:
        self._keys: dict[Kind, dict[str, NodeKey]] = {kind: {} for kind in kinds()}
        self._found: dict[tuple[str, Kind | None], NodeKey | None] = {}
        for key in keys:
            self._keys[key.kind][folded(key.name)] = key
        for alias, key in aliases:
            self._keys[key.kind].setdefault(folded(alias), key)

    def find(self, name: str, kind: Kind | None = None) -> NodeKey | None:
        """Return what somebody means by a name, or None; case does not matter.

        :param name: what `exact` takes, and what logs and prose have: ``535-5.7.8``, ``250 OK``, ``#5.7.1``,
            ``SMTP error 535``, ``MAIL FROM:``, ``5.x.x``.
        :param kind: look for nodes of this kind only.
        """
        if found := self.exact(name, kind):
            return found
        kind, wanted = kind_before(name.strip(), kind)
        tried = (kind,) if kind else tuple(kinds())
        return self._spelled(wanted, tried) or self._bare(wanted, tried)

    def exact(self, name: str, kind: Kind | None = None) -> NodeKey | None:
        """Return the key of which a text is the name, or None; case does not matter.

        :param name: ``535``, ``5.7.8``, ``535 5.7.8`` (the enhanced code of that reply), ``AUTH`` or ``command:AUTH``.
        :param kind: look for nodes of this kind only.
        """
        if len(name) > LONGEST:
            return None
        asked = (name, kind)
        try:
            return self._found[asked]
        except KeyError:
            kind, wanted = kind_before(name.strip(), kind)
            found = self._exact(wanted, (kind,) if kind else tuple(kinds()))
        if len(self._found) >= REMEMBERED:
            self._found.clear()
        self._found[asked] = found
        return found

    def _exact(self, wanted: str, tried: Collection[Kind]) -> NodeKey | None:
        name = folded(wanted)
        for kind in tried:
            if key := self._keys[kind].get(name):
                return key
        if "enhanced" not in tried:
            return None
        if pair := _PAIR.fullmatch(wanted):
            return self._of_reply(pair[1], pair[2], tried)
        return self._enhanced(wanted)

    def _enhanced(self, code: str) -> NodeKey | None:
        """Return the entry of an enhanced code, with the class that was asked for."""
        entry = _ENTRY.fullmatch(code)
        key = self._keys["enhanced"].get(f"x.{entry[1]}") if entry else None
        return NodeKey(key.kind, key.name, code[0] if code[0].isdigit() else "") if key else None

    def _spelled(self, wanted: str, tried: Collection[Kind]) -> NodeKey | None:
        """Return what a spelling of logs or of prose means."""
        if reply := reply_in(wanted):
            return self._of_reply(reply.code, reply.enhanced, tried)
        if "class" in tried and (name := class_in(wanted)):
            return self._keys["class"].get(name)
        if "subject" in tried and (name := subject_in(wanted)):
            return self._keys["subject"].get(name.casefold())
        if line := command_in(wanted):
            verb, argument = line
            if key := self._keys["command"].get(folded(verb)) if "command" in tried else None:
                return key
            return self._exact(argument, ["mechanism"]) if "mechanism" in tried and folded(verb) == "auth" else None
        first, *others = self.split(wanted) or [""]
        return self._exact(first, tried) if others and _LISTED.search(wanted) else None

    def _bare(self, wanted: str, tried: Collection[Kind]) -> NodeKey | None:
        """Return what a name means without what stands around it, and a command by the verb of its line."""
        inner = bare(wanted)
        if inner != wanted and (found := self._exact(inner, tried) or self._spelled(inner, tried)):
            return found
        verb, *arguments = inner.split(maxsplit=1) or [""]
        return self._keys["command"].get(folded(verb)) if arguments and tuple(tried) == ("command",) else None

    def _of_reply(self, code: str, enhanced: str, tried: Collection[Kind]) -> NodeKey | None:
        """Return the enhanced code of a reply that has one, and the code of any other."""
        known = self._keys["code"].get(code)
        if not enhanced:
            return known if "code" in tried else None
        if (code and (known is None or code[0] != enhanced[0])) or "enhanced" not in tried:
            return None
        return self._enhanced(enhanced)

    def first(self, name: str, tried: Iterable[Kind]) -> NodeKey | None:
        """Return what somebody means by a name, as the first of some kinds that has it."""
        return next(filter(None, (self.find(name, kind) for kind in tried)), None)

    def together(self, names: Sequence[str], tried: Iterable[Kind]) -> tuple[NodeKey, ...]:
        """Return what somebody means by several names of one kind, the first kind that has all of them; else nothing.

        >>> names = Names([NodeKey("command", "AUTH"), NodeKey("extension", "AUTH"), NodeKey("extension", "SIZE")])
        >>> names.together(["AUTH", "SIZE"], ["command", "extension"])
        ('extension:AUTH', 'extension:SIZE')
        """
        for kind in tried:
            found = [key for name in names if (key := self.find(name, kind))]
            if found and len(found) == len(names):
                return tuple(found)
        return ()

    def split(self, text: str) -> list[str]:
        """Split a text into the names that it holds, known ones and others.

        >>> names = Names([NodeKey("command", "DATA"), NodeKey("command", "end of data")])
        >>> names.split("DATA vs end of data")
        ['DATA', 'end of data']
        """
        single = [kind for kind in kinds() if kind != "comparison"]
        return split_names(text, lambda name: self._exact(name, single) is not None)

    def several(self, text: str, tried: Sequence[Kind]) -> list[str]:
        """Split a text into names of some kinds; the line of a command and a reply with its text are one name.

        >>> names = Names([NodeKey("command", "AUTH"), NodeKey("mechanism", "LOGIN"), NodeKey("mechanism", "PLAIN")])
        >>> names.several("AUTH LOGIN", ["command"]), names.several("AUTH LOGIN PLAIN", ["mechanism"])
        (['AUTH LOGIN'], ['LOGIN', 'PLAIN'])
        """
        found = self.split(text)
        known = [name for name in found if self.first(name, tried)]
        others = [name for name in found if name not in known]
        if not others or any(name[0].isdigit() for name in others):
            return found
        if len(known) == 1 and self.first(text, tried):
            return [text.strip()]
        return found[1:] if known and folded(found[0]) == "auth" and "mechanism" in tried else found

    def nearest(self, name: str, tried: Collection[Kind] = (), count: int = 3) -> list[str]:
        """Return the names that come nearest to a wrong one, best first.

        The names that the wrong one holds as a part come first, and then those that are spelled like it. No number
        is near another, because the next one may mean something else.

        :param tried: the kinds of nodes that were asked for; none for all of them.
        """
        from difflib import get_close_matches

        kind, wanted = kind_before(name)
        tried = tried or ((kind,) if kind else tuple(kinds()))
        if len(wanted) > LONGEST:
            return []
        parts = [*_WORD.findall(wanted), *_NUMBER.findall(wanted)]
        found = [key.spelled for part in parts if (key := self._exact(part, tried))]
        words = ((each, key) for kind in tried for each, key in self._keys[kind].items() if not _is_number(key))
        spelled = {each: key.name for each, key in words}
        found += [spelled[match] for match in get_close_matches(folded(wanted), spelled, n=count, cutoff=NEAR)]
        return list(dict.fromkeys(found))[:count]

    def nearest_keys(self, name: str) -> list[NodeKey]:
        """Return the keys that come nearest to a wrong one: of what the bare name means, or of the names near it."""
        if bare := self.find(name):
            return [bare]
        kind, _wanted = kind_before(name)
        return [found for each in self.nearest(name) if (found := self.find(each, kind))]


def kind_before(name: str, kind: Kind | None = None) -> tuple[Kind | None, str]:
    """Return the kind before a name, as in ``command:AUTH``, and the name; the wanted kind where none stands there."""
    prefix, colon, rest = name.partition(":")
    named = kind_named(prefix.strip().casefold()) if colon else None
    return (named, rest.strip()) if named and kind in (None, named) else (kind, name)


def _is_number(key: NodeKey) -> bool:
    """Tell whether the digits of a name carry its meaning: codes, subjects, and comparisons of them."""
    return key.kind in ("code", "enhanced", "subject") or (key.kind == "comparison" and key.name[0].isdigit())


def aliases_of(keys: Iterable[NodeKey]) -> Iterator[tuple[str, NodeKey]]:
    """Yield the other names of classes and categories: ``5yz``, ``x3z`` (RFC 5321, section 4.2.1)."""
    for key in keys:
        if key.kind == "class":
            yield f"{key.name[0]}yz", key
        elif key.kind == "category":
            yield f"x{key.name[1]}z", key


def looks_like_a_node(name: str) -> bool:
    """Tell whether a name has the form of a node's name, so that a reader would take it for one.

    >>> looks_like_a_node("536"), looks_like_a_node("CRLF"), looks_like_a_node("550 5.1.1 User unknown")
    (True, True, False)
    """
    kind, colon, _ = name.partition(":")
    return bool(
        (colon and kind_named(kind))
        or _CODE_SHAPE.fullmatch(name)
        or _ENTRY.fullmatch(name)
        or _OTHER_SHAPES.fullmatch(name)
        or _VERB_SHAPE.fullmatch(name)
    )
