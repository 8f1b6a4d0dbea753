"""What there is to know of a kind of nodes: the columns of the table in `knowledge.smtp.model.kinds`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypedDict

from knowledge.smtp.model.record import Record

if TYPE_CHECKING:
    from knowledge.smtp.model.node import Node
    from knowledge.smtp.model.vocabulary import Basis

Role = Literal["code", "class", "command", "mechanism", "extension", "cause", "provider", "compare"]
"""The roles of the Sphinx domain; one of them may name nodes of several kinds."""
Neighbors = Literal["", "command", "subject"]
"""What makes neighbors of two nodes that no relation ties: a command that gets both, or a subject that has both."""


class KindRow(Record, kw_only=True):
    """What there is to know of a kind."""

    record: type[Node]
    names: str
    """The pattern of a valid name, as a regular expression."""
    form: str
    """What a valid name is, in words and with an example."""
    what: str
    """What a node of the kind is, as a sentence names it."""
    label: str
    """What a node of the kind is, as indexes and warnings name it."""
    group: str
    """The attribute of the graph that maps names to the nodes of the kind."""
    heading: str = ""
    """The heading over many nodes of the kind; empty where no page lists them."""
    example: str = ""
    """A valid name, for messages."""
    role: Role | Literal[""] = ""
    """The role that names nodes of the kind; empty where no page can explain them."""
    parts: tuple[str, ...] = ("meaning", "related", "facts", "sources")
    """The parts of the explanation of a node: what its reader asks first stands first."""
    item_parts: tuple[str, ...] = ("meaning",)
    """What a comparison tells of each of its items, part beside part."""
    fields: tuple[str, ...] = ()
    """The short facts of a node, in order; `knowledge.smtp.graph.fields` reads them."""
    glance: tuple[str, ...] = ()
    """The fields that say in a few words what a reader needs first."""
    is_comparable: bool = False
    """Whether `smtp-compare` takes nodes of the kind."""
    is_chosen: bool = False
    """Whether a reader chooses between nodes of the kind; the others are met, and a reader expects them."""
    neighbors: Neighbors = ""
    definers: tuple[Basis, ...] = ()
    """The ranks of the documents that can define a node of the kind; empty where none can."""
    is_titled: bool = False
    """Whether titles are texts to translate; the others are names."""
    is_named_first: bool = False
    """Whether the summary of a node begins with its name."""


KindRows = TypedDict(
    "KindRows",
    {
        "class": KindRow,
        "category": KindRow,
        "code": KindRow,
        "enhanced": KindRow,
        "tag": KindRow,
        "subject": KindRow,
        "command": KindRow,
        "mechanism": KindRow,
        "extension": KindRow,
        "cause": KindRow,
        "document": KindRow,
        "provider": KindRow,
        "taxonomy": KindRow,
        "comparison": KindRow,
    },
)
"""A row for each kind: the type checker finds one that is missing."""
