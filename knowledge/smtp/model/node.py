"""What every node of the graph has."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from knowledge.smtp.model.brief import described
from knowledge.smtp.model.cards import Carded
from knowledge.smtp.model.keys import NodeKey
from knowledge.smtp.model.record import Record
from knowledge.smtp.model.statements import NodeCitation
from knowledge.smtp.model.vocabulary import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator


class Node(Carded, Record, kw_only=True):
    """What every node has."""

    kind: ClassVar[Kind]

    name: str
    title: str
    summary: str
    """The node in one sentence."""
    meaning: str
    conflict: str = ""
    """Where sources disagree about the node: both sides."""
    citations: tuple[NodeCitation, ...]

    @cached_property
    def key(self) -> NodeKey:
        """The stable key, ``kind:name``; the one of the entry where an enhanced code was asked for with its class."""
        return NodeKey(self.kind, self.name)

    @property
    def asked(self) -> NodeKey:
        """The key of what was asked for: an enhanced code keeps its class."""
        return self.key

    @property
    def spelled(self) -> str:
        """The name as it was asked for: ``5.7.8`` rather than ``X.7.8``."""
        return self.asked.spelled

    @property
    def heading(self) -> str:
        """What a page about the node begins with: its name and its title."""
        return f"{self.spelled} {self.title}"

    @property
    def defined_by(self) -> tuple[NodeCitation, ...]:
        """The citations of what defines the name; empty where nothing does."""
        return tuple([citation for citation in self.citations if citation.defines])

    @property
    def address(self) -> str:
        """Where to read about the node: what defines it, else its first source with an address; empty without one."""
        return next((citation.url for citation in (*self.defined_by, *self.citations) if citation.url), "")

    @property
    def tone(self) -> str:
        """The word of a vocabulary that says most about the node, so that an output can color it: ``5xx``."""
        return str(getattr(self, "standing", ""))

    def __repr__(self) -> str:
        return described(self, self.spelled, self.title)

    def __rich_repr__(self) -> Iterator[Any]:
        """Yield what `rich` shows: as `repr`, the name and the title."""
        yield from (self.spelled, self.title)
