"""Checks of the texts: whole sentences, plain characters, names that exist."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from knowledge.smtp.graph.shapes import looks_like_a_node
from knowledge.smtp.model.causes import Tag
from knowledge.smtp.model.prose import paragraphs, plain, prose_fields, quoted_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from knowledge.smtp.graph.store import Store

_STUTTER: Final = re.compile(r"(?<![\w-])([a-z]+) \1\b", re.IGNORECASE)
_LITERAL: Final = re.compile(r"`[^`]*`")

UNNAMED_KINDS: Final = ("comparison", "provider", "document", "subject", "cause", "taxonomy")
"""Kinds whose summaries begin with something else than the name of the node."""


def texts(graph: Store) -> Iterator[tuple[str, str]]:
    """Yield every text of the graph with its place."""
    for node in graph:
        for path, text in prose_fields(node):
            yield f"{node.key} {path}", text
    for relation in graph.relations:
        for text in filter(None, (relation.reason, relation.condition)):
            yield f"{relation.source.key} {relation.kind} {relation.target.key}", text


def names_resolve(graph: Store) -> list[str]:
    """Find names between backticks that look like names of nodes and are none."""
    unknown = {
        f"{where}: `{name}`"
        for where, text in texts(graph)
        for name in quoted_names(text)
        if looks_like_a_node(name) and name not in graph and name not in graph.literals
    }
    return sorted(unknown)


def literals_are_used(graph: Store) -> list[str]:
    """Find words in the list of literals that no text quotes, or that name a node."""
    quoted = {name for _, text in texts(graph) for name in quoted_names(text)}
    return sorted(name for name in graph.literals if name not in quoted or name in graph)


def sentences_are_whole(graph: Store) -> list[str]:
    """Find paragraphs that do not begin with a capital or a name, or do not end with a stop."""
    return [
        f"{where}: {paragraph}"
        for where, text in texts(graph)
        for paragraph in paragraphs(text)
        if not re.match(r"[A-Z`\"]|iCloud", paragraph) or paragraph[-1] not in ".?"
    ]


def texts_are_sound(graph: Store) -> list[str]:
    """Find doubled words, lone brackets and backticks, doubled stops, and characters outside ASCII."""
    return [f"{where}: {text}" for where, text in texts(graph) if not _is_sound(text)]


def _is_sound(text: str) -> bool:
    stutters = _STUTTER.search(plain(text)) and "that that" not in text
    balanced = text.count("`") % 2 == 0 and text.count("(") == text.count(")")
    return not stutters and balanced and text.isascii() and ".." not in _LITERAL.sub("", text)


def summaries_name_their_node(graph: Store) -> list[str]:
    """Find summaries that are more than one sentence, or do not begin with the name of their node."""
    wrong = []
    for node in graph:
        if node.kind in UNNAMED_KINDS or (isinstance(node, Tag) and node.told_by):
            continue
        first = node.summary.split()[0].strip("`:,").rpartition(":")[2]
        moment = node.kind == "command" and not node.name.isupper()
        named = node.name in node.summary if node.kind == "extension" else moment or first == node.name
        if not named or "\n" in node.summary or re.search(r"[a-z]\. [A-Z]", node.summary):
            wrong.append(f"{node.key}: {node.summary}")
    return wrong


def statements_name_what_they_speak_of(graph: Store) -> list[str]:
    """Find conditions of replies that do not name the code, and reasons that do not name both ends."""
    silent = []
    for relation in graph.relations:
        if relation.condition and f"`{relation.source.name}`" not in relation.condition:
            silent.append(relation.condition)
        if relation.reason and relation.kind != "answers":
            quoted = set(quoted_names(relation.reason))
            for end in (relation.source, relation.target):
                forms = {end.name, end.key, *(f"{digit}{end.name[1:]}" for digit in "245" if end.kind == "enhanced")}
                if not forms & quoted:
                    silent.append(f"{end.key}: {relation.reason}")
    return silent


PROSE_CHECKS: Final[Mapping[str, Callable[[Store], list[str]]]] = {
    "names resolve": names_resolve,
    "literals are used": literals_are_used,
    "sentences are whole": sentences_are_whole,
    "texts are sound": texts_are_sound,
    "summaries name their node": summaries_name_their_node,
    "statements name what they speak of": statements_name_what_they_speak_of,
}
