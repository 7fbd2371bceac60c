"""What authors are told to look at: each rule at both sides of its threshold and of its n."""

from fractions import Fraction

import pytest

from cases.engine.item_alerts import Alert, Rule, of_item, of_option
from cases.engine.items import Item
from cases.engine.words import CreditClass

BEST, PARTIAL, NONE, FINE = CreditClass.BEST, CreditClass.PARTIAL, CreditClass.NONE, CreditClass.ACCEPTABLE


def option(credit=BEST, *, picked=(10, 20), sure=(0, 0)):
    return of_option("a", credit, picked=picked, sure=sure)


@pytest.mark.parametrize("picked", [(1, 20), (0, 19), (5, 100)])
def test_an_option_picked_by_5_percent_or_by_few_in_all_is_no_alert(picked):
    assert option(picked=picked) == ()


def test_an_option_picked_by_less_than_5_percent_of_20_is_an_alert():
    assert option(picked=(0, 20)) == (Alert(Rule.RARE, 20, Fraction(0), 5, "a"),)
    assert option(picked=(4, 100)) == (Alert(Rule.RARE, 100, Fraction(4), 5, "a"),)


@pytest.mark.parametrize("credit", [PARTIAL, NONE])
def test_a_wrong_option_chosen_by_a_quarter_of_8_sure_decisions_is_an_alert(credit):
    assert option(credit, sure=(2, 8)) == (Alert(Rule.SURE_WRONG, 8, Fraction(25), 25, "a"),)


@pytest.mark.parametrize(
    ("credit", "sure"), [(NONE, (7, 7)), (NONE, (1, 8)), (NONE, (24, 100)), (BEST, (8, 8)), (FINE, (8, 8))]
)
def test_a_right_option_and_fewer_than_a_quarter_or_than_8_is_no_alert(credit, sure):
    assert option(credit, sure=sure) == ()


def test_a_key_decision_that_goes_against_the_rest_is_an_alert_from_20_on():
    assert of_item(Item("k", 30, Fraction(50), 20, -1.5, -2.0)) == (Alert(Rule.AGAINST, 20, -1.5, 0),)


@pytest.mark.parametrize(("pairs", "discrimination"), [(19, -50.0), (20, 0.0), (20, None)])
def test_fewer_than_20_or_no_discrimination_below_0_is_no_alert(pairs, discrimination):
    assert of_item(Item("k", 30, Fraction(50), pairs, discrimination, None)) == ()
