"""Links each page of this documentation to the same page in the other languages, for browsers and search engines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

LANGUAGES = {"en": "", "ja": "ja/"}
"""The languages of the site, each with its folder; `make docs LANGUAGE=ja` fills one."""


def setup(app: Sphinx) -> dict[str, bool]:
    app.connect("html-page-context", add_alternates)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def add_alternates(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    own = LANGUAGES.get(app.config.language, "")
    to_root = "../" * (pagename.count("/") + own.count("/"))
    for language, folder in LANGUAGES.items() if doctree else ():
        address = f"{to_root}{folder}{pagename}.html"
        context["metatags"] += f'\n<link rel="alternate" hreflang="{language}" href="{address}" />'
