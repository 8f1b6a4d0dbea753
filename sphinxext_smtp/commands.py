"""The two commands as they are installed: each looks first whether the graph can be found."""

from __future__ import annotations

import sys

from sphinxext_smtp.shadow import told_shadow


def smtp_codes() -> int:
    """Run ``smtp-codes`` and return its exit status."""
    if _is_hidden("smtp-codes"):
        return 1
    from knowledge.smtp.shell.main import main

    return main()


def sphinx_smtp_pages() -> int:
    """Run ``sphinx-smtp-pages`` and return its exit status."""
    if _is_hidden("sphinx-smtp-pages"):
        return 1
    from sphinxext_smtp.pages.cli import main

    return main()


def _is_hidden(command: str) -> bool:
    told = told_shadow()
    if told:
        sys.stderr.write(f"{command}: {told}\n")
    return bool(told)
