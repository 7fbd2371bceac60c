"""A rotation from the file of invitations to the spreadsheet: what is read on the screen is what the file says."""

import csv
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import is_wider_than_the_screen, violations
from tests.browser.founding import accepts, invites, links, people
from tests.browser.reference import give_up_after_one, go_on_from, read

CASE = "transplant-recipient"
TITLE = read(CASE)["title"]
NOTE, REPLY = "What would have made you ask first?", "The transplant: I did not weigh it."


def assigns(page: Page) -> None:
    page.get_by_role("link", name="Assignments", exact=True).click()
    page.get_by_role("link", name="Set an assignment").click()
    page.get_by_label("Title").fill("First week")
    page.get_by_label(TITLE, exact=True).check()
    for label, days in (("Opens", -1), ("Due", 7)):
        at = datetime.now() + timedelta(days=days)  # noqa: DTZ005 - as typed, in the program's zone
        page.get_by_label(label, exact=True).fill(f"{at:%Y-%m-%dT%H:%M}")
    page.get_by_label("Mode").select_option("assessed")
    page.get_by_label("Certainty is asked").uncheck()
    page.get_by_label("Threshold").fill("70")
    page.get_by_role("button", name="Keep it").click()
    expect(page.locator("h1")).to_have_text("First week")
    expect(page.locator("main")).to_contain_text("0 of 2 members")


def starts(page: Page) -> None:
    page.goto("/my-assignments/")
    expect(page.locator("main")).to_contain_text(TITLE)
    page.get_by_role("button", name="Start", exact=True).click()
    page.wait_for_url("**/attempts/**")


def plays_well(page: Page) -> None:
    starts(page)
    go_on_from(page, CASE)
    expect(page.locator("main")).to_contain_text("of 100")


def gives_up(page: Page) -> None:
    starts(page)
    give_up_after_one(page)


def shown(page: Page) -> dict[str, dict[str, str]]:
    """The table as it stands on the screen, by name and the head of the column."""
    heads = [head.split("▴")[0].strip() for head in page.locator(".heat thead th").all_inner_texts()]
    found = {}
    for row in page.locator(".heat tbody tr").all():
        cells = [" ".join(cell.split()) for cell in row.locator("th, td").all_inner_texts()]
        found[cells[0]] = dict(zip((" ".join(head.split()) for head in heads), cells, strict=True))
    return found


def taken(page: Page, kind: str, what: str, folder: Path) -> list[dict[str, str]]:
    """A file for a spreadsheet, opened again: its rows, every cell as the words it would show."""
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile(rf"^{kind}\s*: {what}$")).click()
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    if kind == "CSV":
        with file.open(encoding="utf-8-sig", newline="") as read_again:
            return list(csv.DictReader(read_again))
    head, *rows = openpyxl.load_workbook(file).worksheets[0].iter_rows(values_only=True)
    return [
        {key: "" if cell is None else str(cell) for key, cell in zip(head, row, strict=True)} for row in rows
    ]


def writes(page: Page) -> None:
    page.locator("summary", has_text="Write a note").first.click()
    page.get_by_label("Your words").first.fill(NOTE)
    page.get_by_role("button", name="Write a note on this decision").first.click()
    expect(page.locator("main")).to_contain_text("Not yet read by the learner")


def replies(page: Page) -> None:
    page.goto("/my-notes/")
    note = page.locator(".thread", has_text=NOTE)
    note.locator("summary").click()
    note.get_by_label("Your words").fill(REPLY)
    note.get_by_role("button", name="Reply").click()
    expect(page.locator("main")).to_contain_text(REPLY)


@dataclass(frozen=True)
class Cohort:
    """Two who have joined, one who plays well and one who gives up, and who leads them."""

    names: tuple[str, str]
    director: Page
    well: Page
    badly: Page
    look: Callable[[Page], None]

    def works(self) -> None:
        assigns(self.director)
        self.look(self.director)
        plays_well(self.well)
        gives_up(self.badly)
        self.director.reload()
        expect(self.director.locator("main")).to_contain_text("2 of 2 members")
        self.look(self.director)

    def is_in_its_files_as_on_the_screen(self, folder: Path) -> None:
        page, (ann, ben) = self.director, self.names
        page.get_by_role("link", name="2026", exact=True).click()
        page.get_by_role("link", name="Table", exact=True).click()
        table = shown(page)
        self.look(page)
        assert set(table) == {ann, ben}
        assert table[ann][TITLE].startswith("100"), table
        assert "given up" in table[ben][TITLE], table
        rows = taken(page, "XLSX", "this table", folder)
        compared(table, rows)
        told = [(row["Learner"], row["Score of 100"]) for row in rows]
        assert [
            (row["Learner"], row["Score of 100"]) for row in taken(page, "CSV", "this table", folder)
        ] == told

    def is_decision_by_decision_as_in_the_file(self, folder: Path) -> None:
        page, (_ann, ben) = self.director, self.names
        decisions = taken(page, "XLSX", "every decision", folder)
        assert len(taken(page, "CSV", "every decision", folder)) == len(decisions)
        (of_ben,) = (row for row in decisions if row["Learner"] == ben)
        page.locator(".heat tr", has_text=ben).locator("td a").click()
        page.wait_for_url("**/attempts/*/")
        self.look(page)
        assert page.locator("section.decision").count() == 1
        expect(page.locator("section.decision h3")).to_contain_text(of_ben["Step"])
        expect(page.locator("section.decision")).to_contain_text(of_ben["Answer"])

    def talks(self) -> None:
        writes(self.director)
        replies(self.badly)
        self.look(self.badly)
        self.director.reload()
        expect(self.director.locator("main")).to_contain_text(REPLY)


@pytest.mark.parametrize("look", [(True, 1280, "light"), (False, 320, "dark")])
def test_a_rotation_runs_from_a_file_of_invitations_to_a_spreadsheet(site, visit, tmp_path, look):
    seen = dict(zip(("javascript", "width", "scheme"), look, strict=True))
    mark = f"rotates{seen['width']}"
    dana, ann, ben = (f"{name}{mark}" for name in ("dana", "ann", "ben"))
    program = f"River hospital {mark}"
    people(site, dana, ann, ben, program=program)

    def sound(page: Page) -> None:
        assert not seen["javascript"] or violations(page) == [], page.url
        assert not is_wider_than_the_screen(page), page.url

    director, well, badly = (visit("/", person=name, **seen) for name in (dana, ann, ben))
    invites(director, program, f"{ann}@example.org\tAnn\n{ben}@example.org\tBen\nnonsense\t\n", sound)
    sent = links(site)
    accepts(well, sent[ann], sound)
    accepts(badly, sent[ben], sound)
    cohort = Cohort((ann.title(), ben.title()), director, well, badly, sound)
    cohort.works()
    cohort.is_in_its_files_as_on_the_screen(tmp_path)
    cohort.is_decision_by_decision_as_in_the_file(tmp_path)
    cohort.talks()
    badly.goto("/my-record/looks/")
    expect(badly.locator("main")).to_contain_text(dana.title())


def compared(table: dict[str, dict[str, str]], rows: list[dict[str, str]]) -> None:
    """Every number of the screen is in the file, and the file knows nobody else."""
    assert {row["Learner"] for row in rows} == set(table)
    for row in rows:
        shown_row = table[row["Learner"]]
        cell = shown_row[row["Case"]].split()
        assert (cell[0] if cell[0].isdigit() else "") == row["Score of 100"], row
        assert ("unsafe" in cell) == (row["Unsafe"] == "yes"), row
        mean = shown_row["Mean"].split(" n = ")[0]
        assert mean == (row["Learner: mean score of 100"] or "not enough data"), row
        assert shown_row["Finished"] == row["Learner: cases with a score (n)"], row
        assert shown_row["Unsafe"].removeprefix("■ ") == row["Learner: unsafe cases"], row
