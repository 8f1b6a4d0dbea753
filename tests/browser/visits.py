"""What the tests do with a page: open it, and keep a picture of it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from browser.sites import Scheme, Site
    from playwright.sync_api import Page

MEASURES = Path(__file__).with_name("measures.js")
"""The script that each page has in addition; what it can measure is in `measures`."""


class Visit(Protocol):
    """Opens a page of a site, as a reader with a screen of a size and a preferred color scheme."""

    def __call__(
        self, site: Site, name: str, *, width: int = ..., height: int = ..., scheme: Scheme = ..., **options: Any
    ) -> Page: ...


def keep_picture(page: Page, name: str) -> None:
    """Save a picture of the whole page in the folder that SMTP_SCREENSHOTS names, if it does."""
    folder = os.environ.get("SMTP_SCREENSHOTS")
    if folder:
        page.screenshot(path=Path(folder, f"{name}.png"), full_page=True, animations="disabled")
