"""What pages show of generated pages beside them, from build to build, in themes that show more and less of it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from sphinx_project import page

if TYPE_CHECKING:
    from sphinx_project import Build, Project

NEW = """
[extension.XHOLD]
title = "Held for approval"
standing = "current"
introduces = []
parameters = []
summary = "The keyword `XHOLD` says that the server holds messages until somebody has approved them."
meaning = "A server that lists `XHOLD` answers `DATA` with `250` and holds the message."
cite = [{ doc = "RFC 5321", section = "4.1.1.1" }]
"""
NEW_TITLE = NEW.replace("Held for approval", "Waiting for somebody")

CONF: dict[str, Any] = {"smtp_pages": ["extensions", "classes"], "smtp_facts": ["ours.toml"], "html_copy_source": False}
HOME = page("Home", ".. toctree::\n\n   guide\n   smtp/index\n   after")
SOURCES = {
    "index.rst": HOME,
    "guide.rst": page("Guide", "Before.", ".. toctree::\n\n   deep"),
    "deep.rst": page("Deep", "Below."),
    "after.rst": page("After", "Behind."),
    "alone.rst": f":orphan:\n\n{page('Alone', 'In no table of contents.')}",
}
CHANGES: dict[str, dict[str, str]] = {
    "a page comes": {"ours.toml": NEW},
    "a title changes": {"ours.toml": NEW_TITLE},
    "a page goes": {"ours.toml": ""},
    "pages leave the table of contents": {"conf.py": "smtp_pages_toctree = False"},
    "a kind goes, and the others move below another page": {
        "conf.py": "smtp_pages = ['classes']",
        "guide.rst": page("Guide", ".. toctree::\n\n   smtp/index"),
        "index.rst": page("Home", ".. toctree::\n\n   guide\n   after"),
    },
    "no page is generated": {
        "conf.py": "smtp_pages = []",
        "index.rst": page("Home", ".. toctree::\n\n   guide\n   after"),
    },
}
THEMES = {
    "basic": "html_theme = 'basic'",
    "basic with everything": "html_theme = 'basic'\nhtml_sidebars = {'**': ['globaltoc.html', 'relations.html']}",
    "alabaster": "html_theme = 'alabaster'",
    "furo": "html_theme = 'furo'",
}


def conf(*lines: str) -> str:
    given = [f"{name} = {value!r}" for name, value in CONF.items()]
    return "\n".join(["extensions = ['sphinxext_smtp']", "suppress_warnings = ['toc']", *given, *lines, ""])


def html_of(build: Build) -> dict[str, str]:
    return {name: build.output(f"{name}.html") for name in (*build.app.env.found_docs, "genindex", "search")}


@pytest.mark.parametrize("theme", THEMES)
def test_a_change_of_the_generated_pages_reaches_every_page_that_shows_them(project: Project, theme: str) -> None:
    project.write({**SOURCES, "conf.py": conf(THEMES[theme]), "ours.toml": ""})
    project.build()
    for number, (name, files) in enumerate(CHANGES.items()):
        texts = {file: conf(THEMES[theme], text) if file == "conf.py" else text for file, text in files.items()}
        project.write({**SOURCES, "conf.py": conf(THEMES[theme]), **texts})
        again = project.build()
        clean = project.build(out=f"clean-{number}")
        assert html_of(again) == html_of(clean), name


@pytest.mark.parametrize("builder", ["html", "dirhtml", "text", "xml"])
def test_builders_that_share_what_sphinx_keeps_each_get_the_change(project: Project, builder: str) -> None:
    def build(name: str, doctrees: str) -> dict[str, str]:
        app = project.build(name, out=f"{doctrees}-{name}", doctreedir=project.folder / doctrees).app
        files = (path for path in app.outdir.rglob("*") if path.suffix in (".html", ".txt", ".xml"))
        return {path.relative_to(app.outdir).as_posix(): path.read_text(encoding="utf-8") for path in files}

    project.write({**SOURCES, "conf.py": conf(THEMES["furo"]), "ours.toml": ""})
    for name in ("html", builder):
        build(name, "shared")
    project.write({"ours.toml": NEW})
    shared = [build(name, "shared") for name in ("html", builder)][-1]
    assert shared == build(builder, "own")


def test_what_concerns_no_generated_page_is_written_where_it_is_beside(project: Project) -> None:
    project.write({**SOURCES, "conf.py": conf(THEMES["basic"]), "ours.toml": ""})
    project.build()
    assert project.build().written == set()
    project.write({"deep.rst": page("Deeper", "Below.")})
    assert project.build().written == {"index", "guide", "deep", "smtp/index"}


def test_a_project_without_generated_pages_is_left_to_sphinx(project: Project) -> None:
    project.write(
        {
            **SOURCES,
            "index.rst": page("Home", ".. toctree::\n\n   guide\n   after"),
            "conf.py": "extensions = ['sphinxext_smtp']",
        }
    )
    assert "navigation" not in project.build().app.env.domaindata["smtp"]


ASKED = """
def keep(app, pagename, templatename, context, doctree):
    own = context["own"] = context["toctree"]

    def counted(**options):
        app.rendered.append((pagename, *options))
        return own(**options)

    context["toctree"] = counted

def ask(app, pagename, templatename, context, doctree):
    whole, titles = {"collapse": False, "maxdepth": -1}, {"titles_only": True, "collapse": False}
    for options in ({}, {"includehidden": True}, {"includehidden": True, **whole}, {"includehidden": True, **titles}):
        app.asked.append((pagename, context["toctree"](**options), context["own"](**options)))

def setup(app):
    app.asked, app.rendered = [], []
    app.connect("html-page-context", keep, priority=1)
    app.connect("html-page-context", ask, priority=900)
"""
SHARING = {
    "orphans": (False, (1, 1, 1, 1)),
    # Of the others a second is rendered to see that the ones that are made are right; contents that show the sections
    # of all pages are not made at all.
    "below their index": (True, (2, 2, 4, 2)),
}


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
@pytest.mark.parametrize("place", SHARING)
def test_pages_at_one_place_share_the_contents_that_each_of_them_would_get(
    project: Project, builder: str, place: str
) -> None:
    stands, times = SHARING[place]
    settings = {
        "smtp_pages": ["classes", "extensions", "comparisons"],
        "smtp_compare_pages": ["250 251", "450 550", "HELO EHLO"],
        "smtp_pages_toctree": stands,
    }
    lines = [f"{name} = {value!r}" for name, value in settings.items()]
    project.write({**SOURCES, "conf.py": conf(THEMES["basic"], *lines, ASKED), "ours.toml": NEW})
    app = project.build(builder).app
    asked: list[tuple[str, str, str]] = vars(app)["asked"]
    assert {"smtp/class/2xx", "smtp/extension/XHOLD", "smtp/compare/250-vs-251"} <= {name for name, _, _ in asked}
    assert [name for name, shared, own in asked if shared != own] == []
    rendered = Counter(" ".join(options) for name, *options in vars(app)["rendered"] if name.endswith("xx"))
    assert tuple(rendered.values()) == times


def test_contents_that_say_more_of_each_page_are_not_shared(project: Project) -> None:
    signed = ASKED.replace("return own(**options)", "return own(**options) + pagename").replace(
        'own = context["own"] = context["toctree"]', 'own = context["toctree"]'
    )
    signed = signed.replace('context["toctree"] = counted', 'context["toctree"] = context["own"] = counted')
    project.write({**SOURCES, "conf.py": conf(THEMES["basic"], "smtp_pages = ['classes']", signed), "ours.toml": ""})
    asked: list[tuple[str, str, str]] = vars(project.build().app)["asked"]
    assert [name for name, shared, own in asked if shared != own] == []
    assert all(own.endswith(name) for name, _, own in asked)
