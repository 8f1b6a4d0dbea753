"""The mark that a generated page carries in its source, by which a build knows it."""

from __future__ import annotations

from typing import Final

PAGE_FIELD: Final = "smtp-page"
"""The metadata field that says what a generated page is about."""
INDEX: Final = "index"
"""The value of the field on a page that lists others."""
