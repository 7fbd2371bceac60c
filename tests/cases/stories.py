"""Made-up cases of any length; every text is a word of its own, so that a test can say which words a page holds."""

from collections.abc import Iterator
from typing import Any

from cases.engine.words import Domain

Json = dict[str, Any]

SOURCE, RECOMMENDATION = "@MADE01", "rec:made-recommendation"
HIDDEN_VALUE = 76543


def word(*place: str) -> str:
    """A word found nowhere else: `story` puts it where the place says."""
    return "canary-" + "-".join(place)


def story(*, asked: int = 4, slug: str = "made") -> Json:
    """An info step, a menu, then single questions up to `asked`, and three endings; option b is second, d critical."""
    return {
        "format": 1,
        "slug": slug,
        "title": f"Made {slug}",
        "language": "en",
        "level": "student",
        "minutes": 12,
        "staging": "TNM-8",
        "summary": "A case made for a test.",
        "topics": ["systemic-treatment", "fitness-and-safety"],
        "objectives": [word("objective")],
        "vignette": "Mr M is 50, ECOG 1.",
        "variables": _variables(),
        "findings": [_finding(n) for n in range(asked + 1)] + [_measured()],
        "treatments": [
            *(_treatment(n) for n in range(1, asked + 1)),
            _treatment(1, slug="planned", delay=400),
        ],
        "key_decisions": [_key_decision(n) for n in range(1, asked + 1)],
        "steps": list(_steps(asked)),
        "reference": [
            {"step": f"q-{n}", "options": ["a", "e"] if n == 1 else ["a"]} for n in range(1, asked + 1)
        ],
    }


def best(n: int) -> list[str]:
    """The picks of the reference path at question `n`."""
    return ["a", "e"] if n == 1 else ["a"]


def _variables() -> list[Json]:
    shown = {"type": "int", "low": 0, "high": 100, "shown": True}
    return [
        {"slug": "ecog", "label": "ECOG performance status", **shown, "high": 5, "initial": 1},
        {"slug": "pain", "label": "Pain", **shown, "initial": 4, "trend": True},
        {
            "slug": "virus", "label": "Virus", "type": "int", "initial": HIDDEN_VALUE, "low": 0, "high": 9_000_000,
            "unit": "copies/mL", "trend": True, "scale": "log", "detection_limit": 100,
        },
    ]  # fmt: skip


def _finding(n: int) -> Json:
    return {
        "slug": f"f-{n}",
        "kind": "investigation",
        "label": word(f"finding-{n}", "label"),
        "text": word(f"finding-{n}"),
    }


def _measured() -> Json:
    return {
        "slug": "load",
        "kind": "investigation",
        "label": "Viral load",
        "value_from": "virus",
        "unit": "copies/mL",
    }


def _treatment(n: int, *, slug: str = "", **more: Any) -> Json:
    slug = slug or f"treatment-{n}"
    return {"slug": slug, "label": word(slug), "when": f'chose("q-{n}", "a")', **more}


def _key_decision(n: int) -> Json:
    domain = list(Domain)[n % len(Domain)].value
    return {"slug": f"k-{n}", "label": word(f"key-{n}"), "domain": domain, "weight": n % 3 + 1}


def _steps(asked: int) -> Iterator[Json]:
    yield {
        "slug": "arrival", "kind": "info", "title": word("arrival", "title"), "body": word("arrival", "body"),
        "reveals": ["f-0"], "transitions": [{"goto": "q-1"}],
    }  # fmt: skip
    for n in range(1, asked + 1):
        yield _question(n, last=n == asked)
    for name in ("good", "fair", "bad"):
        yield {
            "slug": f"end-{name}", "kind": "ending", "title": word(f"end-{name}", "title"),
            "body": word(f"end-{name}", "body"), "fate": f"fate-{name}",
        }  # fmt: skip


def _question(n: int, *, last: bool) -> Json:
    slug, menu = f"q-{n}", n == 1
    ways = [{"when": f'chose("{slug}", "d")', "goto": "end-bad"}]
    if last:
        ways += [{"when": f'chose("{slug}", "b")', "goto": "end-fair"}, {"goto": "end-good"}]
    else:
        ways.append({"goto": f"q-{n + 1}"})
    options = [_option(slug, letter, n) for letter in ("abcde" if menu else "abcd")]
    return {
        "slug": slug,
        "kind": "menu" if menu else "single",
        "title": word(slug, "title"),
        "body": word(slug, "body"),
        "question": word(slug, "question"),
        "key_decision": f"k-{n}",
        **({"max_select": 3} if menu else {}),
        "options": options,
        "transitions": ways,
        **({"day_advance": 7, "reveals": ["load"]} if n == 2 else {}),
    }


CLASSES = {"a": "best", "b": "acceptable", "c": "none", "d": "none", "e": "best"}
HARMS = {"c": "minor", "d": "critical"}


def _option(step: str, letter: str, n: int) -> Json:
    texts = {name: word(step, letter, name) for name in ("rationale", "when_right", "consequence")}
    return {
        "slug": letter,
        "label": word(step, letter, "label"),
        "class": CLASSES[letter],
        **({"harm": HARMS[letter]} if letter in HARMS else {}),
        **texts,
        "rationale": f"{texts['rationale']} [{SOURCE}].",
        "days": 2,
        **(
            {"effects": {"pain": "pain - 1", "virus": "virus - 20000"}, "reveals": [f"f-{n}"]}
            if letter == "a"
            else {}
        ),
        "citations": [RECOMMENDATION, SOURCE],
    }
