"""The guide for authors of themes names what the style sheet has: its variables, and classes that stay."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sphinx_project import Project

from sphinxext_smtp.html.static_folder import STATIC, STYLE_SHEET

DOCS = Path(__file__).parents[2] / "docs"
GUIDE = (DOCS / "guides" / "restyle.md").read_text(encoding="utf-8")
SHEET = (STATIC / STYLE_SHEET).read_text(encoding="utf-8")
CONF = f"""
import sys
sys.path.insert(0, {str(DOCS)!r})
extensions = ["myst_parser", "sphinxext_smtp", "code_tables"]
html_theme = "basic"
"""


def variables_in(text: str) -> set[str]:
    return set(re.findall(r"--smtp-[a-z-]+", text))


def classes_in(text: str) -> set[str]:
    """Return the names of the classes in selectors of a style sheet."""
    return set(re.findall(r"\.(smtp[\w-]*)", text))


def styles_in(guide: str) -> str:
    """Return the style sheets that a page of documentation shows."""
    return "\n".join(re.findall(r"```css\n(.*?)```", guide, re.DOTALL))


def table_in(guide: str) -> set[str]:
    """Return the names of the classes in the first column of a table of a page of documentation."""
    return set(re.findall(r"`(smtp[\w-]*)`", "\n".join(re.findall(r"^\| ((?:`[^|]*`,? ?)+) \|", guide, re.MULTILINE))))


def undocumented(sheet: str, documented: set[str]) -> set[str]:
    """Return the variables of a style sheet that no page names, or of a page that no style sheet has."""
    within = {"--smtp-tone", "--smtp-stroke"}  # set by the sheet itself, on whatever has a tone
    return (variables_in(sheet) - within) ^ documented


def test_the_variables_of_the_guide_are_exactly_those_of_the_style_sheet(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.write({"conf.py": CONF, "index.md": GUIDE.replace("../directives/", "")})
    build = project.build("dummy", confoverrides={"suppress_warnings": ["myst", "ref"]})
    shown = {text for text in build.doctree("index").astext().split() if text.startswith("--smtp")}
    assert undocumented(SHEET, {name for name in shown if re.fullmatch(r"--smtp-[a-z-]+", name)}) == set()


def test_a_variable_that_one_of_them_lacks_is_told() -> None:
    assert undocumented(
        SHEET + "p { color: var(--smtp-new); }", variables_in(SHEET) - {"--smtp-tone", "--smtp-stroke"}
    ) == {"--smtp-new"}


def test_every_class_of_the_guide_is_in_the_style_sheet() -> None:
    assert len(table_in(GUIDE)) > 20
    assert table_in(GUIDE) <= classes_in(SHEET)


def test_examples_use_what_the_guide_names() -> None:
    examples = styles_in(GUIDE)
    assert variables_in(examples) <= variables_in(SHEET)
    assert classes_in(examples) <= table_in(GUIDE)


@pytest.mark.parametrize(
    ("examples", "names"),
    [(".smtp-made-up { color: red; }", {"smtp-made-up"}), ("p.smtp-index::before {}", {"smtp-index"})],
)
def test_a_class_is_read_out_of_a_selector(examples: str, names: set[str]) -> None:
    assert classes_in(examples) == names


def test_the_sheet_is_one_small_file() -> None:
    assert [path.name for path in STATIC.glob("*.css")] == [STYLE_SHEET]
    assert len(SHEET.encode()) <= 14_000
