"""Indexes: the nodes of a kind in the groups in which a reader looks for them, each with a sentence and a count."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from knowledge.smtp.graph.answering import causes_with
from knowledge.smtp.graph.around import codes_in
from knowledge.smtp.model.brief import described
from knowledge.smtp.model.causes import Cause, Tag
from knowledge.smtp.model.keys import hyphenated
from knowledge.smtp.model.nodes import Command, Extension, Mechanism, Provider
from knowledge.smtp.model.record import Record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from knowledge.smtp.graph.store import Store
    from knowledge.smtp.model.keys import NodeKey
    from knowledge.smtp.model.node import Node
    from knowledge.smtp.model.vocabulary import Kind, Phase

LEAD: Final = "lead"
"""Names what stands above the groups of an index, beside the names of the groups."""
PAIRS: Final = "pairs"
"""Names the matrices of pairs on the index of comparisons, beside the names of the questions."""
NO_REPLIES: Final = "none"
"""The name of the group of the numbers that are no replies."""
UNTOLD: Final[tuple[Kind, ...]] = ("cause", "provider")
"""The kinds whose nodes people know by their titles; their names are for authors."""

OPENING: Final = "opening"
PHASES: Final[Mapping[Phase, str]] = {
    "connect": OPENING,
    "greeting": OPENING,
    "security": "login",
    "authentication": "login",
    "transaction": "message",
    "message": "message",
    "queue": "queue",
    "session": "any",
}
"""The group of a command, by the part of the session in which it is sent."""


class Listed(Record):
    """A node on an index."""

    key: NodeKey
    text: str
    """What stands beside the name; where it stands in place of the name, `is_named` is false."""
    is_named: bool = True


class Group(Record):
    """A part of an index."""

    name: str
    """A stable name, which the option ``:groups:`` of the directive uses."""
    heading: str
    title: str
    """The text of the facts that is in the heading; empty where the heading is a caption."""
    sentence: str
    """What the nodes have in common, as prose; it may be empty."""
    count: str
    listed: tuple[Listed, ...]
    others: tuple[Listed, ...] = ()
    others_heading: str = ""
    about: NodeKey | None = None
    """The node to which the group leads for more."""
    about_text: str = ""

    def __repr__(self) -> str:
        return described(self, self.name, self.heading)


class Index(Record):
    """The nodes of a kind."""

    kind: Kind
    lead: str
    """What the index lists, as prose."""
    groups: tuple[Group, ...]

    @property
    def keys(self) -> Iterator[NodeKey]:
        """The keys of everything to which the index leads."""
        for group in self.groups:
            yield from (each.key for each in (*group.listed, *group.others))
            if group.about:
                yield group.about

    def __repr__(self) -> str:
        return described(self, self.kind, self.lead)


def index_of(graph: Store, kind: Kind) -> Index:
    """Return the index of a kind; its groups are those that have nodes.

    >>> from knowledge import smtp
    >>> graph = smtp.load()
    >>> [group.heading for group in index_of(graph, "code").groups][:2]
    ['2xx Success', '3xx More input expected']
    >>> [group.name for group in index_of(graph, "provider").groups]
    ['mailbox-service', 'sending-service', 'server', 'filter', 'block-list', 'client']

    :param kind: one of the kinds of which `Listings.LEADS` tells, apart from comparisons.
    :raises KeyError: if there is no index of the kind.
    """
    return Index(kind, graph.words.LEADS[kind], tuple(_GROUPS[kind](graph)))


def indexed_kinds() -> tuple[Kind, ...]:
    """Return the kinds that have an index, in the order in which a reference lists them."""
    return tuple(_GROUPS)


def _classes(graph: Store) -> Iterator[Group]:
    for node in graph.classes.values():
        count = graph.words.LISTED.format(count=len(codes_in(graph, node)))
        in_common = graph.words.IN_COMMON.format(name=node.name)
        yield Group(node.name, node.heading, node.title, node.summary, count, (), about=node.key, about_text=in_common)


def _codes(graph: Store) -> Iterator[Group]:
    words = graph.words
    for node in graph.classes.values():
        codes = [code for code in graph.codes.values() if code.tone == node.name]
        standard = [code for code in codes if code.is_placed]
        yield Group(
            node.name,
            node.heading,
            node.title,
            node.summary,
            words.LISTED_IN_STANDARD.format(count=len(codes), standard=len(standard)),
            _listed(graph, standard),
            _listed(graph, [code for code in codes if not code.is_placed]),
            words.UNOFFICIAL,
            node.key,
            words.IN_COMMON.format(name=node.name),
        )
    if no_replies := [code for code in graph.codes.values() if not code.is_reply]:
        sentence = words.INDEX_SENTENCES["code"][NO_REPLIES]
        count = words.LISTED.format(count=len(no_replies))
        yield Group(NO_REPLIES, words.NO_REPLIES, "", sentence, count, _listed(graph, no_replies))


def _enhanced_codes(graph: Store) -> Iterator[Group]:
    for subject in graph.subjects.values():
        entries = [relation.source for relation in graph.into(subject, "in subject")]
        yield _group_about(graph, subject, subject.heading, entries)


def _tags(graph: Store) -> Iterator[Group]:
    marked: dict[NodeKey, list[Node]] = {}
    for tag in graph.tags.values():
        for key in tag.providers:
            marked.setdefault(key, []).append(tag)
    for provider in graph.providers.values():
        if tags := marked.get(provider.key):
            yield _group_about(graph, provider, provider.title, tags)


def _group_about(graph: Store, node: Node, heading: str, members: Sequence[Node]) -> Group:
    count = graph.words.LISTED.format(count=len(members))
    return Group(node.name, heading, node.title, node.summary, count, _listed(graph, members))


def _in_captioned_groups(kind: Kind) -> Callable[[Store], Iterator[Group]]:
    """Return the function that yields the groups of which the captions give names and headings, in their order."""

    def groups(graph: Store) -> Iterator[Group]:
        words = graph.words
        members: dict[str, list[Node]] = {}
        for node in graph.of_kind(kind).values():
            members.setdefault(_group_of(node), []).append(node)
        for name, heading in words.INDEX_GROUPS[kind].items():
            if found := members.get(name):
                yield Group(
                    name,
                    heading,
                    "",
                    words.INDEX_SENTENCES[kind].get(name, ""),
                    words.LISTED.format(count=len(found)),
                    _listed(graph, [node for node in found if not _is_disused(node)]),
                    _listed(graph, [node for node in found if _is_disused(node)]),
                    words.DISUSED,
                )

    return groups


def _group_of(node: Node) -> str:  # noqa: PLR0911 -- one line a kind
    """Return the name of the group of a node, as the captions have it."""
    match node:
        case Cause():
            return node.scope
        case Provider():
            return hyphenated(node.sort)
        case Command():
            return PHASES[node.phase]
        case Mechanism():
            return "name" if node.standing == "limited" and node.needs == ("unknown",) else node.standing
        case Extension() if any(key.kind == "command" for key in node.introduces):
            return "commands"
        case Extension():
            return "parameters" if node.parameters else "behavior"
        case _:
            return ""


def _is_disused(node: Node) -> bool:
    """Tell whether a group says of a node that nobody uses it any more; mechanisms have a group for that."""
    return node.kind in ("command", "extension") and node.tone == "obsolete"


def _listed(graph: Store, members: Iterable[Node]) -> tuple[Listed, ...]:
    found = tuple(Listed(node.key, _text(graph, node), node.kind not in UNTOLD) for node in members)
    is_by_title = any(not each.is_named for each in found)
    return tuple(sorted(found, key=lambda each: each.text.casefold())) if is_by_title else found


def _text(graph: Store, node: Node) -> str:
    """Return what stands beside a name: its title, and for a mark that has only the one of its provider, its cause."""
    if not isinstance(node, Tag):
        return node.title
    providers = [graph.provider(key.name) for key in node.providers]
    if node.title not in [provider.title for provider in providers]:
        return node.title
    return graph.words.enumerated([cause.title for cause in causes_with(graph, providers, node)])


_GROUPS: Final[Mapping[Kind, Callable[[Store], Iterator[Group]]]] = {
    "code": _codes,
    "enhanced": _enhanced_codes,
    "tag": _tags,
    "class": _classes,
    "command": _in_captioned_groups("command"),
    "mechanism": _in_captioned_groups("mechanism"),
    "extension": _in_captioned_groups("extension"),
    "cause": _in_captioned_groups("cause"),
    "provider": _in_captioned_groups("provider"),
}
"""The kinds that have an index, each with what yields its groups."""
