"""What nodes are made of: citations, advice and examples, all frozen and typed.

Prose fields hold whole sentences in which a name between single backticks is a link to a node, or literal
text where no node has that name; a blank line separates paragraphs. `knowledge.smtp.model.prose` takes them apart.
"""

from __future__ import annotations

import datetime

from knowledge.smtp.model.brief import described
from knowledge.smtp.model.record import Record
from knowledge.smtp.model.verdicts import Cure
from knowledge.smtp.model.vocabulary import Actor, RelationKind, RetryWhat, RetryWhen, Scope, Unmapped


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


class NodeCitation(Citation):
    """A citation of a node, which makes many statements."""

    defines: bool = False
    """Whether the place defines the name of the node."""
    fields: tuple[str, ...] = ()
    """The statements that the place bears out: ``fix.sender``, or ``fix`` for all in it; empty where none is noted."""


class SectionUpdate(Record):
    """A section of a document that a later document has changed."""

    by: str
    """The name of the later document."""
    section: str = ""
    """The section that was changed; empty where the whole document was."""
    by_section: str = ""
    """The section that says so; empty for the whole document."""
    concerns: tuple[str, ...] = ()
    """What the change concerns: keys of nodes, and relations such as ``code:451 replies to command:MAIL``; empty where
    it concerns every node that cites the section."""


class When(Record):
    """How a reply or a command comes about, seen from the two ends of the connection."""

    client: str
    server: str


class Fix(Record):
    """What to do, by who does it."""

    sender: str
    administrator: str
    developer: str


class Remedy(Record):
    """What one of the people around a failed message does about it."""

    actor: Actor
    text: str


class Retry(Record):
    """Whether, when and what to try again."""

    when: RetryWhen
    what: RetryWhat
    text: str
    why: str = ""
    """Why the advice is not the one of the class, where a code of class 4 needs a change or one of class 5 passes."""


class ClassAdvice(Record):
    """What to do about an enhanced code in one of its classes."""

    retry: Retry
    actor: tuple[Actor, ...] = ()
    """Whose move it is in this class, first mover first; empty where that is as with the entry."""
    scope: tuple[Scope, ...] = ()
    """What the code is about in this class, the most usual first; empty where that is as with the entry."""
    cures: Cure = "unknown"
    """What makes the same aim succeed in this class; `unknown` where that is as with the entry."""


class Example(Record):
    """A reply that a real server sends."""

    text: str
    provider: str
    citations: tuple[Citation, ...]
    cause: str = ""
    """The name of the cause behind it; empty where the reply alone does not tell."""


class Term(Record, kw_only=True):
    """A term of a bounce taxonomy, and the causes that it stands for."""

    name: str
    """The term as the programs write it. Where a taxonomy has several lists, a term that is not of its main one has the
    name of its list before it, as in ``EventType/bounced``."""
    also: tuple[str, ...] = ()
    """What else the term is called: its number in a message of a service, or a second spelling."""
    same: str = ""
    """The name of the cause that means the same."""
    narrower: tuple[str, ...] = ()
    """The names of the causes of which the term takes in each and more, the main one first."""
    broader: str = ""
    """The name of the cause of which the term is a part."""
    unmapped: Unmapped | None = None
    """Why no cause fits; None where one does."""
    numbers: tuple[str, ...] = ()
    """What the taxonomy ties to the term by number alone: a code (``552``), an enhanced code with its class (``5.7.1``)
    or in whichever class of failures (``X.7.1``), or an enhanced code beside that code only (``550 5.7.1``)."""

    @property
    def meant(self) -> tuple[tuple[RelationKind, str], ...]:
        """What the causes are to the term, each with the name of the cause, the main one first.

        A cause that is narrower than the term is only a part of what the term takes in.

        >>> Term(name="QuotaIssues", narrower=("mailbox-full", "server-busy")).meant
        (('narrower than', 'mailbox-full'), ('narrower than', 'server-busy'))
        """
        ends: tuple[tuple[RelationKind, str], ...] = (("same as", self.same), ("broader than", self.broader))
        return (*(end for end in ends if end[1]), *(("narrower than", cause) for cause in self.narrower))


class Variant(Record):
    """A second wording that an RFC prints for the same code."""

    phrase: str
    citations: tuple[Citation, ...]


class Unrelated(Record):
    """Two nodes that prose names in one breath although no relation holds between them, and why."""

    between: tuple[str, ...]
    """The keys of the code and of the command or the enhanced code."""
    why: str
