"""A director invites from a file, and two learners open the links of their mails, agree, and are in the cohort."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import is_wider_than_the_screen, violations
from tests.browser.founding import accepts, invites, links, people


def sound(page: Page) -> None:
    """Where scripts run, without which axe cannot look."""
    assert violations(page) == [], page.url
    assert not is_wider_than_the_screen(page), page.url


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
