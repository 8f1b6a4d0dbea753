"""Runs the benchmarks, prints their table and writes it as JSON."""

from __future__ import annotations

import argparse
import datetime
import json
import platform
import tempfile
from dataclasses import asdict, dataclass
from functools import cached_property, partial
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING, Final

import docutils
import sphinx
from load.much import DIRECTIVES, NODES, ROLES, TIES, marked_up, own_facts

from knowledge import smtp

from . import projects
from .measure import build, calls, clean_build, in_turn, middle, ratio
from .micro import IMPORT, LOAD, fresh, questions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

THEMES: Final = ("alabaster", "furo", "pydata_sphinx_theme", "sphinx_rtd_theme")
FEW: Final = 100
MANY: Final = 300
ALL: Final = 1953
"""How many comparisons are measured."""
BOUNDS: Final[Mapping[int, float]] = {FEW: 0.36, MANY: 0.24, ALL: 0.19}
"""What as many comparison pages may cost of the same pages by hand."""
OBJECTS: Final = 1000
PAGE: Final = 0.067
"""How many seconds a page by hand takes on the machine for which the bounds in seconds are set."""


@dataclass(frozen=True)
class Result:
    """One line of the table."""

    name: str
    value: float
    unit: str
    bound: float | None = None
    note: str = ""


class Benchmarks:
    """All measurements, in a folder for their projects.

    :param rounds: how often each pair is run in turn; half as often where a build has thousands of pages.
    """

    def __init__(self, folder: Path, rounds: int, sizes: tuple[int, ...], themes: tuple[str, ...]) -> None:
        self._folder = folder
        self._rounds = rounds
        self._sizes = sizes
        self._themes = themes

    def all(self) -> Iterator[Result]:
        """Yield every result as soon as it is measured."""
        yield from self.inside()
        yield from self.directive()
        yield from self.site()
        yield from self.counts()
        yield from self.whole_references()
        yield from self.comparisons()
        yield from self.peers()
        yield from self.load()

    @cached_property
    def _pace(self) -> float:
        """How long this machine takes for what takes a second on the one of the bounds: the cost of a page by hand."""
        hand = projects.handwritten_comparisons(self._folder / "pace", "alabaster", projects.some_pairs(FEW))
        nothing = projects.empty(self._folder / "pace-nothing", "alabaster")
        pages, start = in_turn(self._rounds, self._clean(hand), self._clean(nothing))
        return (middle(pages).cpu - middle(start).cpu) / FEW / PAGE

    def _timed(self, name: str, value: float, unit: str, bound: float) -> Result:
        """Return a time with the bound that it has on this machine."""
        return Result(name, value, unit, round(bound * self._pace, 2))

    def inside(self) -> Iterator[Result]:
        yield Result("this machine / the one of the bounds in seconds", self._pace, "")
        yield self._timed("import on top of Sphinx", fresh(IMPORT, 15) * 1e3, "ms", 9.4)
        yield self._timed("facts ready", fresh(LOAD, 15) * 1e3, "ms", 10)
        bounds = {"lookup": 1, "compare": 25, "path": 50}
        bounds |= {"explain: numbers of a line": 20, "explain: a line with its cause": 60}
        for name, time in questions().items():
            yield self._timed(name, time * 1e6, "µs", bounds[name])

    def directive(self) -> Iterator[Result]:
        """A whole `smtp-code` against the same content by hand, without what a build costs before its first page."""
        ours = projects.embedded_codes(self._folder / "codes-ours", "alabaster", 3)
        hand = projects.handwritten_codes(self._folder / "codes-hand", "alabaster", 3)
        nothing = projects.empty(self._folder / "nothing", "alabaster")
        first, second, start = in_turn(self._rounds, *map(self._clean, (ours, hand, nothing)))
        yield Result("smtp-code / by hand", ratio(first, second, middle(start).cpu), "", 0.75)

    def site(self) -> Iterator[Result]:
        """A project as people have it: pages of most kinds in the table of contents that the theme shows on each."""
        ours = projects.generated_site(self._folder / "site-ours", "furo")
        hand = projects.handwritten_site(self._folder / "site-hand", "furo")
        first, second = in_turn(max(self._rounds // 2, 1), self._clean(ours), self._clean(hand))
        note = f"{middle(first).cpu:.1f} s; by hand {middle(second).cpu:.1f} s"
        yield Result("furo: a site with pages of most kinds / by hand", ratio(first, second), "", 1, note)

    def counts(self) -> Iterator[Result]:
        """How many functions are called: the same on a machine that is busy."""
        pairs = projects.some_pairs(FEW)
        ours = projects.generated_comparisons(self._folder / "counts-ours", "alabaster", pairs)
        hand = projects.handwritten_comparisons(self._folder / "counts-hand", "alabaster", pairs)
        nothing = projects.empty(self._folder / "counts-nothing", "alabaster", "sphinxext_smtp")
        first, second, start = (calls(source, self._out(source)) for source in (ours, hand, nothing))
        note = f"{first / 1e6:.2f} million; by hand {second / 1e6:.2f} million"
        yield Result(f"calls: {FEW} comparison pages / by hand", first / second, "", None, note)
        yield Result("calls: one comparison page more", (first - start) / FEW / 1e3, "thousand")

    def whole_references(self) -> Iterator[Result]:
        for choice, seconds, memory in (("standard", 10, 200), ("all", 20, 300)):
            source = projects.generated_comparisons(self._folder / choice, "alabaster", choice)  # type: ignore[arg-type]  # one of the choices
            (runs,) = in_turn(max(self._rounds // 2, 1), self._clean(source))
            figures = middle(runs)
            pages = len(list((source / "smtp" / "compare").glob("*-vs-*")))
            yield self._timed(f"{choice}: {pages} comparison pages", figures.cpu, "s", seconds)
            yield Result(f"{choice}: memory", figures.memory, "MiB", memory)

    def comparisons(self) -> Iterator[Result]:
        for theme in self._themes:
            nothing = projects.empty(self._folder / f"{theme}-nothing", theme, "sphinxext_smtp")
            (starts,) = in_turn(self._rounds, self._clean(nothing))
            costs: dict[int, float] = {}
            for size in self._sizes:
                yield from self._pair(theme, size, middle(starts).cpu, costs)
            if {MANY, ALL} <= costs.keys():
                yield Result(f"{theme}: cost of a page, {ALL} / {MANY}", costs[ALL] / costs[MANY], "", 1.25)

    def _pair(self, theme: str, size: int, start: float, costs: dict[int, float]) -> Iterator[Result]:
        pairs = projects.some_pairs(size)
        ours = projects.generated_comparisons(self._folder / f"{theme}-{size}-ours", theme, pairs)
        hand = projects.handwritten_comparisons(self._folder / f"{theme}-{size}-hand", theme, pairs)
        rounds = self._rounds if size < ALL else max(self._rounds // 2, 1)
        first, second = in_turn(rounds, self._clean(ours), self._clean(hand))
        mine, theirs = middle(first), middle(second)
        costs[size] = (mine.cpu - start) / size
        note = f"{mine.cpu:.1f} s and {mine.memory:.0f} MiB; by hand {theirs.cpu:.1f} s and {theirs.memory:.0f} MiB"
        yield Result(f"{theme}: {size} comparison pages / by hand", ratio(first, second), "", BOUNDS.get(size), note)
        if size == ALL:
            again = in_turn(self._rounds + 2, *(partial(build, each, self._out(each)) for each in (ours, hand)))
            note = f"{middle(again[0]).cpu:.2f} s; by hand {middle(again[1]).cpu:.2f} s"
            yield Result(f"{theme}: rebuild of {size} unchanged pages / by hand", ratio(*again), "", 1.05, note)

    def peers(self) -> Iterator[Result]:
        makers: dict[str, Callable[[Path, int], Path]] = {
            "sphinxext-smtp": projects.ours,
            "sphinxcontrib-httpdomain": projects.routes,
            "sphinx-needs": projects.needs,
        }
        sources = {name: make(self._folder / name, OBJECTS) for name, make in makers.items()}
        starts = {name: self._start(name, source) for name, source in sources.items()}
        runs = in_turn(self._rounds, *map(self._clean, sources.values()))
        again = in_turn(self._rounds, *(partial(build, source, self._out(source)) for source in sources.values()))
        for name, full, rebuild in zip(sources, runs, again, strict=True):
            cost = (middle(full).cpu - starts[name]) / OBJECTS * 1e3
            note = f"a rebuild without changes takes {middle(rebuild).cpu:.2f} s"
            yield Result(f"{name}: an object among {OBJECTS}", cost, "ms", None, note)

    def load(self) -> Iterator[Result]:
        """What far more than a project has costs, each at two sizes, so that the growth is seen."""
        for nodes in (NODES // 10, NODES):
            paths = own_facts(self._folder, nodes)
            start = process_time()
            smtp.load(facts=paths)
            yield Result(f"{nodes} own nodes with {TIES} relations each", process_time() - start, "s")
        for directives in (DIRECTIVES // 10, DIRECTIVES):
            roles = directives * ROLES // DIRECTIVES
            source = projects.write(
                self._folder / f"load-{directives}",
                projects.conf("alabaster", "sphinxext_smtp"),
                marked_up(directives, roles),
            )
            (runs,) = in_turn(1, self._clean(source))
            figures = middle(runs)
            yield Result(f"{directives} directives, {roles} roles", figures.cpu, "s", None, f"{figures.memory:.0f} MiB")

    def _start(self, name: str, source: Path) -> float:
        """Return what a build with an extension costs before its first object."""
        configuration = (source / "conf.py").read_text(encoding="utf-8")
        nothing = projects.write(self._folder / f"{name}-nothing", configuration)
        (runs,) = in_turn(self._rounds, self._clean(nothing))
        return middle(runs).cpu

    def _clean(self, source: Path) -> Callable[[], object]:
        return partial(clean_build, source, self._out(source))

    def _out(self, source: Path) -> Path:
        return self._folder / "out" / source.name


def line(result: Result) -> str:
    """Return a result as a line of text."""
    bound = f"<= {result.bound:g}" if result.bound is not None else ""
    kept = "" if result.bound is None or result.value <= result.bound else "  MISSED"
    return f"{result.name:58} {result.value:8.2f} {result.unit:4} {bound:8} {result.note}{kept}".rstrip()


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--json", type=Path, help="write the table here as JSON")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--sizes", type=int, nargs="+", default=(FEW, MANY, ALL))
    parser.add_argument("--themes", nargs="+", default=THEMES)
    options = parser.parse_args()
    results = []
    with tempfile.TemporaryDirectory() as folder:
        benchmarks = Benchmarks(Path(folder), options.rounds, tuple(options.sizes), tuple(options.themes))
        for result in benchmarks.all():
            results.append(result)
            print(line(result), flush=True)
    if options.json:
        machine = f"{platform.machine()}, Python {platform.python_version()}"
        content = {
            "date": datetime.datetime.now(tz=datetime.UTC).date().isoformat(),
            "machine": f"{machine}, Sphinx {sphinx.__version__}, docutils {docutils.__version__}",
            "rounds": options.rounds,
            "results": [asdict(result) for result in results],
        }
        options.json.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
