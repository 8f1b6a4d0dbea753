"""What the configuration values and the command for pages let a user choose from."""

from __future__ import annotations

from typing import Final, Literal, get_args

from knowledge.smtp.model.vocabulary import Choice

PageKind = Literal[
    "codes",
    "classes",
    "commands",
    "mechanisms",
    "enhanced",
    "extensions",
    "causes",
    "providers",
    "explainer",
    "comparisons",
]
"""What `smtp_pages` may list."""

PAGE_KINDS: Final[tuple[PageKind, ...]] = get_args(PageKind)
CHOICES: Final[tuple[Choice, ...]] = get_args(Choice)
"""The words that `smtp_compare_pages` may be."""
