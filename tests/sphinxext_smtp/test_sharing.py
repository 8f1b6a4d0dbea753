"""What the pages of comparisons share is what each of them would hold alone, whichever theme and builder writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sphinx_project import page

from sphinxext_smtp.render.fragments import Fragments

if TYPE_CHECKING:
    from sphinx_project import Project

CONF = """
extensions = ["sphinxext_smtp"]
html_theme = "{theme}"
language = "{language}"
html_copy_source = False
smtp_pages = ["classes", "comparisons"]
smtp_facts = ["ours.toml"]
smtp_compare_pages = [
    "450 550", "421 450", "421 550", "211 421", "451 452 550", "101 421", "101 550", "2xx 5xx", "4xx 5xx",
    "PLAIN LOGIN",
]
"""
OURS = """
[[comparison]]
items = ["code:421", "code:450"]
summary = "`421` ends a session and `450` does not."
differences = ["It is not `450 550`.\\n\\nA second text.", "Its page tells `450 550`, and another one does as well."]
choose = ["Expect `421` at any time."]
cite = [{ doc = "RFC 5321", section = "4.2.3" }]

[[comparison]]
items = ["code:450", "code:550"]
summary = "`450` passes and `550` does not."
differences = ["Its page tells `450 550`, and another one does as well."]
choose = ["Expect `450` for a while."]
cite = [{ doc = "RFC 5321", section = "4.2.3" }]
"""
"""A link in the second text leads to another page from the first page, and stays within the second one."""
HOME = page("Home", ".. toctree::\n\n   smtp/index", ".. smtp-compare:: 421 550", ".. smtp-compare:: 211 535")


@pytest.mark.parametrize(
    ("theme", "builder", "language"),
    [
        ("alabaster", "html", "en"),
        ("alabaster", "dirhtml", "ja"),
        ("furo", "html", "ar"),
        ("pydata_sphinx_theme", "html", "en"),
        ("sphinx_rtd_theme", "dirhtml", "en"),
    ],
)
def test_shared_content_is_what_a_page_would_hold_alone(
    project: Project, monkeypatch: pytest.MonkeyPatch, theme: str, builder: str, language: str
) -> None:
    def written(out: str) -> dict[str, str]:
        folder = project.build(builder, out=out).app.outdir
        pages = {path.relative_to(folder): path.read_text(encoding="utf-8") for path in folder.rglob("*.html")}
        return {path.as_posix(): _in_a_line(html) for path, html in pages.items()}

    project.write({"conf.py": CONF.format(theme=theme, language=language), "index.rst": HOME, "ours.toml": OURS})
    shared = written("shared")
    monkeypatch.setattr(Fragments, "are_shared", False)
    alone = written("alone")
    assert shared.keys() == alone.keys()
    assert [name for name in shared if shared[name] != alone[name]] == []


def _in_a_line(html: str) -> str:
    """Return HTML without the ends of its lines: content that is shared holds none behind its last element."""
    return html.replace("\n", "")
