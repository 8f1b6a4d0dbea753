"""A browser, the sites that it looks at, and visits to their pages."""

from __future__ import annotations

import importlib.util
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from browser.sites import THEMES, served
from browser.visits import MEASURES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from browser.sites import Scheme, Site
    from browser.visits import Visit
    from playwright.sync_api import Browser, Page

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")

FONTS = Path(__file__).parent / "fonts.conf"
"""What a font family means to the browser, so that widths are the same on every machine."""

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
"""The last one leaves the browser no host but this machine."""


def chromium_program() -> str | None:
    """Return the path of Chromium, or None if it is not there."""
    return os.environ.get("SMTP_CHROMIUM") or next(filter(None, map(shutil.which, PROGRAMS)), None)


def give_up(reason: str) -> None:
    """Skip the test, or fail where a browser is a must."""
    if os.environ.get("SMTP_BROWSER") == "required":
        pytest.fail(f"SMTP_BROWSER is 'required', but {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests."""
    if importlib.util.find_spec("playwright") is None:
        give_up("playwright is not installed")
    program = chromium_program()
    if program is None:
        give_up(f"no Chromium is found: none of {', '.join(PROGRAMS)} is on the PATH, and SMTP_CHROMIUM is not set")
    from playwright.sync_api import sync_playwright

    os.environ.setdefault("FONTCONFIG_FILE", str(FONTS))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session", params=THEMES)
def site(request: pytest.FixtureRequest, chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site in each of the themes."""
    with served(request.param, tmp_path_factory) as found:
        yield found


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Visit]:
    """Opens pages; fails if one asks another host for something."""
    contexts = []
    elsewhere: list[str] = []

    def visit(
        site: Site, name: str, *, width: int = 1440, height: int = 900, scheme: Scheme = "light", **options: Any
    ) -> Page:
        context = chromium.new_context(viewport={"width": width, "height": height}, color_scheme=scheme, **options)
        contexts.append(context)
        context.add_init_script(path=MEASURES)
        context.on("request", lambda request: elsewhere.extend([request.url] * site.is_elsewhere(request.url)))
        page = context.new_page()
        page.goto(site.url(name))
        return page

    yield visit
    for context in contexts:
        context.close()
    assert elsewhere == []
