"""Twins of generated pages in Markdown, and ``llms.txt``, for readers that are programs."""

from __future__ import annotations

import os
import posixpath
import re
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from sphinx_project import Project, files_of, page

from sphinxext_smtp.html import own_files

if TYPE_CHECKING:
    from collections.abc import Mapping

CONF = """
extensions = ["sphinxext_smtp"]
html_theme = "basic"
html_copy_source = False
project = "Mail [beta]"
smtp_markdown = True
smtp_pages = ["classes", "mechanisms", "comparisons", "explainer"]
smtp_compare_pages = ["450 550", "OAUTHBEARER XOAUTH2"]
"""
SOURCES = {
    "conf.py": CONF,
    "index.rst": page("Home", "What we *know*\nabout mail.", ".. toctree::\n\n   guide\n   smtp/index"),
    "guide.rst": page("Guide", ".. smtp-code:: 535", ".. smtp-compare:: PLAIN LOGIN"),
}
PLAIN = {"html": "smtp/mechanism/PLAIN.md", "dirhtml": "smtp/mechanism/PLAIN/index.md"}
LISTS = {"smtp/index.md", "smtp/class/index.md", "smtp/mechanism/index.md", "smtp/compare/index.md"}
"""The twins of pages that list others: with either builder at the same place."""

LINK = re.compile(r"\]\(([^()\s]+)\)")
ALTERNATE = re.compile(r'<link rel="alternate" type="text/markdown" href="([^"]+)" />')


def site(project: Project, sources: Mapping[str, str] = SOURCES, builder: str = "html") -> Path:
    project.write(sources)
    build = project.build(builder)
    assert build.warnings == []
    return Path(build.app.outdir)


def markdown_in(folder: Path) -> set[str]:
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.suffix in (".md", ".txt")}
    return {name for name in found if not name.startswith("_")}


@pytest.fixture(scope="module", params=["html", "dirhtml"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """A builder, and what it has made of the site."""
    project = Project(tmp_path_factory.mktemp(request.param))
    return request.param, site(project, builder=request.param)


class TestTheTwins:
    def test_stand_beside_the_generated_pages_which_name_them(self, built: tuple[str, Path]) -> None:
        builder, folder = built
        named = set()
        for path in folder.rglob("*.html"):
            for address in ALTERNATE.findall(path.read_text("utf-8")):
                assert (path.parent / address).is_file()
                named.add((path.parent / address).relative_to(folder).as_posix())
        assert markdown_in(folder) == {*named, "llms.txt"}
        assert PLAIN[builder] in named
        assert named >= LISTS
        assert not any("index.html" in name or "guide" in name for name in named)

    def test_link_to_what_is_there(self, built: tuple[str, Path]) -> None:
        _builder, folder = built
        broken = []
        for name in markdown_in(folder):
            for address in LINK.findall((folder / name).read_text("utf-8")):
                parts = urlsplit(address)
                if parts.scheme:
                    continue
                target = folder / posixpath.normpath(posixpath.join(posixpath.dirname(name), parts.path))
                target = target / "index.html" if target.is_dir() else target
                anchor = f'id="{parts.fragment}"' if parts.fragment else ""
                if not target.is_file() or anchor not in target.read_text("utf-8"):
                    broken.append((name, address))
        assert broken == []

    def test_tell_what_the_pages_explain(self, built: tuple[str, Path]) -> None:
        builder, folder = built
        text = (folder / PLAIN[builder]).read_text("utf-8")
        assert text.startswith("# PLAIN User name and password in clear\n\n")
        guide = {"html": "../../guide.html", "dirhtml": "../../../guide/"}[builder]
        assert f"]({guide}#smtp-code-535)" in text  # a page of the author
        assert f"[PLAIN vs LOGIN]({guide}#smtp-compare-" in text or f"[LOGIN vs PLAIN]({guide}#smtp-compare-" in text
        assert "[`AUTH`](https://www.rfc-editor.org/" in text  # what has no page leads to its source
        assert "## Sources\n" in text

    def test_list_what_the_pages_list_and_in_the_same_order(self, built: tuple[str, Path]) -> None:
        builder, folder = built
        for name in LISTS:
            page_name = name.replace(".md", ".html")
            headings = re.findall(r"<h2[^>]*>(.*?)<", (folder / page_name).read_text("utf-8"))
            text = (folder / name).read_text("utf-8")
            assert [unescape(heading) for heading in headings] == re.findall(r"^## (.*)$", text, re.MULTILINE)
        plain, box = {"html": ("PLAIN.md", "explainer.html"), "dirhtml": ("PLAIN/index.md", "explainer/")}[builder]
        assert f"- [`PLAIN`]({plain}) User name and" in (folder / "smtp/mechanism/index.md").read_text("utf-8")
        front = (folder / "smtp/index.md").read_text("utf-8")
        assert f"[Explain a reply]({box})\n" in front
        assert re.search(r"^- \[SASL mechanisms\]\(mechanism/index.md\): .* Listed: \d+\.$", front, re.MULTILINE)
        compared = (folder / "smtp/compare/index.md").read_text("utf-8")
        assert "## All pairs\n\n### Reply codes\n\n- 450 Mailbox temporarily unavailable: [550](450-vs-550" in compared

    def test_come_with_an_overview_of_the_site(self, built: tuple[str, Path]) -> None:
        builder, folder = built
        text = (folder / "llms.txt").read_text("utf-8")
        guide, box = {"html": ("guide.html", "smtp/explainer.html"), "dirhtml": ("guide/", "smtp/explainer/")}[builder]
        assert text.startswith("# Mail \\[beta\\]\n\n> What we know about mail.\n\n## Home\n\n")
        listed = f"- [Guide]({guide})\n- [SMTP reference](smtp/index.md)\n- [Explain a reply]({box})\n"
        assert f"{listed}- [Reply classes](smtp/class/index.md)\n" in text
        assert "Reply codes" not in text  # no heading stands over nothing

    def test_are_the_same_however_the_pages_are_written(self, built: tuple[str, Path], tmp_path: Path) -> None:
        builder, folder = built
        other = Project(tmp_path)
        other.write(SOURCES)
        build = other.build(builder, parallel=2)
        assert files_of(Path(build.app.outdir)) == files_of(folder)


@pytest.mark.parametrize(("builder", "wanted"), [("html", False), ("singlehtml", True), ("text", True), ("epub", True)])
def test_without_the_value_or_in_another_builder_there_are_none(project: Project, builder: str, wanted: bool) -> None:
    conf = CONF.replace("smtp_markdown = True", f"smtp_markdown = {wanted}") + 'version = "1"\nepub_copyright = "us"\n'
    project.write({**SOURCES, "conf.py": conf})
    folder = Path(project.build(builder).app.outdir)
    names = {path.name for path in folder.rglob("*") if "llms" in path.name or path.suffix == ".md"}
    assert names | {path.name for path in folder.iterdir() if path.name == own_files.MANIFEST} == set()
    assert not any(ALTERNATE.search(path.read_text("utf-8")) for path in folder.rglob("*.html"))


def stamps(folder: Path) -> dict[str, int]:
    return {name: (folder / name).stat().st_mtime_ns for name in markdown_in(folder)}


FACTS = """
[mechanism.OURS]
title = "Ours"
standing = "proprietary"
needs = []
summary = "{summary}"
meaning = "Nobody else knows it."
exposes = "Nothing."
choose = "Use it."
avoid = []
when = {{ client = "Never.", server = "Never." }}
cite = [{{ doc = "RFC 4422", section = "4", checked = 2026-11-23 }}]
"""


class TestAnotherBuild:
    def test_writes_nothing_where_nothing_has_changed(self, project: Project) -> None:
        before = stamps(site(project))
        assert stamps(site(project)) == before

    def test_writes_the_overview_alone_where_a_title_has_changed(self, project: Project) -> None:
        before = stamps(site(project))
        after = stamps(site(project, {"guide.rst": SOURCES["guide.rst"].replace("Guide", "Guida")}))
        assert {name for name in after if after[name] != before[name]} == {"llms.txt"}

    def test_writes_again_what_tells_of_a_fact_that_has_changed(self, project: Project) -> None:
        conf = CONF + 'smtp_facts = ["own.toml"]\n'
        first = site(project, {**SOURCES, "conf.py": conf, "own.toml": FACTS.format(summary="Ours is old.")})
        before = stamps(first)
        after = stamps(site(project, {"own.toml": FACTS.format(summary="Ours is new.")}))
        assert {name for name in after if after[name] != before[name]} == {"smtp/mechanism/OURS.md"}

    def test_writes_again_what_leads_elsewhere(self, project: Project) -> None:
        before = stamps(site(project))
        folder = site(project, {"guide.rst": page("Guide", ".. smtp-compare:: PLAIN LOGIN")})
        after = stamps(folder)
        assert PLAIN["html"] in {name for name in after if after[name] != before[name]}
        assert "guide.html#smtp-code-535" not in (folder / PLAIN["html"]).read_text("utf-8")

    @pytest.mark.parametrize(
        "change", ['smtp_pages = ["classes"]', "smtp_pages = []", "smtp_markdown = False", 'smtp_pages_dir = "mail"']
    )
    def test_leaves_what_a_clean_build_leaves(self, project: Project, tmp_path: Path, change: str) -> None:
        site(project)
        toc = SOURCES["index.rst"].replace("   smtp/index", "" if change.endswith("[]") else "   */index")
        sources = {**SOURCES, "conf.py": f"{CONF}{change}\n", "index.rst": toc.replace("::\n\n", "::\n   :glob:\n\n")}
        after = site(project, sources)
        clean = site(Project(tmp_path / "clean"), sources)
        assert {name: (after / name).read_text("utf-8") for name in markdown_in(after)} == {
            name: (clean / name).read_text("utf-8") for name in markdown_in(clean)
        }
        assert (after / own_files.MANIFEST).exists() == (clean / own_files.MANIFEST).exists()

    def test_puts_back_what_is_missing(self, project: Project) -> None:
        folder = site(project)
        before = files_of(folder)
        (folder / PLAIN["html"]).unlink()
        (folder / own_files.MANIFEST).write_text("{", encoding="utf-8")
        assert files_of(site(project)) == before


@pytest.mark.parametrize("first", ["author", "we"])
def test_an_overview_of_the_author_stays(project: Project, first: str) -> None:
    if first == "we":
        site(project)
    extra = {**SOURCES, "conf.py": CONF + 'html_extra_path = ["extra"]\n', "extra/llms.txt": "Mine.\n"}
    for _ in range(2):
        folder = site(project, extra)
        assert (folder / "llms.txt").read_text("utf-8") == "Mine.\n"
    folder = site(project, {"conf.py": CONF.replace("smtp_markdown = True", "")})
    assert markdown_in(folder) == {"llms.txt"}


class TestOurFiles:
    def test_are_written_when_they_change_and_removed_when_they_are_gone(self, tmp_path: Path) -> None:
        own_files.update(tmp_path, {"a/b.md": "1", "c.md": "1"}, "", {})
        own_files.update(tmp_path, {"a/b.md": "2"}, "", {})
        assert {path.name for path in tmp_path.rglob("*.md")} == {"b.md"}
        assert (tmp_path / "a/b.md").read_text("utf-8") == "2"
        own_files.update(tmp_path, {}, "", {})
        assert [path for path in tmp_path.rglob("*") if path.is_file()] == []

    @pytest.mark.parametrize("known", [True, False])
    def test_are_not_what_somebody_else_has_written(self, tmp_path: Path, known: bool) -> None:
        if known:
            own_files.update(tmp_path, {"c.md": "1"}, "", {})
        (tmp_path / "c.md").write_text("Mine.", encoding="utf-8")
        for files in ({"c.md": "2"}, {}):
            own_files.update(tmp_path, files, "", {})
            assert (tmp_path / "c.md").read_text("utf-8") == "Mine."

    @pytest.mark.parametrize("moves", range(6))
    def test_are_complete_after_a_build_that_follows_one_that_was_killed(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moves: int
    ) -> None:
        own_files.update(tmp_path, {"a.md": "1", "b.md": "1", "gone.md": "1"}, "one", {})
        wanted = {"a.md": "2", "b.md": "2", "new.md": "2"}
        replace, left = os.replace, iter(range(moves))

        def killed(*paths: Path) -> None:
            if next(left, None) is None:
                raise KeyboardInterrupt
            replace(*paths)

        with monkeypatch.context() as patch:
            patch.setattr(os, "replace", killed)
            try:
                own_files.update(tmp_path, wanted, "two", {})
            except KeyboardInterrupt:
                assert own_files.manifest_of(tmp_path).made_from != "two"
        own_files.update(tmp_path, wanted, "two", {})
        assert {path.name: path.read_text("utf-8") for path in tmp_path.glob("*.md")} == wanted
        assert own_files.manifest_of(tmp_path).made_from == "two"
        assert {path.name for path in tmp_path.iterdir()} == {*wanted, own_files.MANIFEST}
