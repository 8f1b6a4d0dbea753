"""Our pages as a book on paper and as an e-book: nothing runs off the page, and no word, sign or link is lost.

The programs are TeX (latexmk and pdflatex, with the fonts that Sphinx asks for: Debian's texlive-latex-recommended,
texlive-latex-extra, texlive-fonts-recommended and tex-gyre), pdftotext and EPUBCheck. Where one is missing, its test is
skipped; with ``SMTP_PAPER=required`` in the environment it fails instead.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import NoReturn

import pytest
from sphinx_project import Project, page

SHARED = Path(__file__).parents[1] / "sphinxext_smtp" / "golden"
"""The pages whose text in a terminal is kept are printed here too."""

PAGES = {
    **{path.stem: path.read_text(encoding="utf-8") for path in sorted(SHARED.glob("*.rst"))},
    "class": page("Permanent failures", ".. smtp-class:: 5xx", ".. smtp-table:: Whole class\n   :class: 5xx"),
    "matrix": page(
        "Commands and codes",
        ".. smtp-table:: A few commands\n   :matrix:\n   :command: MAIL RCPT DATA end-of-data AUTH QUIT",
        ".. smtp-table:: Every command\n   :matrix:",
    ),
    "enhanced": page("Refused by policy", ".. smtp-code:: 5.7.1"),
    "provider": page("A server", ".. smtp-provider:: exim\n   :cause: server-fault"),
    "pairs": page(
        "Pairs", *(f"{pair}\n-----------\n\n.. smtp-compare:: {pair}" for pair in ("450 550", "PLAIN LOGIN"))
    ),
    "overview": page("Comparisons", ".. smtp-comparisons::"),
}
CONF = """
extensions = ["sphinxext_smtp"]
project = "Sample"
author = copyright = "Somebody"
version = release = "1"
today = "2026-01-01"
latex_elements = {"papersize": "a4paper"}  # the narrower of the two usual papers
"""

COMPLAINTS = re.compile(
    r"^(?:! .*\n.*"  # an error, such as a character that TeX cannot set
    r"|Overfull \\[hv]box .*\n.*"  # something juts out at the side or at the foot of a page
    r"|Missing character: .*"
    r"|LaTeX Warning: .*undefined.*)$",
    re.MULTILINE,
)


@pytest.fixture
def sample(project: Project) -> Project:
    """A project of nothing but our own content."""
    toctree = ".. toctree::\n\n   " + "\n   ".join(PAGES)
    project.write({"conf.py": CONF, "index.rst": page("Sample", toctree)})
    project.write({f"{name}.rst": text for name, text in PAGES.items()})
    return project


def program(name: str) -> str:
    """Where a program is; without it the test ends here."""
    return shutil.which(name) or missing(name)


def missing(name: str) -> NoReturn:
    if os.environ.get("SMTP_PAPER") == "required":
        pytest.fail(f"{name} is missing, and SMTP_PAPER=required asks for it", pytrace=False)
    pytest.skip(f"{name} is missing")


def run(*command: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    wide = {**os.environ, "max_print_line": "1000"}  # TeX breaks the lines of its log at column 79 otherwise
    return subprocess.run(command, cwd=folder, env=wide, capture_output=True, text=True, errors="replace", check=False)


def test_the_pages_print_without_a_complaint_of_tex(sample: Project) -> None:
    latexmk, pdftotext = program("latexmk"), program("pdftotext")
    program("pdflatex")
    folder = Path(sample.build("latex", warningiserror=True).app.outdir)
    done = run(latexmk, "-pdf", "-f", "-interaction=nonstopmode", "sample.tex", folder=folder)
    log = (folder / "sample.log").read_text(encoding="utf-8", errors="replace")
    if package := re.search(r"^! LaTeX Error: File `(.*)' not found", log, re.MULTILINE):
        missing(f"{package[1]} of TeX")
    complaints = COMPLAINTS.findall(log)
    if complaints:
        worst = sorted(dict.fromkeys(complaints), key=lambda complaint: complaint.startswith(r"Overfull \hbox"))
        pytest.fail("\n".join([f"TeX has {len(complaints)} complaints:", *worst[:40]]), pytrace=False)
    assert done.returncode == 0, done.stdout
    printed = " ".join(run(pdftotext, "-layout", "sample.pdf", "-", folder=folder).stdout.split())
    printed = printed.replace("\N{COMBINING LONG SOLIDUS OVERLAY}=", "≠")  # the sign may be made of two of its font
    for said in ("535 Authentication failed", "≠ Answers HELP AUTH", "The sign ≠ marks", "“authenticator failed”"):
        assert said in printed, said


def test_the_e_book_has_no_error_of_epubcheck(sample: Project) -> None:
    checker = Path(program("epubcheck"))
    # Debian installs the Java archive itself as the command, which only a kernel that knows of Java can start.
    command = [program("java"), "-jar", checker.resolve()] if zipfile.is_zipfile(checker) else [checker]
    folder = Path(sample.build("epub", warningiserror=True).app.outdir)
    done = run(*command, "Sample.epub", folder=folder)
    found = [line for line in (done.stdout + done.stderr).splitlines() if line.startswith(("ERROR", "FATAL"))]
    if found:
        pytest.fail("\n".join([f"EPUBCheck has {len(found)} complaints:", *found[:40]]), pytrace=False)
    assert done.returncode == 0, done.stdout + done.stderr
