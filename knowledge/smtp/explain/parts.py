"""Explains nodes and comparisons: facts in, articles out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from knowledge.smtp.compare.comparison import compare, curated_with
from knowledge.smtp.compare.pairs import nearest
from knowledge.smtp.explain.article import (
    Article,
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
from knowledge.smtp.graph.fields import (
    answers_with,
    at_a_glance,
    citation_text,
    codes_in,
    fields_of,
    is_common,
    mention,
    spelled,
    tone,
)
from knowledge.smtp.graph.names import natural
from knowledge.smtp.graph.store import TELLING
from knowledge.smtp.model.nodes import (
    Command,
    CuratedComparison,
    EnhancedCode,
    Extension,
    Fix,
    Mechanism,
    Node,
    Provider,
    ReplyClass,
    ReplyCode,
    When,
)
from knowledge.smtp.model.prose import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from knowledge.smtp.compare.comparison import Comparison
    from knowledge.smtp.explain.article import Block
    from knowledge.smtp.graph.store import Store
    from knowledge.smtp.model.nodes import Citation, ProviderReply, Relation
    from knowledge.smtp.model.vocabulary import Kind, RelationKind

PARTS: Final[Mapping[Kind, tuple[str, ...]]] = {
    "code": (
        "facts",
        "note",
        "meaning",
        "when",
        "fix",
        "avoid",
        "retry",
        "choose",
        "conflict",
        "examples",
        "providers",
        "related",
        "see-also",
        "sources",
    ),
    "enhanced": (
        "facts",
        "meaning",
        "when",
        "fix",
        "avoid",
        "retry",
        "choose",
        "conflict",
        "providers",
        "related",
        "see-also",
        "sources",
    ),
    "class": ("facts", "meaning", "conclude", "choose", "conflict", "codes", "see-also", "sources"),
    "command": (
        "facts",
        "meaning",
        "when",
        "choose",
        "conflict",
        "replies",
        "mechanisms",
        "related",
        "see-also",
        "sources",
    ),
    "mechanism": (
        "facts",
        "meaning",
        "exposes",
        "when",
        "choose",
        "avoid",
        "conflict",
        "related",
        "see-also",
        "sources",
    ),
    "extension": ("facts", "meaning", "conflict", "related", "see-also", "sources"),
    "provider": ("facts", "meaning", "providers", "sources"),
    "comparison": ("summary", "table", "items", "differences", "choose", "see-also", "sources"),
}
"""The parts of each kind of explanation, in order; `:show:` and `:hide:` choose among them."""

ITEM_PARTS: Final[Mapping[Kind, tuple[str, ...]]] = {
    "code": ("meaning", "when", "fix", "avoid", "retry"),
    "enhanced": ("meaning", "when", "fix", "avoid", "retry"),
    "class": ("meaning", "conclude"),
    "command": ("meaning", "when"),
    "mechanism": ("meaning", "exposes", "when", "avoid"),
}
"""What a comparison tells of each of its items."""

RELATED: Final[tuple[RelationKind, ...]] = (*TELLING, "refused with")
"""The kinds of relations that carry a reason, in the order in which they are told."""

ITEM: Final = "item-"
"""Begins the name of the part of a comparison that tells of one item; the same in each comparison of the item."""

CELL: Final = 28
NARROW: Final = 14
WIDE: Final = 64


def explain_node(graph: Store, node: Node, providers: Collection[str] = ()) -> Article:
    """Explain one node; parts that the facts leave empty are left out.

    :param providers: names of the providers whose replies are shown; empty for all.
    """
    if isinstance(node, CuratedComparison):
        return explain_comparison(compare(graph, [graph[key] for key in node.items]))
    shown = [each for each in graph.providers.values() if not providers or each.name in providers]
    names = PARTS.get(node.kind, ("facts", "meaning", "related", "sources"))
    parts = (_part(graph, node, name, shown) for name in names)
    title = f"{spelled(node)} {node.title}"
    kept = tuple(part for part in parts if part.blocks)
    return Article(node.key, title, node.summary, kept, getattr(node, "keywords", ()))


def explain_comparison(comparison: Comparison) -> Article:
    """Explain a comparison: what sets the items apart, then each of them, then which to expect when."""
    graph, items = comparison.graph, comparison.items
    header = ("", *(f"{mention(graph, item)} {item.title}" for item in items))
    rows = tuple((row.label, *row.values) for row in comparison.rows)
    differing = tuple(index for index, row in enumerate(comparison.rows) if row.differs)
    table = Table(header, rows, (NARROW, *(CELL for _ in items)), differing)
    nodes = (graph[key] for key in (comparison.curated_as.see_also if comparison.curated_as else ()))
    others = _points([f"{mention(graph, node)} {node.title}" for node in nodes])
    see_also = (*others, *_comparisons([each.name for each in comparison.see_also]))
    parts = (
        Part("summary", graph.words.HEADINGS["summary"], tuple(map(Paragraphs, comparison.summary))),
        Part("table", graph.words.HEADINGS["table"], (table, Paragraphs(graph.words.DIFFERS_LEGEND))),
        Part("items", graph.words.HEADINGS["items"], parts=tuple(_item(graph, item) for item in items)),
        Part("differences", graph.words.HEADINGS["differences"], _points(comparison.differences)),
        Part("choose", _choose_heading(comparison), _points(comparison.choose)),
        Part("see-also", graph.words.HEADINGS["see-also"], see_also),
        Part("sources", graph.words.HEADINGS["sources"], (_sources(graph, comparison.citations),)),
    )
    kept = tuple(part for part in parts if part.blocks or part.parts)
    return Article(f"comparison:{comparison.name}", comparison.title, graph.words.joined(comparison.summary), kept)


def _choose_heading(comparison: Comparison) -> str:
    graph = comparison.graph
    return (
        graph.words.WHICH_TO_CHOOSE
        if comparison.kind in ("command", "mechanism", "extension")
        else graph.words.WHICH_TO_EXPECT
    )


def _item(graph: Store, node: Node) -> Part:
    parts = (_part(graph, node, name, ()) for name in ITEM_PARTS.get(node.kind, ("meaning",)))
    title = f"{mention(graph, node)} {node.title}"
    return Part(f"{ITEM}{spelled(node)}", title, parts=tuple(part for part in parts if part.blocks))


def _part(graph: Store, node: Node, name: str, providers: Iterable[Provider]) -> Part:
    heading = graph.words.HEADINGS_OF_KIND.get(node.kind, graph.words.HEADINGS).get(name, graph.words.HEADINGS[name])
    blocks = _providers(graph, node, providers) if name == "providers" else _BLOCKS[name](graph, node)
    return Part(name, heading, tuple(blocks))


# Blocks of the parts of a node


def _facts(graph: Store, node: Node) -> Iterator[Block]:
    found = {name: value for name, value in fields_of(graph, node) if value}
    first = [name for name in at_a_glance(node) if name in found]
    if first:
        yield Glance(tuple((graph.words.FIELDS[name], found.pop(name)) for name in first), tone(node))
    if found:
        yield Entries(tuple((graph.words.FIELDS[name], value) for name, value in found.items()))


def _prose(field: str) -> Callable[[Store, Node], Iterator[Block]]:
    def blocks(graph: Store, node: Node) -> Iterator[Block]:
        if text := getattr(node, field, ""):
            yield Paragraphs(text)

    return blocks


def _meaning(graph: Store, node: Node) -> Iterator[Block]:
    yield Paragraphs(node.meaning)
    if isinstance(node, EnhancedCode) and node.status and f"{node.status[0]}xx" not in node.classes:
        classes = graph.words.listed([quoted(name) for name in node.classes])
        yield Paragraphs(
            graph.words.CLASS_EXCLUDED.format(entry=quoted(node.name), classes=classes, code=quoted(node.status))
        )


def _when(graph: Store, node: Node) -> Iterator[Block]:
    when: When | None = getattr(node, "when", None)
    if when:
        yield Entries(((graph.words.FIELDS["client"], when.client), (graph.words.FIELDS["server"], when.server)))


def _fix(graph: Store, node: Node) -> Iterator[Block]:
    fix: Fix | None = getattr(node, "fix", None)
    if fix:
        roles = ("sender", "administrator", "developer")
        yield Entries(tuple((graph.words.FIELDS[role], getattr(fix, role)) for role in roles))


def _avoid(graph: Store, node: Node) -> Iterator[Block]:
    yield from _points(getattr(node, "avoid", ()))


def _retry(graph: Store, node: Node) -> Iterator[Block]:
    if isinstance(node, ReplyCode | EnhancedCode) and node.retry:
        yield Paragraphs(node.retry.text)


def _examples(graph: Store, node: Node) -> Iterator[Block]:
    if isinstance(node, ReplyCode) and node.example:
        yield Samples(tuple((each.text, graph.provider(each.provider).title) for each in node.example))


def _providers(graph: Store, node: Node, providers: Iterable[Provider]) -> Iterator[Block]:
    if isinstance(node, Provider):
        replies = [(node, reply) for reply in node.reply]
    elif isinstance(node, ReplyCode | EnhancedCode):
        replies = [(provider, reply) for provider in providers for reply in answers_with(provider, node)]
    else:
        return
    if replies:
        header = (
            graph.words.FIELDS["provider"],
            graph.words.FIELDS["reply"],
            graph.words.FIELDS["summary"],
            graph.words.FIELDS["do"],
        )
        rows = tuple(_provider_row(provider, reply) for provider, reply in replies)
        yield Table(header, rows, (NARROW, CELL, CELL, CELL))


def _provider_row(provider: Provider, reply: ProviderReply) -> tuple[str, ...]:
    return (provider.title, quoted(reply.text), reply.explanation, reply.do)


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
        header = (graph.words.FIELDS["name"], graph.words.FIELDS["standing"], graph.words.FIELDS["condition"])
        rows = (
            (mention(graph, each), graph.words.WORDS["standing"][each.standing], each.summary)
            for each in found
            if isinstance(each, Mechanism)
        )
        yield Table(header, tuple(rows), (NARROW + 4, NARROW, WIDE - 4))


def _related(graph: Store, node: Node) -> Iterator[Block]:
    reasons = [rel for rel in graph.telling(node) if rel.kind in RELATED and rel.reason]
    if node.kind == "code":
        reasons = [relation for relation in reasons if relation.kind != "refused with"]
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
    curated = [each.name for each in curated_with(graph, [node])]
    yield from _comparisons(curated, [name for name in nearest(graph, node) if name not in curated])


def _node_sources(graph: Store, node: Node) -> Iterator[Block]:
    yield _sources(graph, _all_citations(graph, node))


def _all_citations(graph: Store, node: Node) -> list[Citation]:
    """Return the citations of a node, of its examples and of the relations that its page tells."""
    found = list(node.citations)
    if isinstance(node, ReplyCode):
        found.extend(citation for variant in node.variants for citation in variant.citations)
        found.extend(citation for example in node.example for citation in example.citations)
    kinds = {*RELATED, "replies to", "pairs with"} - ({"refused with"} if node.kind == "code" else set())
    for relation in graph.telling(node):
        if relation.kind in kinds and not (node.kind == "command" and is_common(relation)):
            found.extend(relation.citations)
    return found


def _sources(graph: Store, citations: Iterable[Citation]) -> Sources:
    places = {(each.document, each.section): each for each in citations}
    ordered = sorted(places.values(), key=lambda each: (natural(each.document), natural(each.section)))
    return Sources(tuple(Source(citation_text(each, graph.words), each.document, each.url) for each in ordered))


def _comparisons(curated: Sequence[str], others: Sequence[str] = ()) -> tuple[Block, ...]:
    return (Comparisons(tuple(curated), tuple(others)),) if curated or others else ()


def _points(items: Sequence[str]) -> tuple[Block, ...]:
    return (Points(tuple(items)),) if items else ()


_BLOCKS: Final[Mapping[str, Callable[[Store, Node], Iterator[Block]]]] = {
    "facts": _facts,
    "note": _prose("note"),
    "meaning": _meaning,
    "conclude": _prose("conclude"),
    "exposes": _prose("exposes"),
    "when": _when,
    "fix": _fix,
    "avoid": _avoid,
    "retry": _retry,
    "choose": _prose("choose"),
    "examples": _examples,
    "conflict": _prose("conflict"),
    "codes": _codes,
    "replies": _replies,
    "mechanisms": _mechanisms,
    "related": _related,
    "see-also": _see_also,
    "sources": _node_sources,
}
