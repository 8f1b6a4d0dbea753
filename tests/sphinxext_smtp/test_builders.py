"""Every builder writes the same content, without a warning, and the same bytes each time."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import pytest
from sphinx_project import Project, files_of, page

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_project import Build

BUILDERS = ["html", "dirhtml", "singlehtml", "epub", "latex", "text", "man", "texinfo", "xml", "gettext"]

SAMPLE = {
    "conf.py": """
extensions = ["sphinxext_smtp", "myst_parser"]
project = "Sample"
copyright = "Somebody"
version = release = "1"
epub_show_urls = "no"
man_pages = [("index", "sample", "Sample", ["Somebody"], 7)]
gettext_uuid = False
""",
    "index.rst": page(
        "Sample",
        "See :smtp:code:`535`, :smtp:code:`421` and :smtp:compare:`450 550`.",
        ".. toctree::\n\n   codes\n   pairs\n   rest",
    ),
    "codes.rst": page("Codes", ".. smtp-code:: 535 X.7.8\n\n   Our own words.", ".. smtp-code:: 250\n   :name: fine"),
    "pairs.rst": page(
        "Pairs",
        ".. smtp-compare:: 211 535",
        "Second\n------",
        ".. smtp-compare:: 250 421 550",
        ".. note::\n\n   .. smtp-compare:: PLAIN LOGIN",
    ),
    "rest.md": "# Rest\n\n```{smtp-command} AUTH\n```\n\n```{smtp-class} 4xx\n```\n\n```{smtp-mechanism} PLAIN\n```\n",
    "plain.rst": f":orphan:\n\n{page('Plain', 'Nothing of ours.')}",
}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Build]:
    """The sample as a builder has written it: clean, and once for all tests that only look at it."""
    project = Project(tmp_path_factory.mktemp("sample"))
    project.write(SAMPLE)

    @cache
    def built(builder: str) -> Build:
        return project.build(builder, out=builder, confoverrides={"nitpicky": True})

    return built


@pytest.mark.parametrize("builder", BUILDERS)
def test_every_builder_writes_everything_without_a_warning(sample: Callable[[str], Build], builder: str) -> None:
    build = sample(builder)
    assert build.warnings == []
    output = "".join(
        path.read_text(encoding="utf-8")
        for path in build.app.outdir.rglob("*")
        if path.suffix in {".html", ".xhtml", ".tex", ".txt", ".7", ".texi", ".xml", ".pot"}
    )
    words = " ".join(re.sub(r"<[^>]*>|\\f[BIPR]|\\[A-Za-z]+|[{}]", " ", output).split())
    if builder == "gettext":
        assert "Our own words." in words
        assert "authenticate" not in words.lower()
    else:
        for said in ("not alternatives", "Key differences", "Our own words", "Who must act", "SCRAM"):
            assert said in words, said


@pytest.mark.parametrize("builder", ["html", "text", "latex", "texinfo", "man"])
def test_two_clean_builds_give_the_same_bytes(sample: Callable[[str], Build], project: Project, builder: str) -> None:
    project.write(SAMPLE)
    assert files_of(sample(builder).app.outdir) == files_of(project.build(builder).app.outdir)


@pytest.mark.parametrize("builder", ["html", "text"])
def test_two_processes_give_the_same_bytes_as_one(project: Project, builder: str) -> None:
    project.write(SAMPLE)
    project.write(
        {
            f"more{number}.rst": f":orphan:\n\n{page('More', ':smtp:code:`535`', '.. smtp-code:: 535')}"
            for number in range(12)
        }
    )
    serial = project.build(builder, out="serial")
    parallel = project.build(builder, out="parallel", parallel=2)
    assert parallel.warnings == serial.warnings == []
    assert files_of(serial.app.outdir) == files_of(parallel.app.outdir)
    datas = [build.app.env.domains["smtp"].data for build in (serial, parallel)]
    domains = [{**data, "told": list(data["told"].values())} for data in datas]  # by the folders of their outputs
    assert domains[0] == domains[1]


def test_every_link_in_latex_has_its_label(sample: Callable[[str], Build]) -> None:
    text = sample("latex").output("sample.tex")
    wanted = set(re.findall(r"\\hyperref\[\\detokenize\{([^}]*)\}\]", text))
    labels = set(re.findall(r"\\label\{\\detokenize\{([^}]*)\}\}", text))
    assert wanted
    assert wanted - labels == set()


def test_plain_text_reads_well(sample: Callable[[str], Build]) -> None:
    text = sample("text").output("pairs.txt")
    assert max(map(len, text.splitlines())) < 120
    assert re.search(r"\| ≠ Answers +\| HELP +\| AUTH", text)


def test_singlehtml_links_within_the_one_page(sample: Callable[[str], Build]) -> None:
    text = sample("singlehtml").output("index.html")
    anchors = set(re.findall(r'href="#([^"]*)"', text))
    assert {anchor for anchor in anchors if anchor.startswith("smtp-")} <= set(re.findall(r'id="([^"]*)"', text))


def test_only_pages_that_use_the_extension_load_its_style_sheet(sample: Callable[[str], Build]) -> None:
    build = sample("html")
    assert "sphinxext-smtp.css?v=" in build.output("codes.html")
    assert "sphinxext-smtp.css" not in build.output("plain.html")
    assert not any(path.suffix == ".css" and "smtp" in path.name for path in sample("latex").app.outdir.rglob("*"))
