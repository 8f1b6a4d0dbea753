"""Whatever anybody writes, in a page or in conf.py, the build goes on: bounded warnings, and the rest of the page."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st
from sphinx_project import CONF, Project, page

from knowledge import smtp
from sphinxext_smtp import config
from sphinxext_smtp.markup import options
from sphinxext_smtp.warnings import LONGEST, MOST_TOLD

if TYPE_CHECKING:
    from sphinx_project import Build

FEW: Final = 10
EXAMPLES: Final = int(os.environ.get("SMTP_EXAMPLES", FEW))
"""How many pages to try: the same few in each run of the tests, or as many others as the variable says."""
DIRECTIVES: Final = [
    "code",
    "class",
    "command",
    "mechanism",
    "extension",
    "compare",
    "table",
    "graph",
    "session",
    "comparisons",
    "index",
]
ROLES: Final = ["code", "class", "command", "mechanism", "extension", "compare"]
OPTIONS: Final = sorted(
    {
        *options.OPTIONS,
        *options.TABLE_OPTIONS,
        *options.GRAPH_OPTIONS,
        *options.SESSION_OPTIONS,
        *options.INDEX_OPTIONS,
        "noindex",
        "shwo",
        "\N{SNOWMAN}",
    }
)
ODD: Final = [
    *(
        "",
        " ",
        ",",
        ",,",
        ", vs ,",
        "/",
        "//",
        "vs",
        "and",
        ":",
        "::",
        "comparison:",
        "code:",
        "code:comparison:535",
        ".",
    ),
    *(
        "9" * 5000,
        "5." * 3000,
        "535 " * 300,
        "535 vs " * 300,
        "x" * 100_000,
        "code " * 20_000,
        "5.7." + "8" * 400,
        "-" * 90,
        "(" * 3000,
    ),
    *(
        "\N{ARABIC-INDIC DIGIT FIVE}35",
        "5\N{SUPERSCRIPT TWO}5",
        "\N{ZERO WIDTH SPACE}535",
        "\N{RIGHT-TO-LEFT OVERRIDE}535",
    ),
    *(
        "\0",
        "535\0",
        "\x1b[31m",
        "\ud800",
        "535 \udcff",
        "\N{LINE SEPARATOR}",
        "\x85",
        "`",
        "``",
        "*",
        "|x|",
        "<535>",
        "a <>",
    ),
    *(
        "%s",
        "%(name)s",
        "{}",
        "\\",
        "535\\ ",
        "../../etc",
        "!535",
        "~535",
        "535 <999>",
        "X.7.8",
        "9.9.9",
        "end of data",
        "ALL",
    ),
]
HALF: Final = "\N{REPLACEMENT CHARACTER}"
READING: Final = f"""
def setup(app):
    app.connect("source-read", lambda app, docname, source: source.append(source.pop().replace({HALF!r}, "\\ud800")))
"""
"""Puts half of a surrogate pair into a page, as other extensions may; no file can hold one."""
KNOWN: Final = [
    "535",
    "5.7.8",
    "535 5.7.8",
    "AUTH",
    "PLAIN",
    "5xx",
    "SIZE",
    "gmail",
    "meaning",
    "table",
    "1",
    "replies-to",
]

words = st.one_of(st.sampled_from(ODD), st.sampled_from(KNOWN), st.text(max_size=12))
texts = st.lists(words, max_size=3).map(" ".join)
lines = texts.map(lambda text: " ".join(text.splitlines()))
values = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.builds(pow, st.just(10), st.just(5000)),
        st.floats(),
        words,
        st.binary(max_size=3),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.tuples(inner), st.dictionaries(words, inner, max_size=2), words.map(Path)
    ),
    max_leaves=5,
)


def directive(name: str, argument: str, chosen: dict[str, str], content: str) -> str:
    written = "".join(f"   :{option}: {value}\n" for option, value in chosen.items())
    return f".. smtp-{name}:: {argument}\n{written}\n   {content}\n"


blocks = st.one_of(
    st.builds(
        directive,
        st.sampled_from(DIRECTIVES),
        lines,
        st.dictionaries(st.sampled_from(OPTIONS), lines, max_size=4),
        lines,
    ),
    st.builds("See :smtp:{}:`{}`.".format, st.sampled_from(ROLES), lines),
    st.builds("See :smtp:{}:`{} <{}>`.".format, st.sampled_from(ROLES), lines, lines),
    st.builds(":any:`{}`".format, lines),
)
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")
settings_of_fuzz = settings(
    max_examples=EXAMPLES, deadline=None, derandomize=EXAMPLES == FEW, phases=[Phase.explicit, Phase.generate]
)


def built(source: str, **conf: Any) -> Build:
    """Build a project of one page, which ends in a sentence that has to stay."""
    with tempfile.TemporaryDirectory() as folder:
        project = Project(Path(folder))
        project.write(
            {"conf.py": f"{CONF}{READING}", "index.rst": source.replace("\ud800", HALF).replace("\udcff", HALF)}
        )
        build = project.build("html", confoverrides=conf)
        assert "The rest of the page." in build.output("index.html")
        return build


def holds(build: Build, mistakes: int) -> None:
    """Check that the warnings of ours are typed, short, few and none about ourselves."""
    ours = [warning for warning in build.warnings if "[smtp." in warning]
    assert not [warning for warning in ours if "[smtp.internal]" in warning]
    assert all(len(warning) < LONGEST + 300 for warning in ours)
    assert all(warning.isprintable() for warning in ours)
    assert len(ours) <= mistakes


def page_of(found: list[str]) -> str:
    return page("Title", *found, "The rest of the page.")


@settings_of_fuzz
@example([directive(name, odd, {}, odd) for name in DIRECTIVES for odd in (",", "9" * 5000, "\0", "x" * 100_000)])
@example([f":smtp:{role}:`{odd}`" for role in ROLES for odd in (",", "9" * 5000, "vs", "x" * 100_000, "a <,>")])
@example([directive(name, "535", dict.fromkeys(OPTIONS, "x " * 50_000), "") for name in DIRECTIVES])
@given(st.lists(blocks, max_size=6))
def test_whatever_a_page_holds_its_rest_is_built(found: list[str]) -> None:
    holds(built(page_of(found)), len(found) * 8 * MOST_TOLD)


@settings_of_fuzz
@given(st.dictionaries(st.sampled_from([value.name for value in config.VALUES]), values, max_size=3))
@example({"smtp_facts": ["a\0.toml", "b\ud800.toml"], "smtp_pages_dir": "a\0", "smtp_pages": ["codes", "\0"]})
@example({"smtp_pages_dir": "a/" * 50_000, "smtp_pages": ["classes"]})
@example({"smtp_pages_dir": "x" * 100_000, "smtp_pages": ["classes"]})
@example({"smtp_pages_dir": "\ud800", "smtp_pages": ["classes"]})
@example({"smtp_compare_pages": ["x" * 100_000, ["\0", "5" * 5000], [5, 10**5000]], "smtp_pages": ["comparisons"]})
@example({"smtp_compare_pages": [",", [], "", "535 vs 534"], "smtp_pages": ["comparisons"]})
def test_whatever_a_setting_is_the_build_goes_on(conf: dict[str, Any]) -> None:
    found = built(page_of([".. smtp-code:: 535"]), **conf)
    holds(found, 10 * len(conf))


@settings_of_fuzz
@given(
    st.sampled_from(["code:999", "comparison:211 535x", "comparison:,", "code:", "index", *ODD]), st.sampled_from(KNOWN)
)
def test_a_page_that_says_it_is_generated_about_anything_is_built(about: str, name: str) -> None:
    holds(built(f":smtp-page: {' '.join(about.split())}\n\n{page_of([f'.. smtp-code:: {name}'])}"), 5)


def test_the_odd_texts_are_no_names() -> None:
    """What is held here to be a mistake must not become a name without somebody looking."""
    names = [odd for odd in ODD if len(odd) < 100 and smtp.load().find(odd)]
    assert names == ["\u200b535", "535 \udcff", "<535>", "535 <999>", "X.7.8", "end of data"]
