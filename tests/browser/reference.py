"""A case of the library played along its reference path in a browser, whatever kinds of step it has."""

from functools import cache
from pathlib import Path

import yaml
from playwright.sync_api import Page, expect

LIBRARY = Path(__file__).resolve().parents[2] / "cases" / "library"
RANKED, NUMBERED = "leg-weakness", "cisplatin-unfit"


@cache
def read(slug: str) -> dict:
    """Of the sample as well."""
    (file,) = LIBRARY.rglob(f"{slug}.yaml")
    return yaml.safe_load(file.read_text(encoding="utf-8"))


def moves(slug: str) -> dict[str, dict]:
    """The moves of the reference path by the title of their step, with the step."""
    case = read(slug)
    steps = {step["slug"]: step for step in case["steps"]}
    return {steps[move["step"]]["title"]: {**move, "of": steps[move["step"]]} for move in case["reference"]}


def answer(page: Page, move: dict) -> None:
    if move["of"]["kind"] == "number":
        page.get_by_label("Number", exact=True).fill(move["number"])
        page.get_by_label("Unit", exact=True).select_option(move["of"]["number"]["unit"])
    elif move["of"]["kind"] == "ranking":
        for place, slug in enumerate(move["options"], start=1):
            page.locator(f"[name='place-{slug}']").select_option(str(place))
    else:
        for slug in move["options"]:
            page.locator(f"[name=pick][value='{slug}']").check()


def decide(page: Page) -> None:
    page.get_by_role("button", name="Decide").click()
    page.wait_for_url("**/decisions/*/")
    expect(page.locator("h1")).to_have_text("What happened")


def up_to(page: Page, slug: str, kind: str = "") -> Page:
    """Plays the reference path to the first question of that kind, or to the end."""
    page.goto(f"/cases/{slug}/")
    page.get_by_role("button", name="Start the case").click()
    page.wait_for_url("**/attempts/**")
    return go_on_from(page, slug, kind)


def go_on_from(page: Page, slug: str, kind: str = "") -> Page:
    """The same in an attempt that has begun."""
    script = moves(slug)
    while "/debrief/" not in page.url:
        title = page.locator("h1").inner_text()
        if title not in script:
            page.get_by_role("button", name="Go on").click()
            expect(page.locator("h1")).not_to_have_text(title)
            continue
        if script[title]["of"]["kind"] == kind:
            return page
        answer(page, script[title])
        decide(page)
        here = page.url
        page.locator("[data-go-on]").click()
        page.wait_for_url(lambda url, here=here: url != here)
    return page


def give_up_after_one(page: Page) -> None:
    """The first option of the first question in an attempt that has begun, and no more."""
    attempt = page.url
    while page.get_by_role("button", name="Go on").count():
        before = page.locator("h1").inner_text()
        page.get_by_role("button", name="Go on").click()
        expect(page.locator("h1")).not_to_have_text(before)
    page.locator("[name=pick]").first.check()
    decide(page)
    page.goto(attempt)
    page.locator(".leave > summary").click()
    page.get_by_role("button", name="Give up this attempt").click()
    page.wait_for_url("**/debrief/")
