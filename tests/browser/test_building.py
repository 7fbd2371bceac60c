"""A case from nothing to its first player in a real browser: built, mended, submitted, reviewed twice, played."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import is_wider_than_the_screen, violations
from tests.browser.reference import decide

TITLE, SLUG = "A case made in a browser", "made-in-a-browser"
EDITOR, REVIEWERS, LEARNER = "eddie.editor", ("rita.reviewer", "ravi.reviewer"), "lena.learner"
CITED = "@GEM16"
ASKED = ("first-tests", "first-drug", "first-scan", "first-talk")
DOMAINS = (
    "diagnosis-and-staging",
    "systemic-treatment",
    "monitoring-and-follow-up",
    "communication-and-goals",
)
ENDINGS = ("all-well", "some-harm", "much-harm")


def fill(page: Page, values: dict[str, str | bool]) -> None:
    for name, value in values.items():
        field = page.locator(f'form.case-form [name="{name}"], form.case-fields [name="{name}"]').first
        if isinstance(value, bool):
            field.set_checked(value)
        elif field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("Saved.")


def add_rows(page: Page, name: str, rows: list[dict[str, str | bool]]) -> None:
    for at, row in enumerate(rows):
        page.get_by_role("button", name=f"Add another {name}").click()
        prefix = {"key decision": "key_decisions", "decision": "reference"}.get(name, f"{name}s")
        fill(page, {f"{prefix}-{at}-{field}": value for field, value in row.items()})


def options(number: int) -> list[dict[str, str | bool]]:
    texts = {
        "rationale": "It is what this made case teaches.",
        "when_right": "When the made patient had asked for it.",
        "consequence": "The made patient goes on.",
        "citations": CITED,
    }
    best = {"label": f"Right {number}", "credit": "best", "days": "7", "effects": "pain := pain - 1", **texts}
    wrong = {
        "label": f"Wrong {number}",
        "credit": "none",
        "harm": "critical" if number == 1 else "minor",
        **texts,
    }
    return [best, wrong]


def build_step(page: Page, number: int) -> None:
    slug = ASKED[number - 1]
    fill(page, {"body": "A made day.", "question": "What now?", "key_decision": f"key-{number}"})
    add_rows(page, "option", options(number))
    last = number == len(ASKED)
    ways = [{"when": f'chose("{slug}", "wrong-{number}")', "goto": ENDINGS[2 if number == 1 else 1]}]
    add_rows(page, "transition", [*ways, {"goto": ENDINGS[0] if last else ASKED[number]}])
    save(page)


def build(page: Page, slug: str) -> str:
    """The address of the case, whose vignette is still missing."""
    page.goto("/admin/cases/case/add/")
    fill(page, {"title": TITLE, "slug": slug})
    page.get_by_role("button", name="Make the case").click()
    home = page.url
    build_lists(page, home.replace("change/", "parts/"))
    add_steps(page, home)
    build_steps(page, home.replace("change/", "steps/"))
    page.goto(home.replace("change/", "parts/reference/"))
    path = [{"step": step, "options": f"right-{n}"} for n, step in enumerate(ASKED, 1)]
    add_rows(page, "decision", path)
    save(page)
    return home


def build_lists(page: Page, part: str) -> None:
    page.goto(f"{part}head/")
    told = {
        "staging": "AJCC/UICC 8th edition",
        "summary": "Made for a test.",
        "objectives": "Learn to build.",
    }
    fill(page, told)
    save(page)
    page.goto(f"{part}variables/")
    bounds = {"initial_value": "5", "low": "0", "high": "10"}
    add_rows(page, "variable", [{"label": "Pain", "type": "int", **bounds, "shown": True, "trend": True}])
    save(page)
    page.goto(f"{part}key_decisions/")
    rows = [
        {"slug": f"key-{n}", "label": f"Key {n}", "domain": domain, "weight": "1"}
        for n, domain in enumerate(DOMAINS, 1)
    ]
    add_rows(page, "key decision", rows)
    save(page)


def add_steps(page: Page, home: str) -> None:
    kinds = dict.fromkeys(ASKED, "single") | {ASKED[0]: "menu"} | dict.fromkeys(ENDINGS, "ending")
    for step, kind in kinds.items():
        page.goto(home)
        fill(page, {"title": step.replace("-", " ").capitalize(), "kind": kind})
        page.get_by_role("button", name="Add the step").click()


def build_steps(page: Page, steps: str) -> None:
    for number, slug in enumerate(ASKED, start=1):
        page.goto(f"{steps}{slug}/")
        build_step(page, number)
    for ending in ENDINGS:
        page.goto(f"{steps}{ending}/")
        fill(page, {"body": "It is over.", "fate": ending})
        save(page)
    page.goto(f"{steps}arrival/")
    fill(page, {"body": "A made patient arrives."})
    add_rows(page, "transition", [{"goto": ASKED[0]}])
    save(page)


def mend(page: Page, home: str) -> None:
    """Follows what the lint says to its page until no error is left."""
    page.goto(home)
    errors = page.locator(".md-findings li.error")
    errors.filter(has_text="E504").get_by_role("link").click()
    fill(page, {"max_select": "1"})
    save(page)
    page.goto(home)
    errors.filter(has_text="vignette").get_by_role("link").click()
    assert page.url.endswith("parts/head/#id_vignette")
    fill(page, {"vignette": "A made patient of 50 years, ECOG 1, comes with pain."})
    save(page)
    page.goto(home)
    expect(errors).to_have_count(0)


def look(page: Page, home: str) -> None:
    page.goto(home.replace("change/", "map/"))
    expect(page.locator("svg.case-map .box")).to_have_count(8)
    page.goto(home.replace("change/", "paths/"))
    expect(page.get_by_text("routes were followed")).to_be_visible()
    page.goto(home.replace("change/", f"preview/{ASKED[1]}/"))
    expect(page.get_by_role("heading", name="First drug")).to_be_visible()
    page.get_by_role("spinbutton", name="Pain").fill("9")
    page.get_by_role("button", name="Show with this patient").click()
    expect(page.locator(".chart").first).to_contain_text("9")


def submit(page: Page, home: str) -> None:
    page.goto(home)
    page.get_by_role("link", name="Submit for review").click()
    page.get_by_label("What has changed").fill("A new case.")
    page.get_by_role("button", name="Submit for review").click()
    expect(page.locator(".messagelist")).to_contain_text("Submitted")
    page.goto(home.replace("change/", "parts/head/"))
    expect(page.get_by_role("button", name="Save", exact=True)).to_have_count(0)


def state_interests(page: Page, review: str) -> None:
    page.goto(f"/admin/statement/?next={review}")
    page.get_by_label("Your name, as it stands beside your approvals").fill("Dr Made Reviewer")
    page.get_by_label("Your role, as it stands beside them").fill("Medical oncologist")
    page.get_by_label("Your interests").fill("None")
    page.get_by_label("My name and role stay beside what I approve").check()
    page.get_by_role("button", name="Make this statement").click()


def approve(page: Page) -> None:
    page.goto("/admin/")
    page.locator("a[href*='/admin/review/']", has_text=TITLE).first.click()
    review = page.url
    state_interests(page, review)
    page.goto(review)
    if page.get_by_role("button", name="Claim this review").count():
        page.get_by_role("button", name="Claim this review").click()
    expect(page.locator("svg.case-map")).to_be_visible()
    assert violations(page) == []
    for question in ("correct", "needed", "actionable"):
        page.locator(f"[name={question}][value=yes]").check()
    page.get_by_role("button", name="Approve", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("pproved")


def play(page: Page, slug: str) -> None:
    page.goto(f"/cases/{slug}/")
    page.get_by_role("button", name="Start the case").click()
    page.wait_for_url("**/attempts/**")
    page.get_by_role("button", name="Go on").click()
    for number in range(1, len(ASKED) + 1):
        page.locator(f"[name=pick][value='right-{number}']").check()
        decide(page)
        here = page.url
        page.locator("[data-go-on]").click()
        page.wait_for_url(lambda url, here=here: url != here)
    expect(page.locator(".result .score")).to_contain_text("100")


def test_a_case_is_built_mended_previewed_reviewed_twice_and_played(visit):
    editor = visit("/", person=EDITOR)
    home = build(editor, SLUG)
    mend(editor, home)
    look(editor, home)
    submit(editor, home)
    for person in REVIEWERS:
        approve(visit("/", person=person))
    play(visit("/", person=LEARNER), SLUG)


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(visit, scheme, width):
    page = visit("/", person=EDITOR, scheme=scheme, width=width)
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("/admin/cases/case/")
    page.locator("#result_list tbody th a").first.click()
    home = page.url.partition("?")[0].removesuffix("change/")
    step = page.locator(".case-building tbody th a").nth(1).get_attribute("href")
    pages = ["change/", "parts/variables/", "parts/findings/", "map/", "paths/", "preview/", "file/"]
    for address in (
        *(home + part for part in pages),
        step,
        "/admin/cases/case/add/",
        "/admin/cases/case/upload/",
    ):
        page.goto(address)
        # At its end nothing lies half under the bar of acts, which axe would call too small to be hit.
        page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
        assert violations(page) == [], address
        assert not is_wider_than_the_screen(page), address
    page.goto(step)
    fill(page, {"title": "", "options-0-effects": "x = 1"})
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".errornote")).to_be_visible()
    assert violations(page) == []


def test_a_case_is_built_without_scripts_and_a_row_is_added_by_the_keyboard(visit):
    page = visit("/", person=EDITOR, javascript=False)
    page.goto("/admin/cases/case/add/")
    fill(page, {"title": "Without scripts", "slug": "without-scripts"})
    page.get_by_role("button", name="Make the case").press("Enter")
    page.goto(page.url.replace("change/", "parts/findings/"))
    page.get_by_role("button", name="Add another finding").press("Enter")
    fill(page, {"findings-0-label": "Neck node", "findings-0-text": "Three centimetres."})
    page.get_by_role("button", name="Save", exact=True).press("Enter")
    expect(page.locator(".messagelist")).to_contain_text("Saved.")
    expect(page.locator("[name='findings-0-slug']")).to_have_value("neck-node")


def a_step(page: Page) -> str:
    """Opens the second step of the first case there is."""
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("/admin/cases/case/")
    page.locator("#result_list tbody th a").first.click()
    page.locator(".case-building tbody th a").nth(1).click()
    return page.url


def taken_up(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("button", name="Take it up again").click()


def test_a_draft_of_a_step_is_kept_within_ten_seconds_and_taken_up_again(visit):
    page = visit("/", person=EDITOR)
    address = a_step(page)
    page.locator("#id_title").fill("Typed and not saved")
    expect(page.locator("#desk-badge")).to_contain_text("Draft kept at", timeout=10_000)
    taken_up(page, address)
    expect(page.locator("#id_title")).to_have_value("Typed and not saved")
    assert violations(page) == []
    save(page)
    expect(page.locator("#id_title")).to_have_value("Typed and not saved")
    expect(page.locator(".desk-draft")).to_be_hidden()


def test_an_ended_session_loses_no_text_of_a_step(visit, site):
    page = visit("/", person=EDITOR)
    address = a_step(page)
    page.context.clear_cookies()
    page.locator("#id_title").fill("Typed after the session had ended")
    expect(page.locator("#desk-badge")).to_contain_text("you are signed out", timeout=10_000)
    page.get_by_role("button", name="Save", exact=True).click()
    site.sign_in(page, EDITOR)
    taken_up(page, address)
    expect(page.locator("#id_title")).to_have_value("Typed after the session had ended")
