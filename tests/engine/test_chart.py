"""The chart shows what was shown or revealed, dated, and nothing that lies ahead."""

from decimal import Decimal

from cases.engine import chart, codec
from cases.engine.courses import plain_number
from cases.engine.scenario import FindingKind, Scale
from tests.engine.fixtures import BEST, part, played, small, small_data


def read(*moves: str) -> chart.Chart:
    return chart.read(small(), played(small(), *moves))


def entry(shown: chart.Chart, slug: str) -> chart.Entry:
    return next(one for entries in shown.entries.values() for one in entries if one.slug == slug)


def course(shown: chart.Chart, slug: str) -> list[tuple]:
    found = [each for each in shown.trends if each.slug == slug]
    return [(reading.day, reading.value, reading.below) for each in found for reading in each.readings]


def test_now_holds_the_shown_variables_only():
    assert [(now.slug, now.value) for now in read().now] == [("ecog", 1), ("pain", 4)]


def test_now_tells_what_changed_since_the_visit_before():
    now = {one.slug: one.delta for one in read(*BEST[:3]).now}
    assert now == {"ecog": None, "pain": -3}


def test_findings_are_grouped_by_kind_and_newest_first():
    shown = read("staging=mri,petct")
    assert list(shown.entries) == [FindingKind.HISTORY, FindingKind.INVESTIGATION]
    slugs = [one.slug for one in shown.entries[FindingKind.INVESTIGATION]]
    assert slugs == ["petct", "mri", "haemoglobin"]


def test_a_finding_says_when_it_came_in_and_since_when_it_is():
    lump = entry(read(), "lump")
    assert (lump.day, lump.since) == (0, -60)


def test_only_what_came_since_the_last_decision_is_new():
    shown = read("staging=mri")
    assert entry(shown, "mri").new
    assert not entry(shown, "lump").new


def test_a_value_outside_its_range_is_flagged():
    shown = entry(read(), "haemoglobin")
    assert (shown.value, shown.unit, shown.flag) == (Decimal(128), "g/L", "low")


def test_a_hidden_trend_is_seen_only_on_the_days_a_finding_revealed_it():
    assert course(read("staging=mri", "fitness=measure"), "ebv_dna") == []
    assert course(read("staging=mri,ebv-dna", "fitness=measure"), "ebv_dna") == [(3, 12000, False)]
    whole = course(read("staging=mri,ebv-dna", "fitness=measure", "treatment=wait"), "ebv_dna")
    assert whole == [(3, 12000, False), (68, 24000, False)]


def test_a_value_below_the_detection_limit_shows_the_limit_and_not_itself():
    shown = read(*BEST[:3])
    assert course(shown, "ebv_dna") == [(49, 100, True)]
    ebv = entry(shown, "ebv")
    assert (ebv.value, ebv.below) == (100, True)
    assert next(each for each in shown.trends if each.slug == "ebv_dna").scale is Scale.LOG


def test_a_shown_trend_has_its_whole_history():
    assert course(read("staging=mri"), "pain") == [(0, 4, False), (3, 4, False), (5, 4, False)]


def test_findings_of_a_series_make_one_trend_in_the_order_of_their_days():
    shown = read("staging=mri", "fitness=measure")
    assert course(shown, "kidney") == [(-360, Decimal(92), False), (5, Decimal("84.5"), False)]


def test_nothing_that_lies_ahead_is_in_the_chart():
    data = small_data()
    part(data, "findings/petct")["text"] = "CANARY"
    part(data, "steps/goals")["reveals"] = ["ebv", "petct"]
    part(data, "variables/ebv_dna")["initial"] = 987654
    scenario = codec.parse(data)
    shown = repr(chart.read(scenario, played(scenario, "staging=mri", "fitness=measure")))
    assert "CANARY" not in shown
    assert "987654" not in shown
    assert "CANARY" in repr(chart.read(scenario, played(scenario, "staging=petct", "fitness=measure")))


def test_only_a_plain_number_is_read_as_one():
    numbers = {
        text: plain_number(text)
        for text in ("84", "-1.5", "0.30", "1.2.3", "", "negative", "٣", "1e5", "<10")
    }
    assert {text for text, number in numbers.items() if number is not None} == {"84", "-1.5", "0.30"}
