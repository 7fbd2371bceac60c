"""Every page of the demo's program as those see it who run it, learn in it, or wrote its cases."""

import pytest

from tests.browser.axe import is_wider_than_the_screen, violations
from tests.journeys import of_the_demo

LEARNERS = ("/my-programs/", "/my-assignments/", "/my-notes/", "/my-record/looks/", "/join/")


def faults(page, addresses) -> list[str]:
    found = []
    for address in addresses:
        answer = page.goto(address)
        if answer.status != 200:
            found.append(f"{address}: {answer.status}")
        found += [f"{address}: {violation}" for violation in violations(page)]
        if is_wider_than_the_screen(page):
            found.append(f"{address}: wider than the screen")
    return found


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
def test_axe_finds_nothing_on_any_page_of_a_program(visit, width, scheme):
    page = visit("/", width=width, scheme=scheme, person="dora.director")
    assert faults(page, of_the_demo(page).values()) == []
    learner = visit("/", width=width, scheme=scheme, person="lena.learner")
    assert faults(learner, LEARNERS) == []
    author = visit("/admin/cases/case/", width=width, scheme=scheme, person="eddie.editor")
    case = author.locator("#result_list a[href$='/change/']").first.get_attribute("href")
    assert faults(author, [case.replace("/change/", "/figures/")]) == []
