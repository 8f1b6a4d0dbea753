"""Small Sphinx projects for tests: write the sources, build, look at doctrees, output and warnings."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sphinx.testing.util import SphinxTestApp

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from docutils import nodes

CONF = """
extensions = ["sphinxext_smtp", "myst_parser"]
html_theme = "basic"
html_copy_source = False
"""

ESCAPES = re.compile(r"\x1b\[[0-9;]*m")


@dataclass
class Build:
    """What one build has left."""

    app: SphinxTestApp
    warnings: list[str]
    read: set[str]
    written: set[str]

    def doctree(self, docname: str) -> nodes.document:
        return self.app.env.get_doctree(docname)

    def resolved(self, docname: str) -> nodes.document:
        doctree = self.doctree(docname)
        self.app.env.resolve_references(doctree, docname, self.app.builder)
        return doctree

    def warnings_of(self, docname: str) -> list[str]:
        return [line for line in self.warnings if line.startswith(f"{docname}.")]

    def output(self, name: str) -> str:
        return (self.app.outdir / name).read_text(encoding="utf-8")


@dataclass
class Project:
    """A project in a folder of its own; build it as often as you like."""

    folder: Path

    def write(self, files: Mapping[str, str]) -> None:
        for name, text in files.items():
            path = self.folder / "source" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def remove(self, name: str) -> None:
        (self.folder / "source" / name).unlink()

    def build(self, builder: str = "html", *, out: str = "build", **options: Any) -> Build:
        source = self.folder / "source"
        if not (source / "conf.py").exists():
            self.write({"conf.py": CONF})
        app = SphinxTestApp(builder, srcdir=source, builddir=self.folder / out, **options)
        read: set[str] = set()
        written: set[str] = set()
        app.connect("source-read", lambda _app, docname, _source: read.add(docname))
        app.connect("doctree-resolved", lambda _app, _doctree, docname: written.add(docname))
        try:
            app.build()
        finally:
            app.cleanup()
        lines = ESCAPES.sub("", app.warning.getvalue()).replace(f"{source}/", "").splitlines()
        return Build(app, [line for line in lines if line], read, written)


def page(title: str, *blocks: str) -> str:
    """Return a page in reStructuredText."""
    return "\n\n".join([f"{title}\n{'=' * len(title)}", *blocks]) + "\n"


def page_per_case(pages: Iterable[str]) -> dict[str, str]:
    """Return the files ``case0.rst`` and so on, so that one build serves many cases that do not touch each other."""
    return {f"case{number}.rst": text for number, text in enumerate(pages)}


VOLATILE = ("environment.pickle", ".doctree", ".buildinfo")


def files_of(folder: Path) -> dict[str, str]:
    """Return a digest of every output file; pickles and the stamps of a build are no output."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith(VOLATILE)
    }
