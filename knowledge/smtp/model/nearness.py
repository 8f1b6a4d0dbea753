"""How near the kinds of relations bring two nodes to each other, for a reader."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from knowledge.smtp.model.vocabulary import RelationKind

TELLING: Final[tuple[RelationKind, ...]] = (
    "permanent form of",
    "transient form of",
    "failure of",
    "confused with",
    "alternative to",
    "refines",
    "replaces",
    "followed by",
)
"""The kinds of relations that tie two nodes of one kind together for a stated reason, the nearest first."""

NEARNESS: Final[tuple[RelationKind, ...]] = (
    *TELLING,
    "cause of",
    "pairs with",
    "refused with",
    "answers",
    "replies to",
    "authenticates with",
    "introduces",
    "in class",
    "in category",
    "in subject",
    "same as",
    "broader than",
    "narrower than",
    "defined in",
    "cites",
    "mentions",
)
"""The kinds of relations, the ones that matter most to a reader first."""
