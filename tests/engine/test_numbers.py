"""Numbers: right within the tolerance, dangerous above the overdose, refused in another unit or two readings."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.engine import paths, play, score, written
from cases.engine.amounts import Amount
from cases.engine.refusal import Refused
from cases.engine.state import Decided
from tests.engine.fixtures import played
from tests.engine.generated import quick
from tests.engine.kinds import at_acts, at_dose, kinds


def dosed(number: str, unit: str = "mg") -> play.State:
    return play.decide(kinds(), at_dose(), Decided("dose", number=Decimal(number), unit=unit))


def credit(number: str) -> Decimal:
    key = next(key for key in score.result(kinds(), dosed(number)).key_decisions if key.slug == "dose")
    return key.credit


def test_a_number_is_right_within_its_tolerance_edges_included():
    assert [credit(number) for number in ("318", "335", "352", "334.75")] == [1, 1, 1, 1]
    assert [credit(number) for number in ("317.99", "352.01", "1", "400")] == [0, 0, 0, 0]


def test_an_answer_falls_into_one_class():
    classes = {
        number: dosed(number).decisions[-1].picks for number in ("300", "335", "400", "400.01", "3350")
    }
    assert classes == {
        "300": ("below",),
        "335": ("within",),
        "400": ("above",),
        "400.01": ("overdose",),
        "3350": ("overdose",),
    }


def test_an_overdose_is_critical_and_unsafe():
    result = score.result(kinds(), dosed("575"))
    assert [(harm.option, harm.level, harm.points) for harm in result.harms] == [("overdose", "critical", 30)]
    assert result.unsafe
    assert result.score <= 49


def test_the_class_of_the_answer_acts_and_conditions_may_ask_for_it():
    state = dosed("575")
    assert state.variables["clearance"] == Decimal("5.5")
    assert ("dose", "overdose") in state.chosen


def test_number_and_unit_are_kept_and_replay():
    state = dosed("340.5")
    made = state.decisions[-1]
    assert (made.number, made.unit) == (Decimal("340.5"), "mg")
    assert play.replay(kinds(), (state.started, *state.decisions)) == state


def test_the_class_is_worked_out_and_never_believed():
    forged = Decided("dose", ("within",), number=Decimal(575), unit="mg")
    assert play.decide(kinds(), at_dose(), forged).decisions[-1].picks == ("overdose",)


@pytest.mark.parametrize(
    ("decided", "code"),
    [
        (Decided("dose"), "no-number"),
        (Decided("dose", ("within",)), "no-number"),
        (Decided("dose", unit="mg"), "no-number"),
        (Decided("dose", number=Decimal(335)), "no-unit"),
        (Decided("dose", number=Decimal(335), unit="mg/m²"), "wrong-unit"),
        (Decided("dose", number=Decimal(0), unit="mg"), "number-not-positive"),
        (Decided("dose", number=Decimal(-335), unit="mg"), "number-not-positive"),
        (Decided("dose", number=Decimal("NaN"), unit="mg"), "number-not-positive"),
        (Decided("dose", ranking=("within",)), "other-kind"),
    ],
)
def test_what_is_no_answer_is_refused_without_a_trace(decided, code):
    state = at_dose()
    with pytest.raises(Refused) as refused:
        play.decide(kinds(), state, decided)
    assert refused.value.code == code
    assert state == at_dose()


def test_a_wrong_unit_says_which_is_wanted():
    with pytest.raises(Refused, match="wanted in mg"):
        dosed("0.335", "g")


def test_a_number_where_a_choice_or_an_order_is_asked_is_refused():
    for state, step in ((played(kinds()), "staging"), (at_acts(), "acts")):
        with pytest.raises(Refused) as refused:
            play.decide(kinds(), state, Decided(step, number=Decimal(3), unit="mg"))
        assert refused.value.code == "other-kind"


def test_the_units_on_offer_do_not_begin_with_the_right_one():
    assert kinds().step("dose").number.units == ("g", "mg", "mg/m²")


def test_routes_follow_one_number_of_each_class():
    step = kinds().step("dose")
    found = [step.number.class_of(answer.number) for answer in paths.answers(kinds(), step)]
    assert found == ["within", "below", "above", "overdose"]


@quick
@given(st.decimals("0.5", "9000", places=2), st.integers(0, 99), st.booleans())
def test_each_class_has_an_example_of_its_own(value, percent, dangerous):
    tolerance = value * percent / 100
    asked = Amount("mg", value, tolerance, overdose_above=3 * value if dangerous else None)
    assert [asked.class_of(number) for number in asked.examples().values()] == list(asked.examples())
    assert set(asked.examples()) == set(asked.classes)


# As learners write them


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("335", "335"),
        (" 335 ", "335"),
        ("335.0", "335"),
        ("335,5", "335.5"),
        ("0,125", "0.125"),
        ("0.125", "0.125"),
        ("1280", "1280"),
        ("1234,5", "1234.5"),
        ("600", "600"),
        ("３３５", "335"),
        ("", None),
        ("  ", None),
    ],
)
def test_a_number_is_read_as_it_is_written(text, number):
    found = written.number(text)
    assert (None if found is None else written.plain_text(found)) == number


@pytest.mark.parametrize("text", ["1,280", "1.280", "12,500", "999.999"])
def test_what_can_be_read_in_two_ways_is_not_guessed(text):
    with pytest.raises(Refused) as refused:
        written.number(text)
    assert refused.value.code == "ambiguous-number"


@pytest.mark.parametrize(
    "text",
    ["335 mg", "-5", "+5", "1e3", "1,280.5", "1 280", "٣", "NaN", ".5", "5.", "1/2", "½", "3\x00", "x"],
)
def test_what_is_no_plain_number_is_refused(text):
    with pytest.raises(Refused) as refused:
        written.number(text)
    assert refused.value.code == "not-a-number"


def test_a_number_has_an_end():
    with pytest.raises(Refused) as refused:
        written.number("9" * 13)
    assert refused.value.code == "number-too-long"


@quick
@given(st.decimals("0.001", "99999", places=3))
def test_writing_and_reading_a_number_are_inverse(number):
    text = written.plain_text(number)
    if not written.AMBIGUOUS.fullmatch(text):
        assert written.number(text) == number
