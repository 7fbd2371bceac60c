"""The made story with a ranking as its third question and a number as its fourth; every text is a word of its own."""

from typing import Any

from cases.engine.amounts import ABOVE, BELOW, OVERDOSE, WITHIN
from tests.cases.stories import CLASSES, HARMS, RECOMMENDATION, SOURCE, Json, story, word

VALUE, TOLERANCE, OVERDOSE_ABOVE = 7531, 19, 8642
ORDER = ("a", "b", "c", "d")
PLACES = {f"place-{slug}": str(at) for at, slug in enumerate(ORDER, start=1)}
# Classes of answers, by the letter of the story's option whose worth they have.
LETTERS = {WITHIN: "a", BELOW: "c", ABOVE: "c", OVERDOSE: "d"}


def kinds_story() -> Json:
    made = story(slug="kinds")
    steps = {step["slug"]: step for step in made["steps"]}
    _ranked(steps["q-3"])
    _numbered(steps["q-4"])
    made["reference"][2]["options"] = list(ORDER)
    made["reference"][3] = {"step": "q-4", "number": str(VALUE)}
    for treatment in made["treatments"]:
        treatment["when"] = treatment["when"].replace('"q-4", "a"', f'"q-4", "{WITHIN}"')
    return made


def answer(n: int) -> dict[str, Any]:
    """What a form of the reference path sends at question `n`."""
    return {
        1: {"pick": ["a", "e"]},
        2: {"pick": ["a"]},
        3: dict(PLACES),
        4: {"number": str(VALUE), "unit": "mg"},
    }[n]


def _ranked(step: Json) -> None:
    step |= {"kind": "ranking", "order": list(ORDER)}


def _numbered(step: Json) -> None:
    step |= {
        "kind": "number",
        "number": {
            "unit": "mg",
            "other_units": ["mg/m²"],
            "value": str(VALUE),
            "tolerance": str(TOLERANCE),
            "overdose_above": str(OVERDOSE_ABOVE),
            "working": f"{word('q-4', 'working')} gives {VALUE} mg [{SOURCE}].",
        },
        "options": [_class(slug) for slug in LETTERS],
        "transitions": [
            {"when": 'chose("q-4", "overdose")', "goto": "end-bad"},
            {"when": 'chose("q-4", "below")', "goto": "end-fair"},
            {"goto": "end-good"},
        ],
    }


def _class(slug: str) -> Json:
    letter = LETTERS[slug]
    harm = HARMS[letter] if slug == OVERDOSE else "none"
    texts = {name: word("q-4", slug, name) for name in ("label", "rationale", "when_right", "consequence")}
    return {
        "slug": slug,
        "class": CLASSES[letter],
        "harm": harm,
        **texts,
        "citations": [RECOMMENDATION, SOURCE],
    }
