"""Programs of real people in a browser's site: founded by hand, filled by a file, joined by mailed links."""

import re

from playwright.sync_api import Page, expect

from tests.processes import manage

PASSWORD = "a long enough secret"
LINK = re.compile(r"^To: (\S+)@example\.org$.*?http\S+(/join/\S+/)", re.MULTILINE | re.DOTALL)
END_OF_MAIL = "-" * 79
# Nobody of the demo: simulated people join no program of real ones.
MAKE_PEOPLE = """
from allauth.account.models import EmailAddress
from django.utils import timezone
from cases.programs.services.founding import found_program
from npcsite.accounts.models import User
for name in {names!r}:
    user = User.objects.create_user(f"{{name}}@example.org", {password!r}, name=name.title(), audience="resident")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
director = User.objects.get(email={names!r}[0] + "@example.org")
found_program(name={program!r}, time_zone="Asia/Singapore", director=director, actor=None, at=timezone.now())
"""
# The site's mails go to its console; those of the command can be read here.
FORGET_MAILS = "from cases.programs.models import Invitation; Invitation.objects.update(mailed_at=None)"


def people(site, *names, program) -> None:
    made = manage(
        "shell",
        "-v0",
        "-c",
        MAKE_PEOPLE.format(names=names, password=PASSWORD, program=program),
        data=site.data,
    )
    assert made.returncode == 0, made.stderr
    site.passwords.update(dict.fromkeys(names, PASSWORD))


def links(site) -> dict[str, str]:
    """By name, out of the mails that the command sends, among which are others without a link."""
    assert manage("shell", "-v0", "-c", FORGET_MAILS, data=site.data).returncode == 0
    sent = manage("tick", data=site.data)
    assert sent.returncode == 0, sent.stderr
    mails = sent.stdout.replace("\r\n", "\n").split(END_OF_MAIL)
    return dict(found.groups() for found in map(LINK.search, mails) if found)


def invites(page: Page, program: str, content: str, look) -> None:
    page.goto("/programs/")
    page.get_by_role("link", name=program).click()
    page.get_by_role("link", name="Add a cohort").click()
    look(page)
    page.get_by_label("Name").fill("2026")
    page.get_by_role("button", name="Add a cohort").click()
    page.get_by_role("link", name=re.compile(r"^Invite\b")).click()
    look(page)
    page.get_by_role("link", name="Invite from a CSV file").click()
    look(page)
    file = {"name": "people.csv", "mimeType": "text/csv", "buffer": content.encode("utf-16")}
    page.get_by_label("CSV file").set_input_files(file)
    page.get_by_role("button", name="Read the file").click()
    expect(page.locator("h1")).to_have_text("What the file would do")
    expect(page.locator("main")).to_contain_text("2 of 3 rows would be invited into 2026.")
    expect(page.locator("main")).to_contain_text("Not an e-mail address (1)")
    look(page)
    page.get_by_role("button", name="Invite 2 people").click()
    expect(page.locator("main")).to_contain_text("2 people are invited.")
    expect(page.locator("main")).to_contain_text("0 accepted, 2 waiting")
    look(page)


def accepts(page: Page, link: str, look) -> None:
    page.goto(link)
    expect(page.locator("main")).to_contain_text("Coordinators see your name and address")
    look(page)
    page.get_by_role("button", name="I agree, and join").click()
    page.wait_for_url("**/my-programs/")
    expect(page.locator("main")).to_contain_text("You agreed on")
    look(page)
