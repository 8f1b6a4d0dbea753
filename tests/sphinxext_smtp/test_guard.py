"""An exception of ours that nobody foresaw becomes a warning, and the build goes on; what others raise passes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import docutils
import pytest
from docutils import nodes
from sphinx.errors import ConfigError, ExtensionError, NoUri
from sphinx_project import page

from sphinxext_smtp.guard import guarded
from sphinxext_smtp.late import connect

if TYPE_CHECKING:
    from sphinx_project import Project


SOURCE = page(
    "Title",
    "Before.",
    ".. smtp-code:: 535\n\n   Our *own* words.",
    "See :smtp:code:`450`, :smtp:code:`535` and :any:`535`.",
    "After.",
)


def broken_module() -> dict[str, Any]:
    """Return the names of a module of ours with a function that fails whatever it is called with."""
    names: dict[str, Any] = {"__name__": "sphinxext_smtp.broken"}
    exec("def broken(*args, **named):\n    raise KeyError('so what')", names)  # noqa: S102 -- code of this test
    return names


@pytest.mark.parametrize(
    ("target", "doing", "kept"),
    [
        ("sphinxext_smtp.markup.directives.ExplainDirective.render", "smtp-code:: 535", "Our own words."),
        ("sphinxext_smtp.markup.directives.check_options", "smtp-code:: 535", "Our own words."),
        ("sphinxext_smtp.markup.roles.SmtpRole.process_link", ":smtp:code:`450`", "See 450, 535"),
        ("sphinxext_smtp.project.domain.SmtpDomain.link", ":smtp:code:`450`", "535 Authentication failed"),
        ("sphinxext_smtp.markup.roles.IndexMentions._mention", "IndexMentions", "See 450, 535"),
        ("sphinxext_smtp.markup.own_page.OwnPage.apply", "OwnPage", "Our own words."),
        ("sphinxext_smtp.html.search.canonical_anchors", "MainIndexEntries", "535 Authentication failed"),
        ("sphinxext_smtp.render.transforms.domain_of", "RenderEarly", "535 Authentication failed"),
        ("sphinxext_smtp.render.transforms._render", "ShownNode in index", "535 Authentication failed"),
        ("sphinxext_smtp.project.mentions.note_uses", "doctree-read", "535 Authentication failed"),
        ("sphinxext_smtp.project.rebuild.update_targets", "env-updated", "535 Authentication failed"),
        ("sphinxext_smtp.project.fallback.link_to_source", "missing-reference", "See 450, 535"),
        ("sphinxext_smtp.html.head.add_style_sheet", "html-page-context", "535 Authentication failed"),
        ("sphinxext_smtp.start.start_pages", "builder-inited", "535 Authentication failed"),
    ],
)
def test_a_mistake_of_ours_takes_nothing_else_with_it(
    project: Project, monkeypatch: pytest.MonkeyPatch, target: str, doing: str, kept: str
) -> None:
    monkeypatch.setattr(target, broken_module()["broken"])
    project.write({"index.rst": SOURCE})
    build = project.build("html")
    told = [warning for warning in build.warnings if "[smtp.internal]" in warning]
    assert told
    assert told == [warning for warning in build.warnings if "[smtp." in warning]
    where = "in sphinxext_smtp.broken:2; this is a mistake of sphinxext-smtp"
    assert f"{doing}: KeyError: 'so what' {where}" in told[0]
    words = " ".join(build.resolved("index").astext().split())
    for word in ("Before.", "After.", kept):
        assert word in words


@pytest.mark.parametrize(
    "error",
    [
        KeyboardInterrupt(),
        SystemExit(1),
        ExtensionError("x"),
        ConfigError("x"),
        NoUri(),
        docutils.ApplicationError(),
        nodes.SkipNode(),
    ],
)
def test_what_is_raised_on_purpose_passes(error: BaseException) -> None:
    with pytest.raises(type(error)), guarded("doing"):
        raise error


def test_a_mistake_in_the_directive_of_somebody_else_is_theirs(project: Project) -> None:
    project.write(
        {
            "conf.py": "import sys\n\nsys.path.insert(0, r'SOURCE')\n"
            'extensions = ["sphinxext_smtp", "others"]\n'.replace("SOURCE", str(project.folder / "source")),
            "others.py": "from docutils.parsers.rst import Directive\n\n\nclass Others(Directive):\n"
            "    def run(self):\n        raise KeyError('theirs')\n\n\n"
            "def setup(app):\n    app.add_directive('others', Others)\n",
            "index.rst": page("Title", ".. smtp-code:: 535\n\n   .. others::"),
        }
    )
    with pytest.raises(KeyError, match="theirs"):
        project.build("html")


@pytest.mark.parametrize("module", ["knowledge", "knowledge.imap", "knowledge.smtpd"])
def test_a_mistake_in_another_part_of_the_shared_name_is_theirs(module: str) -> None:
    names = broken_module() | {"__name__": module}
    exec("def broken():\n    raise KeyError('theirs')", names)  # noqa: S102 -- code of this test
    with pytest.raises(KeyError, match="theirs"), guarded("doing"):
        names["broken"]()


def test_every_handler_of_ours_is_guarded(project: Project) -> None:
    project.write({"index.rst": page("Title", "Text.")})
    app = project.build("dummy").app
    ours = [
        listener.handler
        for listeners in app.events.listeners.values()
        for listener in listeners
        if listener.handler.__module__.startswith("sphinxext_smtp")
    ]
    assert len(ours) > 10
    assert {handler.__module__ for handler in ours} == {connect.__module__}
