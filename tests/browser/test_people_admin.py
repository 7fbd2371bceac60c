"""People in the admin, in a browser: by keyboard, on a phone, in the dark, with nothing axe objects to."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import is_wider_than_the_screen, violations

PAGES = (
    "/admin/accounts/user/",
    "/admin/accounts/user/1/change/",
    "/admin/accounts/user/act/grant/?people=1",
    "/admin/accounts/user/act/deactivate/?people=1&people=2",
    "/admin/accounts/accountevent/",
    "/admin/accounts/accountevent/1/change/",
    "/admin/guide/",
)


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(visit, scheme, width):
    page = visit("/", person="sam", scheme=scheme, width=width)
    found = []
    for path in PAGES:
        assert page.goto(path).status == 200
        found += [f"{path}: {fault}" for fault in violations(page)]
        if is_wider_than_the_screen(page):
            found.append(f"{path}: wider than the screen")
    assert found == []


def test_a_role_is_given_and_taken_from_the_list_by_keyboard(visit):
    page = visit("/admin/accounts/user/?q=lena.learner", person="sam")
    page.get_by_role("checkbox", name="Select this object for an action").focus()
    page.keyboard.press("Space")
    page.get_by_label("Action:").focus()
    page.keyboard.type("Give a role")
    page.get_by_role("button", name="Go", exact=True).press("Enter")
    page.get_by_label("Director").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Give a role").press("Enter")
    expect(page.get_by_text("Give a role: done for lena.learner@example.org.")).to_be_visible()
    page.goto("/admin/accounts/user/?q=lena.learner")
    page.get_by_role("link", name="lena.learner@example.org").press("Enter")
    page.get_by_role("link", name="Take a role").press("Enter")
    page.get_by_label("Director").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Take a role").press("Enter")
    expect(page.get_by_text("Take a role: done for lena.learner@example.org.")).to_be_visible()
