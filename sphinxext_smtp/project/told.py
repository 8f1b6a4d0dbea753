"""What the pages of an output say of the nodes to which they link, so that they are written again when that changes.

Builders share what Sphinx keeps between builds, and each has its own output: what one of them has written, another has
not. So each output has its own record of what its pages say.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from knowledge.smtp.model.keys import NodeKey
from knowledge.smtp.model.record import Record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from knowledge.smtp.model.keys import Key
    from sphinxext_smtp.project.domain import SmtpDomain, Target


SomeKey = TypeVar("SomeKey", bound=str)


class Told(Record):
    """What the pages of one output say."""

    graph: str
    """The digest of the graph from which they say it."""
    targets: Mapping[Key, Target]
    """Where links lead in the project."""
    lists: Mapping[str, str]
    """The pages that list the nodes of a kind, or have the box."""
    words: Mapping[str, str]
    """What changes when the title, the address or the meaning of a node changes, by its key."""
    shown: Mapping[str, tuple[str, ...]]
    """The fingerprints of what each page shows."""
    has_index: bool
    """Whether the index of SMTP has a page, to which each page may have a link."""


def told_by(domain: SmtpDomain, outdir: Path) -> Told | None:
    """Return what the pages of an output say; None where nobody knows."""
    found: dict[str, Told] = domain.data.get("told", {})
    return found.get(str(outdir))


def note_told(domain: SmtpDomain, outdir: Path, told: Told) -> None:
    """Note what the pages of an output say after this build, and forget outputs that are gone."""
    found: dict[str, Told] = domain.data.get("told", {})
    kept = {place: each for place, each in found.items() if Path(place).is_dir()}
    domain.data["told"] = {**kept, str(outdir): told}


def words_of(domain: SmtpDomain, before: Told | None) -> Mapping[str, str]:
    """Return what changes when a node is called otherwise; what was noted of the same graph is still right.

    A page that shows something may link to any node; where none does, the nodes of the roles are enough.
    """
    graph = domain.graph
    if before and before.graph == graph.digest and len(before.words) == len(graph):  # all of them
        return before.words
    used = {key.entry for keys in domain.uses.values() for key in keys if isinstance(key, NodeKey)}
    nodes = list(graph) if domain.shown else list(filter(None, map(graph.exact, used)))
    if before and before.graph == graph.digest and {node.key for node in nodes} <= before.words.keys():
        return before.words
    return {str(node.key): _digest(f"{node.title}\n{node.address}\n{node.summary}") for node in nodes}


def fingerprints(domain: SmtpDomain) -> Mapping[str, tuple[str, ...]]:
    """Return the fingerprints of what each page shows now."""
    return {docname: tuple(noted.values()) for docname, noted in domain.shown.items()}


def changed(before: Mapping[SomeKey, Any], after: Mapping[SomeKey, Any]) -> set[SomeKey]:
    """Return the keys that have come, gone, or changed their value."""
    return {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()
