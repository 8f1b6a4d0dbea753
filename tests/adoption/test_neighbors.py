"""One project with many extensions beside ours: no warning from any builder, in two languages, linked with another."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SAMPLE = Path(__file__).with_name("sample")

OTHER = {
    "conf.py": """\
import os

project = "Other"
version = release = "1"
extensions = ["sphinx.ext.intersphinx", "sphinxext_smtp"]
intersphinx_mapping = {"sample": ("https://sample.example", os.environ["SAMPLE_INVENTORY"])}
""",
    "index.rst": """\
Other
=====

:smtp:code:`535` is explained there, and sent by :py:func:`sample_mailer.send`.

.. smtp-command:: AUTH
""",
}

OF_THE_MARKDOWN_BUILDER = re.compile(r"unknown node type: <(toctree|citation|PassthroughTextElement)\b")
"""What it says of pages without anything of ours too: of a hidden table of contents, of bibtex, of sphinx-design."""


class Sample:
    """The project in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.source = folder / "source"
        shutil.copytree(SAMPLE, self.source)

    def built(self, builder: str, *options: str, source: str = "source", **variables: str) -> tuple[Path, list[str]]:
        """Return the output of a build and its warnings."""
        out = self.folder / "-".join([source, builder, *options])
        command = [
            sys.executable,
            "-m",
            "sphinx",
            "-nqE",
            "-b",
            builder,
            *options,
            "-d",
            f"{out}.doctrees",  # inside the output they would be part of a book in the format EPUB
            "-w",
            f"{out}.log",
            source,
            str(out),
        ]
        done = subprocess.run(
            command, cwd=self.folder, env={**os.environ, "NO_COLOR": "1", **variables}, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr.decode()
        return out, Path(f"{out}.log").read_text(encoding="utf-8").splitlines()


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return Sample(tmp_path_factory.mktemp("sample"))


def test_many_extensions_and_no_warning(sample: Sample) -> None:
    out, warnings = sample.built("html")
    assert warnings == []
    guide = (out / "guide.html").read_text(encoding="utf-8")
    assert guide.count('id="smtp-code-535"') == 1
    assert (out / "smtp" / "compare" / "450-vs-550.md").exists()
    need = (out / "needs.html").read_text(encoding="utf-8")
    assert 'href="guide.html#smtp-code-535"' in need
    module = (out / "module.html").read_text(encoding="utf-8")
    assert 'href="guide.html#smtp-code-535"' in module


@pytest.mark.parametrize("builder", ["epub", "latex", "text"])
def test_no_other_builder_warns_either(sample: Sample, builder: str) -> None:
    assert [line for line in sample.built(builder)[1] if "smtp" in line] == []


def test_markdown_is_written(sample: Sample) -> None:
    out, warnings = sample.built("markdown")
    assert [line for line in warnings if not OF_THE_MARKDOWN_BUILDER.search(line)] == []
    guide = (out / "guide.md").read_text(encoding="utf-8")
    assert "ends an [`AUTH`](https://www.rfc-editor.org/rfc/rfc4954.html#section-4) exchange" in guide


def test_a_translation_of_the_project_goes_with_ours(sample: Sample) -> None:
    catalogues, warnings = sample.built("gettext")
    assert warnings == []
    command = [sys.executable, "-m", "sphinx_intl", "update", "-p", str(catalogues), "-l", "ja"]
    subprocess.run(command, cwd=sample.source, check=True, capture_output=True)
    catalogue = sample.source / "locale" / "ja" / "LC_MESSAGES" / "guide.po"
    text = catalogue.read_text(encoding="utf-8")
    assert "Authentication failed" not in text
    own = 'msgid "At our site, ask the help desk."\nmsgstr "'
    assert own in text
    catalogue.write_text(text.replace(f'{own}"', f'{own}窓口に問い合わせてください。"'), encoding="utf-8")
    out, warnings = sample.built("html", "-Dlanguage=ja")
    assert warnings == []
    guide = (out / "guide.html").read_text(encoding="utf-8")
    assert "窓口に問い合わせてください。" in guide
    assert "認証の失敗" in guide


def test_two_projects_link_to_each_other(sample: Sample) -> None:
    out, _ = sample.built("html")
    other = sample.folder / "other"
    other.mkdir()
    for name, text in OTHER.items():
        (other / name).write_text(text, encoding="utf-8")
    there, warnings = sample.built("html", source="other", SAMPLE_INVENTORY=str(out / "objects.inv"))
    assert warnings == []
    page = (there / "index.html").read_text(encoding="utf-8")
    assert 'href="https://sample.example/guide.html#smtp-code-535"' in page
    (sample.source / "back.rst").write_text(":orphan:\n\nBack\n====\n\n:smtp:command:`AUTH`\n", encoding="utf-8")
    back, warnings = sample.built("html", OTHER_INVENTORY=str(there / "objects.inv"))
    assert warnings == []
    page = (back / "back.html").read_text(encoding="utf-8")
    assert 'href="https://other.example/index.html#smtp-command-AUTH"' in page
