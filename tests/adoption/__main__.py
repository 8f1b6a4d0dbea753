"""Measures what adding the extension costs projects of others that do not use it: ``python -m adoption``."""

from __future__ import annotations

import tempfile
from pathlib import Path
from statistics import median

from adoption.projects import PROJECTS, Site

ROUNDS = 5


def main() -> None:
    """Print the ratio of each project, from builds in turn."""
    for project in PROJECTS:
        with tempfile.TemporaryDirectory() as folder:
            site = Site(project, Path(folder))
            pairs = [
                (site.built("before", added=False).seconds, site.built("added", added=True).seconds)
                for _round in range(ROUNDS)
            ]
        ratio = median(after / before for before, after in pairs)
        print(f"{project.name:12} {median(before for before, _after in pairs):6.2f} s before, {ratio:.3f} of it after")


if __name__ == "__main__":
    main()
