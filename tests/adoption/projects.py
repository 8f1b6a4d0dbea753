"""Documentation of others, from their source distributions, and builds of it with and without the extension."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
CACHE: Final = ROOT / ".adoption"
"""Holds the source distributions, so that each is fetched once."""

OFFLINE: Final = "\nintersphinx_mapping = {}\n"
"""Keeps a build from asking other sites for their inventories."""
ADDED: Final = '\nextensions = [*extensions, "sphinxext_smtp"]\n'
"""What whoever adopts the extension writes into conf.py."""

USED: Final = {
    ".rst": """

After :smtp:command:`AUTH` comes :smtp:code:`535` where the password is wrong.

.. smtp-code:: 535

.. smtp-compare:: 450 550
""",
    ".md": """

After {smtp:command}`AUTH` comes {smtp:code}`535` where the password is wrong.

```{smtp-code} 535
```

```{smtp-compare} 450 550
```
""",
}
"""What an author adds to a page, by the language of the page."""
USED[".txt"] = USED[".rst"]


@dataclass(frozen=True)
class Project:
    """A project whose documentation is built."""

    requirement: str
    docs: str
    """The folder of its conf.py in the source distribution."""
    page: str
    """A page that somebody adds something of ours to."""
    only: tuple[str, ...] = ()
    """The pages to build, where all of them would take too long; they get an index of their own."""

    @property
    def name(self) -> str:
        return self.requirement.partition("==")[0]


PROJECTS: Final = (
    Project("aiosmtpd==1.4.6", "aiosmtpd/docs", "smtp.rst"),
    Project("aiosmtplib==5.1.3", "docs", "usage.rst"),
    Project(
        "Django==5.2.19",
        "docs",
        "topics/email.txt",
        (
            "topics/email.txt",
            "topics/logging.txt",
            "howto/error-reporting.txt",
            "ref/logging.txt",
            "ref/exceptions.txt",
        ),
    ),
    Project("argon2-cffi==25.1.0", "docs", "faq.md"),  # in MyST, with `any` as the default role
)


class NotFetchedError(Exception):
    """A source distribution can not be had, most likely for want of a network."""


def fetched(project: Project) -> Path:
    """Return the archive with the source of a project.

    :raises NotFetchedError: if it cannot be fetched.
    """
    folder = CACHE / project.requirement
    if not (found := sorted(folder.glob("*.tar.gz"))):
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
        command += ["--no-binary", ":all:", "--dest", str(folder), project.requirement]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise NotFetchedError(f"{project.requirement} cannot be fetched: {done.stderr.strip().splitlines()[-1]}")
        found = sorted(folder.glob("*.tar.gz"))
    return found[0]


@dataclass(frozen=True)
class Built:
    """What a build has left."""

    folder: Path
    warnings: list[str]
    seconds: float
    """Of processor time."""


class Site:
    """The unpacked source of a project, in a folder; each build changes it and has its own output."""

    def __init__(self, project: Project, folder: Path) -> None:
        shutil.unpack_archive(fetched(project), folder / "unpacked", filter="data")
        (source,) = (folder / "unpacked").iterdir()
        self._project = project
        self._folder = folder
        self._docs = source / project.docs
        self._conf = (self._docs / "conf.py").read_text(encoding="utf-8")
        if project.only:
            self._keep(project.only)
        self._page = (self._docs / project.page).read_text(encoding="utf-8")

    def _keep(self, pages: tuple[str, ...]) -> None:
        for path in self._docs.rglob("*.txt"):
            if path.relative_to(self._docs).as_posix() not in pages and path.name != "requirements.txt":
                path.unlink()
        names = "\n".join(f"   {page.removesuffix('.txt')}" for page in pages)
        index = f"Index\n=====\n\n.. toctree::\n\n{names}\n"
        for name in ("index.txt", "contents.txt"):
            (self._docs / name).write_text(index, encoding="utf-8")

    def built(self, name: str, *, added: bool, used: bool = False) -> Built:
        """Build the site.

        :param added: whether conf.py names the extension.
        :param used: whether one page has something of it.
        """
        conf = self._conf + OFFLINE + (ADDED if added else "")
        (self._docs / "conf.py").write_text(conf, encoding="utf-8")
        page = self._docs / self._project.page
        page.write_text(self._page + (USED[page.suffix] if used else ""), encoding="utf-8")
        out, doctrees, warnings = (self._folder / f"{name}-{part}" for part in ("html", "doctrees", "warnings"))
        command = [sys.executable, "-m", "sphinx", "-q", "-E", "-b", "html", "-d", doctrees, "-w", warnings, ".", out]
        fixed = {"PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": "1600000000", "NO_COLOR": "1"}
        start = os.times()
        done = subprocess.run(command, cwd=self._docs, env={**os.environ, **fixed}, capture_output=True, check=False)
        end = os.times()
        seconds = end.children_user - start.children_user + end.children_system - start.children_system
        if done.returncode:
            raise AssertionError(done.stderr.decode())
        return Built(out, warnings.read_text(encoding="utf-8").splitlines(), seconds)
