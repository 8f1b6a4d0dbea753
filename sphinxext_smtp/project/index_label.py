"""The label of our index: Sphinx gives it to every project, also to one that gets no index."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from knowledge.smtp.model.keys import NodeKey
from sphinxext_smtp.messages import __
from sphinxext_smtp.project.domain import INDEX_PAGE, SmtpDomain, SmtpIndex, domain_of
from sphinxext_smtp.warnings import Subtype, warn

if TYPE_CHECKING:
    from collections.abc import Collection

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

ONE_INDEX: Final = ("singlehtml", "epub")
"""The builders that write no index of ours."""


def has_index(domain: SmtpDomain) -> bool:
    """Tell whether the index of SMTP has an entry, and so a page, unless an author has one of its name."""
    return not domain.index_taken_by and any(isinstance(key, NodeKey) for key in domain.targets)


def set_index_label(app: Sphinx, env: BuildEnvironment) -> None:
    """Let the label of the index, which Sphinx sets before each build, lead to a page that the builder writes."""
    domain = domain_of(env)
    if domain.builder.format != "html":
        return
    standard = domain.env.domains.standard_domain
    if domain.builder.name in ONE_INDEX:
        standard.anonlabels[INDEX_PAGE] = (domain.env.config.root_doc, "")
        standard.labels[INDEX_PAGE] = (domain.env.config.root_doc, "", str(SmtpIndex.localname))
    elif taken_by := domain.index_taken_by:
        warn(Subtype.pages, __("the index of SMTP is not written, a page of the project has its name"), taken_by)
    elif not (has_index(domain) and _is_wanted(domain.env.config.html_domain_indices)):
        standard.anonlabels.pop(INDEX_PAGE, None)
        standard.labels.pop(INDEX_PAGE, None)


def _is_wanted(indices: bool | Collection[str]) -> bool:
    """Tell whether `html_domain_indices` asks for our index."""
    return bool(indices) if isinstance(indices, bool) else INDEX_PAGE in indices
