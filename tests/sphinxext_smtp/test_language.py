"""Pages in the language of the project: our text comes translated, and what is not translated says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx_project import page

if TYPE_CHECKING:
    from sphinx_project import Project

PAGES = {
    "index.rst": page("Home", ".. smtp-compare:: 211 535", ".. smtp-code:: 535\n   :show: meaning\n\n   Our own words.")
}


def test_a_japanese_page_is_japanese(project: Project) -> None:
    project.write(PAGES)
    build = project.build("html", confoverrides={"language": "ja"})
    assert build.warnings == []
    headings = [section[0].astext() for section in build.resolved("index").findall(nodes.section)]
    assert headings[1:4] == ["比較表", "211 システムの状態", "535 認証の失敗"]
    html = build.output("index.html")
    assert 'lang="en"' not in html.partition("<body>")[2]
    assert "Our own words." in html


def test_a_text_without_a_translation_is_marked_as_english(project: Project) -> None:
    project.write(PAGES)
    html = project.build("html", confoverrides={"language": "ko"}).output("index.html")
    assert '<p lang="en">The server' in html
    assert "535 Authentication failed" in html


def test_generated_pages_have_titles_in_the_language(project: Project) -> None:
    conf = 'extensions = ["sphinxext_smtp"]\nsmtp_pages = ["classes"]\nsuppress_warnings = ["toc"]\n'
    project.write({"conf.py": conf, "index.rst": page("Home", "Nothing.")})
    project.build("dummy")
    project.write({"conf.py": conf + 'language = "ja"\n'})
    build = project.build("dummy")
    assert build.app.env.titles["smtp/class/5xx"].astext() == "5xx 恒久的な失敗"


def test_another_language_reads_the_pages_again(project: Project) -> None:
    project.write(PAGES)
    project.build("html")
    assert project.build("html", confoverrides={"language": "ja"}).read == {"index"}
