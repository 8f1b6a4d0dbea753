"""The records of the graph: nodes, citations and relations, all frozen and typed.

Prose fields hold whole sentences in which a name between single backticks is a link to a node, or literal
text where no node has that name; a blank line separates paragraphs. `knowledge.smtp.model.prose` takes them apart.
"""

from __future__ import annotations

import datetime
from typing import ClassVar

from knowledge.smtp.model.brief import described
from knowledge.smtp.model.record import Record
from knowledge.smtp.model.vocabulary import (
    Actor,
    Basis,
    ClassName,
    Closes,
    CommandStanding,
    ExtensionStanding,
    Kind,
    MechanismStanding,
    Need,
    Outcome,
    Phase,
    RelationKind,
    RetryWhat,
    RetryWhen,
    Standing,
    SubmissionUse,
)


class Citation(Record):
    """A place in a primary source that bears a statement out."""

    document: str
    """The name of the document, for example ``RFC 5321``."""
    section: str = ""
    """The section as the document numbers it, for example ``4.2.3``; empty for a whole document."""
    url: str = ""
    """An address of that section or document; empty where none is known."""
    checked: datetime.date | None = None
    """The day on which somebody last read the source and found the statement borne out."""
    quote: str = ""
    """Exact words of the section, where it bears the statement out without naming its subject."""

    def __repr__(self) -> str:
        return described(self, self.document, self.section)


class When(Record):
    """How a reply or a command comes about, seen from the two ends of the connection."""

    client: str
    server: str


class Fix(Record):
    """What to do, by who does it."""

    sender: str
    administrator: str
    developer: str


class Retry(Record):
    """Whether, when and what to try again."""

    when: RetryWhen
    what: RetryWhat
    text: str


class Example(Record):
    """A reply that a real server sends."""

    text: str
    provider: str
    citations: tuple[Citation, ...]


class ProviderReply(Record, kw_only=True):
    """A reply of a mail service or a server program, known by its text."""

    code: str = ""
    """The reply code, empty where the provider prints none."""
    enhanced: str = ""
    """The enhanced status code with its class, empty where the provider prints none."""
    pattern: str
    """Words that the reply contains."""
    meaning: str
    do: str
    """What to do."""
    actor: Actor
    citations: tuple[Citation, ...]
    deviates: str = ""
    """What a standard or the registry says, where the provider gives a number another meaning."""

    @property
    def explanation(self) -> str:
        """The meaning, and where the provider deviates, what a standard or the registry says."""
        return "\n\n".join(filter(None, (self.meaning, self.deviates)))

    @property
    def text(self) -> str:
        """The reply as far as it is known: its numbers and its words."""
        return " ".join(filter(None, (self.code, self.enhanced, self.pattern)))

    def __repr__(self) -> str:
        return described(self, self.text)


class Variant(Record):
    """A second wording that an RFC prints for the same code."""

    phrase: str
    citations: tuple[Citation, ...]


class Node(Record, kw_only=True):
    """What every node has."""

    kind: ClassVar[Kind]

    name: str
    title: str
    summary: str
    """The node in one sentence."""
    meaning: str
    conflict: str = ""
    """Where sources disagree about the node: both sides."""
    citations: tuple[Citation, ...]

    @property
    def key(self) -> str:
        """The stable key, ``kind:name``."""
        return f"{self.kind}:{self.name}"

    def __repr__(self) -> str:
        return described(self, self.name, self.title)


class ReplyClass(Node, kw_only=True):
    """A first digit and what it says (RFC 5321, section 4.2.1)."""

    kind: ClassVar[Kind] = "class"

    rfc_name: str
    notation: str
    """The class as RFC 5321 writes it: ``5yz`` for ``5xx``."""
    conclude: str
    """What a client may conclude from the first digit alone."""
    choose: str


class Category(Node, kw_only=True):
    """A second digit and what it says (RFC 5321, section 4.2.1)."""

    kind: ClassVar[Kind] = "category"

    rfc_name: str
    notation: str


class ReplyCode(Node, kw_only=True):
    """A three-digit reply code."""

    kind: ClassVar[Kind] = "code"

    phrase: str = ""
    """The words that the RFC prints beside the code; empty for a code that no document defines."""
    standing: Standing
    closes: Closes
    actor: tuple[Actor, ...]
    """Whose move it is, first mover first."""
    avoid: tuple[str, ...]
    """Wrong remedies, and why they fail."""
    choose: str
    """When to expect the code, and when a server sends it rather than another."""
    when: When
    fix: Fix
    retry: Retry
    variants: tuple[Variant, ...] = ()
    example: tuple[Example, ...] = ()
    note: str = ""
    """What a project's own facts add to a code of the standard."""
    keywords: tuple[str, ...] = ()
    """What people search for who should find this code first; each becomes an entry of the index."""

    @property
    def number(self) -> int:
        """The code as a number."""
        return int(self.name)


class EnhancedCode(Node, kw_only=True):
    """An entry of the registry of enhanced status codes (RFC 5248)."""

    kind: ClassVar[Kind] = "enhanced"

    classes: tuple[ClassName, ...]
    """The classes for which the defining RFC calls the entry useful."""
    sample: str = ""
    """The registry's sample text; empty where it has none."""
    choose: str = ""
    avoid: tuple[str, ...] = ()
    when: When | None = None
    fix: Fix | None = None
    retry: Retry | None = None
    status: str = ""
    """The code that was asked for, with its class (``5.7.8``); empty for the entry itself (``X.7.8``)."""

    @property
    def spelled(self) -> str:
        """The code as it was asked for: ``5.7.8``, or ``X.7.8`` for the entry itself."""
        return self.status or self.name

    def beside(self, code: ReplyCode) -> str:
        """Return the entry with the class that it has beside a reply code: ``5.7.8`` beside ``535``."""
        return f"{code.name[0]}{self.name[1:]}"

    def __repr__(self) -> str:
        return described(self, self.spelled, self.title)


class Subject(Node, kw_only=True):
    """The second number of enhanced status codes (RFC 3463, section 2)."""

    kind: ClassVar[Kind] = "subject"


class Command(Node, kw_only=True):
    """An SMTP verb, or one of the two moments that get a reply without a verb."""

    kind: ClassVar[Kind] = "command"

    syntax: str
    standing: CommandStanding
    phase: Phase
    choose: str
    when: When


class Mechanism(Node, kw_only=True):
    """A SASL mechanism that `AUTH` can name."""

    kind: ClassVar[Kind] = "mechanism"

    standing: MechanismStanding
    needs: tuple[Need, ...]
    exposes: str
    """What the server and an eavesdropper learn."""
    choose: str
    avoid: tuple[str, ...]
    when: When


class Extension(Node, kw_only=True):
    """A service extension, named by its EHLO keyword."""

    kind: ClassVar[Kind] = "extension"

    standing: ExtensionStanding
    introduces: tuple[str, ...]
    """Keys of the commands, codes and enhanced codes that it adds."""
    parameters: tuple[str, ...]
    """MAIL and RCPT parameters that it adds."""
    submission: SubmissionUse = "unspecified"
    """Whether a submission server offers it."""


class Document(Node, kw_only=True):
    """An RFC or another primary source."""

    kind: ClassVar[Kind] = "document"

    status: str
    date: str = ""
    """``YYYY-MM``, or empty where unknown."""
    obsoletes: tuple[str, ...] = ()
    obsoleted_by: tuple[str, ...] = ()
    updates: tuple[str, ...] = ()
    updated_by: tuple[str, ...] = ()
    url: str = ""


class Provider(Node, kw_only=True):
    """Who answers: a mail service or a server program."""

    kind: ClassVar[Kind] = "provider"

    reply: tuple[ProviderReply, ...] = ()


class CuratedComparison(Node, kw_only=True):
    """A comparison whose distinction somebody has written out."""

    kind: ClassVar[Kind] = "comparison"

    items: tuple[str, ...]
    """Keys of the nodes that are compared; an enhanced code keeps its class (``enhanced:5.1.1``)."""
    differences: tuple[str, ...]
    choose: tuple[str, ...]
    see_also: tuple[str, ...] = ()


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

    def __repr__(self) -> str:
        return described(self, self.source.key, self.kind, self.target.key)
