"""The relations between nodes, frozen and typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from knowledge.smtp.model.brief import described
from knowledge.smtp.model.node import Node
from knowledge.smtp.model.record import Record
from knowledge.smtp.model.statements import Citation
from knowledge.smtp.model.vocabulary import Basis, Outcome, Phase, RelationKind

if TYPE_CHECKING:
    from collections.abc import Iterator


class Relation(Record, kw_only=True):
    """A directed, typed statement about two nodes."""

    kind: RelationKind
    source: Node
    target: Node
    reason: str = ""
    """Why it holds: a whole sentence, or empty where the kind says all."""
    outcome: Outcome | None = None
    phase: Phase | None = None
    condition: str = ""
    """For ``replies to``: when the command gets the code, a whole sentence."""
    basis: Basis = "standard"
    citations: tuple[Citation, ...] = ()
    status: str = ""
    """For ``pairs with``: the enhanced code with the class in which it stands beside the reply code."""
    term: str = ""
    """For ``same as``, ``broader than`` and ``narrower than``: the term of the taxonomy, as its programs write it."""
    deviates: bool = False
    """For ``pairs with``: whether each provider that answers with the pair gives a number of it another meaning."""

    def __repr__(self) -> str:
        return described(self, self.source.key, self.kind, self.target.key)

    def __rich_repr__(self) -> Iterator[Any]:
        """Yield what `rich` shows: as `repr`, the ends and the kind."""
        yield from (self.source.key, self.kind, self.target.key)
