"""Machine policies: each does what it is called, plays the same for ever, and would be caught at a bad case."""

from dataclasses import replace

import pytest

from cases.engine import play
from cases.engine.policies import HIGHEST_LAZY, LAZY, mean
from cases.engine.state import Started
from cases.engine.words import CreditClass
from tests.engine.fixtures import small
from tests.engine.kinds import at_acts, at_dose, kinds

BY_NAME = {policy.name: policy for policy in LAZY}


def at_staging() -> play.State:
    return play.decide(small(), play.begin(small(), Started()), play.Decided("arrival"))


def test_each_policy_prefers_what_its_name_says():
    found = {name: policy.answer(small(), at_staging()).picks for name, policy in BY_NAME.items()}
    labels = {option.slug: option.label for option in small().step("staging").options}
    assert set(found["longest"]) == set(sorted(labels, key=lambda slug: -len(labels[slug]))[:3])
    assert found["shortest"][0] == min(labels, key=lambda slug: len(labels[slug]))
    assert found["first"] == tuple(option.slug for option in play.offered(small(), at_staging()))[:3]
    assert found["aggressive"][0] == "open-biopsy"
    assert len(found["least"]) == 1


def test_the_habit_takes_chemotherapy_and_leaves_the_antibody():
    state = play.replay(
        small(),
        (
            Started(),
            play.Decided("arrival"),
            play.Decided("staging", ("mri",)),
            play.Decided("fitness", ("measure",)),
        ),
    )
    assert BY_NAME["fp-habit"].answer(small(), state).picks == ("gp",)


def test_policies_answer_every_kind_of_step():
    for policy in LAZY:
        assert len(policy.answer(kinds(), at_acts()).ranking) == 4
        dose = policy.answer(kinds(), at_dose())
        assert (dose.number > 0, dose.unit) == (True, "mg")
    assert (
        BY_NAME["least"].answer(kinds(), at_dose()).number
        < 335
        < BY_NAME["aggressive"].answer(kinds(), at_dose()).number
    )


@pytest.mark.parametrize("policy", LAZY, ids=lambda policy: policy.name)
def test_a_policy_plays_the_same_for_ever(policy):
    assert mean(kinds(), policy, range(5)) == mean(kinds(), policy, range(5))


def test_the_dice_of_the_random_policy_fall_differently():
    picks = {
        BY_NAME["random"].answer(small(), replace(at_staging(), started=Started(seed=seed))).picks
        for seed in range(30)
    }
    assert len(picks) > 10


def with_lengths(right: int, wrong: int):
    """The small case with labels of these lengths."""
    steps = tuple(
        replace(step, options=tuple(with_length(option, right, wrong) for option in step.options))
        for step in small().steps
    )
    return replace(small(), steps=steps)


def with_length(option, right: int, wrong: int):
    return replace(option, label="x" * (right if option.credit is CreditClass.BEST else wrong))


def test_a_case_that_gives_its_answers_away_is_caught():
    longest = BY_NAME["longest"]
    assert mean(with_lengths(90, 9), longest).score >= HIGHEST_LAZY > mean(with_lengths(9, 90), longest).score
