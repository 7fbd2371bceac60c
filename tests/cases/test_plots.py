"""The geometry of trends and of the strip: exact places, and nothing drawn that was not measured."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.engine import reference
from cases.engine.chart import Period
from cases.engine.courses import Course, Reading
from cases.engine.words import Scale
from cases.selectors import charting, plot, strip
from cases.services.exchange import read_file
from tests.engine.fixtures import played, small

FEVER = Path(__file__).resolve().parents[2] / "cases" / "library" / "fever-on-day-12.yaml"


def course(*points, scale=Scale.LINEAR, limit=None):
    readings = tuple(Reading(day, value, below=limit is not None and value <= limit) for day, value in points)
    return Course("x", "X", "U", readings, scale, limit)


def test_a_log_axis_has_powers_of_ten_and_a_band_below_the_limit():
    drawn = plot.draw(course((0, 48000), (63, 100), scale=Scale.LOG, limit=100))
    assert [tick.text for tick in drawn.levels] == ["10¹", "10²", "10³", "10⁴", "10⁵"]
    assert drawn.levels[0].at == plot.BOTTOM
    assert drawn.limit == drawn.levels[1].at
    assert drawn.band_height > 0
    first, last = drawn.dots
    assert not first.below
    assert last.below
    assert drawn.limit < last.y < plot.BOTTOM


def test_the_words_of_a_drawing_name_the_axis_and_the_detection_limit():
    case = read_file(FEVER, name=FEVER.name).scenario
    view = charting.view(case, reference.played(case), lambda part: "")
    (ebv,) = (one for one in view.trends if one.slug == "ebv_dna")
    assert any(dot.below for dot in ebv.plot.dots)
    assert "Logarithmic axis." in ebv.description
    assert "below the detection limit of 100 copies/mL" in ebv.description


def test_a_linear_axis_encloses_all_values():
    drawn = plot.draw(course((0, 6), (21, 4), (40, 9)))
    assert [tick.text for tick in drawn.levels] == ["4", "6", "8", "10"]
    assert [dot.y for dot in drawn.dots] == [84.0, 120.0, 30.0]


def test_what_is_counted_has_whole_numbers_on_its_axis():
    assert [tick.text for tick in plot.draw(course((0, 1), (12, 2))).levels] == ["1", "2"]
    assert [tick.text for tick in plot.draw(course((0, Decimal("1.5")), (12, 2))).levels][1] == "1.6"


def test_one_reading_is_a_dot_without_a_line():
    drawn = plot.draw(course((7, 3)))
    assert (len(drawn.dots), drawn.path) == (1, "")


def test_words_and_flags_are_not_drawn():
    assert plot.draw(course((0, "high"), (1, True))).dots == ()


def test_a_treatment_is_a_band_between_the_first_and_the_last_reading():
    gp, antibody = Period("gp", "GP", 20, 80), Period("antibody", "PD-1 antibody", -30)
    drawn = plot.draw(
        course((0, 6), (100, 4)),
        (gp, antibody, Period("later", "Later", 100), Period("past", "Past", -90, 0)),
    )
    left, right = drawn.dots[0].x, drawn.dots[-1].x
    assert [lane.label for lane in drawn.lanes] == ["GP", "PD-1 antibody"]
    first, second = (lane.bars[0] for lane in drawn.lanes)
    assert first.x == pytest.approx(left + 0.2 * (right - left), abs=0.1)
    assert first.width == pytest.approx(0.6 * (right - left), abs=0.1)
    assert first.edges == (first.x, pytest.approx(first.x + first.width, abs=0.1))
    assert (second.x, second.x + second.width, second.edges) == (left, right, ())
    assert drawn.height == plot.HEIGHT + 2 * plot.LANE


def test_the_stretches_of_one_treatment_share_a_lane():
    twice = (Period("gp", "GP", 0, 20), Period("gp-again", "GP", 60))
    (lane,) = plot.draw(course((0, 6), (100, 4)), twice).lanes
    assert len(lane.bars) == 2


def test_a_name_that_would_leave_the_drawing_is_written_from_its_right_edge():
    late = Period("rt", "Radiotherapy, nasopharynx and neck", 80)
    (lane,) = plot.draw(course((0, 6), (100, 4)), (late,)).lanes
    assert (lane.anchor, lane.text_x) == ("end", plot.RIGHT)


def test_treatments_are_told_in_words_too():
    state = played(small(), "staging=mri,petct", "fitness=measure", "treatment=gp-pd1")
    pain = trend(state)
    assert [(one.label, one.since, one.until) for one in pain.treatments] == [
        ("Gemcitabine–cisplatin", "day 7", "day 37"),
        ("PD-1 antibody", "day 7", "going on"),
        ("Paracetamol", "60 days before", "day 7"),
    ]
    assert "PD-1 antibody: day 7 – going on." in pain.description


def test_what_still_runs_at_the_ending_ran_to_the_end_of_the_case():
    over = played(small(), "staging=mri,petct", "fitness=measure", "treatment=gp-pd1", "goals=tell")
    assert trend(over).treatments[1].until == "end of the case"


def trend(state):
    view = charting.view(small(), state, lambda part: "")
    return next(one for one in view.trends if one.slug == "pain")


numbers = st.one_of(st.integers(-1000, 10_000_000), st.decimals("-50", "5000", places=2))


@given(
    st.lists(st.tuples(st.integers(-400, 900), numbers), min_size=1, max_size=12),
    st.sampled_from(Scale),
    st.sampled_from([None, 1, 100, Decimal("0.5")]),
    st.lists(st.tuples(st.integers(-500, 900), st.none() | st.integers(1, 900)), max_size=4),
)
def test_everything_lies_within_the_drawing(points, scale, limit, spans):
    ran = tuple(Period("x", str(day), day, days and day + days) for day, days in spans)
    drawn = plot.draw(course(*sorted(points, key=lambda point: point[0]), scale=scale, limit=limit), ran)
    for bar in [bar for lane in drawn.lanes for bar in lane.bars]:
        assert plot.LEFT <= bar.x <= bar.x + bar.width <= plot.RIGHT
    assert 2 <= len(drawn.levels) <= 12
    for dot in drawn.dots:
        assert plot.LEFT <= dot.x <= plot.RIGHT
        assert plot.TOP <= dot.y <= plot.BOTTOM


def test_the_strip_is_as_wide_as_its_weights():
    one, two, three = strip.segments(
        [(1, Fraction(1), True), (2, Fraction(1), True), (1, Fraction(0), False)]
    )
    assert one.width == three.width == pytest.approx(two.width / 2, abs=0.2)
    assert (one.fill, two.fill, three.fill) == (44.0, 22.0, 0.0)
    assert two.x == pytest.approx(one.width + strip.GAP, abs=0.1)
    assert three.x + three.width == pytest.approx(strip.WIDTH, abs=0.5)
