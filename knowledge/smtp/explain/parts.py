"""The parts of an explanation: what a node's facts and relations say, as blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from knowledge.smtp.compare.questions import others_with
from knowledge.smtp.explain.answers import replies, text_table
from knowledge.smtp.explain.article import (
    Comparisons,
    Entries,
    Glance,
    Paragraphs,
    Part,
    Points,
    Samples,
    Source,
    Sources,
    Table,
)
from knowledge.smtp.explain.crosswalk import classifiers, numbers, terms
from knowledge.smtp.graph.around import codes_in, is_common, mention
from knowledge.smtp.graph.by_class import retries
from knowledge.smtp.graph.fields import citation_text, fields_of
from knowledge.smtp.model.causes import Cause
from knowledge.smtp.model.keys import natural
from knowledge.smtp.model.kinds import row_of
from knowledge.smtp.model.nearness import TELLING
from knowledge.smtp.model.nodes import Command, EnhancedCode, Extension, Mechanism, ReplyClass, ReplyCode
from knowledge.smtp.model.prose import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from knowledge.smtp.compare.questions import Others
    from knowledge.smtp.explain.article import Block
    from knowledge.smtp.explain.chosen import Answers
    from knowledge.smtp.graph.store import Store
    from knowledge.smtp.model.node import Node
    from knowledge.smtp.model.relations import Relation
    from knowledge.smtp.model.statements import Citation, Fix, Retry, When
    from knowledge.smtp.model.vocabulary import Kind, RelationKind

RELATED: Final[tuple[RelationKind, ...]] = (*TELLING, "refused with")
"""The kinds of relations that carry a reason, in the order in which they are told."""

MOST_RELATED: Final = 4
"""How many relations of a reply code are told, the nearest ones; its comparisons tell more."""

CELL: Final = 28
NARROW: Final = 14
WIDE: Final = 64


CONTINUING: Final[Mapping[str, str]] = {"retry": "fix", "when": "meaning", "choose": "when", "providers": "examples"}
"""The parts that need no heading of their own behind another: their rows say what they are."""


def part(graph: Store, node: Node, name: str, chosen: Answers) -> Part:
    """Return a part of the explanation of a node; it is empty where the facts say nothing.

    :param chosen: which replies are shown.
    """
    heading = heading_of(graph, node.kind, name)
    if name == "providers":
        return Part(name, heading, *replies(graph, node, chosen))
    blocks = text_table(graph, node, chosen) if name == "causes" else _BLOCKS[name](graph, node)
    return Part(name, heading, tuple(blocks))


def heading_of(graph: Store, kind: Kind, name: str) -> str:
    """Return the heading of a part about a node of a kind, or about several of them."""
    return graph.words.HEADINGS_OF_KIND.get(kind, graph.words.HEADINGS).get(name, graph.words.HEADINGS[name])


# Blocks of the parts of a node


def _verdict(graph: Store, node: Node) -> Iterator[Block]:
    found = {name: value for name, value in fields_of(graph, node) if value}
    first = tuple((graph.words.FIELDS[name], found[name]) for name in row_of(node.kind).glance if name in found)
    if first:
        yield Glance(first, node.tone)


def _facts(graph: Store, node: Node) -> Iterator[Block]:
    glance = row_of(node.kind).glance
    others = ((name, value) for name, value in fields_of(graph, node) if value and name not in glance)
    yield from _entries((graph.words.FIELDS[name], value) for name, value in others)


def _prose(field: str) -> Callable[[Store, Node], Iterator[Block]]:
    def blocks(graph: Store, node: Node) -> Iterator[Block]:
        if text := getattr(node, field, ""):
            yield Paragraphs(text)

    return blocks


def _meaning(graph: Store, node: Node) -> Iterator[Block]:
    if node.meaning:
        yield Paragraphs(node.meaning)
    if isinstance(node, EnhancedCode) and not node.is_foreseen:
        yield Paragraphs(_excluded(graph, node))


def _when(graph: Store, node: Node) -> Iterator[Block]:
    when: When | None = getattr(node, "when", None)
    if when:
        yield Entries(((graph.words.FIELDS["client"], when.client), (graph.words.FIELDS["server"], when.server)))


def _fix(graph: Store, node: Node) -> Iterator[Block]:
    if isinstance(node, Cause):
        yield from _entries((graph.words.WORDS["actor"][each.actor], each.text) for each in node.fix)
        return
    fix: Fix | None = getattr(node, "fix", None)
    if fix:
        roles = ("sender", "administrator", "developer")
        yield Entries(tuple((graph.words.FIELDS[role], getattr(fix, role)) for role in roles))


def _choose(graph: Store, node: Node) -> Iterator[Block]:
    """Yield when to expect a code, in a row as it is said of client and server; of other nodes it is a text."""
    text = getattr(node, "choose", "")
    if text and isinstance(node, ReplyCode | EnhancedCode):
        yield Entries(((heading_of(graph, node.kind, "choose"), text),))
    elif text:
        yield Paragraphs(text)


def _avoid(graph: Store, node: Node) -> Iterator[Block]:
    yield from points(getattr(node, "avoid", ()))


def _retry(graph: Store, node: Node) -> Iterator[Block]:
    label = graph.words.FIELDS["retry"]
    if isinstance(node, EnhancedCode) and not node.status and len(advised := retries(graph, node)) > 1:
        yield from _entries((f"{label} {quoted(code)}", _retry_in_class(graph, code)) for code in advised)
    elif isinstance(node, Cause | ReplyCode | EnhancedCode) and node.retry:
        yield Entries(((label, _advice(graph, node.retry)),))


def _retry_in_class(graph: Store, code: str) -> str:
    """Return the advice for a code in one class, after what its definition says of that class if it excludes it."""
    node = graph.enhanced(code)
    texts = [] if node.is_foreseen else [_excluded(graph, node)]
    return graph.words.joined([*texts, _advice(graph, node.retry)] if node.retry else texts)


def _advice(graph: Store, retry: Retry) -> str:
    """Return the advice, and behind it why it is not the one of the class."""
    return graph.words.joined(filter(None, (retry.text, retry.why)))


def _excluded(graph: Store, code: EnhancedCode) -> str:
    classes = graph.words.listed([quoted(name) for name in code.classes])
    return graph.words.CLASS_EXCLUDED.format(entry=quoted(code.name), classes=classes, code=quoted(code.status))


def _examples(graph: Store, node: Node) -> Iterator[Block]:
    if isinstance(node, ReplyCode) and node.example:
        yield Samples(tuple((each.text, graph.provider(each.provider).title) for each in node.example))


def _codes(graph: Store, node: Node) -> Iterator[Block]:
    if isinstance(node, ReplyClass):
        rows = tuple((mention(graph, code), code.title, code.summary) for code in codes_in(graph, node))
        yield Table(
            (graph.words.FIELDS["code"], graph.words.FIELDS["title"], graph.words.FIELDS["condition"]),
            rows,
            (NARROW, CELL, WIDE),
        )


def _replies(graph: Store, node: Node) -> Iterator[Block]:
    if not isinstance(node, Command):
        return
    header = (graph.words.FIELDS["code"], graph.words.FIELDS["outcome"], graph.words.FIELDS["condition"])
    rows = tuple(_reply_row(graph, relation) for relation in _own_first(graph.replies(node.name)))
    if rows:
        yield Table(header, rows, (NARROW, NARROW, WIDE))


def _own_first(replies: Sequence[Relation]) -> list[Relation]:
    """Put the replies that any command may get behind the ones that the command has for itself."""
    return sorted(replies, key=is_common)


def _reply_row(graph: Store, relation: Relation) -> tuple[str, ...]:
    outcome = graph.words.WORDS["outcome"][relation.outcome] if relation.outcome else ""
    return (mention(graph, relation.source), outcome, relation.condition)


def _mechanisms(graph: Store, node: Node) -> Iterator[Block]:
    found = [relation.target for relation in graph.out(node, "authenticates with")]
    if found:
        header = (graph.words.FIELDS["name"], graph.words.FIELDS["advice"], graph.words.FIELDS["condition"])
        rows = (
            (mention(graph, each), graph.words.WORDS["standing"][each.standing], each.summary)
            for each in found
            if isinstance(each, Mechanism)
        )
        yield Table(header, tuple(rows), (NARROW + 4, NARROW, WIDE - 4))


def _related(graph: Store, node: Node) -> Iterator[Block]:
    reasons = [rel for rel in graph.telling(node) if rel.kind in RELATED and rel.reason]
    if node.kind == "code":
        reasons = [relation for relation in reasons if relation.kind != "refused with"][:MOST_RELATED]
    yield from _entries((relation_label(graph, node, relation), relation.reason) for relation in reasons)
    if isinstance(node, Extension):
        yield from _entries((mention(graph, rel.target), rel.target.summary) for rel in graph.out(node, "introduces"))


def relation_label(graph: Store, node: Node, relation: Relation) -> str:
    """Return a relation as a label of what is said about it, seen from one of its ends."""
    if relation.source.key == node.key:
        return f"{graph.words.RELATIONS[relation.kind]} {mention(graph, relation.target)}"
    return (
        f"{mention(graph, relation.source)}: {graph.words.RELATIONS[relation.kind]} {mention(graph, relation.target)}"
    )


def _entries(items: Iterable[tuple[str, str]]) -> Iterator[Block]:
    found = tuple(items)
    if found:
        yield Entries(found)


def _see_also(graph: Store, node: Node) -> Iterator[Block]:
    yield from comparisons(others_with(graph, node))


def _node_sources(graph: Store, node: Node) -> Iterator[Block]:
    yield sources(graph, _all_citations(graph, node))


def _all_citations(graph: Store, node: Node) -> list[Citation]:
    """Return the citations of a node, of its examples and of the relations that its page tells."""
    found: list[Citation] = list(node.citations)
    if isinstance(node, ReplyCode):
        found.extend(citation for variant in node.variants for citation in variant.citations)
        found.extend(citation for example in node.example for citation in example.citations)
    kinds = {*RELATED, "replies to", "pairs with"} - ({"refused with"} if node.kind == "code" else set())
    for relation in graph.telling(node):
        if relation.kind in kinds and not (node.kind == "command" and is_common(relation)):
            found.extend(relation.citations)
    return found


def sources(graph: Store, citations: Iterable[Citation]) -> Sources:
    """Return citations as sources, each place once, in natural order."""
    places = {(each.document, each.section): each for each in citations}
    ordered = sorted(places.values(), key=lambda each: (natural(each.document), natural(each.section)))
    return Sources(tuple(Source(citation_text(each, graph.words), each.document, each.url) for each in ordered))


def comparisons(others: Others) -> tuple[Block, ...]:
    """Return the block that leads to other comparisons, if there are some."""
    found = Comparisons(others.curated, others.nearest, others.more)
    return (found,) if others.curated or others.nearest else ()


def points(items: Sequence[str]) -> tuple[Block, ...]:
    """Return the block of a list of statements, if there are some."""
    return (Points(tuple(items)),) if items else ()


_BLOCKS: Final[Mapping[str, Callable[[Store, Node], Iterator[Block]]]] = {
    "verdict": _verdict,
    "note": _prose("note"),
    "meaning": _meaning,
    "conclude": _prose("conclude"),
    "exposes": _prose("exposes"),
    "when": _when,
    "fix": _fix,
    "avoid": _avoid,
    "retry": _retry,
    "choose": _choose,
    "examples": _examples,
    "conflict": _prose("conflict"),
    "codes": _codes,
    "replies": _replies,
    "mechanisms": _mechanisms,
    "classifiers": classifiers,
    "numbers": numbers,
    "terms": terms,
    "related": _related,
    "facts": _facts,
    "see-also": _see_also,
    "sources": _node_sources,
}
