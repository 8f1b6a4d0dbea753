"""The graph: everything that can be asked of the nodes and relations."""

from __future__ import annotations

import pickle
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Self

from knowledge.smtp.compare.comparison import Comparison, compare
from knowledge.smtp.graph.asked import asked_name
from knowledge.smtp.graph.paths import path_graphs, shortest_path
from knowledge.smtp.graph.results import Results
from knowledge.smtp.graph.search import Hit, SearchIndex
from knowledge.smtp.graph.store import Store
from knowledge.smtp.graph.translate import Translation, find_term, terms_of, translations
from knowledge.smtp.language.catalogue import ENGLISH, catalogue
from knowledge.smtp.model.cards import TELLERS
from knowledge.smtp.model.kinds import comparable_kinds

if TYPE_CHECKING:
    from collections.abc import Callable

    import networkx as nx

    from knowledge.smtp.explain.replies.explaining import Explainer
    from knowledge.smtp.explain.replies.explanation import Explanation
    from knowledge.smtp.explain.sessions.finding import Finding
    from knowledge.smtp.graph.assembled import Assembled
    from knowledge.smtp.language.catalogue import Catalogue
    from knowledge.smtp.model.cards import Form
    from knowledge.smtp.model.relations import Relation
    from knowledge.smtp.model.statements import Term


class Graph(Store):
    """An immutable graph of SMTP, safe to share between threads.

    Get one from `knowledge.smtp.load`:

    >>> from knowledge import smtp
    >>> smtp.load().code(535).title
    'Authentication failed'
    """

    def __init__(self, assembled: Assembled, digest: str, told: Catalogue) -> None:
        super().__init__(assembled, digest, told)
        TELLERS.add(self)

    def compare(self, *names: str | int) -> Comparison:
        """Compare two or more nodes of one kind.

        >>> from knowledge import smtp
        >>> smtp.load().compare(211, 535).curated
        True

        :raises UnknownNameError: if a name is unknown.
        :raises TypeError: if a name is neither a text nor a whole number.
        :raises ComparisonError: if there are fewer than two nodes, or two the same, or of several kinds.
        """
        items = self.names.together([asked_name(name) for name in names], comparable_kinds())
        return compare(self, [self[item] for item in items or names])

    def path(self, start: str | int, end: str | int) -> tuple[Relation, ...]:
        """Return the shortest chain of relations that ties two nodes together; empty if there is none.

        Relations that tie nearly everything to everything (documents, classes, categories) serve only where
        there is no other way.

        :raises UnknownNameError: if a name is unknown.
        :raises TypeError: if a name is neither a text nor a whole number.
        """
        return Results(shortest_path(self, self._path_graphs, self[start], self[end]))

    def search(self, text: str, limit: int = 10) -> tuple[Hit, ...]:
        """Return the nodes and the replies that hold the words of a text, best first.

        A text may be a whole line of a log: the numbers and the mark of its reply come first.
        """
        from knowledge.smtp.explain.replies.reading import read_reply

        found = read_reply(text)
        names = (*found.tags, found.enhanced, f"{found.code:03}" if found.code else None) if found else ()
        named = [key for name in names if name and (key := self.names.exact(name))]
        return Results(self._search_index.search(text, limit, named))

    def explain(self, text: str) -> Explanation:
        """Explain the reply that a text is about: a line of a log, an exception, a bounce, as it is.

        >>> from knowledge import smtp
        >>> found = smtp.load().explain("552 5.2.2 <a@example.org>: Mailbox full")
        >>> found.cause.name, found.actor, found.confidence
        ('mailbox-full', 'recipient', 'certain')

        :returns: an explanation that is false if the text holds neither a reply nor words that tell of a failure.
        :raises TypeError: if the text is none.
        """
        return self._explainer.explain(_text(text))

    def explain_all(self, text: str) -> tuple[Explanation, ...]:
        """Explain every reply of a text that holds several, in their order.

        :raises TypeError: if the text is none.
        """
        return Results(self._explainer.explain_all(_text(text)))

    def explain_message(self, mail: bytes) -> tuple[Explanation, ...]:
        """Explain a delivery report (RFC 3464) or a bounce without one: an explanation for each recipient that failed.

        :param mail: the whole message as it came.
        :returns: nothing for a mail that is no bounce, such as an automatic answer.
        :raises TypeError: if the mail is not given as bytes.
        """
        if not isinstance(mail, bytes | bytearray):
            raise TypeError(f"a message is given as bytes, not as {type(mail).__name__}")
        return Results(self._explainer.explain_message(bytes(mail)))

    def lint(self, text: str) -> tuple[Finding, ...]:
        r"""Return what the protocol forbids in the transcript of a session, in the order of its lines.

        What a transcript does not show is not judged: one that begins in the middle of a session may begin with any
        command. Which forms of transcripts are read, `read_session` tells.

        >>> from knowledge import smtp
        >>> found = smtp.load().lint("S: 250 2.1.5 OK\nC: DATA\nS: 550-5.1.1 No\nS: 550 4.1.1 such user")
        >>> [(each.line, each.kind, each.citation.document) for each in found]
        [(4, 'class-mismatch', 'RFC 2034')]

        :returns: nothing where nothing is forbidden, and where the text is no transcript.
        :raises TypeError: if the text is none.
        """
        from knowledge.smtp.explain.sessions.linting import lint

        return lint(self, _text(text))

    def translate(self, term: str, to: str) -> tuple[Translation, ...]:
        """Return what a term of a bounce taxonomy is called in another one, by way of the causes; the nearest first.

        The terms that stand for the main cause of the term come first, the closest of them before the others. None come
        where the other taxonomy has no term for the causes, and where the term has no cause: `term` tells why.

        >>> from knowledge import smtp
        >>> graph = smtp.load()
        >>> for found in graph.translate("kumomta:QuotaIssues", "sparkpost"):
        ...     print(found.term, found.exactness, found.cause.name)
        Mailbox Full narrower mailbox-full
        Too Large narrower message-too-large
        Transient Failure overlapping server-busy

        Whether to try again does not travel with a term: ask the cause (`lasting`), because programs call the same
        thing hard and soft.

        :param term: a taxonomy and one of its terms: ``kumomta:QuotaIssues``.
        :param to: the taxonomy into which it is translated: ``ses``.
        :raises UnknownNameError: if a taxonomy is unknown, or has no such term.
        :raises TypeError: if a name is not a text.
        """
        return Results(translations(self, term, to))

    def term(self, name: str) -> Term:
        """Return a term of a bounce taxonomy, with the causes for which it stands or the reason why none fits.

        >>> from knowledge import smtp
        >>> graph = smtp.load()
        >>> graph.term("kumomta:QuotaIssues").narrower
        ('mailbox-full', 'message-too-large', 'server-busy')
        >>> graph.term("kumomta:AutoReply").unmapped
        'no-failure'
        >>> graph.words.WORDS["unmapped"]["no-failure"]
        'No cause fits, because nothing has failed.'

        :raises UnknownNameError: if the taxonomy is unknown, or has no such term.
        :raises TypeError: if the name is not a text.
        """
        return find_term(self, name)

    def terms(self, cause: str) -> tuple[Relation, ...]:
        """Return what bounce taxonomies call a cause: relations to them, each with its `term`; the same ones first.

        >>> from knowledge import smtp
        >>> {rel.term for rel in smtp.load().terms("greylisted") if rel.target.name == "zonemta"}
        {'greylist'}

        :raises UnknownNameError: if no cause has the name.
        """
        return Results(terms_of(self, self.cause(cause)))

    def card(self, thing: object, form: Form = "markdown") -> str | None:
        """Return what a notebook shows of a node, a comparison or an explanation.

        >>> from knowledge import smtp
        >>> graph = smtp.load()
        >>> graph.card(graph.code(535)).splitlines()[0]
        '# 535 Authentication failed'

        :param form: ``html`` or ``markdown``; both stand alone, and everything in them is escaped.
        :returns: None if the thing is not from this graph, or there is nothing to tell of it.
        """
        from knowledge.smtp.explain.cards import card

        return card(self, thing, form)

    @cached_property
    def networkx(self) -> nx.MultiDiGraph[str]:
        """The whole graph as a frozen `networkx.MultiDiGraph`: nodes by key, edges by kind, both with attributes."""
        from knowledge.smtp.export.forms import to_networkx

        return to_networkx(self)

    def export(self, form: str) -> str:
        """Return the whole graph as text.

        :param form: ``json`` or ``graphml``.
        :raises ValueError: if the form is another one.
        """
        from knowledge.smtp.export.forms import export

        return export(self, form)

    # Identity: graphs of the same facts in the same language are equal, whichever process has read them

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Graph) and (self.digest, self.language) == (other.digest, other.language)

    def __hash__(self) -> int:
        return hash((self.digest, self.language))

    def __repr__(self) -> str:
        told = "" if self.language == ENGLISH else f" in {self.language}"
        return f"<Graph of {len(self)} nodes{told}>"

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return self

    def __reduce__(self) -> tuple[Callable[..., Graph], tuple[bytes, str, str]]:
        """Give another process the facts themselves: its files may be gone by then, or say something else."""
        return _restored, (self._packed, self.digest, self.language)

    @cached_property
    def _packed(self) -> bytes:
        assembled = pickle.dumps(self.assembled, 5)
        return pickle.dumps((assembled, tuple(sorted(self.untranslated))), 5)

    @cached_property
    def _path_graphs(self) -> tuple[nx.Graph[str], nx.Graph[str]]:
        return path_graphs(self)

    @cached_property
    def _explainer(self) -> Explainer:
        from knowledge.smtp.explain.replies.explaining import Explainer

        return Explainer(self)

    @cached_property
    def _search_index(self) -> SearchIndex:
        return SearchIndex(self)


def _text(text: str) -> str:
    if not isinstance(text, str):
        raise TypeError(f"a reply is given as a text, not as {type(text).__name__}")
    return text


@lru_cache(maxsize=8)
def _restored(packed: bytes, digest: str, language: str) -> Graph:
    """Return the graph that another process has pickled: one, however many comparisons come with it."""
    assembled, untranslated = pickle.loads(packed)  # noqa: S301 -- part of a pickle that is being read already
    told = catalogue(language)
    told.untranslated.update(untranslated)
    return Graph(pickle.loads(assembled), digest, told)  # noqa: S301 -- for the same reason
