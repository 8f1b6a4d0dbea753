"""Pages in the language of the project: our text comes translated, and what is not translated says so."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pytest
from babel.messages.pofile import read_po
from docutils import nodes
from sphinx_project import page

from knowledge.smtp.language.catalogue import languages
from sphinxext_smtp.extraction import template
from sphinxext_smtp.messages import LOCALE

if TYPE_CHECKING:
    from pathlib import Path

    from babel.messages.catalog import Catalog
    from sphinx_project import Project

CATALOGUES = sorted(LOCALE.glob("*/LC_MESSAGES/*.po"))


def catalogue_of(path: Path) -> Catalog:
    return read_po(io.BytesIO(path.read_bytes()), locale=path.parents[1].name)


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


@pytest.mark.parametrize(
    ("language", "title"),
    [
        *[(tag, "535 Authentication failed") for tag in ("xx", "nl", "klingon", "zh_TW", "zh-Hant-HK", "en-GB", "x")],
        *[(odd, "535 Authentication failed") for odd in ("a/b", "de/AT", "a b", "535", "de\0", "locale/../de", "dé")],
        *[("zh-CN", "535 身份验证失败"), ("ja_JP.UTF-8", "535 認証の失敗"), ("JA", "535 認証の失敗")],
    ],
)
def test_every_language_of_a_project_builds_without_a_warning_of_ours(
    project: Project, language: str, title: str
) -> None:
    project.write({"index.rst": page("Home", ".. smtp-code:: 535")})
    build = project.build("html", confoverrides={"language": language})
    assert [each for each in build.warnings if "[docutils]" not in each] == []
    assert title in build.resolved("index").astext()


@pytest.mark.parametrize(("language", "mirrored"), [("ar", True), ("ar_EG", True), ("AR-eg", True), ("ru", False)])
def test_a_language_that_is_written_from_right_to_left_gets_its_sheet(
    project: Project, language: str, mirrored: bool
) -> None:
    project.write({"index.rst": page("Home", ".. smtp-code:: 535")})
    build = project.build("html", confoverrides={"language": language})
    assert ("sphinxext-smtp-rtl.css" in build.output("index.html")) == mirrored


def test_another_language_reads_the_pages_again(project: Project) -> None:
    project.write(PAGES)
    project.build("html")
    assert project.build("html", confoverrides={"language": "ja"}).read == {"index"}


def test_warnings_speak_the_language_of_the_terminal(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("locale.getlocale", lambda *_category: ("ja_JP", "UTF-8"))
    project.write({"index.rst": page("Home", ".. smtp-code:: 536")})
    build = project.build("dummy", confoverrides={"language": "ja"})
    assert len(build.warnings) == 1
    assert "SMTP 応答コード" in build.warnings[0]
    assert "names" not in build.warnings[0]


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parents[1].name)
class TestTheCatalogueOfTheExtension:
    def test_is_in_step_with_the_code_and_complete(self, path: Path) -> None:
        catalogue = catalogue_of(path)
        assert {each.id for each in catalogue if each.id} == {each.id for each in template() if each.id}
        assert [each.id for each in catalogue if not each.string or each.fuzzy] == []

    def test_keeps_every_name_that_a_message_fills_in(self, path: Path) -> None:
        for message in catalogue_of(path):
            assert list(message.check()) == [], message.id
            assert set(re.findall(r"%\(\w+\)[sr]", message.string)) == set(re.findall(r"%\(\w+\)[sr]", message.id))

    def test_is_compiled(self, path: Path) -> None:
        compiled = path.with_suffix(".mo")
        assert compiled.exists(), "run `make messages`, or `make test`, which compiles it"
        assert compiled.stat().st_mtime_ns >= path.stat().st_mtime_ns, "the compiled catalogue is older than its source"


def test_every_language_of_the_labels_has_a_catalogue_of_the_extension() -> None:
    assert {path.parents[1].name for path in CATALOGUES} == set(languages())
