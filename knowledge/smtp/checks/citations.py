"""Checks of citations against the texts of the RFCs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from knowledge.smtp.checks.rfc_texts import RfcTexts, fold
from knowledge.smtp.model.nodes import Category, CuratedComparison, EnhancedCode, Provider, ReplyClass, Subject

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from knowledge.smtp.graph.store import Store
    from knowledge.smtp.model.node import Node
    from knowledge.smtp.model.statements import Citation

Claim = tuple[str, "Citation", tuple[str, ...]]
"""Where a claim stands, its citation, and the words of which the section has to print one."""

UNCHECKED: Final = ("defined in", "cites", "mentions", "introduces", "authenticates with", "answers")
"""Kinds of relations that repeat the citations of their nodes."""


def spellings(node: Node) -> tuple[str, ...]:
    """Return the forms in which a document may name what a node is about."""
    if isinstance(node, ReplyClass | Category):
        return (node.notation, node.rfc_name, node.name)
    if isinstance(node, EnhancedCode):
        return (node.name, *(f"{digit}{node.name[1:]}" for digit in "245"), *filter(None, [node.sample]))
    if isinstance(node, Subject):
        return (f"{node.name}.XXX", node.title)
    if node.name == "connection":
        return ("CONNECTION ESTABLISHMENT", "connection")
    if node.name == "end of data":
        return ("end of mail data", "end of data", "DATA")
    return (node.name,)


def claims(graph: Store) -> Iterator[Claim]:
    """Yield every claim that cites an RFC."""
    for where, citation, forms in (*_claims_of_nodes(graph), *_claims_of_relations(graph)):
        if citation.document.startswith("RFC "):
            yield where, citation, forms


def _claims_of_nodes(graph: Store) -> Iterator[Claim]:
    for node in graph:
        if node.kind == "document":
            continue
        forms = spellings(node)
        if isinstance(node, CuratedComparison):
            forms = tuple(form for key in node.items for form in spellings(graph[key]))
        yield from ((node.key, citation, forms) for citation in node.citations)
        for reply in node.reply if isinstance(node, Provider) else ():
            for citation in reply.sources:
                yield f"{node.key} {reply.text}", citation, (*reply.codes, *reply.enhanced_codes)


def _claims_of_relations(graph: Store) -> Iterator[Claim]:
    for relation in graph.relations:
        if relation.kind not in UNCHECKED:
            where = f"{relation.source.key} {relation.kind} {relation.target.key}"
            ends = (relation.source,) if relation.kind == "replies to" else (relation.source, relation.target)
            for citation in relation.citations:
                yield where, citation, tuple(form for end in ends for form in spellings(end))


def prints(text: str, form: str) -> bool:
    """Tell whether a text prints a form as a word of its own."""
    return re.search(rf"(?<![\w.]){re.escape(form)}(?![\w])", text, re.IGNORECASE) is not None


def sections_exist(graph: Store, folder: Path) -> list[str]:
    """Find citations of documents or sections that do not exist."""
    texts = RfcTexts(folder)
    missing = {
        f"{citation.document} {citation.section}: cited by {where}"
        for where, citation, _ in claims(graph)
        if not texts.has(citation.document) or texts.section(citation.document, citation.section) is None
    }
    return sorted(missing)


def sections_bear_claims_out(graph: Store, folder: Path) -> list[str]:
    """Find citations of sections that neither name the subject nor print the quoted words."""
    texts = RfcTexts(folder)
    unborne = set()
    for where, citation, forms in claims(graph):
        text = texts.section(citation.document, citation.section) or ""
        place = f"{where}: {citation.document} {citation.section}"
        if citation.quote and citation.quote not in text:
            unborne.add(f"{place} does not print {citation.quote!r}")
        elif not citation.quote and not any(prints(text, form) for form in forms):
            unborne.add(f"{place} names none of {', '.join(forms)}")
    return sorted(unborne)


def defining_sections_print_the_name(graph: Store, folder: Path) -> list[str]:
    """Find sections that are said to define a name and do not print it; words that are quoted do not stand in for it.

    Documents of which there is no text are left out.
    """
    texts = RfcTexts(folder)
    return [
        f"{node.key}: {citation.document} {citation.section} defines it and prints none of {', '.join(spellings(node))}"
        for node in graph
        for citation in node.defined_by
        if texts.has(citation.document)
        and not any(prints(texts.section(citation.document, citation.section) or "", form) for form in spellings(node))
    ]


def phrases_are_printed(graph: Store, folder: Path) -> list[str]:
    """Find phrases that no cited section prints."""
    texts = RfcTexts(folder)
    unprinted = []
    for code in graph.codes.values():
        wordings = [(code.phrase, code.citations), *((each.phrase, each.citations) for each in code.variants)]
        for phrase, citations in wordings:
            cited = [each for each in citations if each.document.startswith("RFC ")]
            sections = [texts.section(each.document, each.section) or "" for each in cited]
            if phrase and not any(phrase in section for section in sections):
                unprinted.append(f"{code.key}: {phrase!r}")
    return unprinted


def documents_agree_with_the_index(graph: Store, folder: Path) -> list[str]:
    """Find RFCs whose title, status or succession is not the one of the index of RFCs."""
    index = (folder / "rfc-index.txt").read_text(encoding="utf-8", errors="replace")
    wrong = []
    for document in graph.documents.values():
        if not document.name.startswith("RFC "):
            continue
        number = document.name.removeprefix("RFC ")
        found = re.search(rf"^{number} (.+?)\n\n", index, re.DOTALL | re.MULTILINE)
        entry = fold(found[1]) if found else ""
        facts = [document.title, f"Status: {document.status.upper()}"]
        facts += [name.replace("RFC ", "RFC") for name in (*document.obsoletes, *document.obsoleted_by)]
        wrong += [f"{document.name}: the index does not say {fact!r}" for fact in facts if fact not in entry]
    return wrong


CITATION_CHECKS: Final[Mapping[str, Callable[[Store, Path], list[str]]]] = {
    "cited sections exist": sections_exist,
    "cited sections bear their claims out": sections_bear_claims_out,
    "defining sections print the name": defining_sections_print_the_name,
    "phrases are printed": phrases_are_printed,
    "documents agree with the index": documents_agree_with_the_index,
}
