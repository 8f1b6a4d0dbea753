"""Whether citations make sense: what defines a name, and which texts of its node a place bears out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from knowledge.smtp.model.keys import NodeKey
from knowledge.smtp.model.kinds import row_of
from knowledge.smtp.model.nodes import Document, ReplyCode
from knowledge.smtp.model.prose import prose_fields
from knowledge.smtp.reading.schema import describe, one_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from knowledge.smtp.model.node import Node
    from knowledge.smtp.model.statements import NodeCitation
    from knowledge.smtp.reading.schema import Place

RETIRES: Final = re.compile(r"\b(?:to Historic|Obsolete|Deprecat\w+)\b")
"""In the title of a document that ends the use of what it names: RFC 6331, "Moving DIGEST-MD5 to Historic"."""

UNTOLD: Final = frozenset({"name", "citations", "example", "variants"})
"""Fields that hold no statement of their own, or that have citations of their own."""

_STEP: Final = re.compile(r"[.\[]")


def check_citations(node: Node, place: Place, nodes: Mapping[NodeKey, Node]) -> None:
    """Note citations of a node that say more than they can: that a place defines it, or bears out what is not there."""
    for index, citation in enumerate(node.citations):
        at = place.inside("cite").inside(index)
        if citation.defines:
            _check_defining(node, citation, at, nodes)
        if citation.fields:
            told = _told(node)
            for position, field in enumerate(citation.fields):
                if field not in told:
                    at.inside("for").inside(position).report(one_of(sorted(told), field), describe(field))
    if isinstance(node, ReplyCode):
        _check_standing(node, place)


def _check_defining(node: Node, citation: NodeCitation, place: Place, nodes: Mapping[NodeKey, Node]) -> None:
    row = row_of(node.kind)
    document = nodes.get(NodeKey("document", citation.document))
    at = place.inside("defines")
    if not isinstance(document, Document):
        return  # a mistake in the document is told already
    if not row.definers:
        at.report(f"no such key, because no document defines {row.what}", "it here")
    elif document.rank not in row.definers:
        at.report(
            f"a document that can define {row.what} (of rank {' or '.join(row.definers)})",
            f"{document.name}, whose status is {document.status}",
        )
    elif RETIRES.search(document.title):
        at.report("a document that introduces the name", f"{document.name}, {document.title}")


def _check_standing(code: ReplyCode, place: Place) -> None:
    if code.defined_by and not code.is_placed:
        expected = f"no `defines = true`, because no document defines a code whose standing is {code.standing}"
        place.inside("cite").report(expected, f"it at {code.defined_by[0].document}")


def _told(node: Node) -> set[str]:
    """Return the names of the fields of a node, and of the texts in them: ``fix``, ``fix.sender``, ``avoid[1]``."""
    told = {name for name in node.FIELDS if name not in UNTOLD and getattr(node, name)}
    for path, _ in prose_fields(node):
        told |= {path, *(path[: step.start()] for step in _STEP.finditer(path))}
    return told
