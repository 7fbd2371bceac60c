"""A director invites from a file, and two learners open the links of their mails, agree, and are in the cohort."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import is_wider_than_the_screen, violations
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


def sound(page: Page) -> None:
    """Where scripts run, without which axe cannot look."""
    assert violations(page) == [], page.url
    assert not is_wider_than_the_screen(page), page.url


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


@pytest.mark.parametrize(
    ("javascript", "width", "scheme"), [(True, 320, "dark"), (True, 1280, "light"), (False, 1280, "light")]
)
def test_two_learners_invited_from_a_file_join_by_their_mails(site, visit, javascript, width, scheme):
    mark = f"{'with' if javascript else 'without'}{width}"
    dana, ann, ben = (f"{name}{mark}" for name in ("dana", "ann", "ben"))
    program = f"Hill hospital {mark}"
    people(site, dana, ann, ben, program=program)
    seen = {"javascript": javascript, "width": width, "scheme": scheme}

    def look(page: Page) -> None:
        if javascript:
            sound(page)

    director = visit("/programs/", person=dana, **seen)
    invites(director, program, f"{ann}@example.org\tAnn\n{ben}@example.org\tBen\nnonsense\t\n", look)
    sent = links(site)
    for name in (ann, ben):
        accepts(visit("/", person=name, **seen), sent[name], look)
    director.reload()
    expect(director.locator("main")).to_contain_text("2 accepted, 0 waiting")
    director.get_by_role("link", name="2026", exact=True).click()
    expect(director.locator("h1")).to_have_text("Members")
    for name in (ann, ben):
        expect(director.locator("main")).to_contain_text(f"{name}@example.org")
    look(director)


def test_a_link_opened_by_somebody_else_says_what_to_do(site, visit):
    people(site, "dirk", "anna", "otti", program="Valley hospital")
    invites_nobody = visit("/programs/", person="dirk")
    invites(
        invites_nobody,
        "Valley hospital",
        "anna@example.org\tAnna\nbea@example.org\tBea\nnonsense\t\n",
        lambda _page: None,
    )
    somebody = visit("/", person="otti")
    somebody.goto(links(site)["anna"])
    expect(somebody.locator("h1")).to_have_text("This invitation does not open")
    expect(somebody.locator("main")).not_to_contain_text("Valley hospital")
    sound(somebody)
