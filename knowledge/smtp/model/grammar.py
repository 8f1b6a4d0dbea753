"""The forms of names, as regular expressions: what the rows of the kinds put together."""

from __future__ import annotations

from typing import Final

NUMBER: Final = "(?:0|[1-9][0-9]{0,2})"
"""The second or the third number of an enhanced code (RFC 3463, section 2)."""
KEYWORD: Final = "[A-Z0-9][A-Z0-9-]{0,63}"
"""An EHLO keyword, and a verb (RFC 5321, section 4.1.1.1); the graph writes them in capitals."""
MECHANISM: Final = "[A-Z0-9_-]{1,64}"
"""A mechanism (RFC 4422, section 3.1), without its limit of 20 characters, past which two registered names go."""
WORDS: Final = "[a-z0-9]+(?:-[a-z0-9]+)*"
"""A name that the graph itself has made: words in small letters, with hyphens between them."""
MARK: Final = r"[A-Za-z0-9]+(?:[.:_-][A-Za-z0-9]+)*(?:\([0-9]+\))?"
"""A word by which a provider marks a reply, as it writes it: ``BadCredentials``, ``AS(7555)``."""
TITLE: Final = "[A-Za-z0-9.,&+'()/_-]"
"""A character in the title of a document, besides single spaces."""
LONGEST: Final = 64
"""The longest name of any kind, in characters."""
