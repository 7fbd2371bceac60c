"""What every page shares, in a real browser: looks, keyboard, policy, budgets."""

import gzip
from urllib.parse import urldefrag, urljoin

import pytest
from playwright.sync_api import expect

from tests.browser.axe import is_wider_than_the_screen, violations

GUEST_PAGES = (
    "/",
    "/help/",
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/password/reset/",
    "/nowhere/",
)
LEARNER_PAGES = (
    "/",
    "/accounts/",
    "/accounts/profile/",
    "/accounts/email/",
    "/accounts/password/change/",
    "/accounts/reauthenticate/",
    "/accounts/second-factor/",
    "/accounts/second-factor/totp/activate/",
    "/accounts/sessions/",
    "/accounts/data/",
    "/accounts/delete/",
    "/accounts/logout/",
)
STAFF_PAGES = ("/admin/", "/admin/accounts/user/", "/admin/accounts/user/1/change/")
CRAWL_AT_MOST = 150


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("person", [None, "lena.learner"])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(visit, person, scheme, width):
    page = visit("/", person=person, scheme=scheme, width=width)
    for path in LEARNER_PAGES if person else GUEST_PAGES:
        page.goto(path)
        assert violations(page) == [], path
        assert not is_wider_than_the_screen(page), path


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_a_form_in_error(visit, scheme):
    page = visit("/accounts/signup/", scheme=scheme, width=320)
    page.get_by_role("button", name="Create account").click()
    summary = page.locator(".error-summary")
    expect(summary).to_be_focused()
    assert violations(page) == []
    summary.get_by_role("link", name="Name").click()
    expect(page.get_by_label("Name")).to_be_focused()


def test_the_first_tab_leads_past_the_masthead(visit):
    page = visit("/help/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_focus_is_always_to_be_seen(visit, scheme):
    page = visit("/", scheme=scheme)
    for _ in range(8):
        page.keyboard.press("Tab")
        outline = page.evaluate("getComputedStyle(document.activeElement).outline")
        assert "solid 3px" in outline, page.evaluate("document.activeElement.outerHTML")


@pytest.mark.parametrize("javascript", [True, False])
def test_signing_in_and_out_works_with_and_without_scripts(visit, javascript):
    page = visit("/", javascript=javascript, person="lena.learner")
    page.get_by_role("link", name="Sign out").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()


def test_signing_in_needs_no_mouse(visit, site):
    page = visit("/accounts/login/")
    page.get_by_label("Email").focus()
    page.keyboard.type("rita.reviewer@example.org")
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.name") != "password":
        page.keyboard.press("Tab")
    page.keyboard.type(site.passwords["rita.reviewer"])
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site.url}/")


def test_a_form_pressed_twice_is_sent_once_and_says_that_it_is_busy(visit):
    page = visit("/accounts/login/")
    page.get_by_label("Email").fill("nobody@example.org")
    page.get_by_label("Password", exact=True).fill("wrong")
    posts, words = [], []
    page.on("request", lambda request: posts.append(request.url) if request.method == "POST" else None)
    page.route("**/accounts/login/", lambda route: (page.wait_for_timeout(300), route.continue_()))
    words = page.evaluate(
        """() => { const button = document.querySelector("main form button");
                   button.click(); button.click();
                   return [button.textContent, button.getAttribute("aria-disabled")]; }"""
    )
    page.wait_for_load_state("networkidle")
    assert words == ["Signing in…", "true"]
    assert len(posts) == 1


def test_being_offline_is_said_and_taken_back(visit):
    page = visit("/accounts/login/")
    banner = page.get_by_text("You are offline.")
    expect(banner).to_be_hidden()
    page.context.set_offline(True)
    expect(banner).to_be_visible()
    assert violations(page) == []
    page.context.set_offline(False)
    expect(banner).to_be_hidden()


@pytest.mark.parametrize("person", [None, "lena.learner"])
def test_a_crawl_of_every_link_meets_no_fault(visit, site, person):
    """Policy errors and requests to elsewhere are collected by the visitor; here every page must answer as well."""
    page = visit("/", person=person)
    waiting, seen = ["/"], set()
    while waiting and len(seen) < CRAWL_AT_MOST:
        path = waiting.pop(0)
        if path in seen:
            continue
        seen.add(path)
        answer = page.goto(path)
        assert answer.status in (200, 410), path  # 410: another test has retired a section of this site
        for link in page.eval_on_selector_all(
            "a[href]:not([download])", "links => links.map(link => link.getAttribute('href'))"
        ):
            target = urldefrag(urljoin(f"{site.url}{path}", link))[0]
            if target.startswith(f"{site.url}/") and "/admin/" not in target:
                waiting.append(target.removeprefix(site.url))
    assert len(seen) > 8


@pytest.mark.parametrize(
    "misdeed",
    [
        "document.body.setAttribute('style', 'color: red')",
        "document.body.append(Object.assign(document.createElement('style'), {textContent: 'p { color: red }'}))",
        "document.body.append(Object.assign(document.createElement('script'), {textContent: '1'}))",
        "document.body.append(Object.assign(new Image(), {src: 'https://elsewhere.example/x.png'}))",
        "setTimeout(() => { throw new Error('a script that fails') })",
    ],
)
def test_the_visitor_notices_every_misdeed_of_a_page(visit, complaints, misdeed):
    """Without this control the crawl above would prove nothing."""
    page = visit("/")
    page.evaluate(f"() => {{ {misdeed} }}")
    page.wait_for_timeout(200)
    assert complaints.seen
    complaints.seen.clear()


def test_the_admin_keeps_to_the_policy(visit):
    page = visit("/", person="sam")
    for path in STAFF_PAGES:
        assert page.goto(path).status == 200
        assert page.locator("#site-name").is_visible()


def test_the_weight_of_a_page_stays_within_its_budget(visit):
    page = visit("about:blank")
    loaded = []
    page.on("response", lambda answer: loaded.append(answer))
    page.goto("/")
    page.wait_for_load_state("networkidle")
    weight = {
        kind: sum(len(gzip.compress(a.body())) for a in loaded if f".{kind}" in a.url)
        for kind in ("css", "js")
    }
    html = len(gzip.compress(loaded[0].body()))
    assert weight["css"] <= 15_000
    assert weight["js"] <= 20_000 - 12_900, "htmx alone takes 12.9 kB on the pages that use it"
    assert html <= 15_000
    assert len(loaded) <= 8


def test_the_page_stands_still_while_it_loads(visit):
    page = visit("about:blank")
    page.add_init_script(
        """window.shift = 0;
           new PerformanceObserver(list => list.getEntries().forEach(e => window.shift += e.value))
             .observe({type: "layout-shift", buffered: true});"""
    )
    page.goto("/")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.shift") <= 0.05


def test_on_a_phone_the_way_out_is_on_the_account_page(visit):
    page = visit("/", width=320, person="eddie.editor")
    page.get_by_role("link", name="Account").click()
    page.get_by_role("link", name="Sign out").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()
    assert not is_wider_than_the_screen(page)
