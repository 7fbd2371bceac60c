"""A case played in a real browser: with and without scripts, by mouse and by keys, on a phone, offline and back."""

import gzip
import re
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Page, expect

from tests.browser.axe import is_wider_than_the_screen, violations

CASE = "de-novo-bone-mets"
FILE = Path(__file__).resolve().parents[2] / "cases" / "library" / f"{CASE}.yaml"
STEPS_AT_MOST = 30


@pytest.fixture(scope="module")
def script() -> dict[str, list[str]]:
    """The picks of the reference path by the title of the step."""
    case = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    titles = {step["slug"]: step["title"] for step in case["steps"]}
    return {titles[move["step"]]: move["options"] for move in case["reference"]}


def start(page: Page) -> None:
    page.goto(f"/cases/{CASE}/")
    page.get_by_role("button", name="Start the case").click()
    page.wait_for_url("**/attempts/**")


def heading(page: Page) -> str:
    return page.locator("h1").inner_text()


def pick(page: Page, slugs: list[str]) -> None:
    for slug in slugs:
        page.locator(f"[name=pick][value='{slug}']").check()


def decide(page: Page) -> None:
    page.get_by_role("button", name="Decide").click()
    page.wait_for_url("**/decisions/*/")
    expect(page.locator("h1")).to_have_text("What happened")


def go_on(page: Page) -> None:
    here = page.url
    page.locator("[data-go-on]").click()
    page.wait_for_url(lambda url: url != here)


def next_question(page: Page) -> None:
    """Past the steps that only tell."""
    while page.get_by_role("button", name="Go on").count():
        before = heading(page)
        page.get_by_role("button", name="Go on").click()
        expect(page.locator("h1")).not_to_have_text(before)


def play(page: Page, script: dict[str, list[str]]) -> None:
    for _ in range(STEPS_AT_MOST):
        next_question(page)
        if "/debrief/" in page.url:
            return
        pick(page, script[heading(page)])
        decide(page)
        go_on(page)


@pytest.mark.parametrize(("javascript", "width"), [(True, 1280), (True, 320), (False, 1280), (False, 320)])
def test_home_to_reference_by_mouse(visit, script, javascript, width):
    page = visit("/", javascript=javascript, width=width)
    page.get_by_role("link", name="Start a case").click()
    page.get_by_role("button", name="Start the case").click()
    page.wait_for_url("**/attempts/**")
    play(page, script)
    expect(page.locator(".score")).to_contain_text("100")
    first = page.locator("details", has_text="MRI of nasopharynx").first
    first.locator("summary").first.click()
    first.get_by_role("link", name=re.compile("MRI for the primary")).click()
    page.wait_for_url("**/sections/**#rec-mri-local-staging")
    expect(page.locator("#rec-mri-local-staging")).to_be_in_viewport()
    assert page.locator("a[href^='https://doi.org/']").count()


def test_one_decision_is_one_request_and_the_focus_goes_to_the_heading(visit, script):
    page = visit("/")
    start(page)
    pick(page, script[heading(page)])
    requests = []
    page.on("request", lambda request: requests.append((request.method, request.url)))
    decide(page)
    # Chromium asks for the site's icon again whenever the address changes.
    assert [method for method, url in requests if "/static/" not in url] == ["POST"], requests
    expect(page.locator("h1")).to_be_focused()
    assert page.title().startswith("What happened")
    page.reload()
    expect(page.locator("h1")).to_have_text("What happened")


def test_a_whole_case_by_keys_alone(visit, script):
    page = visit("/")
    start(page)
    for _ in range(STEPS_AT_MOST):
        if "/debrief/" in page.url:
            break
        before = (page.url, heading(page))
        for slug in script.get(heading(page), []):
            key = page.locator(".opt", has=page.locator(f"[value='{slug}']")).locator("kbd").inner_text()
            page.keyboard.press(key)
        page.keyboard.press("Enter")
        page.wait_for_function(
            "([url, title]) => location.href !== url || document.querySelector('h1').innerText !== title",
            arg=before,
        )
    expect(page.locator(".score")).to_contain_text("100")


def test_the_list_of_keys_opens_by_a_key_and_switches_them_off(visit):
    page = visit("/")
    start(page)
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(dialog).to_be_visible()
    assert violations(page) == []
    dialog.get_by_label("Use these shortcuts").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("1")
    assert page.locator("[name=pick]:checked").count() == 0
    page.reload()
    page.keyboard.press("1")
    assert page.locator("[name=pick]:checked").count() == 0
    page.get_by_role("button", name="Keyboard shortcuts").click()
    page.get_by_label("Use these shortcuts").check()
    page.keyboard.press("Escape")
    page.keyboard.press("b")
    assert page.locator("[name=pick]:checked").count() == 1


@pytest.mark.parametrize("javascript", [True, False])
def test_deciding_without_a_choice_says_what_to_do_and_takes_the_focus(visit, javascript):
    page = visit("/", javascript=javascript)
    start(page)
    page.locator("[name=certainty]").nth(1).check()
    page.get_by_role("button", name="Decide").click()
    summary = page.locator(".error-summary")
    expect(summary).to_contain_text("Choose one option first.")
    expect(page.locator("[name=certainty]").nth(1)).to_be_checked()
    if javascript:
        expect(summary).to_be_focused()
        assert violations(page) == []


def test_offline_the_choice_stays_and_can_be_sent_when_the_connection_is_back(visit, script):
    page = visit("/")
    start(page)
    picks = script[heading(page)]
    pick(page, picks)
    page.context.set_offline(True)
    page.get_by_role("button", name="Decide").click()
    expect(page.locator(".decision-form [data-unsent]")).to_be_visible()
    assert page.locator("[name=pick]:checked").count() == len(picks)
    expect(page.get_by_role("button", name="Decide")).to_be_visible()
    page.context.set_offline(False)
    decide(page)


def test_a_reload_keeps_what_was_chosen_and_not_sent(visit, script):
    page = visit("/")
    start(page)
    picks = script[heading(page)]
    pick(page, picks)
    page.reload()
    assert page.locator("[name=pick]:checked").count() == len(picks)


def test_a_fault_of_the_server_does_not_take_the_question_away(visit, script):
    page = visit("/")
    start(page)
    pick(page, script[heading(page)])
    page.route("**/decide/", lambda route: route.fulfill(status=503, body="<h1>down</h1>"), times=1)
    page.get_by_role("button", name="Decide").click()
    expect(page.locator(".decision-form [data-unsent]")).to_be_visible()
    decide(page)


@pytest.mark.parametrize("javascript", [True, False])
def test_back_then_decide_shows_what_is_stored(visit, script, javascript):
    page = visit("/", javascript=javascript)
    start(page)
    stale = page.context.new_page()
    stale.goto(page.url)
    pick(page, script[heading(page)])
    decide(page)
    pick(stale, script[heading(stale)][:1])
    stale.get_by_role("button", name="Decide").click()
    expect(stale.locator("h1")).to_have_text("This was decided already")
    stale.get_by_role("link", name="Go on from what is kept").click()
    stale.wait_for_url("**/attempts/*/")
    page.go_back()
    expect(page.locator("h1")).not_to_have_text("What happened")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(visit, script, width, scheme):
    page = visit("/cases/", width=width, scheme=scheme)
    checked = []

    def check() -> None:
        checked.append(page.url)
        assert violations(page) == [], page.url
        assert not is_wider_than_the_screen(page), page.url

    check()
    page.goto(f"/cases/{CASE}/")
    check()
    start(page)
    while "/debrief/" not in page.url:
        next_question(page)
        for summary in page.locator("summary").all():
            if summary.is_visible():
                summary.click()
        check()
        pick(page, script[heading(page)])
        page.locator("[name=certainty]").nth(len(checked) % 3).check()
        decide(page)
        check()
        go_on(page)
    page.locator(".calibration summary").click()
    check()
    assert len(checked) > 10


def test_answer_rows_are_large_enough_to_touch(visit):
    page = visit("/", width=320)
    start(page)
    for row in page.locator(".opt, .conf label, main button:visible").all():
        box = row.bounding_box()
        assert box["height"] >= 44, row.inner_text()


def test_a_step_asks_for_eight_files_at_most_and_stays_within_its_weight(visit):
    page = visit("/help/")
    start(page)
    step = page.url
    fresh = visit("about:blank")
    fresh.context.add_cookies(page.context.cookies())
    loaded = []
    fresh.on("response", lambda answer: loaded.append(answer))
    fresh.goto(step)
    fresh.wait_for_load_state("networkidle")
    assert len(loaded) <= 8, " ".join(answer.url.rsplit("/", 1)[-1] for answer in loaded)
    assert len(gzip.compress(loaded[0].body())) <= 15_000
    scripts = [answer.body() for answer in loaded if answer.url.split("?")[0].endswith(".js")]
    assert sum(len(gzip.compress(body)) for body in scripts) <= 20_000
