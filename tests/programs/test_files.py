"""A cohort's files: opened again they hold the numbers of the screen, counted here once more from what is stored."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

import pytest
from django.test import Client
from django.urls import reverse

from cases.models import Attempt
from cases.programs.models import Program
from npcsite.accounts.models import User
from tests.accounts.codes import sign_in
from tests.cases.players import text
from tests.cases.stories import story
from tests.programs.exporting import (
    FILES,
    ZONE,
    address,
    book,
    cohort_of,
    from_csv,
    from_xlsx,
    known,
    local,
    own,
)
from tests.programs.founding import founded

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort(dora):
    return cohort_of(dora)


@pytest.fixture
def client(dora):
    client = Client()
    sign_in(client, dora)
    return client


def test_the_workbook_of_the_table_has_every_number_of_the_screen(client, cohort):
    rows = from_xlsx(client, cohort, "roster", former="on")
    assert len(rows) == 5 * 2
    for row in rows:
        user = User.objects.get(pk=row["Learner number"])
        mine = known(cohort, user)
        titled = [one for one in mine if one.document.title == row["Case"]]
        assessed = [one for one in titled if one.mode == "assessed"]
        practised = [own(one).score for one in titled if one.mode == "practice"]
        assert row["Learner"] == str(user)
        assert row["Attempts that are over"] == len(titled)
        assert row["Score of 100"] == (round(own(assessed[0]).score) if assessed else None)
        exact = row["Exact score"]
        assert (exact if exact is None else Decimal(str(exact))) == (
            own(assessed[0]).score if assessed else None
        )
        assert row["Unsafe"] == (("yes" if own(assessed[0]).unsafe else "no") if assessed else None)
        assert row["Best of practice, of 100"] == (round(max(practised)) if practised else None)
        firsts = {one.document_id: one for one in reversed(mine) if one.mode == "assessed"}
        scores = [Fraction(own(one).score) for one in firsts.values()]
        assert row["Learner: cases with a score (n)"] == len(scores)
        reached = sum(key["reached"] for one in firsts.values() for key in own(one).parts()["key_decisions"])
        assert row["Learner: key decisions in them (n)"] == reached
        assert row["Learner: mean score of 100"] == (
            round(sum(scores) / len(scores)) if reached >= 5 else None
        )
        assert row[f"Learner: last active ({ZONE})"] == local(max(one.ended_at for one in mine))


def told_decisions(attempt) -> Iterator[tuple]:
    """By hand: position, moment and certainty of each decision that asks for something."""
    for event in attempt.events.all()[1:]:
        if event.kind == "decided" and event.decided().picks:
            yield (event.position, local(event.at), event.decided().certainty)


def test_the_workbook_of_decisions_has_a_row_for_each_that_is_stored(client, cohort):
    rows = from_xlsx(client, cohort, "trail", former="on")
    wanted = [
        (str(user), user.pk, str(one.pk), one.mode, *decision)
        for user in sorted(User.objects.filter(memberships__cohort=cohort), key=lambda one: str(one))
        for one in known(cohort, user)
        for decision in told_decisions(one)
    ]
    columns = (
        "Learner", "Learner number", "Attempt", "Mode", "Position", f"Decided ({ZONE})", "Certainty of 3",
    )  # fmt: skip
    assert [tuple(row[name] for name in columns) for row in rows if row["Kind of step"] != "info"] == wanted
    for attempt in Attempt.objects.filter(pk__in={row["Attempt"] for row in rows}):
        counts = {row["Counts: first assessed"] for row in rows if row["Attempt"] == str(attempt.pk)}
        first = next((one for one in known(cohort, attempt.learner) if one.mode == "assessed"
                      and one.document_id == attempt.document_id), None)  # fmt: skip
        assert counts == {"yes" if attempt == first else "no"}
        told = sorted(
            row["Credit"] for row in rows if row["Attempt"] == str(attempt.pk) and row["Key decision"]
        )
        keys = own(attempt).parts()["key_decisions"]
        assert told == sorted(round(float(Fraction(key["credit"])), 3) for key in keys if key["reached"])


@pytest.mark.parametrize("name", ["roster", "trail", "items"])
def test_both_formats_hold_the_same(client, cohort, name):
    of_book, of_text = (
        from_xlsx(client, cohort, name, former="on"),
        from_csv(client, cohort, name, former="on"),
    )
    assert len(of_book) == len(of_text) > 0
    for rich, plain in zip(of_book, of_text, strict=True):
        for head, cell in rich.items():
            if isinstance(cell, int | float):
                assert float(plain[head]) == cell
            else:
                assert plain[head].removeprefix("'") == (cell or "")


def test_no_name_or_title_is_computed(client, cohort):
    assert {row["Learner"][:2] for row in from_csv(client, cohort, "roster") if "cmd" in row["Learner"]} == {
        "'="
    }
    assert {row["Case"][:2] for row in from_csv(client, cohort, "trail")} == {"'="}
    for name in ("roster", "trail", "items"):
        sheet = book(client, cohort, name)[name]
        cells = [cell for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("=")]
        assert cells
        assert {(cell.data_type, cell.quotePrefix) for cell in cells} == {("s", True)}


def test_items_are_the_figures_of_the_screen(client, cohort):
    rows = from_xlsx(client, cohort, "items")
    one = from_xlsx(client, cohort, "items", case="made-1")
    assert one == [row for row in rows if row["Case"] == "=1+1"]
    shown = text(
        client.get(reverse("programs:items", args=[cohort.program_id, cohort.pk]), {"case": "made-1"})
    )
    firsts = [
        next(one for one in known(cohort, user) if one.document.slug == "made-1")
        for user in User.objects.filter(memberships__cohort=cohort)
    ]
    completed = [one for one in firsts if one.state == "completed"]
    for row in one:
        assert row["Attempts (n)"] == len(completed)
        assert row["Chosen by"] == sum(row["Option"] in picks_at(one, row["Step"]) for one in completed)
        assert f"{row['Facility of 100']:.1f}" in shown


def picks_at(attempt, title) -> list[str]:
    """By hand: the labels picked at the step of this title of the made story."""
    [step] = [step for step in story()["steps"] if step["title"] == title]
    labels = {option["slug"]: option["label"] for option in step["options"]}
    taken = (event.decided() for event in attempt.events.all()[1:] if event.kind == "decided")
    return [labels[pick] for decided in taken if decided.step == step["slug"] for pick in decided.picks]


def test_the_filter_of_the_screen_is_that_of_the_file(client, cohort):
    assert len({row["Learner"] for row in from_csv(client, cohort, "roster")}) == 4
    assert len({row["Learner"] for row in from_csv(client, cohort, "trail")}) == 4
    assert len({row["Learner"] for row in from_csv(client, cohort, "trail", former="on")}) == 5
    assert {row["Learner"] for row in from_csv(client, cohort, "trail", name="02")} == {"Learner 02"}
    for name in ("roster", "trail"):
        assert {row["Case"] for row in from_csv(client, cohort, name, case="made-2")} == {"'=1+2"}
    by_domain = from_csv(client, cohort, "roster", by="domain")
    assert len(by_domain) == 4 * 7
    assert {row["Mean credit"] == "" for row in by_domain if int(row["Key decisions (n)"]) < 5} == {True}


@pytest.mark.parametrize("name", FILES)
def test_a_cohort_of_nobody_has_files_with_a_head_alone(client, dora, name):
    empty = founded(dora, name="Nobody")
    what, kind = name.split("_")
    assert (from_csv if kind == "csv" else from_xlsx)(client, empty, what) == []


def test_simulated_people_are_in_the_files_of_a_demo_only(client, cohort):
    User.objects.filter(memberships__cohort=cohort).update(is_simulated=True)
    for name in ("roster", "trail", "items"):
        assert from_csv(client, cohort, name) == []
    Program.objects.update(is_demo=True)
    for name in ("roster", "trail", "items"):
        assert {row["Simulated"] for row in from_csv(client, cohort, name)} == {"yes"}


def test_the_page_leads_to_its_files_with_its_filter(client, cohort):
    html = text(client.get(address(cohort, "cohort"), {"by": "domain", "former": "on"}))
    for name in ("roster_csv", "roster_xlsx", "trail_csv", "trail_xlsx"):
        assert f"{address(cohort, name)}?former=on&amp;by=domain" in html
