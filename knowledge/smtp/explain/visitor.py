"""One way through the blocks of an article, for everybody who makes something of them.

An output derives from `Visitor` and says what each kind of block becomes in it. The type checker finds a kind of block
for which an output has no method, and one that `Visitor.visit` does not lead to a method.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Generic, TypeVar, assert_never

from knowledge.smtp.explain.article import (
    Comparisons,
    Entries,
    Glance,
    Paragraphs,
    Points,
    Samples,
    Sides,
    Sources,
    Table,
)

if TYPE_CHECKING:
    from knowledge.smtp.explain.article import Block

Made = TypeVar("Made")
"""What an output makes of a block: lines, nodes, texts."""


class Visitor(ABC, Generic[Made]):
    """Makes something of a block, by one method for each kind."""

    def visit(self, block: Block) -> Made:  # noqa: PLR0911 -- one line a kind
        """Return what becomes of a block of any kind."""
        match block:
            case Paragraphs():
                return self.paragraphs(block)
            case Points():
                return self.points(block)
            case Glance():
                return self.glance(block)
            case Entries():
                return self.entries(block)
            case Table():
                return self.table(block)
            case Samples():
                return self.samples(block)
            case Sources():
                return self.sources(block)
            case Comparisons():
                return self.comparisons(block)
            case Sides():
                return self.sides(block)
            case _:
                assert_never(block)

    @abstractmethod
    def paragraphs(self, block: Paragraphs) -> Made:
        """Return what becomes of running text."""

    @abstractmethod
    def points(self, block: Points) -> Made:
        """Return what becomes of a list of statements."""

    @abstractmethod
    def glance(self, block: Glance) -> Made:
        """Return what becomes of what matters most."""

    @abstractmethod
    def entries(self, block: Entries) -> Made:
        """Return what becomes of named texts."""

    @abstractmethod
    def table(self, block: Table) -> Made:
        """Return what becomes of a table."""

    @abstractmethod
    def samples(self, block: Samples) -> Made:
        """Return what becomes of lines that servers send."""

    @abstractmethod
    def sources(self, block: Sources) -> Made:
        """Return what becomes of sources."""

    @abstractmethod
    def comparisons(self, block: Comparisons) -> Made:
        """Return what becomes of comparisons to look at."""

    @abstractmethod
    def sides(self, block: Sides) -> Made:
        """Return what becomes of one part of several items."""
