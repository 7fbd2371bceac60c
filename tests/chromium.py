"""The site on gunicorn and a Chromium to visit it, for browser tests and screenshots."""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.processes import HOST, free_port, manage, start, stop, wait_until_served

ARGUMENTS = (
    "--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
DEMO = re.compile(r"^\s+(\S+)@example\.org\s+(\S{12,})\s", re.MULTILINE)
SUPERUSER = ("sam@example.org", "a long enough secret")
MAKE_SUPERUSER = """
from allauth.account.models import EmailAddress
from npcsite.accounts.models import User
sam = User.objects.create_superuser({0!r}, {1!r}, name="Sam")
EmailAddress.objects.create(user=sam, email=sam.email, verified=True, primary=True)
"""


@dataclass(frozen=True)
class Site:
    """A running copy with the library and the demo people; `passwords` by the part of the address before the @."""

    port: int
    data: Path
    passwords: dict[str, str]

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}"

    def sign_in(self, page: Page, who: str) -> None:
        """`who` is "lena.learner", "eddie.editor" … or "sam" the superuser."""
        email, password = (SUPERUSER) if who == "sam" else (f"{who}@example.org", self.passwords[who])
        page.goto(f"{self.url}/accounts/login/")
        page.get_by_label("Email").fill(email)
        page.get_by_label("Password", exact=True).fill(password)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(f"{self.url}/")


def executable() -> str | None:
    """`CHROMIUM` names another than the system's."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def running_site(data: Path) -> Iterator[Site]:
    """Prepared by the README's own command, then served by the same server with the same arguments."""
    prepared = manage("quickstart", "--no-serve", data=data)
    assert prepared.returncode == 0, prepared.stdout + prepared.stderr
    made = manage("shell", "-v0", "-c", MAKE_SUPERUSER.format(*SUPERUSER), data=data)
    assert made.returncode == 0, made.stderr
    port = free_port()
    server = start("manage.py", "quickstart", "--port", str(port), data=data)
    try:
        wait_until_served(server, port)
        yield Site(port, data, dict(DEMO.findall(prepared.stdout)))
    finally:
        stop(server)
