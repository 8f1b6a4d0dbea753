"""The words around the facts in the language of a graph."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from knowledge.smtp.language.box import Box
from knowledge.smtp.language.captions import Captions
from knowledge.smtp.language.catalogue import ENGLISH
from knowledge.smtp.language.consequences import Consequences
from knowledge.smtp.language.findings import Findings
from knowledge.smtp.language.listings import Listings
from knowledge.smtp.language.sentences import Sentences
from knowledge.smtp.language.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from knowledge.smtp.language.catalogue import Catalogue
    from knowledge.smtp.language.translation import Say

UNSPACED: Final = ("ja", "zh_CN")
"""The languages that put no space between sentences."""


class Phrases(Captions, Vocabulary, Sentences, Consequences, Findings, Box, Listings):
    """Captions and sentences in one language.

    The attributes of the class are the English; in another language an object has its own under the same names.

    >>> from knowledge import smtp
    >>> smtp.load().words.HEADINGS["meaning"]
    'Meaning'
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._between_sentences = "" if catalogue.language in UNSPACED else " "
        if catalogue.language != ENGLISH:
            vars(self).update({name: _said(name, english, catalogue.say) for name, english in _english()})

    def listed(self, items: Sequence[str]) -> str:
        """Return names as a list in a sentence.

        >>> from knowledge import smtp
        >>> phrases = smtp.load().words
        >>> phrases.listed(["`MAIL`"]), phrases.listed(["`MAIL`", "`RCPT`"])
        ('`MAIL`', '`MAIL` and `RCPT`')
        >>> phrases.listed(["`MAIL`", "`RCPT`", "`DATA`"])
        '`MAIL`, `RCPT`, and `DATA`'
        """
        if len(items) < 3:
            return self.LIST_PAIR.format(first=items[0], second=items[1]) if len(items) == 2 else items[0]
        text = self.LIST_LAST.format(first=items[-2], last=items[-1])
        for item in reversed(items[:-2]):
            text = self.LIST_MORE.format(first=item, rest=text)
        return text

    def enumerated(self, items: Iterable[str]) -> str:
        """Return names one after the other, as a table holds them."""
        *others, last = [*items] or [""]
        for item in reversed(others):
            last = self.LIST_MORE.format(first=item, rest=last)
        return last

    def joined(self, texts: Iterable[str]) -> str:
        """Return sentences one after the other, as the language sets them."""
        return self._between_sentences.join(texts)


def label_messages() -> Iterator[tuple[str, str]]:
    """Yield the context and the English text of everything in `Phrases` that has words to translate."""
    found: list[tuple[str, str]] = []

    def say(context: str, text: str) -> str:
        found.append((context, text))
        return text

    for name, english in _english():
        _said(name, english, say)
    yield from found


def _english() -> Iterator[tuple[str, Any]]:
    """Yield the name of each phrase and its English: a text, or a mapping of texts."""
    for source in (Captions, Vocabulary, Sentences, Consequences, Findings, Box, Listings):
        yield from ((name, value) for name, value in vars(source).items() if name.isupper())


def _said(context: str, english: Any, say: Say) -> Any:
    """Return a phrase in another language; the empty text is the same in all."""
    if isinstance(english, Mapping):
        return {key: _said(f"{context} {_written(key)}", text, say) for key, text in english.items()}
    return say(context, english) if english else english


def _written(key: str | tuple[str, ...]) -> str:
    return key if isinstance(key, str) else " ".join(key)
