"""Real people in the running site, and what a reviewer of theirs does without a mouse before there is a verdict."""

from playwright.sync_api import Page

from tests.browser.keyboard import enter, press, tick, write
from tests.chromium import Site
from tests.processes import manage

SECRET = "a long enough secret"
# No demo people: what these approve counts, and readers are told their names.
REAL_PEOPLE = """
from allauth.account.models import EmailAddress
from npcsite.accounts.models import RoleGrant, User
for name, role in {people!r}.items():
    user = User.objects.create_user(f"{{name}}@example.org", {secret!r}, name=name.title(), is_staff=bool(role))
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    RoleGrant.objects.bulk_create([RoleGrant(user=user, role=role)] if role else [])
"""


def add_people(site: Site, **people: str) -> None:
    """Names and their roles; empty is a learner."""
    code = REAL_PEOPLE.format(people=people, secret=SECRET)
    made = manage("shell", "-v0", "-c", code, data=site.data)
    assert made.returncode == 0, made.stderr
    site.passwords.update(dict.fromkeys(people, SECRET))


def open_review(page: Page, title: str) -> None:
    """From the queues, where other tests leave other texts."""
    page.goto("/admin/")
    enter(page, page.locator("a[href*='/admin/review/']").filter(has_text=title).first)


def state_interests(page: Page, name: str) -> None:
    enter(page, page.get_by_role("link", name="Make the statement now").first)
    write(page, "Your name, as it stands beside your approvals", name)
    write(page, "Your role, as it stands beside them", "Medical oncologist")
    write(page, "Your interests", "None")
    tick(page, page.get_by_label("My name and role stay beside what I approve, also after I have left."))
    press(page, "Make this statement")


def settle(page: Page) -> None:
    """Every remark and note that is open."""
    while page.locator(".beside li.open button").count():
        enter(page, page.locator(".beside li.open button").first)
