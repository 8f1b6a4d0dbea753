"""A program as a user writes it, with the types that a checker has to see in it."""

# pyright: strict
from __future__ import annotations

import smtplib
import sys
from typing import assert_type

from knowledge import smtp
from sphinxext_smtp import __version__


def advice(error: smtplib.SMTPResponseException, language: str = "en") -> str:
    """Return what to do about an exception."""
    graph = smtp.load(language=language)
    found = graph.explain(str(error))
    assert_type(found, smtp.Explanation)
    if not found or found.cause is None:
        return ""
    assert_type(found.cause, smtp.Cause)
    remedies: list[str] = [remedy.text for remedy in found.cause.fix]
    return "\n".join(remedies)


def table(*names: str) -> str:
    """Return the rows of a comparison."""
    comparison = smtp.load().compare(*names)
    assert_type(comparison, smtp.Comparison)
    return "\n".join(f"{row.label}: {row.differs}" for row in comparison.rows)


def is_worth_a_retry(reply: int) -> bool:
    """Tell whether a later attempt may go through."""
    code = smtp.load().code(reply)
    assert_type(code, smtp.ReplyCode)
    return code.retry.when == "later"


def main() -> int:
    """Print some answers."""
    try:
        print(smtp.load()["AUHT"].title)
    except smtp.UnknownNameError as error:
        print(error.nearest[0])
    full = smtplib.SMTPResponseException(552, "5.2.2 <kim@example.com>: Mailbox full")
    print(__version__, bool(advice(full)), bool(table("450", "550")), is_worth_a_retry(450))
    for relation in smtp.load().related(535):
        assert_type(relation, smtp.Relation)
        citations: tuple[smtp.Citation, ...] = relation.citations
        print(relation.kind, relation.target.name, [citation.document for citation in citations])
    return 0


if __name__ == "__main__":
    sys.exit(main())
