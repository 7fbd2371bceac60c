"""A real server, a real browser, and visitors who complain about policy errors and requests that leave the site.

Without Chromium these tests are skipped with a reason; with `REQUIRE_BROWSER=1` they fail instead.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

from tests.chromium import Site, chromium, executable, running_site

# Playwright keeps an event loop in this thread, and Django would refuse the database there.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@dataclass
class Complaints:
    """What no page may cause."""

    site: Site
    seen: list[str] = field(default_factory=list)

    def console(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text or "Content-Security-Policy" in message.text:
            self.seen.append(f"policy: {message.text}")

    def request(self, request: Request) -> None:
        if not request.url.startswith((f"{self.site.url}/", "data:", "blob:")):
            self.seen.append(f"left the site: {request.url}")

    def crash(self, error: Exception) -> None:
        self.seen.append(f"script: {error}")

    def watch(self, context: BrowserContext) -> None:
        context.on("console", self.console)
        context.on("request", self.request)
        context.on("weberror", lambda event: self.crash(event.error))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if executable() is None:
        missing = "Chromium is not installed (apt-get install chromium, or name one by CHROMIUM)"
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail(missing)
        pytest.skip(missing)
    with chromium() as launched:
        yield launched


@pytest.fixture(scope="session")
def site(browser, tmp_path_factory) -> Iterator[Site]:
    """One copy for all browser tests; a test that changes something makes its own attempt or person."""
    with running_site(tmp_path_factory.mktemp("browser")) as running:
        yield running


@pytest.fixture
def complaints(site) -> Complaints:
    return Complaints(site)


@pytest.fixture
def visit(browser, site, complaints) -> Iterator[Callable[..., Page]]:
    """`visit("/path/", width=320, scheme="dark", javascript=False, person="lena.learner")` opens a new visitor's page.

    A test in which a visitor met a policy error, a script error or a request to elsewhere fails at its end.
    """
    contexts = []

    def open_page(path="/", *, width=1280, scheme="light", javascript=True, person=None) -> Page:
        context = browser.new_context(
            base_url=site.url,
            color_scheme=scheme,
            java_script_enabled=javascript,
            viewport={"width": width, "height": 800},
        )
        contexts.append(context)
        complaints.watch(context)
        page = context.new_page()
        if person:
            site.sign_in(page, person)
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints.seen == []
