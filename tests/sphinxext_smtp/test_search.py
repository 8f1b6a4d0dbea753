"""Sphinx's own search finds codes by number. The script that the theme ships is run under Node."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sphinx_project import page

if TYPE_CHECKING:
    from sphinx_project import Project

NODE = shutil.which("node")
SCRIPT = Path(__file__).with_name("search.js")

PAGES = {
    "conf.py": 'extensions = ["sphinxext_smtp"]\nhtml_theme = "basic"\nsuppress_warnings = ["toc.not_included"]\n',
    "aaa.rst": page(
        "About 535 and others", "A first page that says :smtp:code:`535` and SMTP 535 and 5.7.8 in passing."
    ),
    "code535.rst": page("535 Authentication failed", ".. smtp-code:: 535\n   :canonical:"),
    "code550.rst": page("550 Mailbox unavailable", ".. smtp-code:: 550\n   :canonical:"),
    "embedded.rst": page("535 embedded elsewhere", ".. smtp-code:: 535"),
    "enhanced.rst": page("Enhanced", ".. smtp-code:: X.7.8"),
    "pair.rst": page("535 vs 550", ".. smtp-compare:: 535 550"),
    "auth.rst": page("AUTH Authenticate", ".. smtp-command:: AUTH"),
    "index.rst": page("Index", "Text."),
}

FIRST_HITS = {
    "535": "code535#smtp-code-535",
    "smtp 535": "code535#smtp-code-535",
    "SMTP 535": "code535#smtp-code-535",
    "550": "code550#smtp-code-550",
    "5.7.8": "enhanced#smtp-enhanced-X.7.8",
    "535 5.7.8": "code535#smtp-code-535",
    "550 5.1.1": "code550#smtp-code-550",
    "auth": "auth#smtp-command-AUTH",
}


@pytest.mark.skipif(NODE is None, reason="Node is not installed")
def test_the_page_of_a_code_is_the_first_hit(project: Project) -> None:
    project.write(PAGES)
    build = project.build("html")
    assert build.warnings == []
    command = [str(NODE), str(SCRIPT), str(build.app.outdir), *FIRST_HITS]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found = dict(zip(FIRST_HITS, json.loads(done.stdout), strict=True))
    assert {query: hits[:1] for query, hits in found.items()} == {query: [hit] for query, hit in FIRST_HITS.items()}


@pytest.mark.skipif(NODE is None, reason="Node is not installed")
def test_pages_that_mention_a_code_are_found_behind_it(project: Project) -> None:
    project.write(PAGES)
    build = project.build("html")
    done = subprocess.run(
        [str(NODE), str(SCRIPT), str(build.app.outdir), "535"], check=True, capture_output=True, text=True
    )
    pages = [hit.partition("#")[0] for hit in json.loads(done.stdout)[0]]
    assert {"aaa", "embedded", "pair"} <= set(pages)
    assert pages[0] == "code535"


@pytest.mark.skipif(NODE is None, reason="Node is not installed")
def test_a_japanese_reader_finds_a_code_by_a_japanese_word(project: Project) -> None:
    conf = 'extensions = ["sphinxext_smtp"]\nlanguage = "ja"\nsmtp_pages = ["classes"]\n'
    home = page("Home", ".. toctree::\n\n   smtp/index\n   code")
    title = "535 認証の失敗"
    project.write({"conf.py": conf, "index.rst": home, "code.rst": f"{title}\n{'=' * 20}\n\n.. smtp-code:: 535\n"})
    build = project.build("html")
    assert build.warnings == []
    command = [str(NODE), str(SCRIPT), str(build.app.outdir), "認証", "535"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert [hits[0].partition("#")[0] for hits in json.loads(done.stdout)] == ["code", "code"]
