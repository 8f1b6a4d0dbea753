"""Pages in the language of the project: our text comes translated, and what is not translated says so."""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from babel.messages.pofile import read_po
from docutils import nodes
from sphinx_project import CONF, page

from knowledge import smtp
from knowledge.smtp.language.catalogue import languages
from knowledge.smtp.model.prose import tokens
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
    headings = [rubric.astext() for rubric in build.resolved("index").findall(nodes.rubric)]
    assert headings == []
    html = build.output("index.html")
    assert all(said in html for said in ("比較表", "システムの状態", "認証の失敗", "両方: ", "Our own words."))


class Texts(HTMLParser):
    """The texts of a page, apart by the language of the element around each."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.english: list[str] = []
        self.others: list[str] = []
        self._languages: list[str] = [""]
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self._languages.append(dict(attrs).get("lang") or self._languages[-1])

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and self._languages[1:]:  # else it ends what begins before the body
            self._languages.pop()

    def handle_data(self, data: str) -> None:
        if text := " ".join(data.split()):
            (self.english if self._languages[-1] == "en" else self.others).append(text)


VOID = ("area", "br", "col", "hr", "img", "input", "link", "meta", "wbr")

FOREIGN = {
    "index.rst": page(
        "Home",
        ".. smtp-code:: 535\n\n   Our own words.",
        ".. smtp-compare:: 211 535",
        ".. smtp-command:: AUTH\n   :show: verdict",
        ".. smtp-code:: 535\n   :show: examples\n   :no-index:",
        ".. smtp-code:: 5.7.8\n   :show: facts",
        ".. smtp-table:: Our caption\n   :provider: gmail",
        ".. smtp-graph:: 535",
    )
}


def texts(project: Project, language: str, docname: str = "index") -> Texts:
    html = project.build("html", confoverrides={"language": language}).output(f"{docname}.html")
    body = html.partition('<div class="body"')[2].partition('<div class="sphinxsidebar"')[0]
    return Texts(f'<div class="body"{body}')


def test_what_is_english_in_every_language_is_marked_by_kind_of_field(project: Project) -> None:
    project.write(FOREIGN)
    graph = smtp.load(language="ja")
    found = texts(project, "ja")
    gmail = graph.provider("gmail").reply[0]
    english = {
        "Authentication credentials invalid",  # the phrase of the RFC
        *(each.text for each in graph.code(535).example),
        graph.enhanced("5.7.8").sample,
        gmail.text,
        graph.command("AUTH").syntax,
    }
    assert [text for text in english if text not in " ".join(found.english)] == []
    paragraph = graph.code(535).meaning.partition("\n\n")[0]
    meaning = max((token.text.strip() for token in tokens(paragraph) if not token.quoted), key=len)
    said = {meaning, graph.code(535).title, "Our own words.", "Our caption"}
    assert [text for text in said if not any(text in each for each in found.others)] == []
    assert [text for text in said if any(text in each for each in found.english)] == []
    assert [text for text in found.english if re.search(r"[\u3040-\u30ff]", text)] == []


def test_what_has_no_translation_is_marked_with_its_titles(project: Project) -> None:
    project.write(FOREIGN)
    found = texts(project, "ko")
    assert "Authentication failed" in found.english  # the title in a signature
    assert any(text.startswith("The server") for text in found.english)
    assert {"Our own words.", "Our caption", "Home"} <= set(found.others)


@pytest.mark.parametrize("language", ["nl", "zh_TW", "sr@latin", "xx"])
def test_in_a_language_without_texts_everything_of_ours_is_marked(project: Project, language: str) -> None:
    project.write(FOREIGN)
    found = texts(project, language)
    assert {"Authentication failed", "Side by side", "211", "Sources", "differs:"} <= set(found.english)
    assert {"Our own words.", "Our caption", "Home"} <= set(found.others)
    neutral = re.compile(r"535|5\.7\.8|AUTH|¶|Our own words\.|Our caption|Home|\W*")
    assert [text for text in found.others if not neutral.fullmatch(text)] == []


@pytest.mark.parametrize("language", ["nl", "ko"])
def test_generated_pages_are_marked_with_their_titles(project: Project, language: str) -> None:
    conf = 'extensions = ["sphinxext_smtp"]\nhtml_theme = "basic"\nsmtp_pages = ["classes", "codes", "comparisons"]\n'
    project.write({"conf.py": conf, "index.rst": page("Home", ".. toctree::\n\n   smtp/index")})
    for docname in ("smtp/code/535", "smtp/compare/530-vs-535", "smtp/code/index", "smtp/compare/index", "smtp/index"):
        found = texts(project, language, docname)
        titles = {"Authentication failed", "Permanent Negative Completion reply"}
        assert [text for text in found.others if any(title in text for title in titles)] == [], docname
        assert language == "ko" or [text for text in found.others if re.search(r"[a-z]{3}", text)] == [], docname


@pytest.mark.parametrize("language", ["en", "en_GB", "en-US"])
def test_an_english_page_has_no_marks(project: Project, language: str) -> None:
    project.write(FOREIGN)
    assert texts(project, language).english == []


def test_a_note_of_the_project_speaks_its_language(project: Project) -> None:
    note = '[code.535]\nnote = "Vraag het de helpdesk."\n'
    project.write({**FOREIGN, "conf.py": CONF + 'smtp_facts = ["own.toml"]\n', "own.toml": note})
    found = texts(project, "nl")
    assert "Vraag het de helpdesk." in found.others


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
def test_ours_runs_as_its_language_is_written_and_what_is_english_from_left_to_right(
    project: Project, language: str, mirrored: bool
) -> None:
    project.write(
        {"index.rst": page("Home", ".. smtp-code:: 535"), "in.rst": page("In", ".. smtp-code:: 535", "More.")}
    )
    build = project.build("html", confoverrides={"language": language, "suppress_warnings": ["toc.not_included"]})
    for name in ("index", "in"):
        boxes = re.findall(r'<(?:div|section)[^>]* class="smtp(?: [^"]*)?"[^>]*>', build.output(f"{name}.html"))
        assert boxes
        assert all(("dir=" in box) == mirrored for box in boxes)
        literals = re.findall(r'<code[^>]* class="smtp-[^"]*"[^>]*>', build.output(f"{name}.html"))
        assert literals
        assert all(('dir="ltr"' in literal) == mirrored for literal in literals)


def test_another_language_reads_the_pages_again(project: Project) -> None:
    project.write(PAGES)
    project.build("html")
    assert project.build("html", confoverrides={"language": "ja"}).read == {"index"}


def test_warnings_speak_the_language_of_the_terminal(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("locale.getlocale", lambda *_category: ("ja_JP", "UTF-8"))
    project.write({"index.rst": page("Home", ".. smtp-code:: PLIAN", ".. smtp-code:: 5.7.999")})
    word, number = project.build("dummy", confoverrides={"language": "ja"}).warnings
    assert "SMTP 応答コード" in word
    assert "サブジェクトは X.7" in number
    assert "names" not in word
    assert "registry" not in number


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
