"""What the engine refuses is told in words that can be translated."""

import re
from pathlib import Path

from cases.engine import refusal, written
from cases.engine.refusal import Refused
from cases.forms.playing import REFUSALS as FORM_WORDS
from cases.selectors.wording import REFUSALS, refused

COUNTED = {"too-many-picks"}


def test_every_refusal_of_an_answer_has_words_outside_the_engine():
    sources = "".join(Path(module.__file__).read_text(encoding="utf-8") for module in (refusal, written))
    codes = set(re.findall(r'(?:Refused\(|return )\s*"([a-z-]+)"', sources))
    assert {"wrong-unit", "number-too-long", "decided-before"} <= codes
    assert codes == set(REFUSALS) | set(FORM_WORDS) | COUNTED


def test_words_with_values_take_them_from_the_refusal():
    told = refused(Refused("wrong-unit", "", unit="mg/m²"))
    assert told == "The answer is wanted in mg/m². Work it out in mg/m² and choose that unit."
    assert refused(Refused("too-many-picks", "", most=1)) == "Choose one answer only."
    assert refused(Refused("too-many-picks", "", most=3)) == "Choose at most 3 answers."
