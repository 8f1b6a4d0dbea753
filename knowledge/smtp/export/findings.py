"""What is forbidden in a session as plain tables, for JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.smtp.model.prose import plain

if TYPE_CHECKING:
    from knowledge.smtp.explain.sessions.finding import Finding


def plain_finding(found: Finding) -> dict[str, str | int]:
    r"""Return a finding as a table.

    >>> from knowledge import smtp
    >>> found = smtp.load().lint("C: NOOP\nS: 250 5.0.0 OK")
    >>> sorted(plain_finding(found[0]))
    ['document', 'kind', 'line', 'section', 'text', 'url']
    """
    return {
        "line": found.line,
        "kind": found.kind,
        "text": plain(found.text),
        "document": found.citation.document,
        "section": found.citation.section,
        "url": found.citation.url,
    }
