"""Accessibility rules in the browser."""

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Page) -> list[str]:
    """A line for each element that breaks a rule; none is the only good answer."""
    # To read imported sheets axe would add inline styles, which the policy refuses and the visitor complains about.
    options = {"runOnly": {"type": "tag", "values": TAGS}, "preload": False}
    found = Axe().run(page, options=options).response["violations"]
    return [f"{rule['id']}: {node['html'][:140]}" for rule in found for node in rule["nodes"]]


def violations_of(html: str, url: str, copy: Page) -> list[str]:
    """Of a page that a browser without scripts was given, opened as a copy without its scripts in `copy`.

    Axe is itself a script of the page, so it cannot ask where the page may run none. The copy's styles are the site's.
    """

    def answer(route: Route) -> None:
        if route.request.is_navigation_request():
            route.fulfill(body=without_scripts(html), content_type="text/html; charset=utf-8")
        else:
            route.continue_()

    copy.route("**/*", answer)
    copy.goto(url)
    found = violations(copy)
    copy.unroute("**/*", answer)
    return found


def without_scripts(html: str) -> str:
    """What is meant for browsers without scripts is part of the page."""
    bare = re.sub(r"<script\b.*?</script>", "", html, flags=re.DOTALL)
    assert "<script" not in bare
    return re.sub(r"</?noscript>", "", bare)


def is_wider_than_the_screen(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
