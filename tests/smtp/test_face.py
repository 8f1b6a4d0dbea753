"""The public face: its names are loaded on demand, show themselves in one line, and say what they raise."""

from __future__ import annotations

import ast
import inspect
import pickle
import re
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest

from knowledge import smtp
from knowledge.smtp.model.record import Record, plain_values, replaced

LONGEST_LINE = 400


def run(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout


# Names on demand


def test_an_import_loads_no_module_of_the_package() -> None:
    code = "import sys; from knowledge import smtp; print([n for n in sys.modules if n.startswith('knowledge.smtp.')])"
    assert run(code).strip() == "[]"


def test_every_public_name_is_there_and_at_home_where_it_is_pickled() -> None:
    code = "from knowledge.smtp import *; from knowledge import smtp; print({*smtp.__all__} - {*dir()})"
    assert run(code).strip() == "set()"
    assert set(smtp.__all__) <= set(dir(smtp))
    for name in smtp.__all__:
        public = getattr(smtp, name)
        assert public.__module__.startswith("knowledge.smtp.")
        assert pickle.loads(pickle.dumps(public)) is public  # noqa: S301 -- our own


def test_a_name_that_is_not_there_is_told_as_python_tells_it() -> None:
    with pytest.raises(AttributeError, match=r"module 'knowledge\.smtp' has no attribute 'pop3'"):
        smtp.pop3  # type: ignore[attr-defined]  # noqa: B018 -- the mistake under test


# One line each


def shown(graph: smtp.Graph) -> Iterator[object]:
    comparison = graph.compare(211, 535)
    yield from (graph, smtp.load(language="ja"), comparison, comparison.rows, graph.codes, graph.search("app password"))
    yield from (smtp.explain_node(graph, node) for node in graph if node.kind != "document")
    yield from smtp.explain_comparison(comparison).parts
    for node in graph:
        yield node
        yield from node.citations
    for code in graph.codes.values():
        yield from (code.when, code.fix, code.retry, *code.example, *code.variants)
    for provider in graph.providers.values():
        yield from provider.reply
    yield from graph.relations


def test_repr_is_one_short_line(graph: smtp.Graph) -> None:
    long = smtp.UnknownNameError("5" * 100_000, "%(name)s is unknown", {"name": "5" * 100_000})
    problem = smtp.Problem("ours.toml", "code." + "x" * 100_000, "a text\n", "\x1b[31m")
    for each in (*shown(graph), long, problem, smtp.FactsError([problem] * 1000)):
        if not isinstance(each, Mapping | tuple):
            assert len(repr(each)) <= LONGEST_LINE
        assert repr(each).isprintable()
    assert len(repr(graph.related(535))) < 60 * len(graph.related(535))


@pytest.mark.parametrize(
    ("thing", "said"),
    [
        (lambda graph: graph.code(535), "<ReplyCode 535 Authentication failed>"),
        (lambda graph: graph.enhanced("5.7.8"), "<EnhancedCode 5.7.8 Authentication credentials invalid>"),
        (lambda graph: graph.related(535)[0], "<Relation code:535 failure of code:235>"),
        (lambda graph: graph, "<Graph of N nodes>"),
        (lambda _: smtp.load(language="ja"), "<Graph of N nodes in ja>"),
        (lambda graph: graph.compare(535, 211), "<Comparison 211 535>"),
        (lambda graph: smtp.explain_node(graph, graph["535"]), "<Article code:535 535 Authentication failed>"),
        (lambda _: smtp.Citation("RFC 5321", "4.2.3"), "<Citation RFC 5321 4.2.3>"),
        (lambda _: smtp.Citation("RFC 5321"), "<Citation RFC 5321>"),
        (lambda _: smtp.Part("meaning", "Meaning"), "<Part meaning Meaning>"),
        (
            lambda _: smtp.Problem("o.toml", "code.1", "a text", "7"),
            "Problem(file='o.toml', path='code.1', expected='a text', found='7')",
        ),
    ],
)
def test_repr_says_what_it_is(thing: Callable[[smtp.Graph], object], said: str, graph: smtp.Graph) -> None:
    assert repr(thing(graph)) == said.replace("N nodes", f"{len(graph)} nodes")


def changed(record: Record) -> Iterator[Record]:
    """Yield copies of a record, each with one text somewhere in it changed at its end, which `repr` cuts off."""
    for name in record.FIELDS:
        value = getattr(record, name)
        if isinstance(value, str):
            yield replaced(record, **{name: f"{value} and more"})
        elif isinstance(value, Record):
            yield from (replaced(record, **{name: inner}) for inner in changed(value))
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                inner_records = changed(item) if isinstance(item, Record) else ()
                for inner in inner_records:
                    yield replaced(record, **{name: (*value[:index], inner, *value[index + 1 :])})


@pytest.mark.parametrize("name", ["535", "command:AUTH", "5.7.8", "gmail"])
def test_the_plain_values_of_a_record_change_with_every_text_in_it(name: str, graph: smtp.Graph) -> None:
    article = smtp.explain_node(graph, graph[name])
    copies = list(changed(article))
    assert len(copies) > 10
    assert len({repr(plain_values(each)) for each in (article, *copies)}) == len(copies) + 1
    assert plain_values(replaced(article)) == plain_values(article)


# What is asked for


ODD_NAMES = [10**5000, -(10**5000), -5, 0, "9" * 5000, "x" * 100_000, "", " ", "\x1b[31m", "\udc80", "²", "5²5", "a\0b"]
NO_NAMES: list[Any] = [5.5, None, True, b"535", ["535"], object()]
ASK: dict[str, Callable[[smtp.Graph, Any], object]] = {
    "code": lambda graph, name: graph.code(name),
    "any node": lambda graph, name: graph[name],
    "enhanced": lambda graph, name: graph.enhanced(name),
    "command": lambda graph, name: graph.command(name),
    "related": lambda graph, name: graph.related(name),
    "replies": lambda graph, name: graph.replies(name),
    "compare": lambda graph, name: graph.compare(535, name),
    "path": lambda graph, name: graph.path(name, 535),
}


@pytest.mark.parametrize("ask", ASK.values(), ids=ASK)
@pytest.mark.parametrize("name", ODD_NAMES, ids=range(len(ODD_NAMES)))
def test_an_odd_name_is_unknown(name: Any, ask: Callable[[smtp.Graph, Any], object], graph: smtp.Graph) -> None:
    with pytest.raises(smtp.UnknownNameError) as caught:
        ask(graph, name)
    assert len(str(caught.value)) < LONGEST_LINE
    assert str(caught.value).isprintable()
    assert name not in graph


@pytest.mark.parametrize("ask", ASK.values(), ids=ASK)
@pytest.mark.parametrize("name", NO_NAMES, ids=lambda name: type(name).__name__)
def test_what_is_no_name_is_refused(name: Any, ask: Callable[[smtp.Graph, Any], object], graph: smtp.Graph) -> None:
    with pytest.raises(TypeError, match=f"a text or a whole number, and {type(name).__name__} is neither"):
        ask(graph, name)
    assert name not in graph


# What is raised


def public_functions() -> Iterator[tuple[str, Callable[..., Any]]]:
    for name in smtp.__all__:
        public = getattr(smtp, name)
        if inspect.isfunction(public):
            yield name, public
        elif inspect.isclass(public):
            for member, value in inspect.getmembers(public, inspect.isfunction):
                if not member.startswith("_") and value.__module__.startswith("knowledge."):
                    yield f"{name}.{member}", value


def raised_in(function: Callable[..., Any]) -> set[str]:
    """Return the names of what the code of a function itself raises."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    raised = (node.exc for node in ast.walk(tree) if isinstance(node, ast.Raise))
    return {call.func.id for call in raised if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)}


def said_in(function: Callable[..., Any]) -> set[str]:
    return set(re.findall(r":raises (\w+):", function.__doc__ or ""))


PUBLIC = dict(public_functions())


@pytest.mark.parametrize("name", PUBLIC)
def test_every_public_function_says_what_it_raises(name: str, graph: smtp.Graph) -> None:
    function = PUBLIC[name]
    expected = raised_in(function)
    parameters = inspect.signature(function).parameters
    takes_names = {"name", "names", "start", "end", "command"} & set(parameters)
    if name.startswith("Graph.") and takes_names:
        expected |= set(_raised_by(function, graph, "no such name", "none such"))
        if "int" in " ".join(str(parameters[each].annotation) for each in takes_names):
            expected |= set(_raised_by(function, graph, 5.5, None))
    assert expected <= said_in(function), f"{name} raises {expected} and says {said_in(function)}"


def _raised_by(function: Callable[..., Any], graph: smtp.Graph, *values: Any) -> Iterator[str]:
    names = list(inspect.signature(function).parameters.values())[1:]
    count = (
        2 if names[0].kind is inspect.Parameter.VAR_POSITIONAL else sum(each.default is each.empty for each in names)
    )
    try:
        function(graph, *values[:count])
    except Exception as error:
        yield type(error).__name__


def test_the_check_finds_a_function_that_says_nothing() -> None:
    def silent() -> None:
        raise ValueError("no")

    assert raised_in(silent) == {"ValueError"}
    assert said_in(silent) == set()
