"""What has to be done before there is anything to see: the journeys of `tests.screenshots` past single addresses."""

import re
from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser.reference import decide, up_to

CASE = "/cases/de-novo-bone-mets/"

Take = Callable[[Page, str], None]


def visit_all(page: Page, pages: dict[str, str], take: Take) -> None:
    for name, path in pages.items():
        page.goto(path)
        take(page, name)


def assessed(page: Page, take: Take) -> None:
    """An assessed attempt from the choice of the mode to its end, and what can be read after it."""
    page.goto(CASE)
    take(page, "modes")
    page.locator("[name=mode][value=assessed]").check()
    page.get_by_role("button", name=re.compile("Start|again|afresh")).click()
    page.wait_for_url("**/attempts/**")
    step = page.url
    page.locator("[name=pick]").first.check()
    page.locator("[name=certainty]").last.check()
    take(page, "assessed")
    decide(page)
    take(page, "assessed-happened")
    page.goto(CASE)
    take(page, "modes-under-way")
    page.goto(step)
    give_up(page)
    looked_back(page, take)


def tools(page: Page, take: Take) -> None:
    """What a learner has beside a question: an option ruled out, a flag, a note, a report, and offline."""
    visit_all(page, {"own-reports-none": "/reports/"}, take)
    page.goto(CASE)
    page.get_by_role("button", name=re.compile("Start|again|afresh")).click()
    page.wait_for_url("**/attempts/**")
    page.locator(".opt-row").nth(1).locator("[data-rule-out]").check()
    page.locator(".own-note summary").click()
    page.locator(".own-note textarea").fill("Ask about the neck first; look up when PET-CT comes before MRI.")
    page.get_by_role("button", name="Flag, to look at it again").click()
    page.locator("[data-said]").wait_for()
    take(page, "tools")
    page.get_by_role("button", name="Keyboard shortcuts").click()
    take(page, "tools-keys")
    page.locator("[data-keys] button").click()
    page.locator("[name=pick]").first.check()
    page.context.set_offline(True)
    page.get_by_role("button", name="Decide").click()
    page.locator(".decision-form [data-unsent]").wait_for()
    take(page, "tools-offline")
    page.context.set_offline(False)
    reporting(page, take)
    give_up(page)
    take(page, "debrief-flagged")
    page.goto("/reports/")
    take(page, "own-reports")


def reporting(page: Page, take: Take) -> None:
    page.get_by_role("link", name="Report a problem with this step").click()
    page.get_by_role("button", name="Send to the editors").click()
    page.locator(".error-summary").wait_for()
    take(page, "report-in-error")
    page.get_by_label("Something is unclear").check()
    page.get_by_label("In your words").fill("Does “first” mean this week, or before anything else?")
    page.get_by_role("button", name="Send to the editors").click()
    page.locator(".messages").wait_for()
    take(page, "reported")


def inbox(page: Page, take: Take) -> None:
    """The editors' side of what `tools` reported."""
    page.goto("/admin/cases/problemreport/")
    take(page, "admin-reports")
    page.locator("#result_list tbody th a").first.click()
    take(page, "admin-report")
    page.get_by_label("Answer to whoever reported it").fill("Before anything else. We will say so.")
    page.get_by_role("button", name="Answer").click()
    page.locator(".messages").wait_for()
    take(page, "admin-report-answered")


def timed(page: Page, take: Take, begin: Callable[[float], str]) -> None:
    """A time limit that runs short, and one that ran out; `begin` starts an attempt so many minutes ago."""
    late = begin(21)
    page.goto(late)
    take(page, "time-is-up")
    page.get_by_role("button", name="Close the attempt").click()
    page.wait_for_url("**/debrief/")
    take(page, "debrief-out-of-time")
    running = begin(16)
    page.goto(running)
    take(page, "timed")
    page.goto("/")
    take(page, "home-timed")
    page.goto("/me/")
    take(page, "my-page-timed")
    page.goto(running)
    give_up(page)


def rest(page: Page, take: Take) -> None:
    """Practice paused and gone on with, without scripts."""
    for name in ("Pause", "Go on"):
        with page.expect_navigation():
            page.get_by_role("button", name=name, exact=True).click()
        if name == "Pause":
            take(page, "paused")


def give_up(page: Page) -> None:
    page.locator("summary", has_text="Leave or give up").click()
    page.get_by_role("button", name="Give up this attempt").click()
    page.wait_for_url("**/debrief/")


def looked_back(page: Page, take: Take) -> None:
    """The debrief with how certain one was, a what-if and my page."""
    page.locator(".calibration summary").click()
    take(page, "debrief-certainty")
    page.get_by_role("link", name="What if I had chosen otherwise?").first.click()
    page.locator("[name=pick]").nth(1).check()
    page.get_by_role("button", name="See what would have been").click()
    page.wait_for_selector("#other")
    take(page, "what-if")
    page.goto("/me/")
    take(page, "my-page-with-figures")


def certified(page: Page, take: Take) -> None:
    """A case played to its end by somebody who is signed in, and the page that certifies it."""
    up_to(page, "rising-ebv-dna")
    page.get_by_role("link", name="Certificate of completion").click()
    page.wait_for_url("**/certificate/")
    take(page, "certificate")


def of_the_demo(page: Page) -> dict[str, str]:
    """Every page of the demo's program as its director has it, of its first cohort and of who stands first in it."""

    def first(within: str, part: str) -> str:
        page.goto(within)
        return page.locator(f"main a[href*='{part}']").first.get_attribute("href") or ""

    program = first("/programs/", "/programs/")
    cohort = first(program, "/cohorts/")
    learner = first(cohort, "/learners/")
    attempt = first(learner, "/attempts/")
    assignment = first(f"{cohort}assignments/", f"{program}assignments/")
    page.goto(f"{cohort}attention/")
    entry = page.locator(".card a[href*='/attention/']").first.get_attribute("href")
    page.goto(f"{cohort}items/")
    case = page.locator("[name=case] option").first.get_attribute("value")
    return {
        "programs": "/programs/",
        "program": program,
        "program-appoint": f"{program}people/new/",
        "program-limits": f"{program}attention/",
        "program-competencies": f"{program}competencies/",
        "cohort-new": f"{program}cohorts/new/",
        "cohort": cohort,
        "cohort-narrowed": f"{cohort}?name=Resident+0&former=on&sort=mean",
        "cohort-nobody": f"{cohort}?name=nobody",
        "cohort-domain": f"{cohort}?by=domain",
        "cohort-attention": f"{cohort}attention/",
        "cohort-put-aside": entry,
        "cohort-items": f"{cohort}items/",
        "cohort-items-case": f"{cohort}items/?case={case}",
        "cohort-misconceptions": f"{cohort}misconceptions/",
        "cohort-baseline": f"{cohort}baseline/",
        "cohort-packet": f"{cohort}packet/",
        "cohort-members": f"{cohort}members/",
        "cohort-ways-in": f"{cohort}ways-in/",
        "cohort-invite-file": f"{cohort}invite/file/",
        "cohort-edit": f"{cohort}edit/",
        "cohort-assignments": f"{cohort}assignments/",
        "assignment": assignment,
        "assignment-new": f"{cohort}assignments/new/",
        "assignment-edit": f"{assignment}edit/",
        "assignment-extend": f"{assignment}extensions/",
        "director-learner": learner,
        "director-attempt": attempt,
        "director-packet": f"{learner}packet/",
        "director-evidence": f"{learner}competencies/",
    }


def directed(page: Page, take: Take) -> None:
    visit_all(page, of_the_demo(page), take)


def recall(page: Page, take: Take, let_days_pass: Callable[[], None]) -> None:
    """What was missed above: not due yet, due, asked and told."""
    page.goto("/recall/")
    take(page, "recall-later")
    let_days_pass()
    visit_all(page, {"home-recall": "/", "recall": "/recall/"}, take)
    page.get_by_role("link", name=re.compile("^Decide")).click()
    take(page, "recall-item")
    page.locator("[name=pick]").first.check()
    page.get_by_role("button", name="Decide").click()
    page.wait_for_url("**/answers/**")
    take(page, "recall-answered")


def old_act(page: Page, take: Take) -> None:
    """The same question answered in two tabs."""
    page.goto(CASE)
    page.locator("main form button").first.click()
    page.wait_for_url("**/attempts/**")
    stale = page.context.new_page()
    stale.goto(page.url)
    act(page)
    act(stale)
    take(stale, "conflict")


def act(page: Page) -> None:
    """Goes on by one page, without scripts, as every page must allow."""
    onward = page.locator("[data-go-on]")
    options = page.locator(".opt input")
    if options.count():
        options.first.check()
    with page.expect_navigation():
        (onward.first if onward.count() else page.locator(".decision-form button")).click()


def build(page: Page, take: Take) -> None:
    """The pages of a case in the admin, with a draft that was not saved, and the deletion of a reference."""
    page.goto("/admin/cases/case/")
    page.locator("#result_list tbody th a").first.click()
    home = page.url.partition("?")[0].removesuffix("change/")
    take(page, "build")
    places = ("map", "paths", "preview", "figures", "file", "parts/findings")
    visit_all(page, {f"build-{place.rpartition('/')[2]}": f"{home}{place}/" for place in places}, take)
    page.goto(f"{home}parts/head/")
    page.locator("#id_summary").press_sequentially("More. ")
    page.locator("#desk-badge", has_text="Draft kept at").wait_for()
    page.once("dialog", lambda dialog: dialog.accept())
    page.goto(f"{home}parts/head/")
    take(page, "build-with-draft")
    page.goto("/admin/content/reference/")
    page.locator("#result_list tbody th a").first.click()
    page.goto(page.url.partition("?")[0].replace("/change/", "/remove/"))
    take(page, "write-reference-deletion")


def review(page: Page, take: Take) -> None:
    page.goto("/admin/")
    take(page, "admin-reviewer")
    page.locator("a[href*='/admin/review/']").first.click()
    take(page, "review")
