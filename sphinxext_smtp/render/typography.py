"""Typographic quotes, dashes and ellipses in our own texts, where the project has them in its own.

Sphinx sets them in a page that is being read, before our texts are in it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from docutils.utils import normalize_language_tag
from docutils.utils.smartquotes import educate_tokens, smartchars

from knowledge.smtp.model.prose import Token, tokens

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

Tokens = tuple[Token, ...]
TYPED: Final = ("'", '"', "--", "...")
"""What becomes a quote, a dash or an ellipsis."""


def has_typed(text: str) -> bool:
    """Tell whether a text has anything to set."""
    return any(mark in text for mark in TYPED)


def tokenizer(env: BuildEnvironment, builder: Builder) -> Callable[[str], Tokens]:
    """Return the function that takes a paragraph apart, with the quotes that ``smartquotes`` in conf.py asks for."""
    excluded: dict[str, list[str]] = env.config.smartquotes_excludes
    if (
        not env.config.smartquotes
        or builder.name in excluded.get("builders", [])
        or env.config.language in excluded.get("languages", [])
    ):
        return tokens
    tags: list[str] = normalize_language_tag(env.settings["language_code"])
    language = next((tag for tag in tags if tag in smartchars.quotes), "")
    return _tokenizer(env.config.smartquotes_action, language) if language else tokens


@lru_cache(maxsize=4)
def _tokenizer(action: str, language: str) -> Callable[[str], Tokens]:
    @lru_cache(maxsize=8192)
    def educated(paragraph: str) -> Tokens:
        found = tokens(paragraph)
        if not has_typed(paragraph):
            return found
        typed = [("literal" if token.quoted else "plain", token.text) for token in found]
        texts: Any = educate_tokens(typed, action, language)
        return tuple(Token(text, token.quoted) for text, token in zip(texts, found, strict=True))

    return educated
