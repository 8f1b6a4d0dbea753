"""The table of contents beside generated pages: it is rendered once for the pages that stand at one place in it.

A theme asks for it on every page, to mark the page in it and to open its branch, and Sphinx goes through all pages of
the project each time. Generated pages are many, and they stand below the index of their kind, or nowhere.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final
from weakref import WeakKeyDictionary

from sphinxext_smtp.project.domain import domain_of
from sphinxext_smtp.project.writing import place_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

CURRENT: Final = r'<li class="toctree-l(\d+) current"><a class="current reference internal" href="#">(.*)</a>'
"""The entry of a page in the contents beside it, up to its sections."""
OTHER: Final = r'<li class="toctree-l{}"><a class="reference internal" href="{}">(.*)</a></li>'
"""The entry of another page, without sections."""
SECTIONS: Final = (
    r'<ul>\n<li><a class="reference internal" href="#">.*</a>(<ul>\n(?:<li>.*</li>\n)+</ul>\n)</li>\n</ul>\n'
)
"""The contents of a page itself, which has sections and no parts of them."""

_RENDERED: Final[WeakKeyDictionary[Builder, dict[Any, Contents]]] = WeakKeyDictionary()
"""What a builder has rendered, by the place of the page and the arguments of the theme."""


def share_contents(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Let generated pages that stand at one place of the table of contents share it.

    What is told of an orphan differs only by the addresses that are relative to the folder.
    """
    env = app.env
    if not (doctree and "toctree" in context and domain_of(env).generated_about(pagename)):
        return
    above = frozenset(env.files_to_rebuild.get(pagename, ()))
    render: Callable[..., str] = context["toctree"]
    rendered = _RENDERED.setdefault(app.builder, {})
    if above and (pagename in env.toctree_includes or not _sections(context, 0)):
        return

    def contents(**options: Any) -> str:
        asked = (place_of(app.builder, pagename), above, frozenset(options.items()))
        if asked not in rendered:
            rendered[asked] = Contents(app.builder, pagename, render(**options))
        if not above:
            return rendered[asked].html
        return rendered[asked].beside(pagename, context, lambda: render(**options))

    context["toctree"] = contents


class Contents:
    """The table of contents as it stands beside one page, of which that beside another page of its toctree is made.

    How Sphinx marks a page is no promise of Sphinx: the first that is made is held against what Sphinx renders, and if
    they differ none is made.
    """

    def __init__(self, builder: Builder, pagename: str, html: str) -> None:
        self.html = html
        self._builder = builder
        self._pagename = pagename
        self._is_right: bool | None = None

    def beside(self, pagename: str, context: dict[str, Any], render: Callable[[], str]) -> str:
        """Return the table of contents beside a page.

        :param render: lets Sphinx render it.
        """
        if pagename == self._pagename:
            return self.html
        made = self._made(pagename, context) if self._is_right is not False else ""
        if made and self._is_right:
            return made
        rendered = render()
        if made:
            self._is_right = made == rendered
        return rendered

    def _made(self, pagename: str, context: dict[str, Any]) -> str:
        """Return the contents with another page marked; nothing where it is not marked in the same way."""
        found = re.findall(CURRENT, self.html)
        if len(found) != 1:
            return "" if "current" in self.html else self.html  # where a theme shows no hidden contents
        level, title = int(found[0][0]), found[0][1]
        own = _marked(level, title)
        start = self.html.index(own)
        end = start + len(own)
        has_sections = not self.html.startswith("</li>", end)
        if has_sections:
            end = self.html.index("</ul>\n", end) + len("</ul>\n")
        before, after = self.html[:start], self.html[end:].removeprefix("</li>")
        address = self._builder.get_relative_uri(pagename, self._pagename)
        unmarked = before + OTHER.format(level, address).replace("(.*)", title) + after
        pattern = OTHER.format(level, re.escape(self._builder.get_relative_uri(self._pagename, pagename)))
        titles = re.findall(pattern, unmarked)
        if len(titles) != 1:
            return ""
        sections = _sections(context, level + 1) if has_sections else ""
        return re.sub(pattern, lambda _: f"{_marked(level, titles[0])}{sections}</li>", unmarked)


def _marked(level: int, title: str) -> str:
    return f'<li class="toctree-l{level} current"><a class="current reference internal" href="#">{title}</a>'


def _sections(context: dict[str, Any], level: int) -> str:
    """Return the sections of a page as entries of a level; nothing where it has none, or such that have parts."""
    found = re.fullmatch(SECTIONS, context.get("toc", ""))
    return found[1].replace("<li>", f'<li class="toctree-l{level}">') if found else ""
