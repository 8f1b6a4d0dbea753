"""The nodes of a graph kind by kind: a mapping for each, and a way to ask for one by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from knowledge.smtp.graph.group import Group
from knowledge.smtp.model.causes import Cause, Tag, Taxonomy
from knowledge.smtp.model.node import Node
from knowledge.smtp.model.nodes import (
    Category,
    Command,
    CuratedComparison,
    Document,
    EnhancedCode,
    Extension,
    Mechanism,
    Provider,
    ReplyClass,
    ReplyCode,
    Subject,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from knowledge.smtp.model.vocabulary import Kind

SomeNode = TypeVar("SomeNode", bound=Node)


class ByKind:
    """Nodes by their kinds; what finds a node by name is the matter of the graph."""

    def of_kind(self, kind: Kind) -> Mapping[str, Node]:
        """Return the nodes of a kind by name, in natural order."""
        raise NotImplementedError

    def _node(self, name: str | int, record: type[SomeNode], kind: Kind | None) -> SomeNode:
        """Return the node of a record that a name means.

        :raises UnknownNameError: if there is none.
        """
        raise NotImplementedError

    classes = Group(ReplyClass)
    """The classes of replies by name."""
    categories = Group(Category)
    """The categories of replies by name."""
    codes = Group(ReplyCode)
    """The reply codes by name, in numeric order."""
    enhanced_codes = Group(EnhancedCode)
    """The registry entries of enhanced status codes by name."""
    tags = Group(Tag)
    """The numbers and words that providers have made up."""
    subjects = Group(Subject)
    """The subjects of enhanced status codes by name."""
    commands = Group(Command)
    """The commands by name."""
    mechanisms = Group(Mechanism)
    """The SASL mechanisms by name."""
    extensions = Group(Extension)
    """The extensions by EHLO keyword."""
    causes = Group(Cause)
    """The causes by name."""
    documents = Group(Document)
    """The documents by name."""
    providers = Group(Provider)
    """The providers by name."""
    taxonomies = Group(Taxonomy)
    """The bounce taxonomies by name."""
    comparisons = Group(CuratedComparison)
    """The curated comparisons by the names of their items, as in ``530 535``."""

    def code(self, name: str | int) -> ReplyCode:
        """Return a reply code: ``535`` or ``"535"``.

        :raises UnknownNameError: if no code has the name.
        :raises TypeError: if the name is neither a text nor a whole number.
        """
        return self._node(name, ReplyCode, "code")

    def enhanced(self, name: str) -> EnhancedCode:
        """Return an enhanced status code.

        ``5.7.8`` and ``4.7.8`` give the registry entry ``X.7.8`` with their own class in `status`.

        :raises UnknownNameError: if no enhanced code has the name.
        """
        return self._node(name, EnhancedCode, "enhanced")

    def reply_class(self, name: str) -> ReplyClass:
        """Return a class of replies: ``5xx`` (or ``5yz``, as RFC 5321 writes it).

        :raises UnknownNameError: if no class has the name.
        """
        return self._node(name, ReplyClass, "class")

    def category(self, name: str) -> Category:
        """Return a category of replies: ``x3x``.

        :raises UnknownNameError: if no category has the name.
        """
        return self._node(name, Category, "category")

    def subject(self, name: str) -> Subject:
        """Return a subject of enhanced status codes: ``X.7``.

        :raises UnknownNameError: if no subject has the name.
        """
        return self._node(name, Subject, "subject")

    def command(self, name: str) -> Command:
        """Return a command, or one of the moments ``connection`` and ``end of data``.

        :raises UnknownNameError: if no command has the name.
        """
        return self._node(name, Command, "command")

    def mechanism(self, name: str) -> Mechanism:
        """Return a SASL mechanism.

        :raises UnknownNameError: if no mechanism has the name.
        """
        return self._node(name, Mechanism, "mechanism")

    def extension(self, name: str) -> Extension:
        """Return an extension by its EHLO keyword.

        :raises UnknownNameError: if no extension has the name.
        """
        return self._node(name, Extension, "extension")

    def document(self, name: str) -> Document:
        """Return a document: ``RFC 5321``.

        :raises UnknownNameError: if no document has the name.
        """
        return self._node(name, Document, "document")

    def cause(self, name: str) -> Cause:
        """Return a cause: ``mailbox-full``.

        :raises UnknownNameError: if no cause has the name.
        """
        return self._node(name, Cause, "cause")

    def tag(self, name: str) -> Tag:
        """Return a number or a word that a provider has made up: ``5.7.515``, ``S3140``.

        :raises UnknownNameError: if no provider is known to use it.
        """
        return self._node(name, Tag, "tag")

    def taxonomy(self, name: str) -> Taxonomy:
        """Return a bounce taxonomy: ``kumomta``.

        :raises UnknownNameError: if no taxonomy has the name.
        """
        return self._node(name, Taxonomy, "taxonomy")

    def provider(self, name: str) -> Provider:
        """Return a provider: ``gmail``.

        :raises UnknownNameError: if no provider has the name.
        """
        return self._node(name, Provider, "provider")
