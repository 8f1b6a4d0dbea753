"""Addresses of sections in documents."""

from __future__ import annotations

import re
from typing import Final

_TRACKERS: Final = "https://github.com"
_THREAD: Final = r"([\w.-]+/[\w.-]+)#([0-9]+)"
"""A thread of a public issue tracker, as a citation names it in place of a section."""


def section_address(document: str, section: str, address: str) -> str:
    """Return the address of a section of a document.

    >>> section_address("RFC 5321", "4.2.3", "https://www.rfc-editor.org/rfc/rfc5321.html")
    'https://www.rfc-editor.org/rfc/rfc5321.html#section-4.2.3'
    >>> section_address("RFC 5321", "Appendix F.1", "https://www.rfc-editor.org/rfc/rfc5321.html")
    'https://www.rfc-editor.org/rfc/rfc5321.html#appendix-F.1'
    >>> section_address("Issue trackers on GitHub", "nodemailer/nodemailer#1484", "https://github.com")
    'https://github.com/nodemailer/nodemailer/issues/1484'
    """
    if (thread := re.fullmatch(_THREAD, section)) and address == _TRACKERS:
        return f"{address}/{thread[1]}/issues/{thread[2]}"
    if not section or not document.startswith("RFC "):
        return address
    if section.startswith("Appendix "):
        return f"{address}#appendix-{section.removeprefix('Appendix ')}"
    return f"{address}#section-{section}"
