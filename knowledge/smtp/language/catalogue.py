"""The catalogues of a language: what each text of the facts, each label and each template is in it.

A checkout holds the translations as ``.po`` files and compiles them when they are asked for; a wheel holds compiled
``.mo`` files.
"""

from __future__ import annotations

import gettext
import io
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from knowledge.smtp.language.lookup import lookup

if TYPE_CHECKING:
    from collections.abc import Collection

LOCALE: Final = Path(__file__).parents[1] / "locale"
DOMAINS: Final = ("labels", "facts")
"""The catalogues of a language; many languages have only the first."""
ENGLISH: Final = "en"


class Catalogue:
    """The texts of one language.

    :param translations: what gettext has read; a text that it does not hold stays English.
    """

    def __init__(self, language: str, translations: gettext.NullTranslations) -> None:
        self.language = language
        self.untranslated: set[str] = set()
        """The texts that have been asked for and have stayed English."""
        self._translations = translations

    def say(self, context: str, text: str) -> str:
        """Return a text in the language of the catalogue.

        :param context: where the text stands, such as ``code:535 meaning``.
        """
        said = self._translations.pgettext(context, text)
        if said is text and self.language != ENGLISH and not context.endswith(" note"):
            self.untranslated.add(text)
        return said


def nearest_language(tag: object) -> str | None:
    """Return the language with texts that serves who asks for a language by its tag, or None if there is none.

    :raises UnknownLanguageError: if it is no tag of a language.
    """
    return ENGLISH if tag == ENGLISH else lookup(tag, [ENGLISH, *languages()])


def catalogue(language: str) -> Catalogue:
    """Return the catalogue of a language that has texts."""
    found: gettext.NullTranslations = gettext.NullTranslations()
    for path in _files(language):
        translations = _translations(path, path.stat().st_mtime_ns)
        translations.add_fallback(found)
        found = translations
    return Catalogue(language, found)


def catalogue_stamp(language: str) -> str:
    """Return what changes when the texts of a language change; nothing for English."""
    return "".join(f" {language} {path.stat().st_mtime_ns}" for path in _files(language))


def _files(language: str) -> list[Path]:
    """Return the catalogues of a language: of each the source, or what was compiled from it."""
    folder = LOCALE / language / "LC_MESSAGES"
    return [path for domain in DOMAINS for form in ("po", "mo") if (path := folder / f"{domain}.{form}").is_file()]


def languages() -> Collection[str]:
    """Return the languages that have a catalogue."""
    return sorted(path.name for path in LOCALE.iterdir() if (path / "LC_MESSAGES").is_dir())


def _translations(path: Path, time: int) -> gettext.GNUTranslations:
    return gettext.GNUTranslations(io.BytesIO(_content(path, time)))


@lru_cache(maxsize=32)
def _content(path: Path, time: int) -> bytes:
    """Return a compiled catalogue.

    :param time: when the file was last changed, so that an edit is noticed.
    """
    content = path.read_bytes()
    return compiled(content) if path.suffix == ".po" else content


def compiled(content: bytes) -> bytes:
    """Return the ``.mo`` of a ``.po`` file; messages that are marked fuzzy are left out."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    found = io.BytesIO()
    write_mo(found, read_po(io.BytesIO(content)))
    return found.getvalue()
