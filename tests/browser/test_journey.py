"""The learner's whole way by keyboard alone: sign-up to deletion, with scripts on a dark phone, and without any."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import is_wider_than_the_screen, violations, violations_of
from tests.browser.learner import Keyboard
from tests.browser.reference import moves
from tests.chromium import Site
from tests.past import let_days_pass
from tests.processes import manage

SAMPLE, PRACTISED, ASSESSED = "three-steps", "rising-ebv-dna", "hbv-carrier"
PASSWORD = "zebras wind the clocks"
CONFIRMATION = """
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
print(EmailConfirmationHMAC(EmailAddress.objects.get(email={0!r})).key)
"""
STEPS_AT_MOST = 30


@dataclass(frozen=True)
class Journey:
    """One visitor; every page they come to is looked at before they go on.

    Without scripts axe looks at a copy of it, in the page `copy`, which may run some.
    """

    page: Page
    site: Site
    name: str
    copy: Page | None = None

    @property
    def keys(self) -> Keyboard:
        return Keyboard(self.page)

    @property
    def email(self) -> str:
        return f"{self.name}@example.org"

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name)

    def link(self, name: str) -> Locator:
        return self.page.get_by_role("link", name=name).first

    def look(self) -> None:
        assert self.violations() == [], self.page.url
        assert not is_wider_than_the_screen(self.page), self.page.url

    def look_at_print(self) -> None:
        for page in filter(None, (self.page, self.copy)):
            page.emulate_media(media="print")
        assert self.violations() == [], f"{self.page.url} in print"
        for page in filter(None, (self.page, self.copy)):
            page.emulate_media(media="screen")

    def violations(self) -> list[str]:
        if self.copy is None:
            return violations(self.page)
        return violations_of(self.page.content(), self.page.url, self.copy)

    def sign_up(self) -> None:
        self.look()
        self.keys.follow(self.link("Sign in"), "**/login/")
        self.keys.follow(self.link("Create one"), "**/signup/")
        self.look()
        self.keys.type("Email", self.email)
        self.keys.type("Name", f"Dr {self.name.title()}")
        self.keys.choose(self.page.get_by_label("Resident", exact=True))
        self.keys.type("Password", PASSWORD)
        self.keys.type("Password (again)", PASSWORD)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url("**/confirm-email/")
        self.look()

    def confirm(self) -> None:
        """By the link that was mailed, which the site makes from the address and its key alone."""
        made = manage("shell", "-v0", "-c", CONFIRMATION.format(self.email), data=self.site.data)
        self.page.goto(f"/accounts/confirm-email/{made.stdout.strip()}/")
        self.look()
        self.keys.follow(self.button("Yes, confirm it"), "**/login/**")
        self.look()
        self.keys.type("Email", self.email)
        self.keys.type("Password", PASSWORD)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(f"{self.site.url}/")
        self.look()

    def start(self, slug: str, mode: str = "") -> None:
        if mode:
            self.keys.choose(self.page.locator(f"[name=mode][value={mode}]"))
        self.keys.follow(self.page.locator("main form button").first, "**/attempts/*/")
        self.look()

    def to_a_question(self, slug: str) -> str:
        """Past the steps that only tell; "" at the end."""
        for _ in range(STEPS_AT_MOST):
            title = self.page.locator("h1").inner_text()
            if title in moves(slug) or "/debrief/" in self.page.url:
                return title if title in moves(slug) else ""
            self.keys.press(self.button("Go on"))
            expect(self.page.locator("h1")).not_to_have_text(title)
        raise AssertionError("the case does not end")

    def decide(self, slug: str, title: str, certainty: int | None = None) -> None:
        for option in moves(slug)[title]["options"]:
            self.keys.choose(self.page.locator(f"[name=pick][value='{option}']"))
        if certainty:
            self.keys.choose(self.page.locator(f"[name=certainty][value='{certainty}']"))
        self.keys.press(self.button("Decide"))
        self.page.wait_for_url("**/decisions/*/")
        expect(self.page.locator("h1")).to_have_text("What happened")
        self.look()

    def go_on(self) -> None:
        here = self.page.url
        self.keys.press(self.page.locator("[data-go-on]"))
        self.page.wait_for_url(lambda url: url != here)

    def play(self, slug: str) -> None:
        """The reference path to its debrief."""
        while title := self.to_a_question(slug):
            self.look()
            self.decide(slug, title)
            self.go_on()
        expect(self.page.locator(".score")).to_contain_text("100")
        self.look()

    def to_case(self, slug: str) -> None:
        self.keys.follow(self.link("Cases"), "**/cases/")
        self.look()
        self.keys.follow(self.page.locator(f"main a[href='/cases/{slug}/']").first, f"**/cases/{slug}/")
        self.look()

    def sample(self) -> None:
        self.keys.follow(self.link("Try the sample"), f"**/cases/{SAMPLE}/")
        self.look()
        self.start(SAMPLE)
        self.play(SAMPLE)

    def practise(self) -> None:
        self.to_case(PRACTISED)
        self.start(PRACTISED, "practice")
        self.play(PRACTISED)
        self.keys.follow(self.page.locator("a[href$='/certificate/']").first, "**/certificate/")
        expect(self.page.locator("main")).to_contain_text(f"Dr {self.name.title()}")
        self.look()
        self.look_at_print()

    def be_assessed(self) -> None:
        """Two decisions, the second not sure; then it is given up, and what was reached counts."""
        self.to_case(ASSESSED)
        self.start(ASSESSED, "assessed")
        for certainty in (3, 1):
            self.decide(ASSESSED, self.to_a_question(ASSESSED), certainty)
            expect(self.page.locator("main")).not_to_contain_text("What your choice was worth")
            self.go_on()
        self.keys.press(self.page.locator(".leave > summary"))
        self.keys.follow(self.button("Give up this attempt"), "**/debrief/")
        expect(self.page.locator("main")).to_contain_text("assessed attempt at this case")
        self.look()

    def recall(self) -> None:
        """What was right without being sure comes back; not before its day, which is brought about here."""
        debrief = self.page.url
        self.keys.follow(self.link("your recall queue"), "**/recall/")
        expect(self.page.locator("main")).to_contain_text("Nothing is due now")
        self.look()
        let_days_pass(self.site.data)
        self.page.reload()
        self.look()
        self.keys.follow(self.link("Decide"), "**/recall/*/")
        self.look()
        self.keys.choose(self.page.locator("[name=pick]").first)
        self.keys.press(self.button("Decide"))
        expect(self.page.locator("main")).to_contain_text("This decision comes back on")
        self.look()
        self.page.goto(debrief)

    def ask_what_if(self) -> None:
        before = self.stored()
        self.keys.follow(self.link("What if I had chosen otherwise?"), "**/what-if/*/")
        self.look()
        self.keys.choose(self.page.locator("[name=pick]").last)
        self.keys.press(self.button("See what would have been"))
        expect(self.page.locator("#other")).to_be_attached()
        self.look()
        assert self.stored() == before, "a what-if leaves no trace"

    def see_my_page(self) -> None:
        self.page.goto("/")
        self.look()
        self.keys.follow(self.link("My page"), "**/me/")
        expect(self.page.locator(".mine")).to_contain_text("given up")
        self.look()

    def stored(self) -> dict:
        """Their own data as the export gives it, without the moment of the export."""
        self.page.goto("/accounts/data/")
        self.look()
        with self.page.expect_download() as download:
            self.keys.press(self.link("Download my data"))
        told = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
        told.pop("made_at")
        self.page.go_back()
        return told

    def delete(self) -> None:
        self.page.goto("/accounts/")
        self.look()
        self.keys.follow(self.page.locator("main a[href='/accounts/delete/']"), "**/delete/")
        self.look()
        self.keys.choose(self.page.locator("[name=understood]"))
        self.keys.press(self.button("Delete it for good"))
        expect(self.page.locator("main")).to_contain_text("Your account is deleted.")
        self.look()


def on_disk(site: Site, name: str) -> list[str]:
    kept = [path for path in site.data.rglob("*") if path.is_file()]
    return [path.name for path in kept if name.encode() in path.read_bytes().lower()]


def test_axe_finds_in_the_copy_what_is_wrong_with_a_page_without_scripts(visit):
    """The control of the journey without scripts: the page itself is good, and each of these faults is found."""
    page, copy = visit("/accounts/login/", javascript=False), visit("/")
    html = page.content()
    assert violations_of(html, page.url, copy) == []
    for right, wrong in ((' lang="en"', ""), ('for="id_login"', ""), ("<h1", "<h4"), ("<main", "<div")):
        assert right in html
        assert violations_of(html.replace(right, wrong), page.url, copy), right


@pytest.mark.parametrize(
    ("scripts", "width", "scheme"),
    [(True, 320, "dark"), (False, 320, "dark")],
    ids=["with scripts on a dark phone", "without scripts on a dark phone"],
)
def test_from_sign_up_to_deletion_by_keyboard_alone(visit, site, scripts, width, scheme):
    name = f"zebra{'fink' if scripts else 'crossing'}"
    page = visit("/", width=width, scheme=scheme, javascript=scripts)
    copy = None if scripts else visit("/", width=width, scheme=scheme)
    journey = Journey(page, site, name, copy)
    journey.sign_up()
    journey.confirm()
    journey.sample()
    journey.practise()
    journey.be_assessed()
    journey.recall()
    journey.ask_what_if()
    journey.see_my_page()
    assert len(journey.stored()["cases.Attempt"]) == 3
    assert on_disk(site, name)
    journey.delete()
    assert on_disk(site, name) == []
