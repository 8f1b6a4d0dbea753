"""The texts of the extension itself: names of its objects, in the language of a page, and messages of a build.

The catalogues are in `locale`; Sphinx reads them. Messages speak the language of the terminal, as all messages of
Sphinx do; the texts about SMTP have catalogues of their own beside the facts.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sphinx.locale import get_translation

CATALOGUE: Final = "sphinxext_smtp"
LOCALE: Final = Path(__file__).parent / "locale"

_ = get_translation(CATALOGUE)
__ = get_translation(CATALOGUE, "console")
