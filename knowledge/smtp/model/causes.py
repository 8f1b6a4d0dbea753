"""What happened, apart from any number, and what others call it: causes, marks of providers, and bounce taxonomies."""

from __future__ import annotations

from typing import ClassVar

from knowledge.smtp.model.keys import NodeKey
from knowledge.smtp.model.node import Node
from knowledge.smtp.model.statements import Remedy, Retry, Term
from knowledge.smtp.model.vocabulary import Actor, Holder, Kind, Lasting, Scope


class Tag(Node, kw_only=True):
    """A number or a word that one provider has made up to mark its replies: ``5.7.515``, ``S3140``.

    Each reply with a mark of its own makes a node; the facts write one where several replies share the mark.
    """

    kind: ClassVar[Kind] = "tag"

    meaning: str = ""
    providers: tuple[NodeKey, ...] = ()
    """Keys of the providers that use it."""
    told_by: NodeKey | None = None
    """The provider whose reply says what the mark means; None where the facts write the node."""

    @property
    def tone(self) -> str:
        """The class of a number; empty for a word."""
        return f"{self.name[0]}xx" if self.name[1:2] == "." else ""


class Cause(Node, kw_only=True):
    """What happened, apart from any number: why a message was not taken, or a session came to nothing."""

    kind: ClassVar[Kind] = "cause"

    actor: tuple[Actor, ...]
    """Whose move it is, first mover first."""
    lasting: Lasting
    scope: Scope
    holder: Holder = "client"
    choose: str
    """How to tell it from its neighbors."""
    fix: tuple[Remedy, ...]
    """What to do, by who does it, first mover first."""
    avoid: tuple[str, ...] = ()
    """Wrong remedies, and why they fail."""
    retry: Retry
    keywords: tuple[str, ...] = ()
    """What people search for, old and other names among it."""
    phrases: tuple[str, ...] = ()
    """Words by which servers and programs of any maker tell of it; a ``*`` stands for what varies."""
    is_silent: bool = False
    """Whether it comes about without a reply, so that only a program can tell of it."""

    def remedy(self, actor: Actor) -> str:
        """Return what one of the people around the message does about it; empty where that is nothing of theirs."""
        return next((each.text for each in self.fix if each.actor == actor), "")

    @property
    def tone(self) -> str:
        """Whether it lasts."""
        return self.lasting


class Taxonomy(Node, kw_only=True):
    """The terms by which a program or a service sorts bounces."""

    kind: ClassVar[Kind] = "taxonomy"

    version: str
    """The version, or the day, to which the terms belong."""
    term: tuple[Term, ...]
