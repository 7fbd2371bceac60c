"""Item statistics: the reference values of the scoring rules, and a slow recomputation of everything."""

import statistics
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.engine import items

HALF = Fraction(1, 2)
REFERENCE = [
    (1, 1, 1, 0, 1),
    (1, 1, 1, 0, 1),
    (1, 1, 0, 1, HALF),
    (1, 1, 1, 0, HALF),
    (1, 0, 0, 1, HALF),
    (1, 0, 1, 1, 0),
    (0, 1, 0, 0, HALF),
    (0, 0, 0, 1, 0),
]
SLUGS = ("a", "b", "c", "d", "e")
EQUAL = dict.fromkeys(SLUGS, 1)
ROWS = [dict(zip(SLUGS, map(Fraction, row), strict=True)) for row in REFERENCE]


@pytest.mark.parametrize(
    ("slug", "facility", "discrimination", "efficiency"),
    [
        ("a", 75, 72.5866, 100),
        ("b", 62.5, 7.1611, 9.0909),
        ("c", 50, 32.0256, 40),
        ("d", 50, -66.4411, -77.7778),
        ("e", 50, 41.2568, 50),
    ],
)
def test_a_key_decision_has_the_reference_values(slug, facility, discrimination, efficiency):
    found = items.item(slug, EQUAL, ROWS)
    assert (found.n, found.pairs, found.facility) == (8, 8, facility)
    assert found.discrimination == pytest.approx(discrimination, abs=5e-5)
    assert found.efficiency == pytest.approx(efficiency, abs=5e-5)


def test_a_whole_case_has_the_reference_values():
    found = items.whole(EQUAL, ROWS)
    assert found.n == 8
    assert float(found.variance) == pytest.approx(1.2679, abs=5e-5)
    assert float(found.consistency) == pytest.approx(7.0423, abs=5e-5)
    assert found.error_ratio == pytest.approx(96.4146, abs=5e-5)
    assert found.standard_error == pytest.approx(1.0856, abs=5e-5)


@pytest.mark.parametrize("rows", [[], ROWS[:1], [ROWS[0]] * 3])
def test_what_is_not_defined_is_none_and_never_0(rows):
    found, case = items.item("a", EQUAL, rows), items.whole(EQUAL, rows)
    assert (found.discrimination, found.efficiency) == (None, None)
    assert (case.consistency, case.error_ratio, case.standard_error) == (None, None, None)


def test_nothing_has_no_facility_and_no_mean():
    assert items.item("a", EQUAL, []).facility is None
    assert items.whole(EQUAL, []).mean is None


def test_a_case_of_one_key_decision_has_no_consistency():
    assert items.whole({"a": 1}, [{"a": row["a"]} for row in ROWS]).consistency is None


def test_who_reached_nothing_else_counts_for_the_facility_alone():
    found = items.item("a", EQUAL, [*ROWS, {"a": Fraction(0)}])
    assert (found.n, found.pairs) == (9, 8)
    assert found.facility == Fraction(200, 3)
    assert found.discrimination == pytest.approx(72.5866, abs=5e-5)


@pytest.mark.parametrize(
    ("n", "standing"),
    [(19, "not-enough"), (20, "provisional"), (49, "provisional"), (50, "settled")],
)
def test_how_far_a_figure_is_trusted_goes_by_how_many_are_behind_it(n, standing):
    assert items.standing(n).value == standing


credits = st.sampled_from([Fraction(0), Fraction(2, 5), HALF, Fraction(7, 10), Fraction(1)])
some_rows = st.lists(st.dictionaries(st.sampled_from(SLUGS), credits), max_size=12)
some_weights = st.fixed_dictionaries({slug: st.integers(1, 5) for slug in SLUGS})


@given(some_rows, some_weights, st.sampled_from(SLUGS))
def test_a_key_decision_is_what_a_slow_recomputation_says(rows, weights, slug):
    found = items.item(slug, weights, rows)
    xs, ys = [], []
    for row in rows:
        others = [other for other in row if other != slug]
        if slug in row and others:
            xs.append(row[slug])
            ys.append(Fraction(sum(weights[o] * row[o] for o in others), sum(weights[o] for o in others)))
    reached = [row[slug] for row in rows if slug in row]
    assert (found.n, found.pairs) == (len(reached), len(xs))
    assert found.facility == (100 * statistics.mean(reached) if reached else None)
    if len(xs) < 2 or len(set(xs)) == 1 or len(set(ys)) == 1:
        assert (found.discrimination, found.efficiency) == (None, None)
        return
    fx, fy = list(map(float, xs)), list(map(float, ys))
    assert found.discrimination == pytest.approx(100 * statistics.correlation(fx, fy), abs=1e-6)
    most = statistics.covariance(sorted(fx), sorted(fy))
    assert found.efficiency == pytest.approx(100 * statistics.covariance(fx, fy) / most, abs=1e-6)


@given(some_rows, some_weights)
def test_a_case_is_what_a_slow_recomputation_says(rows, weights):
    found = items.whole(weights, rows)
    totals = [sum((weights[slug] * x for slug, x in row.items()), Fraction(0)) for row in rows]
    assert found.n == len(totals)
    assert found.mean == (statistics.mean(totals) if totals else None)
    if len(totals) < 2 or len(set(totals)) == 1:
        assert found.consistency is None
        return
    apart = sum(
        statistics.variance([w * row.get(slug, Fraction(0)) for row in rows]) for slug, w in weights.items()
    )
    consistency = 100 * Fraction(5, 4) * (1 - apart / statistics.variance(totals))
    assert found.consistency == consistency
    assert found.error_ratio == pytest.approx(100 * float(1 - consistency / 100) ** 0.5)


@given(some_rows, some_weights, st.sampled_from(SLUGS))
def test_discrimination_and_efficiency_never_leave_their_bounds(rows, weights, slug):
    found = items.item(slug, weights, rows)
    if found.discrimination is not None:
        assert abs(found.discrimination) <= 100 + 1e-9
        assert found.efficiency <= 100 + 1e-9
