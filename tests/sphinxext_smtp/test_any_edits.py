"""Whatever is edited, an incremental build gives what a clean build gives, byte for byte."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sphinx_project import Project, files_of, page
from stopping import stopped

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_project import Build

BLOCKS = [
    "Nothing of ours.",
    "See :smtp:code:`535`, :smtp:code:`5.7.8`, :smtp:compare:`535 211` and :any:`450`.",
    ":smtp:class:`5xx` :smtp:command:`AUTH` :smtp:mechanism:`PLAIN`",
    ".. smtp-code:: 535\n   :show: facts, meaning, note, see-also",
    ".. smtp-code:: 535 450\n   :canonical:\n   :show: meaning",
    ".. smtp-code:: 299",
    ".. smtp-compare:: 211 535\n   :show: summary, table, differences",
    ".. smtp-compare:: 535 450\n   :canonical:",
    ".. smtp-class:: 5xx\n   :no-index:",
    ".. smtp-table::\n   :class: 2xx",
    ".. smtp-graph:: 535",
    ".. smtp-code:: 535\n   :show: providers, sources",
    ".. smtp-table::\n   :provider: gmail",
    ".. smtp-comparisons::",
    ".. smtp-index::",
    ".. smtp-index:: cause\n   :groups: login",
    ".. smtp-explainer::",
]
HANDBOOK = """
[document."Our handbook"]
title = "Handbook of the mail team"
status = "internal"
url = "https://mail.example.org/handbook"
summary = "Our handbook says how mail runs here."
meaning = "It says how mail runs here."

[provider.our-gateway]
title = "Our gateway"
summary = "Our gateway stands before all our servers."
meaning = "It filters mail."
cite = [{ doc = "Our handbook" }]

[[provider.our-gateway.reply]]
code = "535"
pattern = "Held by rule"
meaning = "A rule holds the login; read `Our handbook`."
do = "Ask the mail team."
actor = "sender"
cite = [{ doc = "Our handbook" }]

[code.450]
note = "Our gateway is `our-gateway`."
"""
FACTS = [
    "",
    '[code.535]\nnote = "Ask the help desk; see `450`."\n',
    """
[code.299]
title = "Held for approval"
standing = "nonstandard"
summary = "`299` holds a message until somebody has approved it."
meaning = "The gateway holds the message. `250` would have passed it on."
choose = "Expect it from the gateway."
avoid = ["Sending again does not help, because the message is there already."]
closes = "no"
actor = ["sender"]
when = { client = "You sent a large message.", server = "A rule asks for approval." }
fix = { sender = "Wait.", administrator = "Approve it.", developer = "Treat it as `250`." }
retry = { when = "not-needed", what = "nothing", text = "Nothing needs to be repeated." }
cite = [{ doc = "RFC 5321", section = "4.2" }]
""",
    """
[[comparison]]
items = ["code:450", "code:535"]
summary = "`450` and `535` have little in common."
differences = ["`450` answers `RCPT`, `535` answers `AUTH`."]
choose = ["Expect `450` after `RCPT` and `535` after `AUTH`."]
cite = [{ doc = "RFC 5321", section = "4.2.3" }]
""",
    HANDBOOK,
    HANDBOOK.replace("example.org", "example.net").replace("Our gateway", "Our front door"),
]
KINDS = [[], ["classes"], ["comparisons"], ["classes", "comparisons"], ["classes", "explainer", "comparisons"]]
PAIRS: list[Any] = ["curated", ["211 535"], ["535 450", "211 535", "PLAIN LOGIN"], ["4xx 5xx"]]
NAMES = ["a", "b", "sub/c", "smtp/class/5xx"]

STAMP = re.compile(r"documentation_options\.js\?v=[0-9a-f]+|<script src=\"[^\"]*translations\.js[^>]*></script>")
FEW = 12
EXAMPLES = int(os.environ.get("SMTP_EXAMPLES", FEW))
"""How many series of edits to try: the same few in each run of the tests, or as many others as the variable says."""

pages = st.dictionaries(st.sampled_from(NAMES), st.lists(st.sampled_from(BLOCKS), max_size=2), max_size=len(NAMES))
options = st.fixed_dictionaries(
    {
        "smtp_pages": st.sampled_from(KINDS),
        "smtp_compare_pages": st.sampled_from(PAIRS),
        "smtp_pages_dir": st.sampled_from(["smtp", "reference"]),
        "smtp_pages_toctree": st.booleans(),
        "language": st.sampled_from(["en", "ja"]),
    }
)
kills = st.sampled_from([None, None, 0, 3, 20, 70])
"""At which change of the generator a build is killed before the one that is looked at."""
builders = st.sampled_from(["html", "html", "dirhtml"])
"""Whose build is looked at; the two share the doctrees."""
states = st.fixed_dictionaries({"pages": pages, "facts": st.sampled_from(FACTS), "options": options})


@settings(max_examples=EXAMPLES, deadline=None, derandomize=EXAMPLES == FEW, phases=[Phase.generate])
@given(
    start=states,
    edits=st.lists(st.tuples(states, st.integers(0, 7), st.sampled_from([0, 2]), kills, builders), max_size=3),
)
def test_a_series_of_builds_ends_like_a_clean_one(
    start: Mapping[str, Any], edits: list[tuple[Mapping[str, Any], int, int, int | None, str]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        project = Project(Path(folder))
        state = dict(start)
        put(project, state)
        project.build()
        for new, changed, processes, kill, builder in edits:
            parts = [name for bit, name in enumerate(("pages", "facts", "options")) if changed >> bit & 1]
            state |= {name: new[name] for name in parts}
            put(project, state)
            if kill is not None and hasattr(os, "fork"):
                stopped(kill, Path(folder) / "source", project.build)
            again = project.build(builder, parallel=processes)
            clean = clean_build(project, state, Path(folder) / "clean", builder)
            assert output(again) == output(clean)
            assert set(map(_message, again.warnings)) <= set(map(_message, clean.warnings))


def put(project: Project, state: Mapping[str, Any]) -> None:
    """Make the sources what a state says; generated pages are left to the extension."""
    conf = "".join(f"{name} = {value!r}\n" for name, value in state["options"].items())
    wanted = {
        "conf.py": f'extensions = ["sphinxext_smtp"]\nhtml_theme = "basic"\nhtml_copy_source = False\n'
        f'suppress_warnings = ["toc", "smtp"]\nsmtp_facts = ["ours.toml"]\n{conf}',
        "ours.toml": state["facts"],
        "index.rst": page("Index", f".. toctree::\n   :glob:\n\n   a\n   {state['options']['smtp_pages_dir']}/index"),
        **{f"{name}.rst": page(name, *blocks) for name, blocks in state["pages"].items()},
    }
    source = project.folder / "source"
    for name in NAMES:
        path = source / f"{name}.rst"
        if f"{name}.rst" not in wanted and path.exists() and ":smtp-page:" not in path.read_text(encoding="utf-8"):
            path.unlink()
    written = {name: text for name, text in wanted.items() if not _holds(source / name, text)}
    project.write(written)


def _holds(path: Path, text: str) -> bool:
    return path.exists() and path.read_text(encoding="utf-8") == text


def clean_build(project: Project, state: Mapping[str, Any], folder: Path, builder: str) -> Build:
    """Build the same sources, without any generated page, in a new folder."""
    shutil.rmtree(folder, ignore_errors=True)
    fresh = Project(folder)
    put(fresh, state)
    return fresh.build(builder)


def output(build: Build) -> dict[str, str]:
    """Return all output, without what Sphinx itself leaves from build to build.

    It never deletes what it has made of a source or for a language that is gone, and where the language changes, it
    links its own script with the stamp of the script of the build before.
    """
    docnames = build.app.env.found_docs | {"genindex", "search"}
    paths = [Path(build.app.builder.get_outfilename(docname)) for docname in docnames]  # type: ignore[attr-defined]  # HTML
    pages = {str(path.relative_to(build.app.outdir)): STAMP.sub("", path.read_text("utf-8")) for path in paths}
    files = files_of(build.app.outdir).items()
    others = {name: digest for name, digest in files if not name.endswith((".html", ".bak")) and "_static" not in name}
    return pages | others


def _message(warning: str) -> str:
    return warning.rpartition(": WARNING: ")[2]
