"""Drawings of published arms: what they draw is what the table prints, and what may not be drawn is not."""

import re
from copy import deepcopy
from decimal import Decimal

import pytest
from django.utils.html import escape

from content.editorial.public import kind_of
from content.selectors.evidence import DRAWABLE, drawing_of, hazard_words
from content.selectors.numbering import Numbering
from content.selectors.survival_plot import BOTTOM, IN_A_ROW, LEFT, RIGHT, TOP
from content.selectors.trials import trial_view

(TABLE,) = kind_of("trials").read_library()
TRIALS = {trial["slug"]: trial for trial in TABLE.payload["trials"]}


def view(slug):
    return trial_view(TRIALS[slug], Numbering({}))


def comparison(trial, slug):
    return deepcopy(next(row for row in TRIALS[trial]["comparisons"] if row["slug"] == slug))


def read_off(drawing):
    """By arm, the months and per cent at which its dots lie."""
    months = [(mark.at, Decimal(mark.text)) for mark in drawing.plot.months]
    (left, _), (right, end) = months[0], months[-1]
    assert (left, right) == (LEFT, RIGHT)
    return {
        arm.name: [
            (float(end) * (x - LEFT) / (RIGHT - LEFT), 100 * (BOTTOM - y) / (BOTTOM - TOP))
            for x, y in arm.dots
        ]
        for arm in drawing.plot.arms
    }


def printed(arm):
    """Months and per cent of an arm as the table prints them, its median as 50."""
    rates = [(float(mark["months"]), float(mark["percent"])) for mark in arm["landmarks"]]
    return sorted([*rates, *([(float(arm["median_months"]), 50.0)] if arm["median_months"] else [])])


DRAWN = [
    (trial["slug"], number)
    for trial in TRIALS.values()
    for number, row in enumerate(trial["comparisons"])
    if view(trial["slug"]).comparisons[number].drawing
]


def test_the_library_has_comparisons_that_are_drawn():
    assert len(DRAWN) >= 10
    assert ("gem20110714", 0) in DRAWN
    assert ("you-2020", 0) in DRAWN


@pytest.mark.parametrize(("trial", "number"), DRAWN)
def test_every_dot_lies_where_the_table_says_and_every_figure_of_the_table_has_its_dot(trial, number):
    row, drawing = TRIALS[trial]["comparisons"][number], view(trial).comparisons[number].drawing
    drawn = read_off(drawing)
    assert set(drawn) == {arm["name"] for arm in row["arms"] if printed(arm)}
    for arm in row["arms"]:
        if printed(arm):
            for dot, figure in zip(drawn[arm["name"]], printed(arm), strict=True):
                assert dot == pytest.approx(figure, abs=0.2)


@pytest.mark.parametrize(("trial", "number"), DRAWN)
def test_a_line_begins_at_100_per_cent_goes_through_every_dot_and_ends_with_the_last(trial, number):
    row, drawing = TRIALS[trial]["comparisons"][number], view(trial).comparisons[number].drawing
    rates = {arm["name"]: arm["landmarks"] for arm in row["arms"]}
    for arm in drawing.plot.arms:
        line = [tuple(map(float, pair.split())) for pair in arm.path.lstrip("M").split("L") if pair]
        if not rates[arm.name]:
            assert line == [], "a median alone is a point"
            continue
        assert line[0] == (LEFT, TOP)
        assert set(arm.dots) <= set(line)
        assert line[-1] == arm.dots[-1]
        assert line == sorted(line), "time runs on and nobody comes back to life"


@pytest.mark.parametrize(("trial", "number"), DRAWN)
def test_arms_are_told_apart_by_letter_marker_and_dash_and_are_of_one_trial(trial, number):
    row, drawing = TRIALS[trial]["comparisons"][number], view(trial).comparisons[number].drawing
    arms = drawing.plot.arms
    assert {arm.name for arm in arms} <= {arm["name"] for arm in row["arms"]}
    for told in ("letter", "shape", "number", "key_y"):
        assert len({getattr(arm, told) for arm in arms}) == len(arms)
    (x, y), (other_x, other_y) = arms[0].label, arms[1].label
    assert abs(x - other_x) >= 12 or abs(y - other_y) >= 12, "letters lie on one another"


def test_of_100_patients_as_many_dots_are_filled_as_the_published_rate_says():
    drawing = view("gem20110714").comparisons[0].drawing
    assert (drawing.months, drawing.still) == ("36", "alive")
    assert [(one.count, one.percent) for one in drawing.arrays] == [(31, "31.0"), (20, "20.4")]
    for one in drawing.arrays:
        assert one.with_it.count("M") == one.count
        assert one.with_it.count("M") + one.without.count("M") == IN_A_ROW**2


def test_an_array_is_of_a_published_time_of_both_arms_or_there_is_none():
    for slug, number in DRAWN:
        row, drawing = TRIALS[slug]["comparisons"][number], view(slug).comparisons[number].drawing
        times = [{mark["months"] for mark in arm["landmarks"]} for arm in row["arms"]]
        if set.intersection(*times):
            assert drawing.months in set.intersection(*times)
        else:
            assert (drawing.months, drawing.arrays) == ("", ())


def test_a_trial_with_one_arm_is_never_drawn():
    for slug in ("polaris-02", "nci-9742", "keynote-028", "camrelizumab-phase-1", "penpulimab-phase-2"):
        assert not view(slug).randomised
        assert [row.drawing for row in view(slug).comparisons] == [None] * len(view(slug).comparisons)


def test_two_arms_that_were_not_randomised_are_not_drawn():
    cohort = TRIALS["gem20110714"] | {"design": "Retrospective cohort"}
    assert all(row.drawing is None for row in trial_view(cohort, Numbering({})).comparisons)


@pytest.mark.parametrize("status", ["P", "", "M"])
def test_what_was_read_in_part_or_from_memory_is_not_drawn(status):
    assert status not in DRAWABLE
    row = comparison("gem20110714", "os")
    assert drawing_of(row)
    assert drawing_of(row | {"status": status}) is None


def test_a_rate_of_another_status_is_left_out_of_line_and_array():
    row = comparison("gem20110714", "os")
    row["arms"][1]["landmarks"][1]["status"] = "M-mod"
    drawing = drawing_of(row)
    assert [len(arm.dots) for arm in drawing.plot.arms] == [4, 3]
    assert drawing.months == "60"


@pytest.mark.parametrize("percent", ["80.1", "0", "NE", "nan"])
def test_a_rate_that_no_falling_curve_can_have_is_never_on_a_line(percent):
    row = comparison("gem20110714", "os")
    row["arms"][0]["landmarks"][1]["percent"] = percent
    drawing = drawing_of(row)
    assert drawing is None or len(drawing.plot.arms[0].dots) == 3


def test_the_hazard_ratio_reads_in_words():
    assert hazard_words(comparison("gem20110714", "os")) == (
        "Hazard ratio 0.72 (95% CI 0.58 to 0.90), Gemcitabine–cisplatin against Fluorouracil–cisplatin: "
        "the whole interval lies below 1, so events were rarer in the first arm."
    )
    assert "the interval includes 1" in hazard_words(comparison("rationale-309", "os-three-year"))
    assert "was not seen" in hazard_words(comparison("vance", "os"))
    assert hazard_words(comparison("keynote-122", "os")) == ""


@pytest.mark.django_db
def test_the_page_of_trials_prints_each_drawing_with_its_label_and_its_table(library, client):
    html = re.sub(r"\s+", " ", client.get("/trials/").content.decode())
    assert html.count('<figure class="survival">') == len(DRAWN)
    assert html.count("not a prediction for a patient") == len(DRAWN)
    for slug, number in DRAWN:
        start = html.index(f'id="figures-{slug}-{number + 1}"')
        part = html[start : html.index("</table>", start)]
        has_rates = any(arm["landmarks"] for arm in TRIALS[slug]["comparisons"][number]["arms"])
        assert ("the lines join them" in part) == has_rates
        assert escape(TRIALS[slug]["population"]) in part
        for arm in TRIALS[slug]["comparisons"][number]["arms"]:
            cells = part[part.rindex(f'scope="row">{escape(arm["name"])}<') :]
            assert f">{arm['n'] or '–'}<" in cells
            if arm["median_months"]:
                assert f">{arm['median_months']}" in cells
            for mark in arm["landmarks"]:
                assert f"{mark['percent']}% at {mark['months']} months" in cells


def test_a_text_that_cites_a_trial_freezes_the_sources_of_its_figures():
    offered = kind_of("trials").offers(TABLE.payload)["trial:jupiter-02"]
    assert {"JUP21", "XU22", "JUP23", "PDQNPC", "JUP23N", "JUP25"} == set(offered["citations"])
