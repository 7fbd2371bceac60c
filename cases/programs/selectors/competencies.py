"""The competencies of a program: its own YAML file, or the one that comes with the software, read and held to its form.

A file names competencies and which key decisions are evidence for each. It has no place for a level.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

import yaml
from django.utils.translation import gettext as _
from jsonschema import Draft202012Validator, ValidationError

from cases.engine.words import Domain
from cases.programs.models import Program
from npcsite.lib.yamlfile import YamlFormError, line_of, load

LIBRARY: Final = Path(__file__).resolve().parent.parent / "library"
LARGEST_BYTES: Final = 64 * 1024
TOLD_AT_MOST: Final = 50


@dataclass(frozen=True, slots=True)
class Competency:
    """`decisions` as case/key-decision."""

    slug: str
    label: str
    domains: frozenset[str]
    decisions: frozenset[str]

    def has(self, *, domain: str, decision: str) -> bool:
        return domain in self.domains or decision in self.decisions


@dataclass(frozen=True, slots=True)
class Competencies:
    title: str
    note: str
    rows: tuple[Competency, ...]


@dataclass(frozen=True, slots=True)
class FileFault:
    """What is wrong on a line, from 1, in words for whoever wrote it."""

    line: int
    said: str

    def __str__(self) -> str:
        return _("Line %(line)d: %(said)s") % {"line": self.line, "said": self.said}


class BadFile(ValueError):
    """`faults` says everything that is wrong with it."""

    def __init__(self, faults: Iterable[FileFault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


def text_of(program: Program) -> str:
    """The file that holds for it. No statement."""
    return program.competencies or _site_text()


def competencies_of(program: Program) -> Competencies:
    """No statement."""
    return _kept(text_of(program))


def site_competencies() -> Competencies:
    """Those that come with the software, whatever a program has put in their place. No statement."""
    return _kept(_site_text())


def decoded(raw: bytes) -> str:
    """Raises BadFile for what is too large or no UTF-8."""
    if len(raw) > LARGEST_BYTES:
        raise BadFile([FileFault(1, _("The file has more than 64 kB; leave out what is not needed."))])
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = raw[: fault.start].count(b"\n") + 1
        said = _("This is not UTF-8 text; save the file as UTF-8 and send it again.")
        raise BadFile([FileFault(line, said)]) from fault


def read(text: str) -> Competencies:
    """Raises BadFile with every fault, by line."""
    try:
        tree, data = load(text)
    except YamlFormError as bad:
        raise BadFile([FileFault(bad.line, str(bad))]) from bad
    faults = list(_of_form(tree, data)) or list(_of_meaning(tree, data))
    if faults:
        raise BadFile(sorted(faults, key=lambda one: one.line)[:TOLD_AT_MOST])
    return _made(data)


@cache
def _site_text() -> str:
    return (LIBRARY / "competencies.yaml").read_text(encoding="utf-8")


@lru_cache(maxsize=64)
def _kept(text: str) -> Competencies:
    """What was taken once has been held to its form."""
    return _made(load(text)[1])


def _made(data: Any) -> Competencies:
    rows = tuple(
        Competency(
            one["slug"],
            one["label"],
            frozenset(one.get("domains", ())),
            frozenset(one.get("decisions", ())),
        )
        for one in data["competencies"]
    )
    return Competencies(data["title"], data.get("note", ""), rows)


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(
        json.loads((LIBRARY / "competencies.schema.json").read_text(encoding="utf-8"))
    )


def _of_form(tree: yaml.Node, data: object) -> Iterator[FileFault]:
    for error in _validator().iter_errors(data):
        place = "/".join(str(part) for part in (*error.absolute_path, *_unknown(error)[:1]))
        yield FileFault(line_of(tree, place), _said(error))


def _unknown(error: ValidationError) -> list[str]:
    """Words that the form does not have, for which the schema blames what they stand in."""
    schema: Any = error.schema
    sent: Any = error.instance
    if error.validator != "additionalProperties":
        return []
    return [str(key) for key in sent if key not in schema["properties"]]


def _said(error: ValidationError) -> str:
    """In the words of whoever wrote the file, not of the schema."""
    what = str(error.absolute_path[-1]) if error.absolute_path else _("the file")
    schema: Any = error.schema
    sent: Any = error.instance
    if error.validator == "additionalProperties":
        told = {"unknown": ", ".join(_unknown(error))[:100], "known": ", ".join(schema["properties"])}
        return _("“%(unknown)s” is no word of this file; it has %(known)s.") % told
    if error.validator == "required":
        missing = ", ".join(key for key in schema["required"] if key not in sent)
        return _("“%(missing)s” is missing.") % {"missing": missing}
    value: Any = error.validator_value
    return {
        "type": _("“%(what)s” has to be %(type)s."),
        "pattern": _("“%(what)s” may hold small letters, digits and single hyphens between them."),
        "minLength": _("“%(what)s” is empty."),
        "maxLength": _("“%(what)s” is longer than %(value)s letters."),
        "minItems": _("“%(what)s” is empty."),
        "maxItems": _("“%(what)s” has more than %(value)s entries."),
        "uniqueItems": _("“%(what)s” names something twice."),
    }[str(error.validator)] % {"what": what, "value": value, "type": _type(value)}


def _type(named: object) -> str:
    words = {"string": _("a text"), "array": _("a list"), "object": _("words with values (“title: …”)")}
    return words.get(str(named), str(named))


def _of_meaning(tree: yaml.Node, data: Any) -> Iterator[FileFault]:
    slugs: set[str] = set()
    labels: set[str] = set()
    for at, one in enumerate(data["competencies"]):
        place, label = f"competencies/{at}", one["label"].strip().casefold()
        if one["slug"] in slugs:
            yield FileFault(line_of(tree, place), _("The slug “%(slug)s” is there already.") % one)
        if not label or label in labels:
            said = (
                _("The label “%(label)s” is there already.") if label else _("The label is empty.%(label).0s")
            )
            yield FileFault(line_of(tree, f"{place}/label"), said % one)
        slugs.add(one["slug"])
        labels.add(label)
        if not one.get("domains") and not one.get("decisions"):
            said = _("“%(slug)s” names neither domains nor decisions, so nothing would count for it.")
            yield FileFault(line_of(tree, place), said % one)
        yield from _of_tags(tree, place, one)


def _of_tags(tree: yaml.Node, place: str, one: Any) -> Iterator[FileFault]:
    known = [domain.value for domain in Domain]
    for domain in one.get("domains", ()):
        if domain not in known:
            said = _("“%(domain)s” is no domain; there are %(known)s.")
            told = said % {"domain": domain[:60], "known": ", ".join(known)}
            yield FileFault(line_of(tree, f"{place}/domains"), told)
    for decision in one.get("decisions", ()):
        if decision.count("/") != 1 or not all(decision.split("/")):
            said = _("“%(decision)s” is not written as case/key-decision.") % {"decision": decision[:60]}
            yield FileFault(line_of(tree, f"{place}/decisions"), said)
