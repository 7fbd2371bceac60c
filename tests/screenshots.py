"""Every page at 320 and 1280 px, light and dark, into `screenshots/`, for somebody to look at:
`python -m tests.screenshots`, or with words that the names of the wanted pages contain.

With content, empty, and in error. A fault is overflow, clipped or overlapping text, weak contrast, an empty
state without a next step, two primary buttons, a plot one cannot read.
"""

import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.browser.reference import NUMBERED, RANKED, answer, decide, moves, up_to
from tests.chromium import Site, chromium, running_site
from tests.journeys import (
    CASE,
    Take,
    act,
    assessed,
    build,
    certified,
    directed,
    inbox,
    old_act,
    recall,
    rest,
    review,
    timed,
    tools,
    visit_all,
)
from tests.past import DEMO, DRAFTED, RETIRED, begin_timed, let_days_pass, make_past
from tests.phone import code_for

FOLDER = Path(__file__).resolve().parent.parent / "screenshots"
LOOKS = [(scheme, width) for scheme in ("light", "dark") for width in (320, 1280)]
STEPS_AT_MOST = 20

GUEST = {
    "home": "/",
    "help": "/help/",
    "sign-in": "/accounts/login/",
    "sign-up": "/accounts/signup/",
    "password-reset": "/accounts/password/reset/",
    "bad-link": "/accounts/confirm-email/no-such-key/",
    "not-found": "/nowhere/",
    "guideline": "/articles/",
    "section": "/sections/first-line-systemic-therapy/",
    "disclaimer": "/notices/disclaimer/",
    "editorial-policy": "/notices/editorial-policy/",
    "glossary": "/glossary/",
    "trials": "/trials/",
    "corrections": "/corrections/",
    "changes": "/sections/first-line-systemic-therapy/changes/",
    "article-changes": "/articles/metastatic-npc/changes/",
    "difference": "/sections/first-line-systemic-therapy/changes/1/2/",
    "draft-beside": f"/sections/{DRAFTED}/",
    "demo-approval": f"/sections/{DEMO}/",
    "tombstone": f"/sections/{RETIRED}/",
    "as-of-refused": "/trials/?as_of=yesterday",
    "as-of-too-early": "/trials/?as_of=2001-01-01",
    "cases": "/cases/",
    "cases-none-fits": "/cases/?level=specialist&minutes=5",
    "case": CASE,
    "recall-guest": "/recall/",
}
LEARNER = {
    "my-programs": "/my-programs/",
    "my-assignments": "/my-assignments/",
    "my-notes": "/my-notes/",
    "my-record-looks": "/my-record/looks/",
    "join": "/join/",
    "my-page": "/me/",
    "recall-none": "/recall/",
    "account": "/accounts/",
    "account-profile": "/accounts/profile/",
    "account-email": "/accounts/email/",
    "account-password": "/accounts/password/change/",
    "account-again": "/accounts/reauthenticate/",
    "account-factor": "/accounts/second-factor/",
    "account-factor-set-up": "/accounts/second-factor/totp/activate/",
    "account-sessions": "/accounts/sessions/",
    "account-data": "/accounts/data/",
    "account-delete": "/accounts/delete/",
    "sign-out": "/accounts/logout/",
    "forbidden": "/admin/",
}
WITH_FACTOR = {
    "account-with-factor": "/accounts/",
    "account-factor-on": "/accounts/second-factor/",
    "account-codes": "/accounts/second-factor/recovery-codes/",
    "account-codes-new": "/accounts/second-factor/recovery-codes/generate/",
    "account-code-again": "/accounts/second-factor/reauthenticate/",
    "account-factor-remove": "/accounts/second-factor/totp/deactivate/",
}
STAFF = {
    "admin": "/admin/",
    "admin-people": "/admin/accounts/user/",
    "admin-person": "/admin/accounts/user/1/change/",
    "admin-person-role": "/admin/accounts/user/act/grant/?people=1",
    "admin-person-off": "/admin/accounts/user/act/deactivate/?people=1&people=2",
    "admin-account-events": "/admin/accounts/accountevent/",
    "admin-guide": "/admin/guide/",
}
REVIEWER = {
    "admin-statement": "/admin/statement/",
    "admin-verdicts-none": "/admin/verdicts/mine/",
    "admin-reaffirm": "/admin/reaffirm/1/",
}

WRITTEN = ("article", "section", "notice", "glossary", "term", "comparison")


def refused_forms(page: Page, take: Take) -> None:
    page.goto("/accounts/signup/")
    page.get_by_role("button", name="Create account").click()
    take(page, "sign-up-in-error")
    page.goto("/accounts/login/")
    page.get_by_label("Email").fill("nobody@example.org")
    page.get_by_label("Password", exact=True).fill("wrong")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_selector(".error-summary")
    take(page, "sign-in-in-error")


def second_factor(page: Page, take: Take) -> None:
    """Set up, looked at, taken down again for the next look."""
    page.goto("/accounts/second-factor/totp/activate/")
    page.get_by_label("Authenticator code").fill(code_for(page.locator(".secret").text_content()))
    page.get_by_role("button", name="Set it up").click()
    page.wait_for_selector(".codes")
    visit_all(page, WITH_FACTOR, take)
    page.goto("/accounts/second-factor/totp/deactivate/")
    page.get_by_role("button", name="Remove it").click()
    page.wait_for_url("**/second-factor/")


def play(page: Page, take: Take) -> None:
    """The first option of every question to the end: step, refused answer, feedback, debrief."""
    page.goto(CASE)
    with page.expect_navigation():
        page.locator("main form button").first.click()
    for number in range(1, STEPS_AT_MOST):
        if "/debrief/" in page.url:
            break
        take(page, f"play-{number:02}")
        if number == 1:
            rest(page, take)
        if number == 3:
            page.goto("/")
            take(page, "home-under-way")
            page.go_back()
        act(page)
    take(page, "debrief")


def other_kinds(page: Page, take: Take) -> None:
    """A ranking and a number: asked, refused, with their feedback."""
    for slug, kind in ((RANKED, "ranking"), (NUMBERED, "number")):
        up_to(page, slug, kind)
        take(page, kind)
        page.get_by_role("button", name="Decide").click()
        page.wait_for_selector(".error-summary")
        take(page, f"{kind}-in-error")
        answer(page, moves(slug)[page.locator("h1").inner_text()])
        decide(page)
        take(page, f"{kind}-feedback")


def write(page: Page, take: Take) -> None:
    """The forms of an editor: opened, with a citation looked up, refused, and an act of the workflow."""
    for model in WRITTEN:
        page.goto(f"/admin/content/{model}/")
        page.locator("#result_list tbody th a").first.click()
        page.wait_for_selector(".desk-bar")
        page.locator(".barred summary").click()
        take(page, f"write-{model}")
    page.goto("/admin/content/section/")
    page.get_by_role("link", name="Oligometastatic disease", exact=True).click()
    form, whole = page.url, page.get_by_role("link", name="Whole page, as saved").get_attribute("href")
    acts = {
        f"write-act-{act}": form.replace("/change/", f"/act/{act}/")
        for act in ("submit", "roll_back", "retire")
    }
    visit_all(page, {"write-whole": whole, "write-keys": "/admin/keys/", **acts}, take)
    page.goto("/admin/content/section/add/")
    page.get_by_role("button", name="Save").click()
    page.wait_for_selector(".errornote")
    take(page, "write-in-error")
    page.locator("#id_body").focus()
    page.keyboard.press("Control+k")
    page.keyboard.type("toripalimab")
    page.wait_for_selector("#picker-found li")
    take(page, "write-picker")


def public(visitor: Callable[..., Page], take: Take) -> None:
    guest = visitor()
    visit_all(guest, GUEST, take)
    guest.goto(GUEST["changes"])
    guest.get_by_role("link", name="Read as it stood then").last.click()
    take(guest, "earlier-state")
    refused_forms(guest, take)
    play(visitor(scripts=False), take)
    other_kinds(visitor(), take)
    old_act(visitor(scripts=False), take)


def signed_in(visitor: Callable[..., Page], take: Take, site: Site) -> None:
    learner = visitor("lena.learner")
    take(learner, "home-signed-in")
    visit_all(learner, LEARNER, take)
    assessed(learner, take)
    timed(learner, take, lambda ago: begin_timed(site.data, who="lena.learner", ago=ago))
    recall(learner, take, lambda: let_days_pass(site.data))
    tools(learner, take)
    certified(learner, take)
    directed(visitor("dora.director"), take)
    second_factor(visitor("ravi.reviewer"), take)
    visit_all(visitor("sam"), STAFF, take)
    reviewer = visitor("rita.reviewer")
    visit_all(reviewer, REVIEWER, take)
    review(reviewer, take)
    editor = visitor("eddie.editor")
    write(editor, take)
    build(editor, take)
    inbox(editor, take)


def tour(browser: Browser, site: Site, look: tuple[str, int], wanted: list[str]) -> None:
    scheme, width = look

    def take(page: Page, name: str) -> None:
        if not wanted or any(word in name for word in wanted):
            page.screenshot(path=FOLDER / f"{name}-{width}-{scheme}.png", full_page=True)

    def visitor(person: str | None = None, *, scripts: bool = True) -> Page:
        context = browser.new_context(
            base_url=site.url,
            color_scheme=scheme,
            viewport={"width": width, "height": 800},
            java_script_enabled=scripts,
        )
        page = context.new_page()
        if person:
            site.sign_in(page, person)
        return page

    public(visitor, take)
    signed_in(visitor, take, site)


def main(wanted: list[str]) -> None:
    FOLDER.mkdir(exist_ok=True)
    data = Path(tempfile.mkdtemp())
    try:
        with running_site(data) as site, chromium() as browser:
            make_past(data)
            for look in LOOKS:
                tour(browser, site, look, wanted)
    finally:
        shutil.rmtree(data, ignore_errors=True)


if __name__ == "__main__":
    main(sys.argv[1:])
