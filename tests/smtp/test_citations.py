"""Every citation of an RFC is held against the text of the RFC, where the texts are at hand."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rfc_texts import RfcTexts, fold

from knowledge import smtp

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = os.environ.get("SMTP_RFC_DIR", "")

needs_texts = pytest.mark.skipif(
    not FOLDER or not Path(FOLDER).is_dir(), reason="SMTP_RFC_DIR names no folder with the RFC texts"
)

Claim = tuple[str, smtp.Citation, tuple[str, ...]]
"""Where a claim stands, its citation, and the words of which the section has to print one."""


def spellings(node: smtp.Node) -> tuple[str, ...]:
    """Return the forms in which a document may name what a node is about."""
    if isinstance(node, smtp.ReplyClass | smtp.Category):
        return (node.notation, node.rfc_name, node.name)
    if isinstance(node, smtp.EnhancedCode):
        return (node.name, *(f"{digit}{node.name[1:]}" for digit in "245"), *filter(None, [node.sample]))
    if isinstance(node, smtp.Subject):
        return (f"{node.name}.XXX", node.title)
    if node.name == "connection":
        return ("CONNECTION ESTABLISHMENT", "connection")
    if node.name == "end of data":
        return ("end of mail data", "end of data", "DATA")
    return (node.name,)


def claims(graph: smtp.Graph) -> Iterator[Claim]:
    for node in graph:
        if node.kind != "document":
            own = spellings(node)
            if isinstance(node, smtp.CuratedComparison):
                own = tuple(form for key in node.items for form in spellings(graph[key]))
            for citation in node.citations:
                yield node.key, citation, own
    for relation in graph.relations:
        if relation.kind not in ("defined in", "mentions", "introduces", "authenticates with"):
            where = f"{relation.source.key} {relation.kind} {relation.target.key}"
            wanted = relation.source if relation.kind == "replies to" else None
            ends = (wanted,) if wanted else (relation.source, relation.target)
            for citation in relation.citations:
                yield where, citation, tuple(form for end in ends for form in spellings(end))


def names(text: str, form: str) -> bool:
    """Tell whether a text prints a form as a word of its own."""
    return re.search(rf"(?<![\w.]){re.escape(form)}(?![\w])", text, re.IGNORECASE) is not None


@needs_texts
def test_every_cited_document_and_section_exists(graph: smtp.Graph) -> None:
    texts = RfcTexts(Path(FOLDER))
    missing = sorted(
        {
            f"{citation.document} {citation.section}: cited by {where}"
            for where, citation, _ in claims(graph)
            if citation.document.startswith("RFC ")
            and (not texts.has(citation.document) or texts.section(citation.document, citation.section) is None)
        }
    )
    assert missing == []


@needs_texts
def test_every_cited_section_bears_out_its_claim(graph: smtp.Graph) -> None:
    texts = RfcTexts(Path(FOLDER))
    unborne = []
    for where, citation, forms in claims(graph):
        if not citation.document.startswith("RFC "):
            continue
        text = texts.section(citation.document, citation.section) or ""
        if citation.quote:
            if citation.quote not in text:
                unborne.append(f"{where}: {citation.document} {citation.section} does not print {citation.quote!r}")
        elif not any(names(text, form) for form in forms):
            unborne.append(f"{where}: {citation.document} {citation.section} names none of {forms}")
    assert sorted(set(unborne)) == []


@needs_texts
def test_every_phrase_is_printed_in_a_cited_section(graph: smtp.Graph) -> None:
    texts = RfcTexts(Path(FOLDER))
    unprinted = []
    for code in graph.codes.values():
        wordings = [(code.phrase, code.citations), *((each.phrase, each.citations) for each in code.variants)]
        for phrase, citations in wordings:
            sections = [
                texts.section(each.document, each.section) or "" for each in citations if "RFC" in each.document
            ]
            if sections and not any(phrase in section for section in sections):
                unprinted.append(f"{code.name}: {phrase!r}")
    assert unprinted == []


@needs_texts
def test_documents_are_described_as_the_index_has_them(graph: smtp.Graph) -> None:
    index = Path(FOLDER, "rfc-index.txt").read_text(encoding="utf-8")
    wrong = []
    for document in graph.documents.values():
        if not document.name.startswith("RFC "):
            continue
        number = document.name.removeprefix("RFC ")
        found = re.search(rf"^{number} (.+?)\n\n", index, re.DOTALL | re.MULTILINE)
        entry = fold(found[1]) if found else ""
        facts = [document.title, f"Status: {document.status.upper()}"]
        facts += [number.replace("RFC ", "RFC") for number in (*document.obsoletes, *document.obsoleted_by)]
        wrong += [f"{document.name}: the index does not say {fact!r}" for fact in facts if fact not in entry]
    assert wrong == []
