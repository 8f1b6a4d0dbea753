"""What the command ``smtp-codes`` answers; `arguments` has what it takes."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from knowledge.smtp.checks import run_checks
from knowledge.smtp.checks.comparisons import comparison_figures
from knowledge.smtp.checks.stale import stale
from knowledge.smtp.explain.answers import OF_REPLIES
from knowledge.smtp.explain.chosen import Answers
from knowledge.smtp.explain.comparison import explain_comparison
from knowledge.smtp.explain.node import explained
from knowledge.smtp.export.answers import plain_comparison, plain_hit, plain_shown
from knowledge.smtp.export.forms import plain_relation
from knowledge.smtp.language.catalogue import nearest_language
from knowledge.smtp.model.brief import brief
from knowledge.smtp.model.errors import SmtpKnowledgeError, SourceError
from knowledge.smtp.model.record import replaced
from knowledge.smtp.reading.loading import load
from knowledge.smtp.shell.arguments import command_parser
from knowledge.smtp.shell.completion import completion_script
from knowledge.smtp.shell.explaining import explained_text
from knowledge.smtp.shell.linting import lint_file
from knowledge.smtp.shell.output import Status, as_json, tell, write
from knowledge.smtp.shell.terminal import article_text, hit_text, relation_text

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from knowledge.smtp.explain.article import Article
    from knowledge.smtp.face import Graph


def run(arguments: Sequence[str] | None = None) -> Status:
    """Do what the arguments of the command say; without any, those of the process.

    :raises SystemExit: if an argument is wrong, or help was asked for.
    :raises OSError: if the output cannot be written.
    """
    parser = command_parser()
    options = parser.parse_args(arguments)
    if options.command == "completion":
        write(completion_script(parser, options.shell))
        return Status.FOUND
    try:
        graph = load(facts=options.facts, language=options.language)
        if nearest_language(options.language) is None:
            tell(f"there are no texts in {options.language}; these are English")
        if options.command in _JUDGING:
            return _JUDGING[options.command](graph, options)
        found = _answer(graph, options)
    except SourceError as error:
        tell(str(error))
        return Status.USAGE
    except SmtpKnowledgeError as error:
        tell(str(error))
        return Status.NOT_FOUND
    if not found:
        tell(_nothing(options))
        return Status.NOT_FOUND
    write(found)
    return Status.FOUND


def _lint(graph: Graph, options: argparse.Namespace) -> Status:
    return lint_file(graph, options.file, as_json=options.json)


def _check(graph: Graph, options: argparse.Namespace) -> Status:
    """Write what a check has found, and the checks that found nothing too."""
    found = list(_findings(graph, options))
    if options.json:
        write(as_json([{"check": each.name, "most": each.most, "found": each.found} for each in found]))
    else:
        for each in found:
            write("\n  ".join([each.heading, *(each.found if each.fails else ())]))
    return Status.NOT_FOUND if any(each.fails for each in found) else Status.FOUND


class _Finding(NamedTuple):
    """What a check has found."""

    name: str
    found: Sequence[str]
    most: int = 0
    """How many findings are no mistake yet."""
    told_as: str = ""
    """What stands behind the name; without it, the number of findings or that all is well."""

    @property
    def fails(self) -> bool:
        """Whether there are too many findings."""
        return len(self.found) > self.most

    @property
    def heading(self) -> str:
        """The line over the findings."""
        return f"{self.name}: {self.told_as or len(self.found) or 'ok'}"


def _findings(graph: Graph, options: argparse.Namespace) -> Iterator[_Finding]:
    if options.stale is not None:
        for name, found in stale(graph, options.stale, datetime.now(tz=UTC).date()).items():
            yield _Finding(name, found)
    elif options.comparisons:
        for figure in comparison_figures(graph):
            told_as = f"{len(figure.found)} (at most {figure.most})"
            yield _Finding(figure.name, figure.found, figure.most, told_as)
    else:
        for name, mistakes in run_checks(graph, options.rfcs, options.registries):
            yield _Finding(name, mistakes)


def _answer(graph: Graph, options: argparse.Namespace) -> str:
    """Return what a command finds, as text; empty if that is nothing."""
    if options.command == "explain":
        return explained_text(graph, " ".join(options.text), as_json=options.json)
    if options.command == "export":
        return graph.export(options.form)
    return _json(graph, options) if options.json else _text(graph, options)


def _text(graph: Graph, options: argparse.Namespace) -> str:
    """Return what a command finds, for people."""
    if options.command == "show":
        return "\n\n".join(article_text(article) for article in _shown(graph, options))
    if options.command == "compare":
        return article_text(explain_comparison(graph.compare(*options.name)))
    if options.command == "related":
        return "\n".join(relation_text(graph, relation) for relation in graph.related(options.name))
    return "\n".join(map(hit_text, graph.search(" ".join(options.word))))


def _json(graph: Graph, options: argparse.Namespace) -> str:
    """Return what a command finds, for programs; `docs/command.md` tells the fields."""
    if options.command == "compare":
        return as_json(plain_comparison(graph.compare(*options.name)))
    if options.command == "show":
        chosen = _chosen(graph, options)
        tables = [plain_shown(graph, graph[name], chosen) for name in _names(graph, options.name)]
        found = tables if chosen == Answers() else [each for each in tables if each["replies"]]
    elif options.command == "related":
        found = list(map(plain_relation, graph.related(options.name)))
    else:
        found = list(map(plain_hit, graph.search(" ".join(options.word))))
    return as_json(found) if found else ""


def _chosen(graph: Graph, options: argparse.Namespace) -> Answers:
    """Return which replies were asked for.

    :raises UnknownNameError: if no provider or no cause has the name.
    """
    return Answers(
        tuple(graph.provider(name).name for name in options.provider),
        tuple(graph.cause(name).name for name in options.cause),
        options.text,
    )


def _shown(graph: Graph, options: argparse.Namespace) -> Iterator[Article]:
    """Yield the explanations that were asked for; only the replies that were chosen, where some were."""
    chosen = _chosen(graph, options)
    for name in _names(graph, options.name):
        article = explained(graph, graph[name], chosen)
        if chosen == Answers():
            yield article
        elif kept := tuple(part for part in article.parts if part.name in OF_REPLIES):
            yield replaced(article, parts=kept)


def _names(graph: Graph, given: Sequence[str]) -> Sequence[str]:
    """Return the names to show: a shell hands over ``550 5.7.511`` and ``end of data`` as several arguments."""
    if len(given) == 1 or all(name in graph for name in given):
        return given
    return graph.names.split(" ".join(given)) or given


def _nothing(options: argparse.Namespace) -> str:
    if options.command == "explain":
        return "the text holds no reply, and no words that tell of a failure"
    if options.command == "show":
        return f"no reply with {brief(' '.join(options.name))} fits what you chose"
    if options.command == "search":
        return f"nothing was found for {brief(' '.join(options.word))}"
    return f"{brief(options.name)} hangs together with nothing"


_JUDGING: Final[Mapping[str, Callable[[Graph, argparse.Namespace], Status]]] = {"check": _check, "lint": _lint}
"""The subcommands that judge: what they find is what is wrong."""
