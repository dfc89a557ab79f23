"""A real browser: headless Chromium, as Debian packages it, driven by Playwright."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
MISSING = "Chromium is not installed here; .ci/run installs it"
# As root it starts without its sandbox only, and nothing is to be asked of its makers.
_PATIENCE = 10_000
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@contextmanager
def chromium() -> Iterator["Browser"]:
    """A browser of its own, with nothing remembered from another."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*_FLAGS])
        yield browser
        browser.close()


@contextmanager
def opened(browser: "Browser", file: Path, view: str = "", **context: Any) -> Iterator["Page"]:
    """A page from a file, with *view* behind its address; it must load nothing else and have no complaint.

    Nothing moves slowly there, for a click waits until its target stands still.
    """
    told: list[str] = []
    asked: list[str] = []
    with browser.new_context(**{"reduced_motion": "reduce", **context}) as surroundings:
        page = surroundings.new_page()
        page.on("console", lambda message: told.append(message.text))
        page.on("pageerror", lambda error: told.append(str(error)))
        page.on("dialog", lambda dialog: (told.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda request: asked.append(request.url))
        page.set_default_timeout(_PATIENCE)
        page.goto(f"{file.as_uri()}{view}")
        yield page
        assert (told, {url.partition("#")[0] for url in asked}) == ([], {file.as_uri()})
