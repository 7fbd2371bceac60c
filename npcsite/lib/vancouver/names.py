"""Authors and editors: six of them, then et al.; initials without stops; organisations after people."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

SHOWN: Final = 6
_INITIALS: Final = re.compile(r"[A-Z]{1,4}")
_PARTS: Final = re.compile(r"[\s.\-‐‑]+")
_ORDINALS: Final = {"ii": "2nd", "iii": "3rd", "iv": "4th"}


def authors(csl: Mapping[str, Any]) -> str:
    """Editors stand in for the authors of a whole book that has none."""
    people = csl.get("author", ())
    if not people and csl.get("type") == "book":
        return edited(csl.get("editor", ()))
    return named(people, cut=bool(csl.get("et_al")))


def edited(people: Iterable[Mapping[str, Any]]) -> str:
    people = list(people)
    word = "editor" if len(people) == 1 else "editors"
    return f"{named(people)}, {word}" if people else ""


def named(people: Iterable[Mapping[str, Any]], *, cut: bool = False) -> str:
    """`cut` says that the record itself leaves out authors after those it names."""
    people = list(people)
    shown, rest = people[:SHOWN], people[SHOWN:]
    persons = [_person(one) for one in shown if not one.get("literal")]
    groups = [str(one["literal"]).strip(" .") for one in shown if one.get("literal")]
    told = "; ".join(filter(None, (", ".join(persons), "; ".join(groups))))
    return f"{told}, et al" if told and (cut or rest) else told


def _person(one: Mapping[str, Any]) -> str:
    particles = (one.get("dropping-particle"), one.get("non-dropping-particle"))
    family = " ".join(filter(None, (*particles, one.get("family"))))
    suffix = str(one.get("suffix") or "").strip(" .")
    return " ".join(
        filter(None, (family, initials(one.get("given") or ""), _ORDINALS.get(suffix.lower(), suffix)))
    )


def initials(given: str) -> str:
    """“Scott D.” is SD; initials stay as they are, and so does a name that is not written in Latin letters."""
    if _INITIALS.fullmatch(given):
        return given
    words = [word for word in _PARTS.split(given) if word]
    if not all(word[0].isupper() for word in words):
        return given
    return "".join(word[0] for word in words[:2])
