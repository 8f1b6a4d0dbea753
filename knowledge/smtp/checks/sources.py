"""Checks of sources: what a text names is cited, and so is what has changed a section that is cited."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from knowledge.smtp.model.nodes import Document
from knowledge.smtp.model.prose import prose_fields, quoted_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from knowledge.smtp.graph.store import Store
    from knowledge.smtp.model.node import Node
    from knowledge.smtp.model.relations import Relation
    from knowledge.smtp.model.statements import Citation, SectionUpdate

REPEATING: Final = ("defined in", "cites", "introduces", "authenticates with", "answers")
"""Kinds of relations that only repeat the citations of a node."""
_KIND_OF_SOURCE: Final = re.compile(r" (?:source|documentation|postmaster|NDR codes|SMTP (?:errors|replies))$")
"""What follows the name of a server or a service in the name of a document about it."""
_QUOTED: Final = re.compile(r"`[^`]*`")
_OWN_WORDS: Final = re.compile(r"reply\[\d+\]\.do|note")
"""What to do about a reply, and what a project notes about a code: both are advice, and may name any program."""


def texts_cite_what_they_name(graph: Store) -> list[str]:
    """Find texts that name a document, a server or a service that their node and their relation do not cite.

    A server or a service is cited by a document about it. The texts of a document need no source: it is one itself.
    """
    about = _documents_about(graph)
    found = set()
    for where, text, documents in _texts(graph):
        for name, wanted in _named(graph, text, about):
            if not wanted & documents:
                found.add(f"{where}: names {name}, and cites none of {', '.join(sorted(wanted))}")
    return sorted(found)


def codes_of_a_standard_are_defined(graph: Store) -> list[str]:
    """Find reply codes whose standing says that a document defines them, and of which no citation says where."""
    undefined = (code for code in graph.codes.values() if code.is_placed and not code.defined_by)
    return [f"{code.key}: is {code.standing}, and none of its citations says `defines = true`" for code in undefined]


def updates_are_cited(graph: Store) -> list[str]:
    """Find nodes and relations that cite a section and not the later document that has changed it.

    The changes stand in the facts, as ``updated`` of the document that was changed.
    """
    wrong: list[str] = []
    for document in graph.documents.values():
        for update in document.updated:
            wrong += _uncited(graph, document.name, update)
    return wrong


def _uncited(graph: Store, document: str, update: SectionUpdate) -> Iterator[str]:
    place, later = (document, update.section), (update.by, update.by_section)
    where = " ".join(place).strip()
    citing = {key: cited for key, cited in _citations(graph).items() if _holds(cited, *place)}
    if update.by not in graph.documents:
        yield f"{where}: is changed by {update.by}, which is not there"
    concerned = update.concerns or [key for key in citing if " " not in key or key.startswith("comparison:")]
    for key in concerned:
        if key not in citing:
            yield f"{where}: concerns {key}, which is not there or does not cite it"
        elif not _holds(citing[key], *later):
            yield f"{key}: cites {where}, and not {' '.join(later).strip()}, which changes it"


def _citations(graph: Store) -> dict[str, list[Citation]]:
    """Return the citations of each node and of each relation, by its key: ``code:451 replies to command:MAIL``."""
    found: dict[str, list[Citation]] = {
        str(node.key): list(node.citations) for node in graph if not isinstance(node, Document)
    }
    for relation in _stated(graph):
        found.setdefault(_key(relation), []).extend(relation.citations)
    return found


def _holds(citations: Iterable[Citation], document: str, section: str) -> bool:
    """Tell whether one of the citations is of a section; of any, where none is given."""
    return any(each.document == document and section in ("", each.section) for each in citations)


def _texts(graph: Store) -> Iterator[tuple[str, str, set[str]]]:
    """Yield every text with its place, and with the documents that bear it out."""
    for node in graph:
        if not isinstance(node, Document):
            for path, text in prose_fields(node):
                if not _OWN_WORDS.fullmatch(path):
                    yield f"{node.key} {path}", text, _cited_by(node)
    for relation in _stated(graph):
        cited = {citation.document for citation in relation.citations}
        for text in filter(None, (relation.reason, relation.condition)):
            yield _key(relation), text, cited | _cited_by(relation.source) | _cited_by(relation.target)


def _stated(graph: Store) -> Iterator[Relation]:
    return (relation for relation in graph.relations if relation.kind not in REPEATING and relation.citations)


def _key(relation: Relation) -> str:
    return f"{relation.source.key} {relation.kind} {relation.target.key}"


def _cited_by(node: Node) -> set[str]:
    """Return the documents that a node cites, also for its examples and its replies."""
    parts = [each for name in ("example", "variants", "reply") for each in getattr(node, name, ())]
    return {citation.document for part in (node, *parts) for citation in part.citations}


def _named(graph: Store, text: str, about: Mapping[str, set[str]]) -> Iterator[tuple[str, set[str]]]:
    """Yield what a text names, each with the documents of which one is to be cited."""
    for name in quoted_names(text):
        node = graph.exact(name)
        if isinstance(node, Document):
            yield node.name, {node.name}
    plain = _QUOTED.sub("", text)
    for name, documents in about.items():
        if re.search(rf"(?<![\w-]){re.escape(name)}(?!\w)", plain):
            yield name, documents


def _documents_about(graph: Store) -> dict[str, set[str]]:
    """Return the documents about each server and service: those whose name or texts name it."""
    observed = [document for document in graph.documents.values() if document.rank == "observed"]
    names = {_KIND_OF_SOURCE.sub("", document.name) for document in observed if _KIND_OF_SOURCE.search(document.name)}
    names |= {provider.title for provider in graph.providers.values()}
    cited = {provider.title: _cited_by(provider) for provider in graph.providers.values()}
    return {
        name: {
            document.name
            for document in observed
            if name in f"{document.name} {document.summary} {document.meaning}" or document.name in cited.get(name, ())
        }
        for name in sorted(names)
    }


SOURCE_CHECKS: Final[Mapping[str, Callable[[Store], list[str]]]] = {
    "codes of a standard are defined": codes_of_a_standard_are_defined,
    "texts cite what they name": texts_cite_what_they_name,
    "updates are cited": updates_are_cited,
}
