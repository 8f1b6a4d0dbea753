"""The nodes of the graph apart from causes, all frozen and typed."""

from __future__ import annotations

import datetime
from functools import cached_property
from typing import ClassVar

from knowledge.smtp.model.keys import ComparisonKey, NodeKey
from knowledge.smtp.model.node import Node
from knowledge.smtp.model.replies import ProviderReply
from knowledge.smtp.model.statements import (
    ClassAdvice,
    Example,
    Fix,
    Retry,
    SectionUpdate,
    Variant,
    When,
)
from knowledge.smtp.model.verdicts import Cure, Judged, Left, LoginCure, Proof
from knowledge.smtp.model.vocabulary import (
    RANKS,
    Actor,
    Asked,
    Basis,
    ClassName,
    Closes,
    CommandStanding,
    ExtensionStanding,
    Holder,
    Kind,
    MechanismStanding,
    MechanismUse,
    Need,
    Phase,
    Scope,
    Sort,
    Standing,
    SubmissionUse,
)


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
    is_reply: bool = True
    """Whether the number can come over the wire as a reply. A number that cannot has no class, no category, no
    command that it answers and no enhanced code beside it: lists print it, or a program that reached no server."""
    closes: Closes
    actor: tuple[Actor, ...]
    """Whose move it is, first mover first; for a number that is no reply, whose move it is after what it stands for."""
    scope: tuple[Scope, ...] = ()
    """What the reply is about, the most usual first; empty where nothing has failed, and for a number that is none."""
    holder: Holder = "unknown"
    """Who has the message after the reply; it does not apply to a number that is none."""
    judges: Judged = "unknown"
    """What the reply is a verdict on."""
    leaves: Left = "unknown"
    """The most that stays valid after the reply."""
    cures: Cure = "unknown"
    """What makes the same aim succeed after the reply."""
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
    def is_placed(self) -> bool:
        """Whether a document defines the code. The second digit of another one encodes nothing known."""
        return self.standing in ("standard", "historic", "experimental")

    @property
    def number(self) -> int:
        """The code as a number."""
        return int(self.name)

    @property
    def tone(self) -> str:
        """The class of the code; empty for a number that is no reply."""
        return f"{self.name[0]}xx" if self.is_reply else ""


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
    """Whether to try again: for the code that was asked for; of an entry, in the classes that have no advice of their
    own."""
    actor: tuple[Actor, ...] = ()
    """Whose move it is, first mover first: for the code that was asked for; of an entry, in the classes that have no
    advice of their own. Empty where nobody has said."""
    scope: tuple[Scope, ...] = ()
    """What the code is about, the most usual first, in the same way; empty where nothing has failed."""
    judges: Judged = "unknown"
    """What the code is a verdict on."""
    cures: Cure = "unknown"
    """What makes the same aim succeed, in the classes that report a failure."""
    in_2xx: ClassAdvice | None = None
    in_4xx: ClassAdvice | None = None
    in_5xx: ClassAdvice | None = None
    """The advice for one class, where it is not the one for all."""
    status: str = ""
    """The code that was asked for, with its class (``5.7.8``); empty for the entry itself (``X.7.8``)."""

    def advice(self, name: ClassName) -> ClassAdvice | None:
        """Return the advice for a class, or None where the entry has none of its own."""
        return {"2xx": self.in_2xx, "4xx": self.in_4xx, "5xx": self.in_5xx}[name]

    @property
    def is_foreseen(self) -> bool:
        """Whether the definition foresees the class that was asked for; true for the entry itself."""
        return not self.status or self.tone in self.classes

    @property
    def asked(self) -> NodeKey:
        """The key of the code that was asked for, with its class."""
        return NodeKey(self.kind, self.name, self.status[:1])

    @property
    def tone(self) -> str:
        """The class that was asked for; empty for the entry itself."""
        return f"{self.status[0]}xx" if self.status else ""

    @property
    def subject(self) -> NodeKey:
        """The key of the subject: the first two parts of the name."""
        return NodeKey("subject", self.name.rpartition(".")[0])


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
    judges: Asked = "unknown"
    """What the server judges when it answers the command."""
    leaves: Left = "unknown"
    """The most that stays valid of what came before, where the command succeeds."""


class Mechanism(Node, kw_only=True):
    """A SASL mechanism that `AUTH` can name."""

    kind: ClassVar[Kind] = "mechanism"

    standing: MechanismStanding
    """Our advice; `usage` is the word of the registry."""
    usage: MechanismUse | None = None
    """The use in the registry of SASL mechanisms, or None for a mechanism of a project's own."""
    needs: tuple[Need, ...]
    """Empty where it needs nothing; `unknown` alone where nobody has said what it needs."""
    exposes: str
    """What the server and an eavesdropper learn."""
    choose: str
    avoid: tuple[str, ...]
    when: When
    judges: Proof = "unknown"
    """What the client proves."""
    cures: LoginCure = "unknown"
    """What helps when the mechanism is refused."""


class Extension(Node, kw_only=True):
    """A service extension, named by its EHLO keyword."""

    kind: ClassVar[Kind] = "extension"

    standing: ExtensionStanding
    introduces: tuple[NodeKey, ...]
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
    updated: tuple[SectionUpdate, ...] = ()
    """The sections that a later document has changed, as far as nodes cite them."""
    url: str = ""

    @property
    def rank(self) -> Basis:
        """What bears a statement out that cites the document: the page of a provider only shows what is in use."""
        return RANKS.get(self.status, "observed")


class Provider(Node, kw_only=True):
    """Who answers: a mail service or a server program."""

    kind: ClassVar[Kind] = "provider"

    sort: Sort = "unknown"
    reply: tuple[ProviderReply, ...] = ()
    evidence: tuple[str, ...] = ()
    """Words in a reply or a log that show who replied: host names, and what the provider signs its replies with."""

    @property
    def heading(self) -> str:
        """The title alone, which is what people call a provider."""
        return self.title

    @property
    def checked(self) -> datetime.date | None:
        """The day on which one of its sources, or one of its replies', was last read; None where none says so."""
        own = (citation.checked for citation in self.citations)
        return max(filter(None, (*own, *(reply.checked for reply in self.reply))), default=None)


class CuratedComparison(Node, kw_only=True):
    """A comparison whose distinction somebody has written out."""

    kind: ClassVar[Kind] = "comparison"

    items: tuple[NodeKey, ...]
    """Keys of the nodes that are compared; an enhanced code keeps its class (``enhanced:5.1.1``)."""
    differences: tuple[str, ...]
    choose: tuple[str, ...]
    see_also: tuple[NodeKey, ...] = ()

    @cached_property
    def compared(self) -> ComparisonKey:
        """The key of the comparison, which is written like the one of the node."""
        return ComparisonKey(self.items)
