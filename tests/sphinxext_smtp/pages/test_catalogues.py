"""Translators get what authors have written, and no empty catalogues."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sphinx_project import page

if TYPE_CHECKING:
    from sphinx_project import Project

CONF = """
extensions = ["sphinxext_smtp"]
smtp_pages = ["classes", "mechanisms", "comparisons"]
smtp_compare_pages = ["450 550"]
gettext_additional_targets = ["index", "literal-block"]
gettext_compact = {compact!r}
"""


def catalogues(project: Project, compact: object, files: dict[str, str]) -> dict[str, str]:
    project.write({"conf.py": CONF.format(compact=compact), **files})
    build = project.build("gettext")
    assert build.warnings == []
    return {
        path.relative_to(build.app.outdir).as_posix(): path.read_text(encoding="utf-8")
        for path in build.app.outdir.rglob("*.pot")
    }


FILES = {
    "index.rst": page("Home", ".. toctree::\n\n   smtp/index\n   words\n   guide/empty"),
    "words.rst": page("Words", ".. smtp-code:: 535\n\n   Ask *mail-ops*.", ".. smtp-compare:: 450 550\n\n   Mine too."),
    "guide/empty.rst": ".. smtp-code:: 535\n",
}


@pytest.mark.parametrize(
    ("compact", "expected"),
    [
        (False, {"index.pot", "words.pot", "guide/empty.pot", "sphinx.pot"}),
        (True, {"index.pot", "words.pot", "guide.pot", "sphinx.pot"}),
        ("all", {"all.pot", "sphinx.pot"}),
    ],
)
def test_generated_pages_have_no_catalogue(project: Project, compact: object, expected: set[str]) -> None:
    found = catalogues(project, compact, FILES)
    assert set(found) | {"sphinx.pot"} == expected
    texts = "".join(found.values())
    assert 'msgid "Ask *mail-ops*."' in texts
    assert 'msgid "Mine too."' in texts
    assert "Authentication failed" not in texts


@pytest.mark.parametrize("compact", [False, True])
def test_what_an_author_adds_to_the_folder_is_extracted(project: Project, compact: object) -> None:
    home = page("Home", ".. toctree::\n   :glob:\n\n   smtp/index\n   smtp/own\n   smtp/marked")
    marked = f":smtp-page: class:9xx\n\n{page('Marked', 'A paragraph of mine.')}"
    files = {"index.rst": home, "smtp/own.rst": page("Own", "Words of mine."), "smtp/marked.rst": marked}
    found = catalogues(project, compact, files)
    assert 'msgid "Words of mine."' in found["smtp.pot" if compact else "smtp/own.pot"]
    assert 'msgid "A paragraph of mine."' in found["smtp.pot" if compact else "smtp/marked.pot"]
    assert "Permanent" not in "".join(found.values())
