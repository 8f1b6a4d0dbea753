"""Checks of nodes and relations: unique titles, no relation twice, citations everywhere."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from knowledge.smtp.model.causes import Tag
from knowledge.smtp.model.nodes import EnhancedCode, ReplyCode

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from knowledge.smtp.graph.store import Store

DERIVED: Final = ("in class", "in category", "in subject", "mentions")
"""Kinds of relations that follow from digits or links, and need no citation."""

OUTCOMES: Final = {"2": "success", "3": "intermediate", "4": "error", "5": "error"}


def titles_are_unique(graph: Store) -> list[str]:
    """Find titles that two nodes of one kind have, apart from documents, and from marks that no facts write."""
    named = (node for node in graph if node.kind != "document" and not (isinstance(node, Tag) and node.told_by))
    titles = Counter((node.kind, node.title) for node in named)
    return [f"{kind} {title}: {count} times" for (kind, title), count in titles.items() if count > 1]


def relations_stand_once(graph: Store) -> list[str]:
    """Find relations that the facts write twice: one of both directions at both ends, or any in two places."""
    held = Counter((rel.source.key, rel.kind, rel.target.key) for rel in graph.relations if rel.reason)
    return [f"{' '.join(stated)}: {count} times" for stated, count in held.items() if count > 1]


def statements_have_citations(graph: Store) -> list[str]:
    """Find relations without a citation; a node without one is not read."""
    stated = (relation for relation in graph.relations if relation.kind not in DERIVED and not relation.citations)
    return [f"{relation.source.key} {relation.kind} {relation.target.key}" for relation in stated]


def outcomes_agree_with_digits(graph: Store) -> list[str]:
    """Find replies whose outcome is not the one of their first digit (RFC 5321, section 4.2.1)."""
    return [
        f"{relation.target.name} {relation.source.name}: {relation.outcome}"
        for relation in graph.relations
        if relation.kind == "replies to" and relation.outcome != OUTCOMES[relation.source.name[0]]
    ]


def permanent_forms_are_permanent(graph: Store) -> list[str]:
    """Find permanent forms that do not lead from 5xx to 4xx."""
    pairs = [(rel.source.name, rel.target.name) for rel in graph.relations if rel.kind == "permanent form of"]
    return [f"{source} of {target}" for source, target in pairs if source[0] != "5" or target[0] != "4"]


def enhanced_codes_are_complete(graph: Store) -> list[str]:
    """Find enhanced codes without advice."""
    fields = ("choose", "when", "fix", "retry")
    return [
        f"{entry.key}: no {name}"
        for entry in graph.enhanced_codes.values()
        for name in fields
        if not getattr(entry, name)
    ]


def phrases_stand_with_their_codes(graph: Store) -> list[str]:
    """Find codes of a standard without a phrase, and codes outside of every document with one."""
    return [
        f"{code.key}: {code.standing} with the phrase {code.phrase!r}"
        for code in graph.codes.values()
        if bool(code.phrase) == (code.standing == "nonstandard") and code.standing != "registry-only"
    ]


def retries_are_consistent(graph: Store) -> list[str]:
    """Find advice to retry nothing at some time, or something when nothing failed."""
    advised = [node for node in graph if isinstance(node, ReplyCode | EnhancedCode)]
    return [
        f"{node.key}: {node.retry.when}, {node.retry.what}"
        for node in advised
        if node.retry and (node.retry.when == "not-needed") != (node.retry.what == "nothing")
    ]


RELATION_CHECKS: Final[Mapping[str, Callable[[Store], list[str]]]] = {
    "titles are unique": titles_are_unique,
    "relations stand once": relations_stand_once,
    "statements have citations": statements_have_citations,
    "outcomes agree with digits": outcomes_agree_with_digits,
    "permanent forms are permanent": permanent_forms_are_permanent,
    "enhanced codes are complete": enhanced_codes_are_complete,
    "phrases stand with their codes": phrases_stand_with_their_codes,
    "retries are consistent": retries_are_consistent,
}
