"""Names of nodes: which key a name means."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Final

from knowledge.smtp.graph.ranges import range_with, ranges_among
from knowledge.smtp.graph.spellings import (
    ENHANCED,
    bare,
    class_in,
    command_in,
    document_in,
    folded,
    reply_in,
    split_names,
    subject_in,
)
from knowledge.smtp.model.keys import NodeKey
from knowledge.smtp.model.kinds import kind_named, kinds, row_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from knowledge.smtp.graph.spellings import Reply
    from knowledge.smtp.model.vocabulary import Kind

ENTRY: Final = r"[245x]\.([0-9]{1,3}\.[0-9]{1,3})"
"""An entry of the registry of enhanced codes, with any class or with none."""
_PAIR: Final = rf"([0-9]{{3}})\s+({ENHANCED})"
_LISTED: Final = r"[/,;]|\sand\s|\sor\s"
"""What stands between names that are listed; a link of several leads to the first."""
_SHORTHANDS: Final[Mapping[Kind, Callable[[str], str | None]]] = {
    "class": class_in,
    "subject": subject_in,
    "document": document_in,
}
"""What reads the names of a kind in the ways in which people shorten them, or make them longer."""

REMEMBERED: Final = 4096
"""How many names are remembered that were asked for; prose asks for the same few hundred again and again."""
LONGEST: Final = 80
"""The longest text, in characters, that is a name or comes near one; a longer one may still be a whole reply."""


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

    def __init__(
        self,
        keys: Iterable[NodeKey],
        aliases: Iterable[tuple[str, NodeKey]] = (),
        titles: Callable[[], Iterable[tuple[str, NodeKey]]] = tuple,
    ) -> None:
        """Take the keys, other names of theirs, and what returns the titles that are names too.

        The titles stand in the nodes, most of which nobody may ever ask for, so they are asked for when they matter.
        """
        self._titles = titles
        self._keys: dict[Kind, dict[str, NodeKey]] = {kind: {} for kind in kinds()}
        self._found: dict[tuple[str, Kind | None], NodeKey | None] = {}
        for key in keys:
            self._keys[key.kind][folded(key.name)] = key
        self._ranges = ranges_among(self._keys["tag"].values())
        for alias, key in aliases:
            self._keys[key.kind].setdefault(folded(alias), key)

    def find(self, name: str, kind: Kind | None = None) -> NodeKey | None:
        """Return what somebody means by a name, or None; case does not matter.

        :param name: what `exact` takes, the title of a document or a provider, and what logs and prose have:
            ``535-5.7.8``, ``250 OK``, ``#5.7.1``, ``SMTP error 535``, ``MAIL FROM:``, ``5.x.x``, ``AUTH extension``.
        :param kind: look for nodes of this kind only.
        """
        if found := self.exact(name, kind):
            return found
        kind, wanted = kind_before(name.strip(), kind)
        tried = (kind,) if kind else tuple(kinds())
        inner = bare(wanted)
        found = self._titled(wanted, tried) or self._spelled(wanted, tried)
        if found is None and inner != wanted:
            found = self._exact(inner, tried) or self._titled(inner, tried) or self._spelled(inner, tried)
        return found or self._of_line(inner, tried)

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
            return self._made_up(wanted) if "tag" in tried else None
        if pair := re.fullmatch(_PAIR, wanted):
            return self._of_reply(pair[1], pair[2], tried)
        return self._enhanced(wanted) or (self._made_up(wanted) if "tag" in tried else None)

    def _made_up(self, number: str) -> NodeKey | None:
        """Return the mark that a provider has made of a number, or the range of them that holds it."""
        return self._keys["tag"].get(number) or range_with(number, self._ranges)

    def _enhanced(self, code: str) -> NodeKey | None:
        """Return the entry of an enhanced code, with the class that was asked for."""
        entry = re.fullmatch(ENTRY, code, re.IGNORECASE)
        key = self._keys["enhanced"].get(f"x.{entry[1]}") if entry else None
        return NodeKey(key.kind, key.name, code[0] if code[0].isdigit() else "") if key else None

    def _spelled(self, wanted: str, tried: Collection[Kind]) -> NodeKey | None:
        """Return what a spelling of logs or of prose means."""
        if reply := reply_in(wanted):
            return self._of_reply(reply.code, reply.enhanced, tried) or self._of_code(reply, tried)
        for kind, read in _SHORTHANDS.items():
            if kind in tried and (name := read(wanted)):
                return self._keys[kind].get(folded(name))
        return self._with_kind(wanted, tried) or self._of_list(wanted, tried)

    def _of_list(self, wanted: str, tried: Collection[Kind]) -> NodeKey | None:
        """Return the command or the mechanism of a line, or the first of the names in a list."""
        if line := command_in(wanted):
            verb, argument = line
            if key := self._keys["command"].get(folded(verb)) if "command" in tried else None:
                return key
            return self._exact(argument, ["mechanism"]) if "mechanism" in tried and folded(verb) == "auth" else None
        first, *others = self.split(wanted) or [""]
        return self._exact(first, tried) if others and re.search(_LISTED, wanted) else None

    def _with_kind(self, wanted: str, tried: Collection[Kind]) -> NodeKey | None:
        """Return what a name means that says its kind: ``AUTH extension``, ``class 5xx``."""
        first, _, after = wanted.partition(" ")
        before, _, last = wanted.rpartition(" ")
        for word, rest in ((last, before), (first, after)):
            kind = kind_named(word.casefold())
            if kind and kind in tried and (found := self._exact(rest.strip(), [kind])):
                return found
        return None

    def _of_line(self, wanted: str, tried: Collection[Kind]) -> NodeKey | None:
        """Return the command of a line, where nothing but commands is asked for."""
        verb, *arguments = wanted.split(maxsplit=1) or [""]
        return self._keys["command"].get(folded(verb)) if arguments and tuple(tried) == ("command",) else None

    def _titled(self, wanted: str, tried: Collection[Kind]) -> NodeKey | None:
        """Return what has a text as its title; a number is none."""
        found = self._by_title.get(folded(wanted)) if any(map(str.isalpha, wanted)) else None
        return found if found and found.kind in tried else None

    @cached_property
    def _by_title(self) -> Mapping[str, NodeKey]:
        """The nodes by title; of RFCs with the same title, the newest has it."""
        return {folded(title): key for title, key in self._titles()}

    def _of_code(self, reply: Reply, tried: Collection[Kind]) -> NodeKey | None:
        """Return the code of a reply whose enhanced code nobody knows: a server has made that up."""
        code, enhanced = reply
        if not (code and enhanced) or code[0] != enhanced[0] or self._enhanced(enhanced):
            return None
        return self._keys["code"].get(code) if "code" in tried else None

    def _of_reply(self, code: str, enhanced: str, tried: Collection[Kind]) -> NodeKey | None:
        """Return the enhanced code of a reply that has one, and the code of any other."""
        known = self._keys["code"].get(code)
        if not enhanced:
            return known if "code" in tried else None
        if code and (known is None or code[0] != enhanced[0]):
            return None
        registered = self._enhanced(enhanced) if "enhanced" in tried else None
        return registered or (self._made_up(enhanced) if "tag" in tried else None)

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
            found: list[NodeKey] = []
            for name in names:
                key = self.find(name, kind)
                if key is None:
                    break
                found.append(key)
            if len(found) == len(names):
                return tuple(found)
        return ()

    def split(self, text: str) -> list[str]:
        """Split a text into the names that it holds, known ones and others.

        >>> names = Names([NodeKey("command", "DATA"), NodeKey("command", "end of data")])
        >>> names.split("DATA vs end of data")
        ['DATA', 'end of data']
        """
        single = [kind for kind in kinds() if kind != "comparison"]
        return split_names(text, lambda name: bool(self._exact(name, single) or self._titled(name, single)))

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

    def of_kind(self, kind: Kind) -> Mapping[str, NodeKey]:
        """Return the keys of a kind by their folded names and other names."""
        return self._keys[kind]


def kind_before(name: str, kind: Kind | None = None) -> tuple[Kind | None, str]:
    """Return the kind before a name, as in ``command:AUTH``, and the name; the wanted kind where none stands there."""
    prefix, colon, rest = name.partition(":")
    named = kind_named(prefix.strip().casefold()) if colon else None
    return (named, rest.strip()) if named and kind in (None, named) else (kind, name)


def aliases_of(keys: Iterable[NodeKey]) -> Iterator[tuple[str, NodeKey]]:
    """Yield the other names of classes and categories: ``5yz``, ``x3z`` (RFC 5321, section 4.2.1)."""
    for key in keys:
        if key.kind == "class":
            yield f"{key.name[0]}yz", key
        elif key.kind == "category":
            yield f"x{key.name[1]}z", key


def is_found_by_title(kind: Kind) -> bool:
    """Tell whether the titles of a kind are names, as those of documents and providers are."""
    return kind != "comparison" and not row_of(kind).is_titled
