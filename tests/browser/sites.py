"""A small site made with the extension, built in a theme by a process of its own and served on this machine."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Literal

from sphinx_project import Project, page

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    import pytest

Scheme = Literal["light", "dark"]

THEMES = ("alabaster", "furo", "pydata_sphinx_theme", "sphinx_rtd_theme", "sphinx_book_theme", "sphinx_immaterial")

CODE = "smtp/code/535"
COMPARISON = "smtp/compare/211-vs-535"
OVERVIEW = "smtp/compare/index"
COMMAND = "smtp/command/AUTH"
OWN_PAGE = "mail"
LONG_CODE = "smtp/code/550"
"""The page with the largest tables of what providers answer."""

PLAIN_PAGE = "plain"
"""This one has nothing of ours, and shows what a theme does by itself."""

PICTURE = "picture"
BOX = "smtp/explainer"
"""The page with the box into which readers paste a reply."""

EMBEDDED = "embedded"
"""Our boxes in somebody's page: in cards, in cells, in a note, with much and with little in them."""
THREE = "smtp/compare/450-vs-451-vs-452"
FIVE = "smtp/compare/421-vs-450-vs-451-vs-452-vs-454"

PAGES = (CODE, COMPARISON, THREE, FIVE, OVERVIEW, COMMAND, OWN_PAGE, EMBEDDED, PICTURE)
"""The pages that the tests look at."""

WITH_DARK = {"furo", "pydata_sphinx_theme", "sphinx_book_theme", "sphinx_immaterial"}
"""The themes that follow the reader into a dark scheme; the others have one scheme for all."""

MORE_EXTENSIONS = {"sphinx_immaterial": ["sphinx_immaterial"]}

THEME_OPTIONS: Mapping[str, dict[str, Any]] = {
    "sphinx_immaterial": {
        "font": False,  # the theme would fetch its fonts from the web
        "palette": [
            {"media": "(prefers-color-scheme: light)", "scheme": "default"},
            {"media": "(prefers-color-scheme: dark)", "scheme": "slate"},
        ],
    },
}

CONF = """
project = "Mail"
extensions = {extensions!r}
language = {language!r}
html_theme = {theme!r}
html_theme_options = {options!r}
html_copy_source = False
html_static_path = ["_static"]
html_css_files = ["cards.css"]
smtp_pages = ["codes", "classes", "commands", "mechanisms", "enhanced", "extensions", "explainer", "comparisons"]
smtp_compare_pages = ["211 535", "530 535", "450 550", "PLAIN LOGIN", "4xx 5xx", "450 451 452", "421 450 451 452 454"]
smtp_facts = ["own.toml"]
smtp_pages_toctree = False
smtp_hover = True
"""

CARD = """
   .. container:: card

      .. smtp-code:: {code}
         :show: verdict, meaning, facts
         :no-index:
"""
CARDS = ".. container:: cards\n" + "".join(CARD.format(code=code) for code in (454, 450))
LONG = "A-NAME-THAT-IS-AS-LONG-AS-ANY-NAME-OF-AN-EXTENSION-CAN-BE"

SOURCES = {
    "_static/cards.css": (
        ".cards { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr)); }\n"
        ".card { border: 1px solid; min-width: 0; padding: 1rem; }\n"
    ),
    "own.toml": f"""
[extension.{LONG}]
title = "{" ".join(["Long"] * 40)}"
summary = "`{LONG}` has a very long name."
meaning = "Nobody needs it."
standing = "experimental"
introduces = []
parameters = []
cite = [{{ doc = "RFC 5321", section = "4.2.3" }}]
""",
    f"{EMBEDDED}.rst": page(
        "Embedded",
        CARDS,
        ".. list-table::\n   :header-rows: 1\n\n   * - When\n     - What our server says\n"
        "   * - You log in with the old password\n     - .. smtp-code:: 535\n          :show: verdict, facts\n"
        "          :no-index:\n",
        ".. note::\n\n   .. smtp-compare:: 450 550\n      :no-index:\n",
        ".. smtp-code:: 535\n   :no-index:\n\n   .. list-table:: Ours\n\n      * - One\n        - Two\n",
        ".. smtp-code:: 550\n   :provider: postfix gmail exchange-online\n   :show: providers\n   :no-index:\n",
        ".. smtp-code:: 211\n   :show: examples\n   :no-index:\n",
        f".. smtp-extension:: {LONG}\n",
    ),
    "index.rst": page("Mail", ".. toctree::\n\n   mail\n   embedded\n   picture\n   plain\n   smtp/index"),
    f"{OWN_PAGE}.rst": page(
        "Our mail",
        "A server answers :smtp:command:`AUTH` with :smtp:code:`235`, or with :smtp:code:`535` and the enhanced code "
        ":smtp:code:`5.7.8` if it refuses :smtp:mechanism:`PLAIN` or :smtp:mechanism:`LOGIN`. A :smtp:class:`4xx` "
        "reply may be tried again; :smtp:compare:`450 550` has more, and :smtp:extension:`STARTTLS` comes first.",
        ".. smtp-code:: 454\n\n   Our gateway says this while it reads its certificates again. Ask the *mail team*.",
        "Later\n-----",
        ".. smtp-table:: Temporary replies\n   :class: 4xx\n   :command: RCPT\n   :columns: code title retry actor",
        ".. smtp-table:: Replies to the commands of a transaction\n   :matrix:\n   :class: 5xx\n"
        "   :command: MAIL RCPT DATA end-of-data AUTH QUIT",
    ),
    f"{PICTURE}.rst": page("Around 450", ".. smtp-graph:: 450\n   :depth: 2"),
    f"{PLAIN_PAGE}.rst": page(
        "Authentication",
        "A ``literal``, a link to `RFC 5321 <https://www.rfc-editor.org/rfc/rfc5321.html>`_ in a line of text, and one "
        "to :py:class:`Mail`.",
        ".. py:class:: Mail\n\n   A class.",
        ".. list-table::\n   :header-rows: 1\n   :stub-columns: 1\n\n"
        "   * - Name\n     - Link\n"
        "   * - ``one``\n     - A link to `RFC 5321 <https://www.rfc-editor.org/rfc/rfc5321.html>`_, and ``one``\n"
        "   * - ``two``\n     - A link to :py:class:`Mail`\n"
        "   * - ``three``\n     - A link to `RFC 5321 <https://www.rfc-editor.org/rfc/rfc5321.html>`_, and ``three``",
        "Later\n-----",
        "More.",
    ),
}


@dataclass(frozen=True)
class Site:
    """A site that is being served."""

    theme: str
    address: str
    folder: Path

    @property
    def schemes(self) -> tuple[Scheme, ...]:
        """The color schemes in which the theme looks different."""
        return ("light", "dark") if self.theme in WITH_DARK else ("light",)

    def url(self, name: str) -> str:
        """Return the address of a page, by its name without the suffix."""
        return f"{self.address}/{name}.html"

    def is_elsewhere(self, url: str) -> bool:
        """Tell whether an address is on another host."""
        return url.startswith("http") and not url.startswith(f"{self.address}/")


@contextmanager
def served(theme: str, temporary: pytest.TempPathFactory, language: str = "en") -> Iterator[Site]:
    """Build the site in a theme, and serve it as long as the context lasts."""
    built = built_once(theme, folder_for_all(temporary) / f"{theme}-{language}", language)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(built))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield Site(theme, f"http://127.0.0.1:{server.server_port}", built)
        finally:
            server.shutdown()
            thread.join()


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files, and tells nobody."""

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 -- the name of the overridden method
        """Say nothing."""


def folder_for_all(temporary: pytest.TempPathFactory) -> Path:
    """Return the temporary folder that the processes of one test run have in common."""
    folder = temporary.getbasetemp()
    return folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder


def built_once(theme: str, folder: Path, language: str) -> Path:
    """Return the folder of the pages; the first process that asks builds them, and the others wait for it."""
    import fcntl  # not on every system, nor is a browser

    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = folder / "done"
        if not done.exists():
            build(theme, folder, language)
            done.touch()
    return folder / "html"


def build(theme: str, folder: Path, language: str) -> None:
    """Build the site without a warning, in a process of its own, because some themes change Sphinx for all of one."""
    conf = CONF.format(
        extensions=["sphinxext_smtp", *MORE_EXTENSIONS.get(theme, [])],
        language=language,
        theme=theme,
        options=THEME_OPTIONS.get(theme, {}),
    )
    Project(folder).write({"conf.py": conf, **SOURCES})
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-b", "html", "source", "html"]
    done = subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
