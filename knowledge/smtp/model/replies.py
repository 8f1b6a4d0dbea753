"""What a provider replies: the words and numbers by which a reply is known, and what it asks for."""

from __future__ import annotations

import datetime
import re
from functools import cached_property
from typing import Final

from knowledge.smtp.model.brief import described
from knowledge.smtp.model.record import Record, replaced
from knowledge.smtp.model.statements import Citation
from knowledge.smtp.model.vocabulary import Actor, Lasting, Moment, RetryWhen, Scope

PLACES: Final = ("address", "host", "ip", "number", "date")
"""What may stand in braces in a pattern, for what varies in the reply."""
VARYING: Final = rf"\*|\{{(?:{'|'.join(PLACES)})\}}"
"""What stands in a pattern for what varies: ``*`` for anything, or a place such as ``{host}``."""


class Form(Record, kw_only=True):
    """One form of a reply: its words, its numbers and its mark."""

    code: str = ""
    """The reply code, empty where the provider prints none."""
    enhanced: str = ""
    """The enhanced status code with its class, empty where the provider prints none."""
    tag: str = ""
    """The word or number by which the provider marks the reply: ``S3140``, ``BadCredentials``."""
    pattern: str = ""
    """Words that the reply contains, with ``*`` or a place such as ``{host}`` for what varies; after ``^`` they begin
    the reply, before ``$`` they end it."""
    shared: bool = False
    """Whether other senders use the words too, so that they tell what happened and not who replied."""
    citations: tuple[Citation, ...] = ()

    @property
    def text(self) -> str:
        """The reply as far as it is known: its numbers and its words, with an ellipsis for what varies."""
        return " ".join(filter(None, (self.code, self.enhanced, self.words)))

    @cached_property
    def words(self) -> str:
        """The words of the reply, with an ellipsis for what varies."""
        return re.sub(VARYING, "...", self.pattern.removeprefix("^").removesuffix("$"))


class Link(Record):
    """A page on which somebody acts on a reply: a form that takes a server off a list, the settings of an account."""

    url: str
    asks: str
    """What the page asks for, or lets its reader do."""
    citations: tuple[Citation, ...]


class ProviderReply(Form, kw_only=True):
    """A reply of a mail service or a server program, known by its text."""

    pattern: str
    meaning: str
    do: str = ""
    """What to do; empty where that is what its cause has for the same actor."""
    actor: Actor
    """Who moves first."""
    citations: tuple[Citation, ...]
    also: tuple[Form, ...] = ()
    """Other forms of the same reply, each with what differs: other words, numbers, mark or source."""
    example: tuple[str, ...] = ()
    """Whole replies as they stand on the wire."""
    cause: str = ""
    """The name of the cause behind it; empty where the provider does not tell."""
    phase: Moment = "unknown"
    lasting: Lasting | None = None
    """Whether it lasts, where that is not as with its cause."""
    retry: RetryWhen | None = None
    """Whether to try again, where the class of the code does not say it."""
    scope: Scope | None = None
    """What it is about, where that is not as with its cause."""
    deviates: str = ""
    """What a standard or the registry says, where the provider gives a number another meaning."""
    link: Link | None = None
    """Where to act on it; None where no page is known."""
    since: str = ""
    """From when the provider sends it, as ``YYYY-MM-DD`` or ``YYYY-MM``; empty where unknown."""
    until: str = ""
    """Until when the provider sent it, as ``YYYY-MM-DD`` or ``YYYY-MM``; empty where it still does."""
    quotes: bool = False
    """Whether the provider only reports, in these words, what another server replied."""

    @cached_property
    def forms(self) -> tuple[Form, ...]:
        """Every form of the reply, each whole; the first is the one of the reply itself."""
        own = Form(**{name: getattr(self, name) for name in Form.FIELDS})
        return (own, *(_filled(each, own) for each in self.also))

    @property
    def patterns(self) -> tuple[Form, ...]:
        """The forms with different words, each once."""
        return tuple({form.pattern: form for form in reversed(self.forms)}.values())[::-1]

    @cached_property
    def numbers(self) -> tuple[tuple[str, str], ...]:
        """The pairs of reply code and enhanced code with which it comes, each once; either may be empty."""
        return tuple(dict.fromkeys((form.code, form.enhanced) for form in self.forms))

    @property
    def codes(self) -> tuple[str, ...]:
        """The reply codes with which it comes, each once."""
        return tuple(dict.fromkeys(code for code, _ in self.numbers if code))

    @cached_property
    def enhanced_codes(self) -> tuple[str, ...]:
        """The enhanced codes with which it comes, each once."""
        return tuple(dict.fromkeys(enhanced for _, enhanced in self.numbers if enhanced))

    @cached_property
    def tags(self) -> tuple[str, ...]:
        """The marks of the provider's own with which it comes, each once."""
        return tuple(dict.fromkeys(form.tag for form in self.forms if form.tag))

    @property
    def texts(self) -> tuple[str, ...]:
        """The text of each form, each once."""
        return tuple(dict.fromkeys(form.text for form in self.forms))

    @cached_property
    def sources(self) -> tuple[Citation, ...]:
        """The citations of all forms and of the link, each once."""
        linked = self.link.citations if self.link else ()
        return tuple(dict.fromkeys([*(each for form in self.forms for each in form.citations), *linked]))

    @property
    def checked(self) -> datetime.date | None:
        """The day on which one of its sources was last read; None where none says so."""
        return max((each.checked for each in self.sources if each.checked), default=None)

    @property
    def explanation(self) -> str:
        """The meaning, and where the provider deviates, what a standard or the registry says."""
        return "\n\n".join(filter(None, (self.meaning, self.deviates)))

    def __repr__(self) -> str:
        return described(self, self.text)


def _filled(form: Form, own: Form) -> Form:
    """Return a form with what it has in common with the reply's own."""
    changes: dict[str, object] = {name: getattr(form, name) or getattr(own, name) for name in ("tag", "citations")}
    if not form.pattern:
        changes |= {"pattern": own.pattern, "shared": own.shared}
    if not form.code and not form.enhanced:
        changes |= {"code": own.code, "enhanced": own.enhanced}
    return replaced(form, **changes)
